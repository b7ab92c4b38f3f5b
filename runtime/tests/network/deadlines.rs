//! Whatever hangs, a call ends in the time that it has, and says what it was waiting for.
//!
//! Time stands still while a task of [`Gate`] runs, and jumps to the end of the call when there is nothing else to wait
//! for: these tests wait for nothing. Names that are never found are a matter of the tests beside the transport.

use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Poll};
use std::time::Duration;

use runtime::codegen::ClientCore;
use runtime::error::ErrorKind;
use runtime::identity::{CredentialsContext, CredentialsError};
use runtime::transport::{HttpTransport, HyperTransport, Phase, TransportError, TransportOptions};
use runtime::{Body, BoxFuture, Bytes, Call, Config, CredentialsProvider, Error, Identity, Operation};
use socket2::{Domain, Socket, Type};
use tokio::task::JoinHandle;

use crate::support::operations::Takeover;
use crate::support::threaded::{answer_once, read_head, threaded};
use crate::support::{HOST, ICE, fixed_config};

const LIMIT: Duration = Duration::from_secs(120);

/// Holds the time until the other side has done its part.
struct Gate(Receiver<()>);

fn gate() -> (Sender<()>, Gate) {
    let (open, opened) = channel();
    (open, Gate(opened))
}

impl Gate {
    fn hold(self) -> JoinHandle<()> {
        // Nobody there is as good as a message.
        tokio::task::spawn_blocking(move || self.0.recv().unwrap_or_default())
    }
}

/// The error of a call that takes too long, and its text.
async fn late<O: Operation>(call: Call<O>, gate: Gate) -> (Error, String)
where
    O::Output: std::fmt::Debug,
{
    let holds_the_time = gate.hold();
    let error = call.timeout(LIMIT).attempt_timeout(LIMIT).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let text = error.to_string();
    assert!(text.contains("120s"), "{text}");
    drop(holds_the_time.await);
    (error, text)
}

fn client(config: Config, address: SocketAddr) -> ClientCore {
    ClientCore::new(config.with_connect_timeout(LIMIT).with_connect_override(HOST, address), &ICE).unwrap()
}

/// The phase in which a call of this client ends, with its text.
async fn late_phase<O: Operation>(call: Call<O>, gate: Gate) -> (Phase, String)
where
    O::Output: std::fmt::Debug,
{
    let (error, text) = late(call, gate).await;
    (error.as_transport().unwrap_or_else(|| panic!("{error}")).phase(), text)
}

/// A source that gives nothing.
#[derive(Debug)]
struct Hanging;

impl CredentialsProvider for Hanging {
    fn identity<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn credentials() {
    let (_, gate) = gate();
    let client = client(fixed_config().with_credentials(Hanging), threaded(answer_once).address);
    let (error, text) = late(client.call(Takeover::default()), gate).await;
    assert!(error.kind() == ErrorKind::Credentials, "{error:?}");
    assert!(text.contains("credentials"), "{text}");
}

/// A body to upload is read for its signature, before anything is sent.
#[tokio::test(start_paused = true)]
async fn a_body_that_never_ends() {
    let (_, gate) = gate();
    let client = client(fixed_config(), threaded(answer_once).address);
    let call = client.call(Takeover::default()).body(Body::replayable(|| Endless));
    let (error, text) = late(call, gate).await;
    assert!(error.kind() == ErrorKind::Request, "{error:?}");
    assert!(text.contains("the body could not be read"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn credentials_end_with_the_configured_time_too() {
    let config = fixed_config().with_credentials(Hanging).with_timeout(Duration::from_secs(7));
    let error = client(config, threaded(answer_once).address).call(Takeover::default()).await.unwrap_err();
    assert!(error.is_timeout() && error.to_string().contains("7s"), "{error}");
}

/// An address that takes no connections and refuses none: its queue is full.
#[cfg(target_os = "linux")]
fn dead() -> (SocketAddr, Vec<Socket>) {
    let stream = || Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    let listener = stream();
    listener.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
    listener.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let mut sockets = vec![listener];
    for _ in 0..4 {
        let socket = stream();
        socket.set_nonblocking(true).unwrap();
        // It is enough to have knocked.
        let _ = socket.connect(&address);
        sockets.push(socket);
    }
    (address.as_socket().unwrap(), sockets)
}

#[cfg(target_os = "linux")]
#[tokio::test(start_paused = true)]
async fn tcp() {
    let (_, gate) = gate();
    let (address, _sockets) = dead();
    let (phase, text) = late_phase(client(fixed_config(), address).call(Takeover::default()), gate).await;
    assert_eq!(phase, Phase::Connect, "{text}");
    assert!(text.starts_with("connecting to "), "{text}");
}

/// Takes real time: half of the time to connect.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_dead_first_address_leaves_time_for_the_second() {
    let (dead, _sockets) = dead();
    let alive = threaded(answer_once);
    let config = fixed_config().with_connect_timeout(Duration::from_millis(400)).with_connect_override(HOST, dead);
    let config = config.with_connect_override(HOST, alive.address);
    ClientCore::new(config, &ICE).unwrap().call(Takeover::default()).await.unwrap();
}

#[cfg(feature = "tls")]
#[tokio::test(start_paused = true)]
async fn tls() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let uri = format!("https://{}/?hidden", silent.local_addr().unwrap());
    let request = http::Request::get(uri).body(Body::empty()).unwrap();
    let error = HyperTransport::new().send(request, TransportOptions::new(LIMIT, LIMIT)).await.unwrap_err();
    assert_eq!((error.phase(), error.is_timeout()), (Phase::Tls, true), "{error}");
    assert!(error.to_string().starts_with("the TLS handshake with "), "{error}");
    assert!(!error.to_string().contains("hidden"), "{error}");
}

/// The host does not read: more than fits into the buffers of the system cannot be sent.
#[tokio::test(start_paused = true)]
async fn sending() {
    let (open, gate) = gate();
    let server = threaded(move |_| {
        open.send(()).unwrap();
        std::thread::park();
    });
    let transport = HyperTransport::new().with_connect_override(HOST, server.address);
    let request = http::Request::post(format!("https://{HOST}/")).body(Body::from(vec![0; 16 << 20])).unwrap();
    let holds_the_time = gate.hold();
    let error = transport.send(request, TransportOptions::new(LIMIT, LIMIT)).await.unwrap_err();
    drop(holds_the_time.await);
    assert_eq!((error.phase(), error.is_timeout()), (Phase::Send, true), "{error}");
    assert!(error.to_string().starts_with("sending the request to "), "{error}");
}

/// Reads the head of a request, answers this, and never anything more.
async fn answered(start: &'static str) -> (Phase, String) {
    let (open, gate) = gate();
    let server = threaded(move |stream| {
        read_head(stream);
        stream.get_mut().write_all(start.as_bytes()).unwrap();
        open.send(()).unwrap();
        std::thread::park();
    });
    late_phase(client(fixed_config(), server.address).call(Takeover::default()), gate).await
}

#[tokio::test(start_paused = true)]
async fn headers() {
    for start in ["", "HTTP/1.1 200 OK\r\nx-acs-", "HTTP/1.1 100 Continue\r\n\r\n"] {
        let (phase, text) = answered(start).await;
        assert_eq!(phase, Phase::Receive, "{start}: {text}");
        assert!(text.starts_with("waiting for the response of "), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn body() {
    for start in [
        "HTTP/1.1 200 OK\r\nx-acs-request-id: r-1\r\ncontent-length: 9\r\n\r\n",
        "HTTP/1.1 200 OK\r\nx-acs-request-id: r-1\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n",
        "HTTP/1.1 500 Oops\r\nx-acs-request-id: r-1\r\n\r\n{",
    ] {
        let (phase, text) = answered(start).await;
        assert_eq!(phase, Phase::Body, "{start}: {text}");
        assert!(text.starts_with("reading the response of ") && text.contains("r-1"), "{text}");
    }
}

/// What the credentials took is not there for the transport any more.
#[tokio::test(start_paused = true)]
async fn one_time_for_all_steps() {
    #[derive(Debug)]
    struct Slow;
    impl CredentialsProvider for Slow {
        fn identity<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
            Box::pin(async {
                tokio::time::sleep(LIMIT / 4).await;
                Ok(Identity::access_key("id", "secret"))
            })
        }
    }

    #[derive(Debug)]
    struct Told;
    impl HttpTransport for Told {
        fn send(
            &self,
            _: http::Request<Body>,
            options: TransportOptions,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            let body = format!(r#"{{"ChannelId":"{:?}"}}"#, options.timeout());
            Box::pin(std::future::ready(Ok(http::Response::new(body.into()))))
        }
    }

    let config = fixed_config().with_credentials(Slow).with_transport(Arc::new(Told));
    let response = ClientCore::new(config, &ICE)
        .unwrap()
        .call(Takeover::default())
        .timeout(LIMIT)
        .attempt_timeout(LIMIT)
        .await
        .unwrap();
    assert_eq!(response.channel_id.as_deref(), Some("90s"));
}

/// A body of which nothing ever comes.
struct Endless;

impl http_body::Body for Endless {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        Poll::Pending
    }
}

/// A transport that forgets its options, or whose body never ends, does not hold the call.
#[tokio::test(start_paused = true)]
async fn a_transport_of_ones_own_is_cut_off() {
    #[derive(Debug)]
    struct Silent {
        has_head: bool,
    }
    impl HttpTransport for Silent {
        fn send(
            &self,
            _: http::Request<Body>,
            _: TransportOptions,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            let has_head = self.has_head;
            Box::pin(async move {
                if !has_head {
                    std::future::pending::<()>().await;
                }
                Ok(http::Response::new(Body::stream(Endless)))
            })
        }
    }

    for (has_head, phase) in [(false, Phase::Receive), (true, Phase::Body)] {
        let config = fixed_config().with_transport(Arc::new(Silent { has_head }));
        let call = ClientCore::new(config, &ICE).unwrap().call(Takeover::default());
        let error = call.timeout(LIMIT).attempt_timeout(LIMIT).await.unwrap_err();
        assert!(error.is_timeout(), "{error}");
        assert_eq!(error.as_transport().map(TransportError::phase), Some(phase));
    }
}

/// A limit that no clock can hold is none.
#[tokio::test]
async fn without_end() {
    let client = client(fixed_config(), threaded(answer_once).address);
    client.call(Takeover::default()).timeout(Duration::MAX).await.unwrap();
}
