//! Errors as programs see them: what is printed, what is behind them, and whether to call again.

use std::error::Error as _;
use std::io;
use std::net::TcpListener;

use http::StatusCode;
use runtime::codegen::ClientCore;
use runtime::error::{ErrorKind, Retryability};
use runtime::transport::{Phase, TransportError};
use runtime::{Error, Operation, ServiceError};
use runtime_testing::Reply;

use crate::support::operations::{CreateIngress, GetAgent, Takeover};
use crate::support::{HOST, ICE, fixed_config, scripted};

async fn refused() -> Error {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = ClientCore::new(fixed_config().with_connect_override(HOST, address), &ICE).unwrap();
    client.call(Takeover::default()).await.unwrap_err()
}

/// As `fn main() -> Result<(), Error>` ends with it.
#[tokio::test]
async fn what_people_see() {
    let error = refused().await;
    let sentence = format!("connecting to {HOST} failed; check the region, the endpoint and the network");
    let causes = ["tcp connect error", "Connection refused (os error 111)"];
    assert_eq!(error.to_string(), sentence);
    assert_eq!(format!("{error:#}"), format!("{sentence}: {}", causes.join(": ")));
    assert_eq!(format!("{error:?}"), format!("{sentence}\n\nCaused by:\n    {}", causes.join("\n    ")));
}

#[tokio::test]
async fn causes_lead_to_the_error_of_the_system() {
    let error = refused().await;
    let causes = std::iter::successors(error.source(), |&error| error.source());
    let kinds: Vec<_> = causes.filter_map(|cause| Some(cause.downcast_ref::<io::Error>()?.kind())).collect();
    assert_eq!(kinds, [io::ErrorKind::ConnectionRefused]);
}

/// A cause of somebody else is not printed with a secret of the request.
#[tokio::test]
async fn causes_hold_no_secrets() {
    use runtime::transport::{HttpTransport, TransportOptions};
    use runtime::{Body, BoxFuture};

    #[derive(Debug)]
    struct Leaking;
    impl HttpTransport for Leaking {
        fn send(
            &self,
            request: http::Request<Body>,
            _: TransportOptions,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            let cause = format!("cannot send {request:?}");
            Box::pin(std::future::ready(Err(TransportError::new(HOST, Phase::Send, cause))))
        }
    }

    let config = fixed_config().with_transport(std::sync::Arc::new(Leaking));
    let call = ClientCore::new(config, &ICE).unwrap().call(Takeover::default()).query("Extra", "hunter2");
    let error = call.await.unwrap_err();
    for text in [format!("{error:#}"), format!("{error:?}"), format!("{error:#?}"), error.source().unwrap().to_string()]
    {
        assert!(!text.contains("hunter2"), "{text}");
    }
}

async fn error<O: Operation>(request: O, reply: Reply) -> Error
where
    O::Output: std::fmt::Debug,
{
    let (_server, client) = scripted([reply]).await;
    client.call(request).await.unwrap_err()
}

fn answer(status: u16, code: &str) -> Reply {
    let body = if code.is_empty() { String::new() } else { format!(r#"{{"Code":"{code}"}}"#) };
    Reply::Answer { status, headers: Vec::new(), body: body.into() }
}

/// Status and code, whether an operation that writes and one that only reads may be called again, and whether it has a
/// point.
#[tokio::test]
async fn whether_to_call_again() {
    use Retryability::{Safe, Unsafe};

    for (status, code, write, transient) in [
        (400, "InvalidParameter", Safe, false),
        (403, "NoPermission", Safe, false),
        (302, "", Safe, false),
        (429, "Throttling.User", Safe, true),
        (400, "Throttling.User", Safe, true),
        (400, "CCAI.Throttling.Qps", Safe, true),
        (503, "FlowControl", Safe, true),
        (400, "NotThrottling", Safe, false),
        // Without a code, nobody knows who answered: a gateway may have lost the answer.
        (429, "", Unsafe, true),
        (500, "InternalError", Unsafe, true),
        (400, "InternalError.Db", Unsafe, true),
        (503, "ServiceUnavailable", Unsafe, true),
        (502, "", Unsafe, true),
        (400, "SignatureNonceUsed", Unsafe, true),
        (400, "IdempotentParameterMismatch", Safe, false),
    ] {
        let of_write = error(Takeover::default(), answer(status, code)).await;
        let of_read = error(GetAgent::default(), answer(status, code)).await;
        assert_eq!((of_write.kind(), of_write.retryability()), (ErrorKind::Service, write), "{status} {code}");
        assert_eq!(of_read.retryability(), Safe, "{status} {code}");
        assert_eq!((of_write.is_transient(), of_read.is_transient()), (transient, transient), "{status} {code}");
    }
    // The answer is lost.
    for (reply, kind, transient) in
        [(Reply::Close, ErrorKind::Transport, true), (Reply::json("<html>"), ErrorKind::Decode, false)]
    {
        let of_write = error(Takeover::default(), reply.clone()).await;
        assert_eq!((of_write.kind(), of_write.retryability(), of_write.is_transient()), (kind, Unsafe, transient));
        if kind == ErrorKind::Transport {
            assert_eq!(error(GetAgent::default(), reply).await.retryability(), Safe);
        }
    }
}

#[tokio::test]
async fn what_was_not_sent() {
    let error = refused().await;
    assert_eq!((error.retryability(), error.is_transient()), (Retryability::NotSent, true));
    let (_server, client) = scripted([]).await;
    let request = CreateIngress { limits: Some(vec![f64::NAN]), ..CreateIngress::default() };
    let error = client.call(request).await.unwrap_err();
    assert_eq!((error.retryability(), error.is_transient()), (Retryability::NotSent, false));
}

/// What a program's own tests make, without a server.
#[test]
fn errors_that_are_made_up() {
    let service = ServiceError::builder("GetJob", StatusCode::NOT_FOUND)
        .code("InvalidJob.NotFound")
        .message("no such job")
        .request_id("r-1")
        .field("HostId", "h")
        .build();
    assert_eq!((service.action(), service.http().status().as_u16()), ("GetJob", 404));
    assert_eq!(service.fields()["HostId"], "h");
    let error = Error::from(service);
    assert_eq!(error.to_string(), "GetJob failed: 404 InvalidJob.NotFound: no such job (request id r-1)");
    assert_eq!(
        (error.kind(), error.code(), error.message()),
        (ErrorKind::Service, Some("InvalidJob.NotFound"), Some("no such job"))
    );

    let html = ServiceError::builder("GetJob", StatusCode::BAD_GATEWAY).body("<html>").build();
    let html = Error::from(html).to_string();
    assert!(html.contains("without an error code; the body is: <html>; it may have been carried out"), "{html}");
    let lost = Error::from(TransportError::new(HOST, Phase::Receive, io::Error::from(io::ErrorKind::ConnectionReset)));
    assert_eq!((lost.kind(), lost.retryability()), (ErrorKind::Transport, Retryability::Unsafe));
}
