//! Files that do not fit into memory. `TRANSFER_MIB=1024` sends and receives that much; by default it is a little more than the
//! memory that a transfer may take.

use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::channel;
use std::time::Duration;

use runtime::Body;
use runtime::codegen::ClientCore;

use super::download::operation;
use crate::support::threaded::{ANSWER, read_head, threaded};
use crate::support::{HOST, ICE, fixed_config};

/// How much more memory a transfer may take than a program that makes small calls: 16 MiB.
const MEMORY_KIB: u64 = 16 << 10;

const BLOCK: usize = 1 << 20;

/// Of a process that is to transfer: where the server is, and the folder for the files.
const PLACE: &str = "TRANSFER_PLACE";

fn mebibytes() -> usize {
    std::env::var("TRANSFER_MIB").map_or(20, |size| size.parse().unwrap())
}

/// Blocks that differ, so that none can be taken for another.
fn block(index: usize) -> Vec<u8> {
    let mut block = vec![u8::try_from(index % 251).unwrap(); BLOCK];
    block[..8].copy_from_slice(&index.to_le_bytes());
    block
}

/// Whether these are the blocks, one after the other.
fn are_blocks(reader: &mut impl Read) -> bool {
    let mut read = vec![0; BLOCK];
    (0..mebibytes()).all(|index| reader.read_exact(&mut read).is_ok() && read == block(index))
}

/// The most memory that this process has taken so far, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Receives an upload, and sends the same as a download.
fn serve(host: &mut BufReader<TcpStream>) -> bool {
    read_head(host);
    let is_right = are_blocks(host);
    host.get_mut().write_all(ANSWER).unwrap();
    read_head(host);
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", mebibytes() * BLOCK);
    host.get_mut().write_all(head.as_bytes()).unwrap();
    is_right && (0..mebibytes()).all(|index| host.get_mut().write_all(&block(index)).is_ok())
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "reads how much memory a process takes from /proc")]
fn large_files_need_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = File::create(folder.path().join("up")).unwrap();
    (0..mebibytes()).for_each(|index| file.write_all(&block(index)).unwrap());
    let (report, received) = channel();
    let server = threaded(move |host| {
        // Until the process is done with the small calls.
        while crate::support::threaded::answer(host) {}
        report.send(()).unwrap();
    });
    let (report, transferred) = channel();
    let large = threaded(move |host| report.send(serve(host)).unwrap());

    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "files::large::transfers", "--ignored", "--nocapture"]);
    child.env(PLACE, format!("{} {} {}", server.address, large.address, folder.path().display()));
    let output = child.output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}\n{}", String::from_utf8_lossy(&output.stderr));
    received.recv().unwrap();
    assert!(transferred.recv().unwrap(), "what arrived is not what was sent");
    let figures: Vec<u64> = printed
        .lines()
        .find_map(|line| line.strip_prefix("peak: "))
        .unwrap()
        .split(' ')
        .map(|number| number.parse().unwrap())
        .collect();
    println!("{} MiB each way: {} KiB before, {} KiB at most", mebibytes(), figures[0], figures[1]);
    assert!(figures[1] - figures[0] < MEMORY_KIB, "{figures:?}");
}

/// What the process of its own does.
#[test]
#[ignore = "run by `large_files_need_little_memory`, in a process of its own"]
fn transfers() {
    let place = std::env::var(PLACE).unwrap();
    let [small, large, folder] = place.splitn(3, ' ').collect::<Vec<_>>().try_into().unwrap();
    let folder = Path::new(folder);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = |address: &str| {
            let hour = Duration::from_secs(3600);
            let config = fixed_config().with_timeout(hour).with_attempt_timeout(hour);
            ClientCore::new(config.with_connect_override(HOST, address.parse().unwrap()), &ICE).unwrap()
        };
        let calls = client(small);
        for _ in 0..3 {
            calls.call(operation()).body("small").await.unwrap();
        }
        drop(calls);
        let before = peak();
        let client = client(large);
        client.call(operation()).body(Body::file(folder.join("up")).unwrap()).await.unwrap();
        client.call(operation()).download().to_file(folder.join("down")).await.unwrap();
        println!("\npeak: {before} {}", peak());
    });
    assert!(are_blocks(&mut File::open(folder.join("down")).unwrap()));
    assert_eq!(fs::metadata(folder.join("down")).unwrap().len(), (mebibytes() * BLOCK) as u64);
}
