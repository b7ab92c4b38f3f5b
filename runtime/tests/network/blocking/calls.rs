//! A call gives what an async call gives.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use runtime::codegen::{BlockingCore, ClientCore};
use runtime::error::ErrorKind;
use runtime::identity::{CredentialsContext, CredentialsError};
use runtime::mock::{self, Mock};
use runtime::transport::{HttpTransport, Request, Response, TransportError, TransportOptions};
use runtime::{BoxFuture, CredentialsProvider, Identity, Retry, SharedConfig};
use runtime_testing::Reply;

use super::{mocked, run, served, takeover};
use crate::support::{HOST, ICE, fixed_config};

const BODY: &str = r#"{"ChannelId":"c","RequestId":"r"}"#;

#[test]
fn requests_and_responses_are_those_of_async_calls() {
    let served = served([Reply::json(BODY), Reply::json(BODY)]);
    let blocking = served.client().call(takeover("i")).header("x-acs-own", "1").query("Own", "2").send().unwrap();
    let client = ClientCore::new(served.config(), &ICE).unwrap();
    let call = client.call(takeover("i")).header("x-acs-own", "1").query("Own", "2");
    let awaited = run(call.into_future()).unwrap();
    assert_eq!((blocking.channel_id.as_deref(), blocking.request_id.as_deref()), (Some("c"), Some("r")));
    assert_eq!(blocking.http().body(), awaited.http().body());
    let [first, second] = served.server.requests().try_into().unwrap();
    assert_eq!((first.target, first.headers, first.body), (second.target, second.headers, second.body));
}

#[test]
fn every_option_reaches_the_call() {
    let mock = Mock::new().when_any().then_disconnect().then_disconnect().then_disconnect();
    let asked = Arc::new(Timed { inner: mock.clone(), asked: Mutex::default() });
    let config = mock.config().with_retry(Retry::off()).with_transport(Arc::clone(&asked) as Arc<dyn HttpTransport>);
    let client = BlockingCore::new(config, &ICE).unwrap();
    let error = client
        .call(takeover("i"))
        .retry(Retry::standard())
        .timeout(Duration::from_secs(50))
        .attempt_timeout(Duration::from_secs(40))
        .connect_timeout(Duration::from_secs(30))
        .idempotent()
        .body("own")
        .send()
        .unwrap_err();
    // Repeated twice, which only the caller's word allows.
    assert_eq!((error.kind(), error.attempts().count()), (ErrorKind::Transport, 3));
    assert_eq!(mock.slept().len(), 2);
    assert_eq!(mock.requests()[0].body().as_ref(), b"own");
    let asked = asked.asked.lock().unwrap();
    assert_eq!(asked[0].connect_timeout(), Duration::from_secs(30));
    assert!(asked[0].timeout() <= Duration::from_secs(40), "{:?}", asked[0]);
    assert!(asked[0].timeout() > Duration::from_secs(30), "{:?}", asked[0]);
}

/// Keeps the times that it is given.
#[derive(Debug)]
struct Timed {
    inner: Mock,
    asked: Mutex<Vec<TransportOptions>>,
}

impl HttpTransport for Timed {
    fn send(&self, request: Request, options: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        self.asked.lock().unwrap().push(options);
        self.inner.send(request, options)
    }
}

/// The mock lets the time pass, so that nothing waits.
#[test]
fn a_call_is_made_until_its_response_says_what_is_waited_for() {
    let state = |state: &str| mock::Reply::new(200, format!(r#"{{"ChannelId":"{state}"}}"#));
    let mock = Mock::new().when_any().then(state("new")).then(state("running")).then(state("done"));
    let client = BlockingCore::new(mock.config(), &ICE).unwrap();
    let mut asked = 0;
    let done = client.call(takeover("i")).wait_until(|response| {
        asked += 1;
        response.channel_id.as_deref() == Some("done")
    });
    let response = done.every(Duration::from_secs(60)).at_most(Duration::from_secs(600)).send().unwrap();
    assert_eq!((response.channel_id.as_deref(), asked, mock.slept().len()), (Some("done"), 3, 2));
}

#[test]
fn a_failure_with_status_200_is_an_error_on_request() {
    let served = served((0..2).map(|_| Reply::json(r#"{"Success":false,"Code":"Busy"}"#)));
    let client = served.client();
    assert!(client.call(takeover("i")).send().is_ok());
    let error = client.call(takeover("i")).strict_outcome(true).send().unwrap_err();
    assert_eq!(error.code(), Some("Busy"));
}

#[test]
fn errors_are_those_of_async_calls() {
    let body = r#"{"Code":"Forbidden","Message":"m","RequestId":"r"}"#;
    let reply = Reply::Answer { status: 403, headers: Vec::new(), body: body.into() };
    let error = served([reply]).client().call(takeover("i")).send().unwrap_err();
    assert_eq!((error.kind(), error.code(), error.request_id()), (ErrorKind::Service, Some("Forbidden"), Some("r")));
}

#[test]
fn a_call_ends_by_its_timeout_and_the_next_one_is_made() {
    let served = served([Reply::Silence, Reply::json(BODY)]);
    let client = served.client();
    let error = client.call(takeover("i")).timeout(Duration::from_millis(30)).send().unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(client.call(takeover("i")).send().unwrap().channel_id.as_deref(), Some("c"));
}

/// A connection, the credentials and what becomes of them belong to no single call.
#[test]
fn calls_one_after_the_other_share_a_connection_and_clients_of_both_kinds_a_configuration() {
    let served = served((0..4).map(|_| Reply::json(BODY)));
    let keys = Arc::new(Counted::default());
    let shared = SharedConfig::new().with_credentials(Arc::clone(&keys) as Arc<dyn CredentialsProvider>);
    let shared = shared.with_connect_override(HOST, served.server.address());
    let blocking = BlockingCore::new(shared.config("cn-shanghai"), &ICE).unwrap();
    let client = ClientCore::new(shared.config("cn-shanghai"), &ICE).unwrap();
    blocking.call(takeover("i")).send().unwrap();
    run(async {
        client.call(takeover("i")).await.unwrap();
        client.call(takeover("i")).await.unwrap();
    });
    blocking.clone().call(takeover("i")).send().unwrap();
    assert_eq!((served.server.requests().len(), served.server.connections()), (4, 2));
    assert_eq!(keys.asked.load(Ordering::Relaxed), 4);
}

/// Gives keys from a task, after a wait: it needs what a tokio runtime offers.
#[derive(Debug, Default)]
struct Counted {
    asked: AtomicUsize,
}

impl CredentialsProvider for Counted {
    fn identity<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let task = tokio::spawn(async {
                tokio::time::sleep(Duration::from_millis(1)).await;
                tokio::task::spawn_blocking(|| Identity::access_key("id", "secret")).await
            });
            Ok(task.await.unwrap().unwrap())
        })
    }
}

/// The sources of this library fetch over the network, in tasks that belong to no single call.
#[cfg(feature = "credentials")]
#[test]
fn sources_of_credentials_fetch_for_blocking_calls() {
    use runtime::identity::UriCredentials;

    let expiry = "2126-01-01T00:00:00Z";
    let keys = format!(
        r#"{{"Code":"Success","AccessKeyId":"a","AccessKeySecret":"s","SecurityToken":"t","Expiration":"{expiry}"}}"#
    );
    let source = served([Reply::json(keys)]);
    let served = served([Reply::json(BODY), Reply::json(BODY)]);
    let uri = format!("http://{}/keys", source.server.address());
    let config = served.config().with_credentials(UriCredentials::new().with_uri(uri));
    let client = BlockingCore::new(config, &ICE).unwrap();
    client.call(takeover("i")).send().unwrap();
    client.call(takeover("i")).send().unwrap();
    assert_eq!(source.server.requests().len(), 1);
    assert_eq!(served.server.requests()[1].header("x-acs-accesskey-id"), Some("a"));
}

#[derive(Debug)]
struct Panics;

impl HttpTransport for Panics {
    fn send(&self, _: Request, _: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async {
            tokio::task::yield_now().await;
            panic!("of the program's own transport")
        })
    }
}

#[test]
fn a_panic_stays_in_the_thread_that_made_the_call() {
    let config = fixed_config().with_transport(Arc::new(Panics));
    let client = BlockingCore::new(config, &ICE).unwrap();
    let panic = catch_unwind(AssertUnwindSafe(|| client.call(takeover("i")).send().map(|_| ())));
    assert_eq!(panic.unwrap_err().downcast_ref(), Some(&"of the program's own transport"));
    let (mock, client) = mocked(BODY);
    client.call(takeover("i")).send().unwrap();
    assert_eq!(mock.requests().len(), 1);
}
