//! Downloads to files.
//!
//! | situation | what happens |
//! |---|---|
//! | the body is complete | the file is there, or replaced, with the permissions it had |
//! | it is cut off anywhere, refused, or dropped | the file is as it was before, or not there; nothing is left beside it |
//! | the path is a link, a folder, a device, in no folder | the file that is meant, or an error before anything is sent |
//! | the disk fails on the way | an error that says that the operation was carried out |
//! | two downloads to one file | one of them, as a whole |

use std::fs;
use std::path::Path;

use runtime::Bytes;
use runtime::codegen::sign::payload_hash;
use runtime::error::{ErrorKind, Retryability};
use runtime_testing::{Random, Reply};

use super::download::{binary, content, operation};
use crate::support::scripted;

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_complete_body_becomes_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    // New, replaced, empty.
    for length in [1_000_000, 300_000, 0] {
        let expected = content(length);
        let (_server, client) = scripted([binary(&expected)]).await;
        let saved = client.call(operation()).download().to_file(&path).await.unwrap();
        assert_eq!((saved.len(), saved.is_empty(), saved.path()), (length as u64, length == 0, path.as_path()));
        assert_eq!(
            (saved.request_id(), saved.attempts().count(), saved.http().status().as_u16()),
            (Some("r-1"), 1, 200)
        );
        assert_eq!(payload_hash(&fs::read(&path).unwrap()), payload_hash(&expected));
        assert_eq!(names(folder.path()), ["file"]);
    }
}

#[tokio::test]
async fn a_body_that_is_cut_off_leaves_nothing() {
    let expected = content(300_000);
    let folder = tempfile::tempdir().unwrap();
    let (new, old) = (folder.path().join("new"), folder.path().join("old"));
    fs::write(&old, "before").unwrap();
    let mut random = Random::new(11);
    let whole =
        [format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", expected.len()).as_bytes(), &expected].concat();
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunked = [format!("{chunked}{:x}\r\n", expected.len()).as_bytes(), &expected, b"\r\n0\r\n\r\n"].concat();
    let cuts: Vec<_> = (0..100)
        .map(|index| {
            let answer = if index % 2 == 0 { &whole } else { &chunked };
            Bytes::copy_from_slice(&answer[..random.below(answer.len())])
        })
        .collect();
    let (_server, client) = scripted(cuts.iter().cloned().map(Reply::Raw)).await;
    for (index, cut) in cuts.iter().enumerate() {
        let path = if index % 4 < 2 { &new } else { &old };
        let error = client.call(operation()).download().to_file(path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{} bytes: {error}", cut.len());
        assert_eq!(names(folder.path()), ["old"], "{} bytes", cut.len());
    }
    assert_eq!(fs::read_to_string(&old).unwrap(), "before");
    // As a whole, both are fine.
    let (_server, client) = scripted([whole, chunked].map(|answer| Reply::Raw(answer.into()))).await;
    for path in [&new, &old] {
        client.call(operation()).download().to_file(path).await.unwrap();
        assert!(fs::read(path).unwrap() == expected);
    }
}

#[tokio::test]
async fn an_error_of_the_service_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Reply::Answer { status: 403, headers: Vec::new(), body: r#"{"Code":"Forbidden"}"#.into() };
    let (_server, client) = scripted([refused]).await;
    let error = client.call(operation()).download().to_file(folder.path().join("file")).await.unwrap_err();
    assert_eq!((error.code(), names(folder.path()).len()), (Some("Forbidden"), 0));
}

#[tokio::test]
async fn a_download_that_is_dropped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let (begun, begins) = tokio::sync::oneshot::channel();
    let mut begun = Some(begun);
    let raw = format!("HTTP/1.1 200 OK\r\ncontent-length: 9000000\r\n\r\n{}", "x".repeat(400_000));
    // The rest never comes, since the server does not close the connection while it is not read.
    let server = crate::support::threaded::threaded(move |host| {
        use std::io::{Read, Write};
        crate::support::threaded::read_request(host);
        host.get_mut().write_all(raw.as_bytes()).unwrap();
        let _ = host.read(&mut [0]);
    });
    let config = crate::support::fixed_config().with_connect_override(crate::support::HOST, server.address);
    let client = runtime::codegen::ClientCore::new(config, &crate::support::ICE).unwrap();
    let download = client.call(operation()).download().on_progress(move |_, _| {
        if let Some(begun) = begun.take() {
            begun.send(()).unwrap();
        }
    });
    tokio::select! {
        saved = download.to_file(&path) => panic!("{saved:?}"),
        arrived = begins => arrived.unwrap(),
    }
    assert_eq!(names(folder.path()), [""; 0]);
    server.wait_for_close();
}

#[tokio::test]
async fn places_where_no_file_can_be_are_found_before_anything_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let mut places = vec![
        (folder.path().to_owned(), "is no regular file"),
        (folder.path().join("missing/file"), "check that the folder is there"),
        (folder.path().join(".."), "is no regular file"),
    ];
    if cfg!(unix) {
        places.push(("/dev/null".into(), "is no regular file"));
    }
    for (path, said) in places {
        let (server, client) = scripted([]).await;
        let error = client.call(operation()).download().to_file(&path).await.unwrap_err();
        assert_eq!((error.kind(), server.connections()), (ErrorKind::File, 0));
        assert_eq!((error.retryability(), error.is_transient()), (Retryability::NotSent, false));
        let text = error.to_string();
        assert!(text.contains(said) && text.contains(path.to_str().unwrap()), "{text}");
    }
    // What is read in part is no whole file.
    let (_server, client) = scripted([binary(b"abc")]).await;
    let mut download = client.call(operation()).download();
    assert!(download.next().await.is_some());
    let error = download.to_file(folder.path().join("file")).await.unwrap_err();
    assert!(error.to_string().contains("read already"), "{error}");
}

#[tokio::test]
async fn a_disk_that_fails_is_no_reason_to_call_again() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let (_server, client) = scripted([binary(b"abc")]).await;
    let gone = inner.clone();
    let download = client.call(operation()).download().on_progress(move |_, _| {
        let _ = fs::remove_dir_all(&gone);
    });
    let error = download.to_file(inner.join("file")).await.unwrap_err();
    assert_eq!((error.kind(), error.retryability()), (ErrorKind::File, Retryability::Unsafe));
    assert!(error.to_string().contains("the operation was carried out"), "{error}");
    assert!(std::error::Error::source(&error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>), "{error:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    fs::write(&file, "before").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("file", &link).unwrap();
    let (_server, client) = scripted([binary(b"after")]).await;
    client.call(operation()).download().to_file(&link).await.unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "after");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(names(folder.path()), ["file", "link"]);
}

#[tokio::test]
async fn of_two_downloads_to_one_file_one_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let (one, two) = (vec![1; 400_000], vec![2; 400_000]);
    let (_server, client) = scripted([binary(&one), binary(&two)]).await;
    let save = || client.call(operation()).download().to_file(&path);
    let (first, second) = tokio::join!(save(), save());
    assert!(first.is_ok() && second.is_ok());
    let found = fs::read(&path).unwrap();
    assert!(found == one || found == two);
    assert_eq!(names(folder.path()), ["file"]);
}
