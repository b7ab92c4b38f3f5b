//! Uploads.
//!
//! | situation | what happens |
//! |---|---|
//! | a file | it is read for the hash and once more to be sent; its length goes before it |
//! | a file that is gone, or is no file | an error that names it, before a call is made |
//! | a file that changes or shrinks after that | nothing of what was not signed is sent as if it were |
//! | an attempt is repeated | the file is read again, and progress begins anew |
//! | a reader | it is read up to a limit |

use std::fs::{self, File};
use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use runtime::codegen::sign::payload_hash;
use runtime::error::ErrorKind;
use runtime::{Body, Retry};
use runtime_testing::Reply;

use crate::support::operations::InvokeFunction;
use crate::support::{fixed_config, scripted, scripted_with};

fn upload() -> InvokeFunction {
    InvokeFunction { function_name: Some("f".to_owned()), ..InvokeFunction::default() }
}

/// Content of more than one piece.
fn content() -> Vec<u8> {
    (0..600_000_u32).map(|index| u8::try_from(index % 251).unwrap()).collect()
}

/// What a body reports.
type Reports = Arc<Mutex<Vec<(u64, Option<u64>)>>>;

fn observed(body: Body) -> (Body, Reports) {
    let reports = Reports::default();
    let seen = Arc::clone(&reports);
    (body.on_progress(move |sent, total| seen.lock().unwrap().push((sent, total))), reports)
}

#[tokio::test]
async fn a_file_is_sent_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    for content in [content(), b"short".to_vec(), Vec::new()] {
        fs::write(&path, &content).unwrap();
        let (server, client) = scripted([Reply::json("{}")]).await;
        let (body, reports) = observed(Body::file(&path).unwrap());
        client.call(upload()).body(body).await.unwrap();
        let [received] = server.requests().try_into().unwrap();
        assert!(received.body == content, "{} bytes", received.body.len());
        assert_eq!(received.header("content-length"), Some(content.len().to_string().as_str()));
        assert_eq!(received.header("x-acs-content-sha256"), Some(payload_hash(&content).as_str()));
        // Once, although it is read twice; never backwards, and up to the end.
        let reports = reports.lock().unwrap();
        let total = content.len() as u64;
        assert!(reports.is_sorted() && reports.iter().all(|(_, all)| *all == Some(total)), "{reports:?}");
        assert_eq!(reports.last().map_or(0, |(sent, _)| *sent), total);
    }
}

#[tokio::test]
async fn progress_of_bytes_and_of_further_attempts() {
    let failed = Reply::Answer { status: 503, headers: Vec::new(), body: r#"{"Code":"ServiceUnavailable"}"#.into() };
    let config = fixed_config().with_nonce(String::new).with_retry(Retry::standard().base_delay(Duration::ZERO));
    let (server, client) = scripted_with(config, [failed, Reply::json("{}")]).await;
    let (body, reports) = observed(Body::from(vec![7; 100_000]));
    client.call(upload()).body(body).idempotent().await.unwrap();
    assert_eq!(server.requests().iter().map(|request| request.body.len()).collect::<Vec<_>>(), [100_000; 2]);
    let attempt = [(65_536, Some(100_000)), (100_000, Some(100_000))];
    assert_eq!(*reports.lock().unwrap(), [attempt, attempt].concat());
}

#[tokio::test]
async fn what_is_no_file_is_found_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    let error = Body::file(&missing).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    assert!(error.to_string().contains(missing.to_str().unwrap()), "{error}");
    let error = Body::file(folder.path()).unwrap_err();
    assert!(error.to_string().contains("Body::reader"), "{error}");
}

#[tokio::test]
async fn a_file_that_changes_before_it_is_hashed_is_not_sent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let changes: [&dyn Fn(); 4] = [
        &|| File::options().append(true).open(&path).unwrap().write_all(b"more").unwrap(),
        &|| File::options().write(true).open(&path).unwrap().set_len(5).unwrap(),
        &|| File::options().write(true).open(&path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap(),
        &|| fs::remove_file(&path).unwrap(),
    ];
    for change in changes {
        fs::write(&path, content()).unwrap();
        let body = Body::file(&path).unwrap();
        change();
        let (server, client) = scripted([]).await;
        let error = client.call(upload()).body(body).await.unwrap_err();
        assert_eq!((error.kind(), server.connections()), (ErrorKind::Request, 0));
        assert!(format!("{error:#}").contains(path.to_str().unwrap()), "{error:#}");
    }
}

#[tokio::test]
async fn a_file_that_changes_while_it_is_sent_is_never_sent_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let length = content().len() as u64;
    let changes: [fn(&File, u64); 3] = [
        // Shorter, of the same length, longer.
        |file, length| file.set_len(length - 1).unwrap(),
        |file, _| file.set_modified(SystemTime::UNIX_EPOCH).unwrap(),
        |file, length| file.set_len(length + 1).unwrap(),
    ];
    for change in changes {
        fs::write(&path, content()).unwrap();
        let (server, client) = scripted([Reply::json("{}")]).await;
        let file = File::options().write(true).open(&path).unwrap();
        let body = Body::file(&path).unwrap().on_progress(move |sent, _| {
            // The first piece is on its way: the hash is long since signed.
            if sent <= 256 << 10 {
                change(&file, length);
            }
        });
        let error = client.call(upload()).body(body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert!(format!("{error:#}").contains("it has changed"), "{error:#}");
        assert!(server.requests().is_empty(), "a request that is not complete is none");
    }
}

#[tokio::test]
async fn a_reader_is_read_up_to_a_limit() {
    let (server, client) = scripted([Reply::json("{}")]).await;
    let all = Body::reader(Cursor::new("hello"), usize::MAX).await.unwrap();
    assert_eq!(all.as_bytes().unwrap(), "hello");
    let body = Body::reader(Cursor::new("hello"), 5).await.unwrap();
    client.call(upload()).body(body).await.unwrap();
    assert_eq!(server.requests()[0].body, "hello");
    let error = Body::reader(io::repeat(0), 1000).await.unwrap_err();
    assert!(error.to_string().contains("more than 1000 bytes") && error.to_string().contains("Body::file"), "{error}");
}
