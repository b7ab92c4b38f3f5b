//! The blocking client: the program that the README shows, and what it gives beside the async client.

#![allow(dead_code, reason = "`main` of the program needs keys and a network")]

include!("without_async.rs");

use generated::error::ErrorKind;
use generated::ice20201109;
use generated::mock::{Mock, Reply};
use serde_json::json;

use crate::support::{HOST, fixed_config, scripted};

#[test]
fn the_program_of_the_readme_takes_a_call_over() {
    let mock = Mock::new()
        .when::<TakeoverAiAgentCallRequest>()
        .then_error(403, "Forbidden", "m")
        .then(Reply::json(json!({ "ChannelId": "c" })));
    let client = Client::new(mock.config()).unwrap();
    assert_eq!(take_over(&client, "i").unwrap_err().code(), Some("Forbidden"));
    assert_eq!(take_over(&client, "i").unwrap().as_deref(), Some("c"));
    mock.assert_sent::<TakeoverAiAgentCallRequest>(|request| request.instance_id.as_deref() == Some("i"));
}

#[test]
fn the_readme_shows_the_program_as_it_is_run_and_it_names_no_tokio() {
    let (_, code) = include_str!("without_async.rs").split_once("\n\n").unwrap();
    assert!(include_str!("../../../README.md").contains(code.trim_end()), "README.md differs from without_async.rs");
    assert!(!code.contains("tokio"));
}

/// Everything goes over the wire as it does with the async client.
#[tokio::test]
async fn in_async_code_it_is_an_error_and_elsewhere_both_send_the_same() {
    let replies = (0..2).map(|_| runtime_testing::Reply::json(r#"{"ChannelId":"c"}"#));
    let (server, client) = scripted(replies).await;
    let config = fixed_config().with_connect_override(HOST, server.address());
    let blocking = Client::new(config).unwrap();
    let error = take_over(&blocking, "i").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Blocking);
    assert!(error.to_string().contains("await a call of the async `Client` instead"), "{error}");
    let taken_over = tokio::task::spawn_blocking(move || take_over(&blocking, "i")).await.unwrap().unwrap();
    let request = TakeoverAiAgentCallRequest::new().with_instance_id("i");
    let awaited = ice20201109::Client::takeover_ai_agent_call(&client, request).await.unwrap();
    assert_eq!(taken_over, awaited.channel_id);
    let [first, second] = server.requests().try_into().unwrap();
    assert_eq!((first.target, first.headers, first.body), (second.target, second.headers, second.body));
}
