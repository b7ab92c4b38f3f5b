//! One client in many threads.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

use runtime::codegen::BlockingCore;

use super::takeover;
use crate::support::threaded::read_head;
use crate::support::{HOST, ICE, fixed_config};

const THREADS: usize = 64;

/// Set `BLOCKING_CALLS` for more.
fn calls_each() -> usize {
    std::env::var("BLOCKING_CALLS").map_or(8, |calls| calls.parse().unwrap())
}

/// A server that answers with the instance that it is asked for, each connection in a thread of its own.
fn echo() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let (address, connections) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&connections);
    thread::spawn(move || {
        for stream in listener.incoming() {
            counted.fetch_add(1, Ordering::Relaxed);
            let stream = BufReader::new(stream.unwrap());
            thread::spawn(move || answer(stream));
        }
    });
    (address, connections)
}

fn answer(mut stream: BufReader<TcpStream>) {
    let mut line = String::new();
    while stream.read_line(&mut line).unwrap_or(0) > 0 {
        read_head(&mut stream);
        let instance = line.split("InstanceId=").nth(1).unwrap().split(['&', ' ']).next().unwrap();
        let body = format!(r#"{{"ChannelId":"{instance}"}}"#);
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        if stream.get_mut().write_all((head + &body).as_bytes()).is_err() {
            return;
        }
        line.clear();
    }
}

#[test]
fn many_threads_call_at_once_and_each_gets_its_own_response() {
    let (address, connections) = echo();
    let client = BlockingCore::new(fixed_config().with_connect_override(HOST, address), &ICE).unwrap();
    let (calls, start) = (calls_each(), Barrier::new(THREADS));
    thread::scope(|scope| {
        for number in 0..THREADS {
            let (client, start) = (client.clone(), &start);
            scope.spawn(move || {
                start.wait();
                for call in 0..calls {
                    let instance = format!("{number}-{call}");
                    let response = client.call(takeover(&instance)).send().unwrap();
                    assert_eq!(response.channel_id.as_deref(), Some(instance.as_str()));
                }
            });
        }
    });
    assert!(connections.load(Ordering::Relaxed) <= THREADS);
}

#[cfg(target_os = "linux")]
#[test]
fn all_calls_share_one_background_thread() {
    let (address, _) = echo();
    let client = || BlockingCore::new(fixed_config().with_connect_override(HOST, address), &ICE).unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| client().call(takeover("i")).send().unwrap());
        }
    });
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let names = tasks.filter_map(|task| std::fs::read_to_string(task.unwrap().path().join("comm")).ok());
    assert_eq!(names.filter(|name| name == "alibabacloud-io\n").count(), 1);
}
