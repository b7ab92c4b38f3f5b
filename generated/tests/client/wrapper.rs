//! A test of a program's own function.

use std::time::Duration;

use generated::Error;
use generated::ice20201109::Client;
use generated::ice20201109::operations::StartAiAgentInstanceRequest;
use generated::ice20201109::types::AiAgentRuntimeConfig;
use generated::mock::{Mock, Reply};
use serde_json::json;

/// Starts an agent, and returns the ID of its instance.
async fn start(client: &Client, agent: &str) -> Result<Option<String>, Error> {
    let request = StartAiAgentInstanceRequest::new(agent, AiAgentRuntimeConfig::default());
    Ok(client.start_ai_agent_instance(request).await?.into_inner().instance_id)
}

#[tokio::test]
async fn an_agent_is_started_after_throttling() {
    let mock = Mock::new()
        .when::<StartAiAgentInstanceRequest>()
        .then_throttle(Duration::from_millis(300))
        .then(Reply::json(json!({ "InstanceId": "i-1" })));
    let client = Client::new(mock.config()).unwrap();
    assert_eq!(start(&client, "agent").await.unwrap().as_deref(), Some("i-1"));
    assert!(mock.slept()[0] >= Duration::from_millis(300));
    mock.assert_sent::<StartAiAgentInstanceRequest>(|request| request.ai_agent_id.as_deref() == Some("agent"));
}
