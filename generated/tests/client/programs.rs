//! Programs of users: what one can write around a client, with the names of the generated crate alone.
//!
//! | program | what it needs |
//! |---|---|
//! | a function for every operation, which calls again when that is safe | a call that is typed by its request; what an error says |
//! | a transport that counts | bodies and options that are passed on |
//! | a source that keeps an identity until it expires | kind, expiry, context, sharing by `Arc<dyn …>` |
//! | a role of another account | sources that stand on sources |
//! | tests without a server | responses and errors that are made up |
//! | many clients | one shared configuration |
//! | a company with a root certificate of its own | PEM |

use std::error::Error as _;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use generated::error::{ErrorKind, Retryability};
use generated::ice20201109::Client;
use generated::ice20201109::operations::{
    StartAiAgentInstanceRequest, TakeoverAiAgentCallRequest, TakeoverAiAgentCallResponse,
};
use generated::identity::{AssumeRole, CredentialsContext, CredentialsError, IdentityKind};
use generated::transport::{
    HttpTransport, HyperTransport, Proxy, Request, Response as Answer, TransportError, TransportOptions,
};
use generated::{
    BoxFuture, Config, CredentialsProvider, Error, HeaderMap, HttpResponse, Identity, Operation, Response, Retry,
    ServiceError, SharedConfig, StatusCode,
};
use runtime_testing::{Loopback, Reply};

use crate::support::mock::Reply as MockReply;
use crate::support::{HOST, Mock, fixed_config, json as success, mocked};

/// Calls any operation, up to three times if nothing can be done twice by it.
async fn patient<O: Operation + Clone>(client: &Client, request: O) -> Result<Response<O::Output>, Error> {
    for _ in 0..2 {
        match client.call(request.clone()).retry(Retry::off()).await {
            Err(error) if error.is_transient() && error.retryability() != Retryability::Unsafe => {}
            result => return result,
        }
    }
    client.call(request).retry(Retry::off()).await
}

#[tokio::test]
async fn a_function_for_every_operation() {
    let throttled = || MockReply::error(429, "Throttling.User", "m");
    let (mock, client) =
        mocked([throttled(), throttled(), success(r#"{"ChannelId":"c"}"#), success(r#"{"InstanceId":"i"}"#)]);
    let taken_over = patient(&client, TakeoverAiAgentCallRequest::new().with_instance_id("i")).await.unwrap();
    assert_eq!(taken_over.channel_id.as_deref(), Some("c"));
    let started = patient(&client, StartAiAgentInstanceRequest::default()).await.unwrap();
    assert_eq!(started.instance_id.as_deref(), Some("i"));
    mock.assert_used_up();
    // What may have been carried out is not called again.
    let mock = Mock::new().when::<TakeoverAiAgentCallRequest>().then_disconnect();
    let client = Client::new(mock.config()).unwrap();
    let error = patient(&client, TakeoverAiAgentCallRequest::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.retryability()), (ErrorKind::Transport, Retryability::Unsafe));
    assert_eq!(mock.requests().len(), 1);
}

/// Counts what goes through it.
#[derive(Debug)]
struct Counting {
    inner: HyperTransport,
    sent: AtomicUsize,
}

impl HttpTransport for Counting {
    fn send(&self, request: Request, options: TransportOptions) -> BoxFuture<'_, Result<Answer, TransportError>> {
        self.sent.fetch_add(1, Ordering::Relaxed);
        assert!(options.timeout() > options.connect_timeout());
        self.inner.send(request, options)
    }
}

#[tokio::test]
async fn a_transport_that_counts() {
    let server = Loopback::start([Reply::json("{}"), Reply::json("{}")]).await.unwrap();
    let inner = HyperTransport::new().with_connect_override(HOST, server.address());
    let transport = Arc::new(Counting { inner, sent: AtomicUsize::new(0) });
    let client = Client::new(fixed_config().with_transport(transport.clone())).unwrap();
    client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).await.unwrap();
    client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).await.unwrap();
    assert_eq!((transport.sent.load(Ordering::Relaxed), server.requests().len()), (2, 2));
}

/// Behind a proxy that lets only some hosts through.
#[tokio::test]
async fn a_client_behind_a_proxy() {
    let proxy = Loopback::start([Reply::Raw("HTTP/1.1 403 Forbidden\r\n\r\n".into())]).await.unwrap();
    let url = format!("http://user:password@{}", proxy.address());
    let client = Client::new(fixed_config().with_proxy(Proxy::fixed(url).except("internal.example.com"))).unwrap();
    let error = client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).await.unwrap_err();
    let expected = format!("connecting to {HOST} through the proxy {} failed: the proxy answered 403", proxy.address());
    assert!(error.to_string().starts_with(&expected) && !error.to_string().contains("password"), "{error}");
    let request = &proxy.requests()[0];
    assert_eq!((request.method.as_str(), request.target.as_str()), ("CONNECT", format!("{HOST}:443").as_str()));
}

/// Gives another identity each hour, and keeps it in between.
#[derive(Debug, Default)]
struct Hourly {
    kept: Mutex<Option<Identity>>,
    fetched: AtomicUsize,
}

impl CredentialsProvider for Hourly {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(async move {
            let mut kept = self.kept.lock().unwrap();
            if let Some(identity) = kept.as_ref().filter(|kept| kept.expires_at() > Some(context.now())) {
                return Ok(identity.clone());
            }
            let number = self.fetched.fetch_add(1, Ordering::Relaxed);
            let identity = Identity::sts(format!("id-{number}"), "secret", "token");
            assert_eq!(identity.kind(), IdentityKind::TemporaryKey);
            let identity = identity.with_expires_at(context.now() + Duration::from_secs(3600));
            *kept = Some(identity.clone());
            Ok(identity)
        })
    }
}

#[tokio::test]
async fn a_source_that_keeps_an_identity_until_it_expires() {
    let server = Loopback::start((0..4).map(|_| Reply::json("{}"))).await.unwrap();
    let minutes = Arc::new(AtomicUsize::new(0));
    let hourly: Arc<dyn CredentialsProvider> = Arc::new(Hourly::default());
    let shared = SharedConfig::new().with_credentials(hourly).with_connect_override(HOST, server.address());
    for minute in [0, 59, 61, 120] {
        minutes.store(minute, Ordering::Relaxed);
        let clock = Arc::clone(&minutes);
        let now = move || UNIX_EPOCH + Duration::from_secs(60 * clock.load(Ordering::Relaxed) as u64);
        let client = Client::new(shared.config("cn-shanghai").with_clock(now)).unwrap();
        client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).await.unwrap();
    }
    let requests = server.requests();
    let ids: Vec<_> = requests.iter().map(|request| request.header("x-acs-accesskey-id").unwrap()).collect();
    assert_eq!(ids, ["id-0", "id-0", "id-1", "id-1"]);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_role_of_another_account() {
    let keys =
        r#""AccessKeyId":"STS.id","AccessKeySecret":"s","SecurityToken":"t","Expiration":"2035-01-01T00:00:00Z""#;
    let assumed = format!(r#"{{"Credentials":{{{keys}}}}}"#);
    let server = Loopback::start([Reply::json(assumed), Reply::json("{}"), Reply::json("{}")]).await.unwrap();
    let role = AssumeRole::new(Identity::access_key("id", "secret"), "acs:ram::2:role/r")
        .with_endpoint("sts.aliyuncs.com")
        .with_session_name("nightly");
    let config = [HOST, "sts.aliyuncs.com"].into_iter().fold(fixed_config().with_credentials(role), |config, host| {
        config.with_connect_override(host, server.address())
    });
    let client = Client::new(config).unwrap();
    for _ in 0..2 {
        client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).await.unwrap();
    }
    let requests = server.requests();
    let sent: Vec<_> =
        requests.iter().map(|request| (request.header("x-acs-action"), request.header("x-acs-accesskey-id"))).collect();
    let call = (Some("TakeoverAIAgentCall"), Some("STS.id"));
    assert_eq!(sent, [(Some("AssumeRole"), None), call, call]);
}

/// What a program does with the outcome of a call.
fn told(outcome: &Result<Response<TakeoverAiAgentCallResponse>, Error>) -> String {
    match outcome {
        Ok(response) if response.http().status() == StatusCode::OK => {
            format!(
                "{} by {}",
                response.channel_id.as_deref().unwrap_or_default(),
                response.request_id().unwrap_or_default()
            )
        }
        Ok(response) => format!("odd: {}", response.http().status()),
        Err(error) => format!("{:?} {}", error.kind(), error.code().unwrap_or("without a code")),
    }
}

#[test]
fn tests_without_a_server() {
    let response = |status| {
        let value = TakeoverAiAgentCallResponse::default().with_channel_id("c").with_request_id("r");
        Response::from_parts(value, HttpResponse::new(status, HeaderMap::new(), "{}"))
    };
    assert_eq!(told(&Ok(response(StatusCode::OK))), "c by r");
    assert_eq!(told(&Ok(response(StatusCode::ACCEPTED))), "odd: 202 Accepted");
    let error = ServiceError::builder("TakeoverAIAgentCall", StatusCode::CONFLICT).code("Busy").build();
    assert_eq!(told(&Err(error.into())), "Service Busy");
    let lost = TransportError::timed_out(HOST, generated::transport::Phase::Receive, Duration::from_secs(1));
    assert_eq!(told(&Err(lost.into())), "Transport without a code");
}

#[cfg(feature = "tls")]
#[test]
fn a_root_certificate_of_ones_own() {
    use generated::transport::RootCertificates;

    fn client(path: &str) -> Result<Client, Error> {
        let roots = RootCertificates::mozilla().with_pem_file(path)?;
        Client::new(Config::new("cn-shanghai").with_root_certificates(roots))
    }

    let error = client("/no/such/company.pem").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("invalid configuration"), "{error}");
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    let kinds: Vec<_> = causes.filter_map(|cause| Some(cause.downcast_ref::<io::Error>()?.kind())).collect();
    assert_eq!(kinds, [io::ErrorKind::NotFound]);
}

#[tokio::test]
async fn documented_samples_are_replies() {
    let mock =
        Mock::new().on_sample::<StartAiAgentInstanceRequest>().on::<TakeoverAiAgentCallRequest>(
            |request| match request.instance_id.as_deref() {
                Some("gone") => Ok(MockReply::error(404, "InvalidInstanceId.NotFound", "m")),
                _ => Ok(MockReply::sample::<TakeoverAiAgentCallRequest>()),
            },
        );
    let client = Client::new(mock.config()).unwrap();
    let started = client.start_ai_agent_instance(StartAiAgentInstanceRequest::default()).await.unwrap();
    assert!(started.instance_id.is_some() && started.unknown_fields().is_empty(), "{started:?}");
    let take_over = |id: &str| client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new().with_instance_id(id));
    let taken_over = take_over("i").await.unwrap();
    assert!(taken_over.channel_id.is_some() && taken_over.token.is_some(), "{taken_over:?}");
    assert_eq!(take_over("gone").await.unwrap_err().code(), Some("InvalidInstanceId.NotFound"));
    assert_eq!(mock.sent::<TakeoverAiAgentCallRequest>().len(), 2);
}
