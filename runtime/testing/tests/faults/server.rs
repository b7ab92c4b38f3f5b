//! What the server does, seen through one attempt of a client.

use std::sync::Arc;
use std::time::Duration;

use runtime::error::ErrorKind;
use runtime::transport::{HttpTransport, HyperTransport, Request, Response, TransportError, TransportOptions};
use runtime::{BoxFuture, Config, Error, Identity, Retry};
use runtime_testing::VirtualTime;
use runtime_testing::faults::{Fault, FaultOptions, FaultRates, FaultServer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{
    CreateInstance, CreateJob, DescribeJobs, HOST, Outcome, always, client, config, is_complete, large_body, named,
    options, pair,
};

async fn once(fault: Fault) -> (Outcome, FaultServer) {
    let time = VirtualTime::new();
    let server = FaultServer::start(options(&time).rates(always(fault))).await.unwrap();
    let client = client(config(&time).with_retry(Retry::off()), &server);
    let outcome = named(&client, CreateJob { name: Some("job".to_owned()), ..CreateJob::default() }, "call").await;
    (outcome, server)
}

/// Kind, status and code of an error.
fn facts(error: &Error) -> (ErrorKind, u16, &str) {
    (error.kind(), error.status().map_or(0, |status| status.as_u16()), error.code().unwrap_or_default())
}

#[tokio::test]
async fn without_faults_everything_is_carried_out_once() {
    let time = VirtualTime::new();
    let (server, client) = pair(&time, FaultRates::none()).await;
    for name in ["first", "second"] {
        assert!(is_complete(&named(&client, CreateJob::default(), name).await.unwrap()));
    }
    named(&client, DescribeJobs::default(), "third").await.unwrap();
    assert_eq!((server.call("first").effects, server.call("third").effects), (1, 0));
    assert_eq!(server.call("nobody").requests, 0);
    let report = server.report();
    assert_eq!((report.connections, report.calls, report.requests, report.verified), (1, 3, 3, 3));
    assert_eq!((report.effects, report.double_effects, report.answers), (2, 0, 3));
    assert!(report.faults.is_empty() && report.refusals.is_empty(), "{report}");
}

#[tokio::test]
async fn every_fault_does_what_it_says() {
    use ErrorKind::{Service, Transport};
    let expected = [
        (Fault::DropUnread, (Transport, 0, ""), 0),
        (Fault::DropBefore, (Transport, 0, ""), 0),
        (Fault::ResetBefore, (Transport, 0, ""), 0),
        (Fault::Throttle, (Service, 429, "Throttling.User"), 0),
        (Fault::ThrottleHint, (Service, 429, "Throttling.User"), 0),
        (Fault::ThrottleRetryAfter, (Service, 429, "Throttling.User"), 0),
        (Fault::TokenExpired, (Service, 400, "InvalidSecurityToken.Expired"), 0),
        (Fault::DropAfter, (Transport, 0, ""), 1),
        (Fault::ResetAfter, (Transport, 0, ""), 1),
        (Fault::HalfHead, (Transport, 0, ""), 1),
        (Fault::HalfBody, (Transport, 200, ""), 1),
    ];
    for (fault, expected, effects) in expected {
        let (outcome, server) = once(fault).await;
        let error = outcome.expect_err(fault.name());
        assert_eq!(facts(&error), expected, "{fault}: {error:#}");
        let record = server.call("call");
        assert_eq!((record.effects, record.answers, record.requests), (effects, 0, 1), "{fault}");
        assert_eq!(record.faults, [Some(fault)]);
        assert_eq!(server.report().faults[&fault], 1);
    }
    let (outcome, server) = once(Fault::Slow).await;
    assert!(is_complete(&outcome.unwrap()));
    assert_eq!((server.call("call").effects, server.call("call").answers), (1, 1));
}

#[tokio::test]
async fn server_errors_come_before_and_after_the_effect() {
    let time = VirtualTime::new();
    for (fault, status, code) in [
        (Fault::Status500, 500, "InternalError"),
        (Fault::Status502, 502, ""),
        (Fault::Status503, 503, "ServiceUnavailable"),
        (Fault::Status504, 504, ""),
    ] {
        let server = FaultServer::start(options(&time).rates(always(fault))).await.unwrap();
        let client = client(config(&time).with_retry(Retry::off()), &server);
        for call in 0..16 {
            let error = named(&client, CreateJob::default(), &format!("call-{call}")).await.unwrap_err();
            assert_eq!(facts(&error), (ErrorKind::Service, status, code), "{error:#}");
        }
        let report = server.report();
        assert!((2..15).contains(&report.effects), "{report}");
        assert_eq!(report.answers, 0);
    }
}

#[tokio::test]
async fn a_dropped_upload_ends_the_call() {
    let (time, rates) = (VirtualTime::new(), always(Fault::DropUnread));
    let (server, client) = pair(&time, rates).await;
    let error = named(&client, CreateJob::default(), "call").body(large_body()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!((server.call("call").requests, server.call("call").effects), (1, 0));
}

#[tokio::test]
async fn a_body_of_unknown_length_is_refused() {
    let server = FaultServer::start(FaultOptions::new()).await.unwrap();
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream
        .write_all(b"POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n")
        .await
        .unwrap();
    let mut head = vec![0; "HTTP/1.1 411".len()];
    stream.read_exact(&mut head).await.unwrap();
    assert_eq!(head, b"HTTP/1.1 411");
    assert_eq!(server.report().refused("MissingContentLength"), 1);
}

#[tokio::test]
async fn a_server_that_never_answers_is_left_in_time() {
    let time = VirtualTime::new();
    let (server, client) = pair(&time, always(Fault::Hang)).await;
    let call = named(&client, DescribeJobs::default(), "call").attempt_timeout(Duration::from_millis(20));
    let error = call.await.unwrap_err();
    assert!(error.is_timeout(), "{error:#}");
    assert_eq!((error.attempts().count(), server.call("call").requests), (3, 3));
}

#[tokio::test]
async fn a_run_is_repeated_by_its_seed() {
    let rates = FaultRates::each([Fault::Throttle, Fault::DropBefore], "30%".parse().unwrap());
    let mut runs = Vec::new();
    for seed in [1, 1, 2] {
        let time = VirtualTime::new();
        let server = FaultServer::start(options(&time).seed(seed).rates(rates.clone())).await.unwrap();
        let client = client(config(&time), &server);
        for call in 0..32 {
            let _ = named(&client, DescribeJobs::default(), &format!("call-{call}")).await;
        }
        runs.push((0..32).map(|call| server.call(&format!("call-{call}")).faults).collect::<Vec<_>>());
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
}

#[tokio::test]
async fn requests_of_one_token_have_one_effect() {
    let time = VirtualTime::new();
    let (server, client) = pair(&time, FaultRates::none()).await;
    let request = |name: &str| CreateInstance {
        client_token: Some("token".to_owned()),
        name: Some(name.to_owned()),
        ..CreateInstance::default()
    };
    named(&client, request("a"), "first").await.unwrap();
    named(&client, request("a"), "again").await.unwrap();
    assert_eq!((server.call("first").effects, server.call("again").effects), (1, 0));
    let error = named(&client, request("b"), "other").await.unwrap_err();
    assert_eq!(facts(&error), (ErrorKind::Service, 400, "IdempotentParameterMismatch"));
}

#[tokio::test]
async fn wrong_signatures_and_copies_are_refused() {
    let time = VirtualTime::new();
    let server = FaultServer::start(options(&time)).await.unwrap();
    let with = |identity: Identity| client(config(&time).with_credentials(identity), &server);
    let error = with(Identity::access_key(FaultOptions::ACCESS_KEY_ID, "wrong")).call(CreateJob::default()).await;
    let error = error.unwrap_err();
    assert_eq!(facts(&error), (ErrorKind::Service, 400, "SignatureDoesNotMatch"));
    assert!(error.message().is_some_and(|text| text.contains("[POST\n/\n")), "{error:#}");
    assert!(error.to_string().contains("both sides signed the same text"), "{error}");
    let error = with(Identity::access_key("nobody", "wrong")).call(CreateJob::default()).await.unwrap_err();
    assert_eq!(facts(&error), (ErrorKind::Service, 404, "InvalidAccessKeyId.NotFound"));
    let error = with(Identity::bearer_token("token")).call(CreateJob::default()).await.unwrap_err();
    assert_eq!(facts(&error), (ErrorKind::Service, 400, "IncompleteSignature"));

    let copying = |config: Config| client(config.with_nonce(|| "always the same".to_owned()), &server);
    let copying = copying(config(&time));
    copying.call(CreateJob::default()).await.unwrap();
    let error = copying.call(CreateJob::default()).await.unwrap_err();
    assert_eq!(facts(&error), (ErrorKind::Service, 400, "SignatureNonceUsed"));
    let report = server.report();
    assert_eq!((report.requests, report.verified, report.effects), (5, 2, 1), "{report}");
    assert_eq!((report.refused("SignatureDoesNotMatch"), report.refused("SignatureNonceUsed")), (1, 1));
}

/// A gateway that adds a header.
#[derive(Debug)]
struct Gateway(HyperTransport);

impl HttpTransport for Gateway {
    fn send(&self, mut request: Request, options: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        request.headers_mut().insert("x-acs-via", "gateway".parse().unwrap());
        self.0.send(request, options)
    }
}

#[tokio::test]
async fn what_a_gateway_changes_is_named() {
    let time = VirtualTime::new();
    let server = FaultServer::start(options(&time)).await.unwrap();
    let gateway = Gateway(HyperTransport::new().with_connect_override(HOST, server.address()));
    let client = client(config(&time).with_transport(Arc::new(gateway)), &server);
    let error = client.call(CreateJob::default()).await.unwrap_err();
    assert_eq!(facts(&error), (ErrorKind::Service, 400, "SignatureDoesNotMatch"));
    assert!(error.to_string().contains("something on the way may change requests"), "{error}");
}

#[tokio::test]
async fn a_report_names_what_happened() {
    let (_, server) = once(Fault::DropAfter).await;
    let expected = "\
connections       1
calls             1
requests          1 (1 with a correct signature, 0 in an outage)
effects           1 (0 calls with more than one)
complete answers  0
faults            1
       1  drop-after
refusals          0
";
    assert_eq!(server.report().to_string(), expected);
}
