//! A server on a thread of its own: it goes on while no runtime of the test is driven.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// What an answer of the server is.
pub(crate) const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

/// The server, and what it reports.
pub(crate) struct Threaded {
    pub(crate) address: SocketAddr,
    closed: Receiver<()>,
}

impl Threaded {
    /// Returns when the server has closed one more connection.
    pub(crate) fn wait_for_close(&self) {
        const HANGS: Duration = Duration::from_secs(20);
        self.closed.recv_timeout(HANGS).unwrap();
    }
}

/// Gives each connection to `serve`, in turn, and closes it when that returns. Ends with the process.
pub(crate) fn threaded(mut serve: impl FnMut(&mut BufReader<TcpStream>) + Send + 'static) -> Threaded {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let (report, closed) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            serve(&mut stream);
            drop(stream);
            if report.send(()).is_err() {
                break;
            }
        }
    });
    Threaded { address, closed }
}

/// Reads the head of a request.
pub(crate) fn read_head(stream: &mut BufReader<TcpStream>) {
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the head ends with an empty line");
    }
}

/// Reads one request, body included. False at the end of the connection.
pub(crate) fn read_request(stream: &mut BufReader<TcpStream>) -> bool {
    let mut length = 0;
    loop {
        let mut line = String::new();
        match stream.read_line(&mut line) {
            Ok(0) | Err(_) => return false,
            Ok(_) if line == "\r\n" => break,
            Ok(_) => {}
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    stream.read_exact(&mut vec![0; length]).is_ok()
}

/// Answers a request and goes on with the next connection.
pub(crate) fn answer_once(stream: &mut BufReader<TcpStream>) {
    answer(stream);
}

/// Answers one request. False at the end of the connection.
pub(crate) fn answer(stream: &mut BufReader<TcpStream>) -> bool {
    read_request(stream) && stream.get_mut().write_all(ANSWER).is_ok()
}
