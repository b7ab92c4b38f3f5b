//! Which reply a request gets.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use runtime::error::{ErrorKind, Retryability};
use runtime::mock::{Mock, Reply};
use serde_json::json;

use crate::support::{DescribeRequest, ECS, StartRequest, client};

#[tokio::test]
async fn a_handler_sees_the_request_as_the_program_made_it() {
    let mock = Mock::new().on::<StartRequest>(|request| {
        Ok(Reply::json(json!({ "InstanceId": format!("of {}", request.agent.as_deref().unwrap_or_default()) })))
    });
    let client = client(mock.config());
    for agent in ["a", "b", "c"] {
        let response = client.call(StartRequest::of(agent)).await.unwrap();
        assert_eq!(response.instance_id, Some(format!("of {agent}")));
    }
    mock.assert_sent::<StartRequest>(|request| request.agent.as_deref() == Some("b"));
    assert_eq!(mock.sent::<StartRequest>().len(), 3);
    assert!(mock.sent::<DescribeRequest>().is_empty());
}

#[tokio::test]
async fn steps_follow_each_other_and_the_last_one_stays() {
    let mock = Mock::new()
        .on::<StartRequest>(|_| Ok(Reply::json(json!({ "InstanceId": "first" }))))
        .then_throttle(Duration::from_millis(300))
        .then(Reply::json(json!({ "InstanceId": "last" })));
    let client = client(mock.config());
    for (expected, attempts) in [("first", 1), ("last", 2), ("last", 1)] {
        let response = client.call(StartRequest::default()).await.unwrap();
        assert_eq!((response.instance_id.as_deref(), response.attempts().count()), (Some(expected), attempts));
    }
    mock.assert_used_up();
}

#[tokio::test]
async fn the_script_of_an_operation_goes_on_where_it_is_named_again() {
    let mock = Mock::new()
        .when::<StartRequest>()
        .then_status(503)
        .when::<DescribeRequest>()
        .then(Reply::json(json!({})))
        .on_sample::<StartRequest>();
    let client = client(mock.config());
    let response = client.call(StartRequest::default()).idempotent().await.unwrap();
    assert_eq!(response.instance_id.as_deref(), Some("39f8e0bc005e4f309379701645f4****"));
    client.call(DescribeRequest::default()).await.unwrap();
    mock.assert_used_up();
}

#[tokio::test]
async fn a_step_may_be_limited() {
    let mock = Mock::new().when::<DescribeRequest>().then_status(500).times(2).then(Reply::json(json!(1))).times(1);
    let client = client(mock.config());
    let response = client.call(DescribeRequest::default()).await.unwrap();
    assert_eq!((&*response, response.attempts().count()), (&json!(1), 3));
    mock.assert_used_up();

    let error = client.call(DescribeRequest::default()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.retryability(), error.attempts().count()),
        (ErrorKind::Transport, Retryability::NotSent, 1)
    );
    assert!(!error.is_transient());
    assert_eq!(
        error.to_string(),
        "connecting to ice.cn-hangzhou.aliyuncs.com failed: the mock has no reply to `DescribeInstances`: its script is for 3 \
         requests, and all were sent"
    );
}

#[tokio::test]
async fn what_is_unexpected_fails_at_once_and_says_so() {
    let error = client(Mock::new().config()).call(StartRequest::default()).idempotent().await.unwrap_err();
    let expected =
        "the mock has no reply to `StartAIAgentInstance`, nor to anything else; add `.on::<StartRequest>(…)`";
    assert!(error.to_string().ends_with(expected), "{error}");

    let mock = Mock::new().on_sample::<StartRequest>().on_action("Other", |_| Ok(Reply::json("{}")));
    let error = client(mock.config()).call(DescribeRequest::default()).await.unwrap_err();
    let expected = "the mock has no reply to `DescribeInstances`, only to `StartAIAgentInstance`, `Other`; add \
                    `.on::<DescribeRequest>(…)`";
    assert!(error.to_string().ends_with(expected), "{error}");
    assert_eq!((error.attempts().count(), mock.requests().len()), (1, 1));
}

#[tokio::test]
async fn the_most_particular_script_replies() {
    let name = |text: &'static str| move |_: &_| Ok(Reply::json(json!(text)));
    let mock = Mock::new()
        .on_any(name("any"))
        .on_action("DescribeInstances", name("action"))
        .when::<DescribeRequest>()
        .then(Reply::json(json!("type")))
        .times(1);
    let core = client(mock.config());
    for expected in ["type", "action", "action"] {
        assert_eq!(*core.call(DescribeRequest::default()).await.unwrap(), expected);
    }
    let ecs = runtime::codegen::ClientCore::new(mock.config(), &ECS).unwrap();
    assert_eq!(*ecs.call(DescribeRequest::default()).await.unwrap(), "action");
    assert_eq!(*core.call(crate::support::AnonymousRequest::default()).await.unwrap(), "any");
}

#[tokio::test]
async fn a_handler_may_count_and_ask_the_mock() {
    let (mock, made) = (Mock::new(), Arc::new(AtomicU32::new(0)));
    let (asked, counter) = (mock.clone(), Arc::clone(&made));
    let mock = mock.on::<StartRequest>(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        asked.clock().advance(Duration::from_secs(1));
        Ok(Reply::json(json!({ "InstanceId": asked.requests().len().to_string() })))
    });
    let start = mock.clock().now();
    let response = client(mock.config()).call(StartRequest::default()).await.unwrap();
    assert_eq!((response.instance_id.as_deref(), made.load(Ordering::Relaxed)), (Some("1"), 1));
    assert_eq!(mock.clock().now(), start + Duration::from_secs(1));
}

#[test]
#[should_panic(expected = "begin its script with `on`, `when` or `when_action`")]
fn a_step_needs_an_operation() {
    let _ = Mock::new().then_throttle(Duration::ZERO);
}

#[test]
#[should_panic(expected = "there is none: add one with `on` or `then`")]
fn times_need_a_step() {
    let _ = Mock::new().when::<StartRequest>().times(2);
}

#[tokio::test]
#[should_panic(
    expected = "step 2 for `StartAIAgentInstance` replied to 0 of 2 requests; these requests were sent:\n1. Start"
)]
async fn what_was_not_used_is_listed() {
    let mock = Mock::new().on_sample::<StartRequest>().then_status(500).times(2);
    client(mock.config()).call(StartRequest::default()).await.unwrap();
    mock.assert_used_up();
}

#[tokio::test]
#[should_panic(expected = "request 1 was not expected")]
async fn what_was_unexpected_is_listed() {
    let mock = Mock::new();
    let _ = client(mock.config()).call(StartRequest::default()).await;
    mock.assert_used_up();
}

#[tokio::test]
#[should_panic(expected = "none of 1 requests of `StartAIAgentInstance` is as expected; these were sent:\n1. Start")]
async fn what_was_sent_instead_is_listed() {
    let mock = Mock::new().on_sample::<StartRequest>();
    client(mock.config()).call(StartRequest::of("one")).await.unwrap();
    mock.assert_not_sent::<DescribeRequest>();
    mock.assert_sent::<StartRequest>(|request| request.agent.as_deref() == Some("another"));
}

#[test]
#[should_panic(expected = "no request of `StartAIAgentInstance` was sent; these were sent:\nnothing was sent")]
fn nothing_was_sent() {
    let mock = Mock::new();
    mock.assert_nothing_sent();
    mock.assert_sent::<StartRequest>(|_| true);
}
