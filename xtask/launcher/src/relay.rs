//! Passing on a child's output, once the child takes long enough.

use std::io::{BufRead, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// The lines of a stream, each as soon as it is complete.
pub(crate) fn lines(mut reader: impl BufRead + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) && sender.send(line).is_ok() {
            line = Vec::new();
        }
    });
    receiver
}

/// Writes all lines, but none before `patience` has passed; returns the lines that were not written.
pub(crate) fn relay(lines: &Receiver<Vec<u8>>, patience: Duration, to: &mut impl Write) -> Vec<u8> {
    let started = Instant::now();
    let mut buffered = Vec::new();
    loop {
        match lines.recv_timeout(patience.saturating_sub(started.elapsed())) {
            Ok(line) => buffered.extend(line),
            Err(RecvTimeoutError::Disconnected) => return buffered,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    // A closed standard error does not stop a build.
    let _ = to.write_all(&buffered);
    for line in lines {
        let _ = to.write_all(&line);
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "   Compiling a\n   Compiling b\n    Finished";

    #[test]
    fn a_short_build_writes_nothing() {
        let mut written = Vec::new();
        let buffered = relay(&lines(OUTPUT.as_bytes()), Duration::MAX, &mut written);
        assert_eq!((buffered.as_slice(), written.as_slice()), (OUTPUT.as_bytes(), &b""[..]));
    }

    #[test]
    fn a_long_build_writes_everything_from_the_beginning() {
        let mut written = Vec::new();
        let (sender, receiver) = mpsc::channel();
        // The receiver may give up at once, while the sender has not ended.
        let end = thread::spawn(move || {
            for line in OUTPUT.split_inclusive('\n') {
                sender.send(line.as_bytes().to_vec()).unwrap();
            }
        });
        let buffered = relay(&receiver, Duration::ZERO, &mut written);
        end.join().unwrap();
        assert_eq!([written, buffered].concat(), OUTPUT.as_bytes());
    }
}
