//! Replies that are delayed, damaged or impossible, and requests without one.

use std::time::Duration;

use runtime::error::{ErrorKind, Retryability};
use runtime::mock::{Fault, Mock, Reply};
use runtime::transport::Phase;
use runtime::{Error, Retry};
use serde_json::json;

use crate::support::{DescribeRequest, StartRequest, client};

const ALL_PHASES: [Phase; 7] =
    [Phase::Resolve, Phase::Connect, Phase::Tls, Phase::Start, Phase::Send, Phase::Receive, Phase::Body];

/// The error of a call that is not retried.
async fn failure(fault: Fault) -> (Mock, Error) {
    let mock = Mock::new().when::<StartRequest>().then_fault(fault);
    let error = client(mock.config()).call(StartRequest::default()).retry(Retry::off()).await.unwrap_err();
    (mock, error)
}

#[tokio::test]
async fn a_connection_can_fail_in_every_phase() {
    for phase in ALL_PHASES {
        let (mock, error) = failure(Fault::disconnected(phase)).await;
        let transport = error.as_transport().unwrap();
        assert_eq!((transport.phase(), error.is_timeout(), error.is_transient()), (phase, false, true));
        assert_eq!(error.retryability() == Retryability::Unsafe, phase.may_have_been_received(), "{phase:?}");
        assert_eq!(mock.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_timeout_takes_the_time_of_its_setting_and_no_real_one() {
    for (phase, seconds, setting) in [
        (Phase::Connect, 5, "connect_timeout"),
        (Phase::Start, 15, "attempt_timeout"),
        (Phase::Receive, 15, "attempt_timeout"),
        (Phase::Body, 15, "attempt_timeout"),
    ] {
        let (mock, error) = failure(Fault::timed_out(phase)).await;
        assert!(error.is_timeout() && error.to_string().contains(&format!("Config::with_{setting}")), "{error}");
        let passed = passed(&mock);
        assert!(passed <= Duration::from_secs(seconds) && passed > Duration::from_secs(seconds - 1), "{passed:?}");
    }
}

#[tokio::test]
async fn time_that_is_pretended_to_pass_counts_against_the_call() {
    let mock = Mock::new().when::<DescribeRequest>().then_timeout();
    let call = client(mock.config()).call(DescribeRequest::default());
    let error = call.retry(Retry::standard().max_attempts(100)).timeout(Duration::from_secs(40)).await.unwrap_err();
    // 15 s, 15 s, and what is left of 40 s.
    assert_eq!((error.attempts().count(), error.is_timeout()), (3, true));
    assert!(passed(&mock) <= Duration::from_secs(40), "{:?}", passed(&mock));
    assert!(error.to_string().contains("Config::with_timeout"), "{error}");
}

#[tokio::test]
async fn a_delay_passes_in_the_time_of_the_mock() {
    let mock = Mock::new().when::<DescribeRequest>().then(Reply::json(json!(1)).with_delay(Duration::from_secs(14)));
    assert_eq!(*client(mock.config()).call(DescribeRequest::default()).await.unwrap(), 1);
    assert_eq!(passed(&mock), Duration::from_secs(14));
    assert!(mock.slept().is_empty());
    // Longer than an attempt may take.
    let call = client(mock.config()).call(DescribeRequest::default());
    let error = call.attempt_timeout(Duration::from_secs(13)).await.unwrap_err();
    assert!(error.is_timeout() && error.attempts().count() == 3, "{error}");
}

/// How much time has passed by the clock of the mock.
fn passed(mock: &Mock) -> Duration {
    mock.clock().now().duration_since(Mock::new().clock().now()).unwrap()
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_a_lost_response() {
    let mock = Mock::new()
        .when::<DescribeRequest>()
        .then(Reply::json(json!({ "a": [1, 2, 3] })).with_header("x-acs-request-id", "r").cut_off())
        .times(1)
        .then(Reply::json(json!(2)));
    let response = client(mock.config()).call(DescribeRequest::default()).await.unwrap();
    assert_eq!(*response, 2);
    let [first] = response.attempts().failed() else { panic!("one attempt failed") };
    let error = first.error();
    assert_eq!(error.as_transport().unwrap().phase(), Phase::Body);
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (200, Some("r")));
}

#[tokio::test]
async fn a_reply_that_does_not_decode_is_the_usual_error() {
    let mock = Mock::new().when::<StartRequest>().then(Reply::new(200, "<html>")).then(Reply::json("[1]"));
    let client = client(mock.config());
    for expected in ["expected a value at byte 0", "expected an object"] {
        let error = client.call(StartRequest::default()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(format!("{error:#}").contains(expected), "{error:#}");
    }
}

#[tokio::test]
async fn an_impossible_reply_says_what_is_wrong_with_it() {
    struct Unwritable;
    impl serde::Serialize for Unwritable {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("no such thing"))
        }
    }
    for (reply, expected) in [
        (Reply::new(1000, ""), "1000 is no HTTP status"),
        (Reply::error(0, "X", ""), "0 is no HTTP status"),
        (Reply::json(1).with_header("a b", ""), "\"a b\" is no name of a header"),
        (Reply::json(1).with_header("a", "\n"), "the header a cannot have such a value"),
        (Reply::json(Unwritable), "a value cannot be written as JSON: no such thing"),
    ] {
        let mock = Mock::new().when::<DescribeRequest>().then(reply);
        let error = client(mock.config()).call(DescribeRequest::default()).await.unwrap_err();
        assert!(error.to_string().contains(expected) && error.attempts().count() == 1, "{error}");
    }
}

#[tokio::test]
async fn a_response_that_came_once_can_be_given_again() {
    let first = Mock::new().when::<DescribeRequest>().then(Reply::error(409, "Busy", "m").with_header("x-a", "b"));
    let error = client(first.config()).call(DescribeRequest::default()).await.unwrap_err();
    let again = Mock::new().when::<DescribeRequest>().then(error.http().unwrap().clone().into());
    let other = client(again.config()).call(DescribeRequest::default()).await.unwrap_err();
    assert_eq!(
        (other.status(), other.code(), other.http().unwrap().headers()),
        (error.status(), Some("Busy"), error.http().unwrap().headers())
    );
}

#[tokio::test]
async fn json_is_any_value_and_a_document_is_itself() {
    for (reply, expected) in [
        (Reply::json(json!({ "a": 1 })), json!({ "a": 1 })),
        (Reply::json(r#" {"a":1}"#), json!({ "a": 1 })),
        (Reply::json("[1]".to_owned()), json!([1])),
        (Reply::json("text"), json!("text")),
        (
            Reply::json(crate::support::StartResponse { instance_id: Some("i".into()), ..Default::default() }),
            json!({ "InstanceId": "i" }),
        ),
    ] {
        let mock = Mock::new().when::<DescribeRequest>().then(reply);
        let response = client(mock.config()).call(DescribeRequest::default()).await.unwrap();
        assert_eq!(
            (&*response, response.http().headers()["content-type"].as_bytes()),
            (&expected, &b"application/json;charset=utf-8"[..])
        );
    }
}
