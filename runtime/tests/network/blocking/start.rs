//! A background thread that cannot be started.

use std::fs::File;
use std::process::Command;

use runtime::error::{ErrorKind, Retryability};

use super::{mocked, takeover};

const CHILD: &str = "ALIBABACLOUD_TEST_FEW_FILES";

/// The process is allowed few open files; when it has some to spare again, the next call starts the thread.
#[cfg(unix)]
#[test]
fn a_thread_that_cannot_be_started_is_an_error_and_the_next_call_tries_again() {
    if std::env::var_os(CHILD).is_some() {
        return in_a_process_with_few_files();
    }
    let test = "blocking::start::a_thread_that_cannot_be_started_is_an_error_and_the_next_call_tries_again";
    let output = Command::new("sh")
        .args(["-c", r#"ulimit -n 32 && exec "$0" --exact "$1" --nocapture --test-threads 1"#])
        .arg(std::env::current_exe().unwrap())
        .arg(test)
        .env(CHILD, "1")
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("1 passed"), "{output:?}");
}

fn in_a_process_with_few_files() {
    let (mock, client) = mocked(r#"{"ChannelId":"c"}"#);
    let files: Vec<File> = std::iter::from_fn(|| File::open("/dev/null").ok()).collect();
    assert!(files.len() > 10, "{}", files.len());
    let error = client.call(takeover("i")).send().unwrap_err();
    assert_eq!((error.kind(), error.retryability()), (ErrorKind::Blocking, Retryability::NotSent));
    let text = format!("{error:#}");
    let expected = "cannot make a blocking call: the background thread cannot be started; the process may have too many \
                    threads or open files: ";
    assert!(text.starts_with(expected) && text.contains("os error 24"), "{text}");
    drop(files);
    client.call(takeover("i")).send().unwrap();
    assert_eq!(mock.requests().len(), 1);
}
