//! Kept connections that are no longer what they were.
//!
//! * The host closes a connection while nothing drives the runtime: noticed before the first byte, for reads and writes.
//! * The host closes it while the request is on its way: an error that says that the request may have been received.
//! * One client in two runtimes, in turn or at once: each uses its own connections.
//! * A runtime ends: its connections end with it.
//! * No tokio, or a tokio runtime without network or timers: an error at once that says what is missing.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use bytes::Bytes;
use runtime::codegen::{CallOptions, ClientCore, Method, OperationInfo};
use runtime::transport::Phase;
use runtime::{Error, Response, Value};
use tokio::runtime::{Builder, Runtime};

use crate::support::operations::{InvokeFunction, Takeover, TakeoverResponse};
use crate::support::threaded::{answer, answer_once, read_request, threaded};
use crate::support::{HOST, ICE, fixed_config};

fn client(address: SocketAddr) -> ClientCore {
    ClientCore::new(fixed_config().with_connect_override(HOST, address), &ICE).unwrap()
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

async fn read(client: &ClientCore) -> Result<Response<TakeoverResponse>, Error> {
    client.call(Takeover::default()).await
}

/// A call with a body.
async fn write(client: &ClientCore) -> Result<Response<Bytes>, Error> {
    let body = Some(Bytes::from_static(&[7; 1000]));
    let function_name = Some("f".to_owned());
    client.call(InvokeFunction { body, function_name, ..InvokeFunction::default() }).await
}

fn phase(error: &Error) -> Phase {
    error.as_transport().unwrap_or_else(|| panic!("{error}")).phase()
}

#[test]
fn a_connection_that_was_closed_while_nothing_ran_is_not_used() {
    let (close, closing) = channel();
    let server = threaded(move |stream| {
        answer(stream);
        closing.recv().unwrap();
    });
    let (client, runtime) = (client(server.address), runtime());
    for call in 0..50 {
        if call % 2 == 0 {
            runtime.block_on(read(&client)).unwrap_or_else(|error| panic!("call {call}: {error}"));
        } else {
            runtime.block_on(write(&client)).unwrap_or_else(|error| panic!("call {call}: {error}"));
        }
        close.send(()).unwrap();
        server.wait_for_close();
    }
}

/// Closes right after the answer, without saying so, while the next request is being sent.
#[test]
fn only_what_may_have_been_received_fails() {
    let server = threaded(answer_once);
    let (client, runtime) = (client(server.address), runtime());
    for call in 0..300 {
        let result = if call % 2 == 0 {
            runtime.block_on(read(&client)).map(drop)
        } else {
            runtime.block_on(write(&client)).map(drop)
        };
        match result {
            Ok(()) => {}
            Err(error) => assert!(phase(&error).may_have_been_received(), "call {call}: {error}"),
        }
    }
}

/// Closes a kept connection when it has read the second request: that was received, and fails.
#[test]
fn a_request_that_was_received_is_not_sent_again() {
    let server = threaded(|stream| assert!(answer(stream) && read_request(stream)));
    let (client, runtime) = (client(server.address), runtime());
    for _ in 0..10 {
        runtime.block_on(write(&client)).unwrap();
        let error = runtime.block_on(write(&client)).unwrap_err();
        assert!(phase(&error).may_have_been_received(), "{error}");
    }
}

#[test]
fn two_runtimes_in_turn() {
    // One connection for each runtime, served at the same time.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let served = [(); 2].map(|()| {
            let (stream, _) = listener.accept().unwrap();
            thread::spawn(move || {
                let mut stream = std::io::BufReader::new(stream);
                let mut answers = 0;
                while answer(&mut stream) {
                    answers += 1;
                }
                answers
            })
        });
        served.map(|connection| connection.join().unwrap())
    });
    let (client, runtimes) = (client(address), [runtime(), runtime()]);
    for _ in 0..10 {
        for runtime in &runtimes {
            runtime.block_on(read(&client)).unwrap();
        }
    }
    drop(client);
    drop(runtimes);
    assert_eq!(server.join().unwrap(), [10, 10]);
}

#[test]
fn a_runtime_that_ended() {
    let server = threaded(|stream| while answer(stream) {});
    let client = client(server.address);
    for _ in 0..5 {
        let runtime = runtime();
        runtime.block_on(read(&client)).unwrap();
        drop(runtime);
        // The server takes the next connection when this one has ended.
        server.wait_for_close();
    }
}

#[test]
fn the_connections_of_a_client_end_with_it() {
    let server = threaded(|stream| while answer(stream) {});
    let (client, runtime) = (client(server.address), runtime());
    runtime.block_on(read(&client)).unwrap();
    drop(client);
    runtime.block_on(std::future::ready(()));
    server.wait_for_close();
}

/// An executor that knows nothing of tokio.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

/// Nothing was sent, and the message says what to do.
fn check_refusal(result: Result<Response<TakeoverResponse>, Error>, hint: &str) {
    let error = result.unwrap_err();
    assert!(!phase(&error).may_have_been_received(), "{error}");
    assert!(error.to_string().contains(hint), "{error}");
}

#[test]
fn without_tokio() {
    let server = threaded(answer_once);
    check_refusal(block_on(read(&client(server.address))), "within a tokio runtime");
}

#[test]
fn in_a_runtime_without_network_or_timers() {
    let server = threaded(answer_once);
    let runtimes = [
        Builder::new_current_thread().build().unwrap(),
        Builder::new_current_thread().enable_io().build().unwrap(),
        Builder::new_current_thread().enable_time().build().unwrap(),
    ];
    for runtime in runtimes {
        check_refusal(runtime.block_on(read(&client(server.address))), "enable_all");
    }
}

/// A runtime that is not driven holds up nobody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_calls_in_two_runtimes_at_once() {
    const EACH: usize = 100;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut head = Vec::new();
                while stream.read_buf(&mut head).await.is_ok_and(|length| length > 0) {
                    if head.ends_with(b"\r\n\r\n") {
                        head.clear();
                        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
                        stream.write_all(answer).await.unwrap();
                    }
                }
            });
        }
    });
    let config = fixed_config().with_connect_override(HOST, address).with_connect_timeout(Duration::from_secs(60));
    let client = ClientCore::new(config.with_attempt_timeout(Duration::from_secs(60)), &ICE).unwrap();
    let other = client.clone();
    let second = tokio::task::spawn_blocking(move || runtime().block_on(many(other, EACH)));
    many(client, EACH).await;
    second.await.unwrap();
}

async fn many(client: ClientCore, calls: usize) {
    let calls: Vec<_> = (0..calls)
        .map(|_| tokio::spawn(client.call_described::<Value>(&INFO, &Takeover::default(), CallOptions::default())))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

static INFO: OperationInfo = OperationInfo::rpc("TakeoverAIAgentCall", Method::Post);
