//! A stream that is connected again, which has to be asked for.

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use http_body::{Body as HttpBody, Frame};
use runtime::codegen::ClientCore;
use runtime::error::ErrorKind;
use runtime::transport::{HttpTransport, Request, Response, TransportError, TransportOptions};
use runtime::{Body, BoxError, BoxFuture, Bytes, Config, Retry};
use runtime_testing::Reply;

use super::stream::{HEAD, all, chunk, stream};
use crate::support::operations::Chat;
use crate::support::{ICE, fixed_config, scripted_with};

/// An answer that breaks off behind this.
fn broken(text: &str) -> Reply {
    Reply::Raw((HEAD.to_owned() + &chunk(text)).into())
}

/// Settings that wait for nothing, and what they would have waited for.
fn waits() -> (Config, Arc<Mutex<Vec<Duration>>>) {
    let waits = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&waits);
    let config = fixed_config().with_sleep(move |wait| {
        seen.lock().unwrap().push(wait);
        Box::pin(std::future::ready(()))
    });
    (config, waits)
}

#[tokio::test]
async fn it_goes_on_behind_the_last_event() {
    let (config, waits) = waits();
    let replies = [
        broken("id: 1\ndata: a\n\nid: 2\ndata: half"),
        broken("retry: 30\nid: 5\ndata: b\n\n"),
        stream("data: c\n\ndata: [DONE]\n\n"),
    ];
    let (server, client) = scripted_with(config, replies).await;
    let mut events = client.call(Chat::default()).events().reconnect(1);
    let (seen, error) = all(&mut events).await;
    assert_eq!(seen.into_iter().map(|(_, data)| data).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert!(error.is_none() && events.is_done());
    let requests = server.requests();
    let ids: Vec<_> = requests.iter().map(|request| request.header("last-event-id")).collect();
    // An event that was not complete does not count.
    assert_eq!(ids, [None, Some("1"), Some("5")]);
    assert_eq!(*waits.lock().unwrap(), [Duration::from_secs(1), Duration::from_millis(30)]);
    assert_eq!(events.last_event_id(), Some("5"), "it holds until there is another");
}

#[tokio::test]
async fn it_ends_if_nothing_comes_of_it() {
    let (config, waits) = waits();
    let replies = [broken("data: a\n\n"), broken(": ping\n"), broken(": ping\n"), stream("data: b\n\n")];
    let (server, client) = scripted_with(config, replies).await;
    let (seen, error) = all(&mut client.call(Chat::default()).events().reconnect(2)).await;
    assert_eq!((seen.len(), error.unwrap().kind()), (1, ErrorKind::Transport));
    assert_eq!((server.requests().len(), waits.lock().unwrap().len()), (3, 2));
}

/// An answer that breaks off within its head.
fn headless() -> Reply {
    Reply::Raw("HTTP/1.1 200 OK\r\ncontent-ty".into())
}

#[tokio::test]
async fn a_connection_that_fails_before_its_head_counts_as_one_of_the_tries() {
    let (config, waits) = waits();
    let replies = [broken("id: 7\ndata: a\n\n"), headless(), headless(), stream("data: b\n\n")];
    let (server, client) = scripted_with(config.with_retry(Retry::off()), replies).await;
    let (seen, error) = all(&mut client.call(Chat::default()).events().reconnect(3)).await;
    assert_eq!((seen.len(), error.map(|error| error.to_string())), (2, None));
    let ids: Vec<_> =
        server.requests().iter().map(|request| request.header("last-event-id").map(str::to_owned)).collect();
    assert_eq!(ids.iter().map(Option::as_deref).collect::<Vec<_>>(), [None, Some("7"), Some("7"), Some("7")]);
    assert_eq!(*waits.lock().unwrap(), [Duration::from_secs(1); 3]);
}

#[tokio::test]
async fn tries_that_fail_before_a_head_are_not_given_back() {
    let (config, _) = waits();
    let replies = [broken("data: a\n\n"), headless(), broken(": ping\n"), headless(), stream("data: b\n\n")];
    let (server, client) = scripted_with(config.with_retry(Retry::off()), replies).await;
    let (seen, error) = all(&mut client.call(Chat::default()).events().reconnect(3)).await;
    assert_eq!((seen.len(), error.unwrap().kind(), server.requests().len()), (1, ErrorKind::Transport, 4));
}

#[tokio::test]
async fn a_wait_without_end_is_not_begun() {
    let (config, waits) = waits();
    for millis in ["18446744073709551615", "99999999999999999999999999", "60000"] {
        let (server, client) = scripted_with(config.clone(), [broken(&format!("retry: {millis}\ndata: a\n\n"))]).await;
        let (seen, error) = all(&mut client.call(Chat::default()).events().reconnect(9)).await;
        assert_eq!((seen.len(), error.unwrap().kind(), server.requests().len()), (1, ErrorKind::Transport, 1));
    }
    assert!(waits.lock().unwrap().is_empty());
}

#[tokio::test]
async fn an_error_of_the_service_ends_it() {
    let refused = Reply::Answer { status: 400, headers: Vec::new(), body: r#"{"Code":"Gone"}"#.into() };
    let (server, client) = scripted_with(waits().0, [broken("data: a\n\n"), refused]).await;
    let (seen, error) = all(&mut client.call(Chat::default()).events().reconnect(9)).await;
    assert_eq!((seen.len(), error.unwrap().code(), server.requests().len()), (1, Some("Gone"), 2));
}

/// A transport whose answers break off behind an event, which asks for a long wait.
#[derive(Debug, Default)]
struct Breaking(AtomicUsize);

/// An event, and a failure.
struct Pieces(Vec<&'static str>);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(Some(self.0.pop().map(|piece| Frame::data(piece.into())).ok_or_else(|| "it broke".into())))
    }
}

impl HttpTransport for Breaking {
    fn send(&self, _: Request, _: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let body = Body::stream(Pieces(vec!["retry: 40000\ndata: a\n\n"]));
        Box::pin(std::future::ready(Ok(http::Response::new(body))))
    }
}

#[tokio::test(start_paused = true)]
async fn the_time_of_the_call_covers_all_of_it() {
    let transport = Arc::new(Breaking::default());
    let client = ClientCore::new(fixed_config().with_transport(transport.clone()), &ICE).unwrap();
    let start = tokio::time::Instant::now();
    let call = client.call(Chat::default()).timeout(Duration::from_secs(100));
    let (seen, error) = all(&mut call.events().reconnect(9)).await;
    let error = error.unwrap();
    // At 0, 40 and 80 seconds.
    assert_eq!((seen.len(), transport.0.load(Ordering::Relaxed)), (3, 3));
    // There is no time for another wait.
    assert!(error.kind() == ErrorKind::Transport && format!("{error:#}").contains("it broke"), "{error:#}");
    assert_eq!(start.elapsed().as_secs(), 80);
}
