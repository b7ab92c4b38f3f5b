//! The blocking client: a program's own function, and what it gives beside the async client.

use std::time::Duration;

use generated::Error;
use generated::error::ErrorKind;
use generated::ice20201109::{self, blocking::Client, operations::TakeoverAiAgentCallRequest};
use generated::mock::{Mock, Reply};
use serde_json::json;

use crate::support::{HOST, fixed_config, scripted};

/// Takes a call over, and returns the channel to join.
fn take_over(client: &Client, instance: &str) -> Result<Option<String>, Error> {
    let request = TakeoverAiAgentCallRequest::new().with_instance_id(instance);
    let response = client.takeover_ai_agent_call(request).timeout(Duration::from_secs(5)).send()?;
    Ok(response.into_inner().channel_id)
}

#[test]
fn a_function_of_a_program_takes_a_call_over() {
    let mock = Mock::new()
        .when::<TakeoverAiAgentCallRequest>()
        .then_error(403, "Forbidden", "m")
        .then(Reply::json(json!({ "ChannelId": "c" })));
    let client = Client::new(mock.config()).unwrap();
    assert_eq!(take_over(&client, "i").unwrap_err().code(), Some("Forbidden"));
    assert_eq!(take_over(&client, "i").unwrap().as_deref(), Some("c"));
    mock.assert_sent::<TakeoverAiAgentCallRequest>(|request| request.instance_id.as_deref() == Some("i"));
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
