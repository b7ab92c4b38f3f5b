//! What becomes of the recorded answers, good and bad.

mod tables;

use std::fmt::Debug;
use std::time::Duration;

use bytes::Bytes;
use runtime::codegen::ClientCore;
use runtime::error::ErrorKind;
use runtime::mock::{Mock, Reply};
use runtime::{Error, Operation, Response, Value};

use self::tables::{FAILURES, SUCCESSES, UNREADABLE};
use crate::support::operations::{
    CancelClusterUpgrade, DescribeClusterLogs, DescribeInstances, InvokeFunction, OpenAckService, Takeover,
};
use crate::support::{error_vectors, mocked, reply, text};

#[test]
fn every_vector_is_in_a_table() {
    let mut ids: Vec<_> = FAILURES.iter().map(|row| row.0).chain(SUCCESSES.iter().map(|row| row.0)).collect();
    ids.extend(UNREADABLE.map(|row| row.0));
    ids.sort_unstable();
    let mut vectors = error_vectors();
    // Those about retries and timeouts are in `tests/retries/vectors.rs`.
    vectors.retain(|vector| vector.get("retryOptions").is_none() && vector.get("runtime").is_none());
    let mut expected: Vec<_> = vectors.iter().map(|vector| text(vector, "/id")).collect();
    expected.sort_unstable();
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn failures() {
    for (id, status, code, message, request_id, throttling) in FAILURES {
        let vector = vector(id);
        let error = outcome(&vector).await.unwrap_err();
        let service = error.as_service().unwrap_or_else(|| panic!("{id}: {error:?}"));
        assert_eq!(service.http().status(), status, "{id}");
        assert_eq!((service.code(), service.message(), service.request_id()), (code, message, request_id), "{id}");
        assert_eq!((error.code(), error.request_id()), (code, request_id), "{id}");
        assert_eq!((service.is_throttling(), error.is_throttling()), (throttling, throttling), "{id}");
        assert_eq!(service.http().body(), text(&vector, "/replies/0/body"), "{id}");
        check_headers(&vector, service.http().headers(), id);
        check_display(&error, id);
    }
}

#[tokio::test]
async fn successes() {
    for (id, status, value) in SUCCESSES {
        let vector = vector(id);
        let outcome = outcome(&vector).await.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!((outcome.status, outcome.value.as_str()), (status, value), "{id}");
        assert_eq!(outcome.body, text(&vector, "/replies/0/body"), "{id}");
    }
}

#[tokio::test]
async fn successes_that_cannot_be_read_keep_the_response() {
    for (id, message) in UNREADABLE {
        let vector = vector(id);
        let error = outcome(&vector).await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Decode, message), "{id}");
        let http = error.http().unwrap();
        assert_eq!((http.status().as_u16(), http.body().as_ref()), (200, text(&vector, "/replies/0/body").as_bytes()));
        check_headers(&vector, http.headers(), id);
    }
}

#[tokio::test]
async fn one_line_says_it_all() {
    let table = [
        (
            "400-rpc",
            "TakeoverAIAgentCall failed: 400 InvalidParameter: The specified parameter InstanceId is not valid. (request id 7B117AF5-2A16-412C-B127-FA6175ED1AD0)",
        ),
        ("400-xml-other-type", "OpenAckService failed: 400 X"),
        (
            "400-html",
            "TakeoverAIAgentCall failed: 400 without an error code; the body is: <html><body>Bad Request</body></html>",
        ),
        (
            "503-empty-no-type",
            "TakeoverAIAgentCall failed: 503 without an error code and without a body; it may have been carried out: check before \
             calling again",
        ),
    ];
    for (id, line) in table {
        assert_eq!(outcome(&vector(id)).await.unwrap_err().to_string(), line);
    }
}

#[tokio::test]
async fn the_rest_of_an_error_body_is_there_too() {
    let error = failure(reply(&vector("403-rpc-access-denied")["replies"][0])).await;
    let error = error.as_service().unwrap();
    assert_eq!(error.action(), "TakeoverAIAgentCall");
    assert_eq!(error.fields()["AccessDeniedDetail"]["AuthAction"], "ice:TakeoverAIAgentCall");
    assert_eq!(error.fields()["HostId"], "ice.cn-shanghai.aliyuncs.com");
}

#[tokio::test]
async fn when_to_try_again() {
    for (id, milliseconds) in [
        ("throttling-code-header", Some(2000)),
        ("throttling-header-zero", Some(0)),
        ("throttling-header-mixed", None),
        ("400-rpc", None),
    ] {
        let error = failure(reply(&vector(id)["replies"][0])).await;
        let error = error.as_service().unwrap();
        assert_eq!(error.retry_after(), milliseconds.map(Duration::from_millis), "{id}");
    }
}

#[tokio::test]
async fn odd_bodies() {
    let answer = |headers: &[(&str, &str)], body: &'static [u8]| {
        headers.iter().fold(Reply::new(429, body), |reply, (name, value)| reply.with_header(name, value))
    };
    let error = failure(answer(&[("x-acs-request-id", "from-header")], b"\xFF\0\n<")).await;
    let error = error.as_service().unwrap();
    assert_eq!(
        (error.code(), error.request_id(), error.http().body().as_ref()),
        (None, Some("from-header"), &b"\xFF\0\n<"[..])
    );
    assert!(error.is_throttling());
    assert!(!error.to_string().contains(char::is_control), "{error}");

    let error = failure(answer(&[], br#"{"Code":42,"Message":"two\nlines","RequestId":["r"]}"#)).await;
    let error = error.as_service().unwrap();
    assert_eq!((error.code(), error.message(), error.request_id()), (Some("42"), Some("two\nlines"), None));
    assert_eq!(error.to_string(), "TakeoverAIAgentCall failed: 429 42: two lines");

    let xml =
        b"<?xml version=\"1.0\"?><Error><Code>A.B</Code><Message>x &amp; y</Message><RequestId>r</RequestId></Error>";
    let error = failure(answer(&[("content-type", "text/xml;charset=utf-8")], xml)).await;
    let error = error.as_service().unwrap();
    assert_eq!((error.code(), error.message(), error.request_id()), (Some("A.B"), Some("x & y"), Some("r")));
}

#[tokio::test]
async fn the_request_id_of_a_success() {
    let table = [
        (r#"{"RequestId":"a"}"#, Some("a")),
        (r#"{"requestId":"b"}"#, Some("b")),
        ("{}", Some("header")),
        ("", Some("header")),
    ];
    for (body, expected) in table {
        let (_mock, client) = mocked([Reply::new(200, body).with_header("x-acs-request-id", "header")]);
        assert_eq!(client.call(Takeover::default()).await.unwrap().request_id(), expected);
    }
}

#[tokio::test]
async fn what_no_field_took_is_listed() {
    let reply = reply(&vector("200-nested")["replies"][0]);
    let (_mock, client) = mocked([reply]);
    let response = client.call(DescribeInstances::default()).await.unwrap();
    let unknown: Vec<_> = response.unknown_fields().into_iter().map(|kept| kept.path).collect();
    assert_eq!(unknown, ["Instances.Instance[0].Extra", "Instances.Instance[0].SecurityGroupIds"]);
    assert!(response.mismatches().is_empty());
    assert_eq!(response.into_inner().page_number, Some(1));
}

/// What a successful call gave.
#[derive(Debug)]
struct Success {
    status: u16,
    body: Bytes,
    value: String,
}

async fn outcome(vector: &Value) -> Result<Success, Error> {
    let (mock, client) = mocked(vector["replies"].as_array().unwrap().iter().map(reply));
    let result = match text(vector, "/operation") {
        "ice.TakeoverAIAgentCall" => call(&client, Takeover::default()).await,
        "ecs.DescribeInstances" => call(&client, DescribeInstances::default()).await,
        "cs.OpenAckService" => call(&client, OpenAckService::default()).await,
        "cs.DescribeClusterLogs" => {
            call(&client, DescribeClusterLogs { cluster_id: Some("c".to_owned()), ..Default::default() }).await
        }
        "cs.CancelClusterUpgrade" => {
            call(&client, CancelClusterUpgrade { cluster_id: Some("c".to_owned()), ..Default::default() }).await
        }
        "fc.InvokeFunction" => {
            call(&client, InvokeFunction { function_name: Some("f".to_owned()), ..Default::default() }).await
        }
        other => panic!("no operation {other}"),
    };
    check_attempts(&mock);
    result
}

async fn call<O: Operation>(client: &ClientCore, request: O) -> Result<Success, Error>
where
    O::Output: Debug,
{
    let response: Response<O::Output> = client.call(request).await?;
    Ok(Success {
        status: response.http().status().as_u16(),
        body: response.http().body().clone(),
        value: format!("{:?}", response.into_inner()),
    })
}

/// Nothing is sent twice, whatever the answer.
fn check_attempts(mock: &Mock) {
    assert_eq!(mock.requests().len(), 1);
}

/// The error of a call that is answered like this.
async fn failure(reply: Reply) -> Error {
    let (_mock, client) = mocked([reply]);
    client.call(Takeover::default()).await.unwrap_err()
}

fn check_headers(vector: &Value, headers: &http::HeaderMap, id: &str) {
    for pair in vector["replies"][0]["headers"].as_array().unwrap() {
        assert_eq!(headers[text(pair, "/0").to_ascii_lowercase().as_str()], text(pair, "/1"), "{id}");
    }
}

fn check_display(error: &Error, id: &str) {
    let line = error.to_string();
    assert!(line.contains(" failed: ") && !line.contains(char::is_control), "{id}: {line}");
}

fn vector(id: &str) -> Value {
    error_vectors().into_iter().find(|vector| vector["id"] == id).unwrap_or_else(|| panic!("no vector {id}"))
}
