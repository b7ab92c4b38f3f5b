//! Where a client and its calls can go, and what can be said about one call or about all.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::time::Duration;

use generated::error::ErrorKind;
use generated::ice20201109::Client;
use generated::ice20201109::operations::{
    StartAiAgentInstanceRequest, StartAiAgentInstanceResponse, TakeoverAiAgentCallRequest, TakeoverAiAgentCallResponse,
};
use generated::ice20201109::types::{AiAgentConfig, AiAgentRuntimeConfig, AiAgentTemplateConfig};
use generated::{Call, Config, Error, Identity, Response, ServiceError};
use runtime_testing::Reply;

use crate::support::{
    HOST, Mock, NONCE, SentRequest, fixed_config, json, mocked, mocked_with, only_request, scripted, serve,
};

const LONG: Duration = Duration::from_secs(5);
const SHORT: Duration = Duration::from_millis(20);

fn request() -> TakeoverAiAgentCallRequest {
    TakeoverAiAgentCallRequest::new().with_instance_id("i")
}

fn answering(config: Config) -> (Mock, Client) {
    mocked_with(config, [json("{}")])
}

/// The query as it is most easily compared.
fn pairs(request: &SentRequest) -> Vec<String> {
    request.query_pairs().into_iter().map(|(name, value)| format!("{name}={value}")).collect()
}

#[test]
fn types_promise_what_tasks_need() {
    fn shared<T: Clone + Debug + Send + Sync + 'static>() {}
    fn value<T: Clone + Debug + Default + PartialEq + Send + Sync + 'static>() {}
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    fn call<T: Debug + Send + 'static + IntoFuture<IntoFuture: Debug + Send + 'static>>() {}

    shared::<Client>();
    shared::<Config>();
    shared::<Identity>();
    shared::<Response<StartAiAgentInstanceResponse>>();
    shared::<Response<TakeoverAiAgentCallResponse>>();
    value::<StartAiAgentInstanceRequest>();
    value::<StartAiAgentInstanceResponse>();
    value::<TakeoverAiAgentCallRequest>();
    value::<TakeoverAiAgentCallResponse>();
    value::<AiAgentConfig>();
    value::<AiAgentRuntimeConfig>();
    value::<AiAgentTemplateConfig>();
    error::<Error>();
    error::<ServiceError>();
    call::<Call<StartAiAgentInstanceRequest>>();
    call::<Call<TakeoverAiAgentCallRequest>>();
}

#[tokio::test]
async fn calls_run_as_tasks_and_outlive_their_client() {
    const CALLS: usize = 20;
    let body = r#"{"RequestId":"r"}"#;
    let (mock, client) = mocked((0..CALLS).map(|_| json(body)));
    let mut tasks = Vec::new();
    for index in 0..CALLS {
        let request = TakeoverAiAgentCallRequest::new().with_instance_id(index.to_string());
        let client = client.clone();
        tasks.push(match index % 2 {
            0 => tokio::spawn(client.takeover_ai_agent_call(request).into_future()),
            _ => tokio::spawn(async move { client.takeover_ai_agent_call(request).await }),
        });
    }
    drop(client);
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap().request_id.as_deref(), Some("r"));
    }
    assert_eq!(mock.requests().len(), CALLS);
    let asked: BTreeSet<_> = mock.requests().iter().flat_map(pairs).collect();
    assert_eq!(asked, (0..CALLS).map(|index| format!("InstanceId={index}")).collect());
}

#[tokio::test]
async fn clones_share_their_connection() {
    let (server, client) = scripted([Reply::json("{}"), Reply::json("{}")]).await;
    client.takeover_ai_agent_call(request()).await.unwrap();
    client.clone().takeover_ai_agent_call(request()).await.unwrap();
    assert_eq!((server.requests().len(), server.connections()), (2, 1));
}

#[tokio::test]
async fn a_call_that_is_not_awaited_is_not_sent() {
    let (mock, client) = mocked([]);
    drop(client.takeover_ai_agent_call(request()));
    drop(client.takeover_ai_agent_call(request()).into_future());
    mock.assert_nothing_sent();
}

#[tokio::test]
async fn a_call_takes_headers_and_queries_for_itself_alone() {
    let (mock, client) = mocked([json("{}"), json("{}")]);
    let call = client.takeover_ai_agent_call(request());
    call.header("X-Acs-Extra", "e 1").header("custom", "c").query("Extra", "q v").await.unwrap();
    client.takeover_ai_agent_call(request()).await.unwrap();

    let [first, second] = mock.requests().try_into().unwrap();
    assert_eq!(first.target(), "/?Extra=q%20v&InstanceId=i");
    assert_eq!((first.header("x-acs-extra"), first.header("custom")), (Some("e 1"), Some("c")));
    let authorization = first.header("authorization").unwrap();
    assert!(authorization.contains(";x-acs-extra;") && !authorization.contains("custom"), "{authorization}");
    assert_eq!(second.target(), "/?InstanceId=i");
    assert_eq!((second.header("x-acs-extra"), second.header("custom")), (None, None));
}

#[tokio::test]
async fn a_header_of_the_call_wins_over_one_of_the_client_and_that_over_a_built_in_one() {
    let config = fixed_config()
        .with_header("Accept", "client")
        .with_header("x-acs-a", "client")
        .with_header("x-acs-b", "client")
        .with_header("X-ACS-B", "client, later");
    let (mock, client) = answering(config);
    let call = client.takeover_ai_agent_call(request());
    call.header("X-Acs-A", "call").header("x-acs-signature-nonce", "call").await.unwrap();

    let received = only_request(&mock);
    assert_eq!(received.header("accept"), Some("client"));
    assert_eq!(received.header("x-acs-a"), Some("call"));
    assert_eq!(received.header("x-acs-b"), Some("client, later"));
    assert_eq!(received.header("x-acs-signature-nonce"), Some("call"));
}

#[tokio::test]
async fn the_signature_and_the_hash_of_the_body_cannot_be_replaced() {
    let (mock, client) = answering(fixed_config().with_header("authorization", "client"));
    let call = client.takeover_ai_agent_call(request());
    call.header("Authorization", "call").header("x-acs-content-sha256", "call").await.unwrap();
    let received = only_request(&mock);
    assert!(received.header("authorization").unwrap().starts_with("ACS3-HMAC-SHA256 Credential=testAccessKeyId,"));
    assert_eq!(received.header("x-acs-content-sha256").unwrap().len(), 64);
    assert_eq!(received.header("x-acs-signature-nonce"), Some(NONCE));
}

#[tokio::test]
async fn a_query_of_the_operation_wins_over_one_of_the_call_and_that_over_one_of_the_client() {
    let config = fixed_config()
        .with_query("InstanceId", "client")
        .with_query("A", "client")
        .with_query("B", "client")
        .with_query("HumanAgentUserId", "client");
    let (mock, client) = answering(config);
    let call = client.takeover_ai_agent_call(request());
    call.query("InstanceId", "call").query("A", "call").query("A", "call, later").await.unwrap();
    // What the operation leaves unset, others may set.
    assert_eq!(pairs(&only_request(&mock)), ["A=call, later", "B=client", "HumanAgentUserId=client", "InstanceId=i"]);
}

#[tokio::test]
async fn a_header_that_cannot_be_sent_is_an_error_before_sending() {
    let (mock, client) = mocked([]);
    for (name, value) in [("x-acs-extra", "hidden\r\nhost: evil"), ("x-acs-extra", "hidden中"), ("no name", "hidden")]
    {
        let error = client.takeover_ai_agent_call(request()).header(name, value).await.unwrap_err();
        assert!(error.kind() == ErrorKind::Request, "{error:?}");
        assert!(error.to_string().contains(name) && !error.to_string().contains("hidden"), "{error}");
    }
    mock.assert_nothing_sent();
}

#[tokio::test]
async fn the_timeout_of_a_call_wins_over_that_of_the_client() {
    let config = fixed_config().with_attempt_timeout(LONG);
    let (server, client) = serve(config, HOST, [Reply::Silence]).await;
    let error = client.takeover_ai_agent_call(request()).timeout(SHORT).await.unwrap_err();
    assert!(error.is_timeout() && error.kind() == ErrorKind::Transport, "{error:?}");
    assert!(error.to_string().contains("20ms"), "{error}");
    assert_eq!((error.status(), error.code(), error.request_id()), (None, None, None));
    assert_eq!(server.requests().len(), 1);
}
