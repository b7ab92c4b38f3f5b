//! Recorded answers to `TakeoverAIAgentCall`, good and bad, through the generated client.

use std::collections::BTreeMap;

use generated::error::ErrorKind;
use generated::ice20201109::operations::{TakeoverAiAgentCallRequest, TakeoverAiAgentCallResponse};
use generated::{Error, Response, Retry, Value};
use serde_json::json;

use crate::support::mock::Reply;
use crate::support::{answer_vectors, json as success, mocked, text};

const UUID: Option<&str> = Some("7B117AF5-2A16-412C-B127-FA6175ED1AD0");

/// Vector, status, code, message, request id, whether it is throttling. Who answers without a code has none.
type Failure = (&'static str, u16, Option<&'static str>, Option<&'static str>, Option<&'static str>, bool);

const FAILURES: [Failure; 21] = [
    ("302", 302, None, None, None, false),
    ("400-bom", 400, Some("X"), Some("bom"), UUID, false),
    ("400-empty", 400, None, None, None, false),
    ("400-html", 400, None, None, None, false),
    ("400-json-array", 400, None, None, None, false),
    ("400-json-null", 400, None, None, None, false),
    ("400-json-string", 400, None, None, None, false),
    ("400-mixed-case", 400, Some("lowcode"), Some("low message"), Some("low"), false),
    ("400-rpc", 400, Some("InvalidParameter"), Some("The specified parameter InstanceId is not valid."), UUID, false),
    ("403-rpc-access-denied", 403, Some("NoPermission"), Some("You are not authorized."), UUID, false),
    ("429-ratelimit-headers", 429, Some("Throttling.Api"), Some("fc"), UUID, true),
    ("500-rpc", 500, Some("InternalError"), Some("The request processing has failed."), UUID, false),
    ("503-empty-no-type", 503, None, None, None, false),
    ("503-throttling-code", 503, Some("Throttling"), Some("fc"), UUID, true),
    ("599", 599, Some("Odd"), Some("odd"), UUID, false),
    ("other-code-with-header", 400, Some("InvalidParameter"), Some("bad"), UUID, true),
    ("retry-none-by-default", 503, Some("ServiceUnavailable"), Some("x"), UUID, false),
    ("throttling-code-header", 400, Some("Throttling.User"), Some("flow control"), UUID, true),
    ("throttling-header-mixed", 400, Some("Throttling"), Some("fc"), UUID, true),
    ("throttling-header-zero", 400, Some("Throttling"), Some("fc"), UUID, true),
    ("unicode-message", 400, Some("X"), Some("参数 错误 😀"), UUID, false),
];

/// Vector, status, and all that the typed response holds.
fn successes() -> [(&'static str, u16, Value); 8] {
    [
        (
            "200-business-error",
            200,
            json!({"RequestId": "r", "Code": "InvalidX", "Message": "still 200", "Success": false}),
        ),
        ("200-case-mismatch", 200, json!({"channelid": "c", "requestId": "r"})),
        ("200-duplicate-keys", 200, json!({"RequestId": "second"})),
        ("200-json-null", 200, json!({})),
        ("200-nulls", 200, json!({})),
        ("200-ok", 200, json!({"ChannelId": "70f2", "HumanAgentUserId": "uid2", "RequestId": "r", "Token": "eyJ"})),
        (
            "200-unknown-fields",
            200,
            json!({"RequestId": "r", "ChannelId": "c", "NewField": {"a": [1]}, "Another": true}),
        ),
        ("204", 204, json!({})),
    ]
}

/// Successful by status, but no JSON.
const UNREADABLE: [&str; 1] = ["200-html"];

/// About retries and timeouts: the tests of the runtime have them.
const OF_THE_RUNTIME: [&str; 8] = [
    "read-timeout",
    "retry-after-caps-backoff",
    "retry-by-exception-client",
    "retry-html-502",
    "retry-max-delay",
    "retry-options-other-code",
    "retry-options-success",
    "retry-runtime-autoretry",
];

/// The vectors of the operation, by id.
fn vectors() -> BTreeMap<String, Value> {
    let all = answer_vectors().into_iter().filter(|vector| vector["operation"] == "ice.TakeoverAIAgentCall");
    all.map(|vector| (text(&vector, "/id").to_owned(), vector)).collect()
}

fn reply(vector: &Value) -> Reply {
    let reply = &vector["replies"][0];
    let status = u16::try_from(reply["status"].as_u64().unwrap()).unwrap();
    let headers = reply["headers"].as_array().unwrap();
    headers.iter().fold(Reply::new(status, text(reply, "/body").to_owned()), |reply, pair| {
        reply.with_header(text(pair, "/0"), text(pair, "/1"))
    })
}

/// What becomes of a call that is answered like this, and only once.
async fn outcome(reply: Reply) -> Result<Response<TakeoverAiAgentCallResponse>, Error> {
    let (mock, client) = mocked([reply, success("{}")]);
    let outcome = client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).retry(Retry::off()).await;
    assert_eq!(mock.requests().len(), 1, "nothing is sent twice");
    outcome
}

/// An error answer with this body and these headers.
async fn failure(headers: &[(&str, &str)], body: &str) -> Error {
    let reply = Reply::new(400, body.to_owned());
    let reply = headers.iter().fold(reply, |reply, (name, value)| reply.with_header(name, value));
    outcome(reply).await.unwrap_err()
}

#[test]
fn every_vector_is_tested() {
    let vectors = vectors();
    assert_eq!((FAILURES.len(), successes().len(), UNREADABLE.len(), vectors.len()), (21, 8, 1, 38));
    let mut tested: Vec<_> = FAILURES.iter().map(|row| row.0).chain(successes().map(|row| row.0)).collect();
    tested.extend(UNREADABLE.iter().chain(&OF_THE_RUNTIME));
    tested.sort_unstable();
    assert_eq!(tested, vectors.keys().collect::<Vec<_>>());
}

#[tokio::test]
async fn failures() {
    for (id, status, code, message, request_id, throttling) in FAILURES {
        let vector = &vectors()[id];
        let error = outcome(reply(vector)).await.unwrap_err();
        let service = error.as_service().unwrap_or_else(|| panic!("{id}: {error:?}"));
        assert_eq!(service.action(), "TakeoverAIAgentCall");
        assert_eq!(service.http().status(), status, "{id}");
        assert_eq!((service.code(), service.message(), service.request_id()), (code, message, request_id), "{id}");
        assert_eq!(service.is_throttling(), throttling, "{id}");
        assert_eq!(service.http().body(), text(vector, "/replies/0/body"), "{id}");
        for pair in vector["replies"][0]["headers"].as_array().unwrap() {
            assert_eq!(service.http().headers()[text(pair, "/0")], text(pair, "/1"), "{id}");
        }
        // The error itself says the same, whatever its kind.
        assert_eq!(
            (error.status(), error.code(), error.request_id()),
            (Some(service.http().status()), code, request_id),
            "{id}"
        );
        assert_eq!((error.is_throttling(), error.is_timeout()), (throttling, false), "{id}");
        check_line(id, &error, [Some(status.to_string().as_str()), code, message, request_id]);
    }
}

/// All that is known is on one line.
fn check_line(id: &str, error: &Error, known: [Option<&str>; 4]) {
    let line = error.to_string();
    assert!(line.starts_with("TakeoverAIAgentCall failed: "), "{id}: {line}");
    assert!(!line.contains(char::is_control), "{id}: {line}");
    for part in known.into_iter().flatten() {
        assert!(line.contains(part), "{id}: {line} lacks {part}");
    }
}

#[tokio::test]
async fn lines() {
    let table = [
        (
            "403-rpc-access-denied",
            "TakeoverAIAgentCall failed: 403 NoPermission: You are not authorized. (request id 7B117AF5-2A16-412C-B127-FA6175ED1AD0); the identity lacks the permission `ice:TakeoverAIAgentCall` (AccountLevelIdentityBasedPolicy): grant it in RAM",
        ),
        (
            "400-html",
            "TakeoverAIAgentCall failed: 400 without an error code; the body is: <html><body>Bad Request</body></html>",
        ),
        ("400-json-array", "TakeoverAIAgentCall failed: 400 without an error code; the body is: [1,2]"),
        ("400-empty", "TakeoverAIAgentCall failed: 400 without an error code and without a body"),
        ("302", "TakeoverAIAgentCall failed: 302 without an error code and without a body"),
    ];
    for (id, line) in table {
        assert_eq!(outcome(reply(&vectors()[id])).await.unwrap_err().to_string(), line);
    }
}

#[tokio::test]
async fn the_rest_of_an_error_is_there_too() {
    let error = outcome(reply(&vectors()["403-rpc-access-denied"])).await.unwrap_err();
    let fields = error.as_service().unwrap().fields();
    assert_eq!(fields["AccessDeniedDetail"]["AuthAction"], "ice:TakeoverAIAgentCall");
    assert_eq!(fields["HostId"], "ice.cn-shanghai.aliyuncs.com");
}

#[tokio::test]
async fn the_request_id_in_all_its_spellings() {
    let header = [("x-acs-request-id", "header")];
    let table = [
        (r#"{"request_id":"d","requestid":"c","requestId":"b","RequestId":"a"}"#, "a"),
        (r#"{"request_id":"d","requestid":"c","requestId":"b","RequestId":""}"#, "b"),
        (r#"{"request_id":"d","requestid":"c","RequestId":null}"#, "c"),
        (r#"{"request_id":"d"}"#, "d"),
        (r#"{"Code":"X"}"#, "header"),
        ("<html></html>", "header"),
        ("", "header"),
    ];
    for (body, expected) in table {
        assert_eq!(failure(&header, body).await.request_id(), Some(expected), "{body}");
    }
    assert_eq!(failure(&[], "{}").await.request_id(), None);
}

#[tokio::test]
async fn successes_are_typed_and_complete() {
    for (id, status, value) in successes() {
        let vector = &vectors()[id];
        let response = outcome(reply(vector)).await.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(response.http().status(), status, "{id}");
        assert_eq!(response.http().body(), text(vector, "/replies/0/body"), "{id}");
        assert_eq!(response.http().headers()["content-type"], "application/json;charset=utf-8", "{id}");
        let known = |name: &str| value.get(name).and_then(Value::as_str);
        assert_eq!(response.channel_id.as_deref(), known("ChannelId"), "{id}");
        assert_eq!(response.human_agent_user_id.as_deref(), known("HumanAgentUserId"), "{id}");
        assert_eq!(response.request_id.as_deref(), known("RequestId"), "{id}");
        assert_eq!(response.token.as_deref(), known("Token"), "{id}");
        assert!(response.mismatches().is_empty(), "{id}");
        assert_eq!(serde_json::to_value(response.into_inner()).unwrap(), value, "{id}");
    }
}

#[tokio::test]
async fn a_success_that_cannot_be_read_keeps_the_response() {
    for id in UNREADABLE {
        let vector = &vectors()[id];
        let error = outcome(reply(vector)).await.unwrap_err();
        assert_eq!(error.status().unwrap(), 200, "{id}");
        assert!(error.to_string().starts_with("TakeoverAIAgentCall succeeded (200), but its response cannot be read"));
        assert_eq!(error.kind(), ErrorKind::Decode, "{id}");
        let http = error.http().unwrap();
        assert_eq!(http.body(), text(vector, "/replies/0/body"), "{id}");
        assert_eq!(http.headers()["content-type"], "text/html;charset=utf-8", "{id}");
    }
}
