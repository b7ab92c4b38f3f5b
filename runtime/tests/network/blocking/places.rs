//! Where blocking calls can be made: not where tokio polls, and anywhere else.

use std::sync::Arc;

use runtime::codegen::{BlockingCore, ClientCore};
use runtime::error::{ErrorKind, Retryability};
use runtime::mock::{Mock, Reply};
use tokio::runtime::{Builder, Handle};
use tokio::task::{JoinSet, LocalSet, block_in_place, spawn_blocking};

use super::{mocked, run, takeover};
use crate::support::{ICE, fixed_config};

const BODY: &str = r#"{"ChannelId":"c"}"#;

#[track_caller]
fn refused(client: &BlockingCore) {
    let error = client.call(takeover("i")).send().unwrap_err();
    assert_eq!((error.kind(), error.retryability()), (ErrorKind::Blocking, Retryability::NotSent));
    assert!(!error.is_transient() && !error.is_timeout());
    assert_eq!(
        error.to_string(),
        "cannot make a blocking call: this is async code, and it would stop all other tasks of this thread; await a call of \
         the async `Client` instead, or make this one within `tokio::task::spawn_blocking`"
    );
}

#[track_caller]
fn made(client: &BlockingCore) {
    assert_eq!(client.call(takeover("i")).send().unwrap().channel_id.as_deref(), Some("c"));
}

#[tokio::test]
async fn in_async_code_a_call_is_an_error_that_says_what_to_do() {
    let (mock, client) = mocked(BODY);
    refused(&client);
    refused(&client);
    let task = client.clone();
    tokio::spawn(async move { refused(&task) }).await.unwrap();
    let local = client.clone();
    LocalSet::new().run_until(async move { refused(&local) }).await;
    assert!(mock.requests().is_empty());
    // What the message says can be done.
    let awaited = ClientCore::new(fixed_config().with_transport(Arc::new(mock)), &ICE).unwrap();
    assert_eq!(awaited.call(takeover("i")).await.unwrap().channel_id.as_deref(), Some("c"));
    spawn_blocking(move || made(&client)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_runtime_of_many_threads_as_well() {
    let (_, client) = mocked(BODY);
    refused(&client);
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let client = client.clone();
        tasks.spawn(async move {
            refused(&client);
            block_in_place(|| made(&client));
            refused(&client);
        });
    }
    tasks.join_all().await;
    block_in_place(|| made(&client));
    spawn_blocking(move || made(&client)).await.unwrap();
}

/// The runtime is current there, and polls nothing.
#[test]
fn an_entered_runtime_is_no_async_code() {
    let (_, client) = mocked(BODY);
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let entered = runtime.enter();
    made(&client);
    assert_eq!(Handle::current().id(), runtime.handle().id());
    drop(entered);
    made(&client);
    runtime.block_on(async { refused(&client) });
    made(&client);
}

/// A program's own code that is called back within a blocking call, and makes another one.
#[test]
fn a_call_within_a_call_is_made() {
    let (_, inner) = mocked(BODY);
    let mock = Mock::new().on_any(move |_| {
        made(&inner);
        Ok(Reply::new(200, BODY))
    });
    let outer = fixed_config().with_transport(Arc::new(mock));
    made(&BlockingCore::new(outer, &ICE).unwrap());
}

/// What a future that nobody polls was made with is not looked at.
#[test]
fn a_call_of_async_code_is_sent_elsewhere() {
    let (_, client) = mocked(BODY);
    let call = run(async { client.call(takeover("i")) });
    assert_eq!(call.send().unwrap().channel_id.as_deref(), Some("c"));
}
