//! Downloads as they come.
//!
//! | situation | what happens |
//! |---|---|
//! | a body longer than the limit for responses | it comes in pieces; the limit is for what is collected |
//! | the service refuses the request | its error is the only item |
//! | the body is cut off, or the host hangs | an error behind the bytes that came |
//! | a transport of the program leaves out some bytes | the same: the length is checked |
//! | it is dropped | the connection is closed |

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use http_body::{Body as HttpBody, Frame};
use runtime::codegen::ClientCore;
use runtime::error::{ErrorKind, Retryability};
use runtime::transport::{HttpTransport, Request, Response, TransportError, TransportOptions};
use runtime::{Body, BoxError, BoxFuture, Bytes, Download, Error};
use runtime_testing::Reply;

use crate::support::operations::InvokeFunction;
use crate::support::{HOST, ICE, fixed_config, scripted, scripted_with};

pub(super) fn operation() -> InvokeFunction {
    InvokeFunction { function_name: Some("f".to_owned()), ..InvokeFunction::default() }
}

/// A binary answer.
pub(super) fn binary(content: &[u8]) -> Reply {
    let headers = vec![("x-acs-request-id".to_owned(), "r-1".to_owned())];
    Reply::Answer { status: 200, headers, body: Bytes::copy_from_slice(content) }
}

pub(super) fn content(length: usize) -> Vec<u8> {
    (0..length).map(|index| u8::try_from(index % 251).unwrap()).collect()
}

/// All bytes, and the error if there is one.
async fn all(download: &mut Download) -> (Vec<u8>, Option<Error>) {
    let mut read = Vec::new();
    while let Some(bytes) = download.next().await {
        match bytes {
            Ok(bytes) => {
                assert!(!bytes.is_empty());
                read.extend_from_slice(&bytes);
            }
            Err(error) => {
                assert!(download.next().await.is_none(), "an error is the end");
                return (read, Some(error));
            }
        }
    }
    assert!(download.next().await.is_none(), "the end stays the end");
    (read, None)
}

#[tokio::test]
async fn a_body_comes_in_pieces() {
    let expected = content(3_000_000);
    let (server, client) = scripted_with(fixed_config().with_response_limit(10), [binary(&expected)]).await;
    let reports = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&reports);
    let progress = move |received, total| seen.lock().unwrap().push((received, total));
    let mut download = client.call(operation()).download().on_progress(progress);
    assert!(server.connections() == 0 && download.content_length().is_none());
    let first = download.next().await.unwrap().unwrap();
    assert_eq!((download.content_length(), download.request_id()), (Some(3_000_000), Some("r-1")));
    assert_eq!(download.http().unwrap().status(), 200);
    let (rest, error) = all(&mut download).await;
    assert!(error.is_none() && [&first, &rest[..]].concat() == expected);
    let reports = reports.lock().unwrap();
    assert!(reports.len() > 1 && reports.is_sorted() && reports[0] == (first.len() as u64, Some(3_000_000)));
    assert_eq!(reports.last(), Some(&(3_000_000, Some(3_000_000))));
}

#[tokio::test]
async fn it_is_a_stream() {
    let (_server, client) = scripted([binary(b"abc")]).await;
    let mut download = client.call(operation()).download();
    let mut read = Vec::new();
    while let Some(bytes) = std::future::poll_fn(|context| Pin::new(&mut download).poll_next(context)).await {
        read.extend_from_slice(&bytes.unwrap());
    }
    assert_eq!(read, b"abc");
}

#[tokio::test]
async fn an_error_of_the_service_is_one() {
    let body = r#"{"Code":"NoSuchKey","Message":"m"}"#.into();
    let (_server, client) = scripted([Reply::Answer { status: 404, headers: Vec::new(), body }]).await;
    let (read, error) = all(&mut client.call(operation()).download()).await;
    assert_eq!((read.len(), error.unwrap().code()), (0, Some("NoSuchKey")));
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_an_error() {
    let raw = "HTTP/1.1 200 OK\r\nx-acs-request-id: r-1\r\ncontent-length: 9\r\n\r\nabc";
    let (_server, client) = scripted([Reply::Raw(raw.into())]).await;
    let (read, error) = all(&mut client.call(operation()).download()).await;
    let error = error.unwrap();
    assert_eq!((read.as_slice(), error.kind(), error.request_id()), (&b"abc"[..], ErrorKind::Transport, Some("r-1")));
    assert_eq!(error.retryability(), Retryability::Unsafe);
}

/// A body that gives these pieces, and then its end, or nothing more if it hangs.
struct Pieces(Vec<&'static str>, bool);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self.0.pop() {
            Some(piece) => Poll::Ready(Some(Ok(Frame::data(piece.into())))),
            None if self.1 => Poll::Pending,
            None => Poll::Ready(None),
        }
    }
}

/// A transport that says so many bytes and gives three.
#[derive(Debug)]
struct Three {
    said: u64,
    hangs: bool,
}

impl HttpTransport for Three {
    fn send(&self, _: Request, options: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        assert_eq!(options.read_timeout(), Some(Duration::from_secs(60)));
        let body = Body::stream(Pieces(vec!["c", "", "ab"], self.hangs));
        let response = http::Response::builder().header("content-length", self.said).body(body).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

fn over(transport: Three) -> ClientCore {
    ClientCore::new(fixed_config().with_transport(Arc::new(transport)), &ICE).unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_time_of_the_whole_is_bounded_on_request_and_only_until_the_end() {
    const LIMIT: Duration = Duration::from_secs(20);
    let mut hanging = over(Three { said: 9, hangs: true }).call(operation()).timeout(LIMIT).download();
    let (read, error) = all(&mut hanging).await;
    let text = error.unwrap().to_string();
    assert!(read == b"abc" && text.contains("within 20s") && text.contains("`Call::timeout`"), "{text}");

    let mut late = over(Three { said: 3, hangs: false }).call(operation()).timeout(LIMIT).download();
    assert_eq!(late.next().await.unwrap().unwrap(), "ab");
    tokio::time::advance(LIMIT).await;
    assert!(late.next().await.unwrap().is_err_and(|error| error.is_timeout()), "also for one that asks too late");

    let mut whole = over(Three { said: 3, hangs: false }).call(operation()).timeout(LIMIT).download();
    assert_eq!(all(&mut whole).await.0, b"abc");
    tokio::time::advance(LIMIT).await;
    assert!(whole.next().await.is_none(), "the end stays the end");
}

#[tokio::test(start_paused = true)]
async fn a_transport_of_the_program_is_held_to_length_and_time() {
    for (hangs, said) in [(false, "the body ended after 3 of 9 bytes"), (true, "nothing came within 60s")] {
        let (read, error) = all(&mut over(Three { said: 9, hangs }).call(operation()).download()).await;
        let error = error.unwrap();
        assert_eq!((read.as_slice(), error.is_timeout()), (&b"abc"[..], hangs));
        let text = format!("{error:#}");
        assert!(text.contains(said) && text.contains(HOST), "{text}");
    }
}
