//! Programs that are stopped, and readers that go away.

use std::io::{BufRead, BufReader};

use crate::support::{Connection, Folder, ended};

#[cfg(unix)]
use crate::support::interrupt;

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_call_that_waits() {
    let folder = Folder::new();
    let (_connection, child) = Connection::of(|address| folder.at(address, &["DescribeThing"]));
    interrupt(&child);
    assert_eq!(ended(child), (Some(130), String::new()));
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_no_half_file() {
    let folder = Folder::new();
    std::fs::write(folder.path("file"), "the old one").unwrap();
    let (mut connection, child) = Connection::of(|address| folder.at(address, &["GetFile", "--save", "file"]));
    assert!(connection.write("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\nthe beginning"));
    // The draft was there before the request was sent.
    assert_eq!(folder.names().len(), 3);
    interrupt(&child);
    assert_eq!(ended(child), (Some(130), String::new()));
    assert_eq!(folder.names(), ["demo.yaml", "file"]);
    assert_eq!(std::fs::read(folder.path("file")).unwrap(), b"the old one");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_stream() {
    let folder = Folder::new();
    let (mut connection, mut child) = Connection::of(|address| folder.at(address, &["Chat"]));
    assert!(connection.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: one\n\n"));
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "one\n");
    interrupt(&child);
    assert_eq!(ended(child), (Some(130), String::new()));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = Folder::new();
    let (mut connection, mut child) = Connection::of(|address| folder.at(address, &["Chat"]));
    assert!(connection.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: one\n\n"));
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "one\n");
    // The program finds out when it writes again.
    while connection.write("data: more\n\n") {}
    let (code, err) = ended(child);
    assert_eq!(code, Some(0), "{err}");
    assert!(err.starts_with("200 OK, 1 attempt, ") && err.lines().count() == 1, "{err}");
}
