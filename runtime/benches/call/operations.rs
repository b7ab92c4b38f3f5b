//! Two operations as generated code has them: one with small parameters, one with 1 KB of JSON besides.

use runtime::codegen::{Extra, Method, Operation, OperationInfo, Parameter, Value, object};

/// Makes a request, as a program does for each call.
pub(crate) type Make<O> = fn() -> O;

/// Two short parameters.
pub(crate) fn small() -> Takeover {
    Takeover {
        instance_id: Some("39f8e0bc005e4f309379701645f4".to_owned()),
        require_token: Some(true),
        extra: Extra::default(),
    }
}

/// A document of 1 KB, in which every mark has to be percent-encoded.
pub(crate) fn large() -> Start {
    let action = serde_json::json!({ "Greeting": "Hello, how can I help?", "Volume": 50, "Wait": true });
    Start {
        agent_config: Some(serde_json::json!({ "Actions": vec![action; 16] })),
        agent_id: Some("39f8e0bc005e4f309379701645f4".to_owned()),
        user_data: Some("{}".to_owned()),
        extra: Extra::default(),
    }
}

/// What both give.
#[derive(Default)]
pub(crate) struct Started {
    channel_id: Option<String>,
    instance_id: Option<String>,
    live: Option<bool>,
    request_id: Option<String>,
    extra: Extra,
}

object!(Started { channel_id: "ChannelId", instance_id: "InstanceId", live: "Live", request_id: "RequestId" });

#[derive(Default)]
pub(crate) struct Takeover {
    instance_id: Option<String>,
    require_token: Option<bool>,
    extra: Extra,
}

object!(Takeover { instance_id: "InstanceId", require_token: "RequireToken" });

impl Operation for Takeover {
    type Output = Started;
    const INFO: OperationInfo = OperationInfo::rpc("TakeoverAIAgentCall", Method::Post);
}

#[derive(Default)]
pub(crate) struct Start {
    agent_config: Option<Value>,
    agent_id: Option<String>,
    user_data: Option<String>,
    extra: Extra,
}

object!(Start { agent_config: "AgentConfig", agent_id: "AIAgentId", user_data: "UserData" });

impl Operation for Start {
    type Output = Started;
    const INFO: OperationInfo =
        OperationInfo::rpc("StartAIAgentInstance", Method::Post).parameters(&[Parameter::query("AgentConfig").json()]);
}
