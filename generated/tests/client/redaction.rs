//! Nothing that is printed shows a secret, and what is no secret is shown.

use std::fmt::Debug;

use generated::error::ErrorKind;
use generated::ice20201109::operations::{
    StartAiAgentInstanceRequest, StartAiAgentInstanceResponse, TakeoverAiAgentCallRequest, TakeoverAiAgentCallResponse,
};
use generated::ice20201109::types::ai_agent_config::AiAgentConfigTtsConfig;
use generated::ice20201109::types::{AiAgentConfig, AiAgentRuntimeConfig};
use generated::{Identity, Object};
use runtime_testing::Reply;

use crate::support::{HOST, fixed_config, json as success, mocked, mocked_with, scripted};

const SECRET: &str = "hunter2";

/// Checks both forms of `Debug` and returns the short one.
fn shown(value: &impl Debug) -> String {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!text.contains(SECRET), "{text}");
    }
    format!("{value:?}")
}

/// A request with a secret in every place for one, and in some that the types do not know.
fn full_of_secrets() -> StartAiAgentInstanceRequest {
    let text = r#"{
        "AIAgentId": "a",
        "AgentConfig": {"LlmConfig": {"LlmSystemPrompt": "kind", "OpenAIExtraQuery": "api_key=hunter2"}},
        "RuntimeConfig": {
            "AgentUserId": "agent",
            "AuthToken": "hunter2",
            "AvatarChat3D": {"AuthToken": "hunter2"},
            "VisionChat": {"AuthToken": ["hunter2"]},
            "VoiceChat": {"AuthToken": "hunter2", "ChannelId": "c"},
            "NewCredential": {"Key": "hunter2"},
            "NewNested": [{"AccessKeySecret": "hunter2", "Plain": 1}]
        }
    }"#;
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_request() {
    let runtime_config = AiAgentRuntimeConfig::default().with_auth_token(SECRET).with_channel_id("c");
    let request = StartAiAgentInstanceRequest::new("a", runtime_config);
    assert_eq!(
        shown(&request),
        r#"StartAiAgentInstanceRequest { AIAgentId: "a", RuntimeConfig: AiAgentRuntimeConfig { AuthToken: [redacted], ChannelId: "c" } }"#
    );
    let pretty = "\
StartAiAgentInstanceRequest {
    AIAgentId: \"a\",
    RuntimeConfig: AiAgentRuntimeConfig {
        AuthToken: [redacted],
        ChannelId: \"c\",
    },
}";
    assert_eq!(format!("{request:#?}"), pretty);
}

#[test]
fn a_request_full_of_secrets() {
    let request = full_of_secrets();
    assert_eq!(
        shown(&request),
        concat!(
            r#"StartAiAgentInstanceRequest { AIAgentId: "a", "#,
            r#"AgentConfig: AiAgentConfig { LlmConfig: AiAgentConfigLlmConfig { LlmSystemPrompt: "kind", OpenAIExtraQuery: [redacted] } }, "#,
            r#"RuntimeConfig: AiAgentRuntimeConfig { AgentUserId: "agent", AuthToken: [redacted], "#,
            r#"AvatarChat3D: AiAgentRuntimeConfigAvatarChat3d { AuthToken: [redacted] }, "#,
            r#"NewCredential: [redacted], NewNested: [{"AccessKeySecret": [redacted], "Plain": 1}], "#,
            r#"VisionChat: AiAgentRuntimeConfigVisionChat { AuthToken: [redacted] }, "#,
            r#"VoiceChat: AiAgentRuntimeConfigVoiceChat { AuthToken: [redacted], ChannelId: "c" } } }"#,
        )
    );
    // In lists, options and tuples as well.
    shown(&vec![(1, Some(request.clone()))]);
    shown(&request.mismatches());
    // Whoever asks for a secret gets it.
    assert_eq!(request.mismatches()[0].json, r#"["hunter2"]"#);
    assert_eq!(request.runtime_config.unwrap().auth_token.as_deref(), Some(SECRET));
}

#[test]
fn unset_fields_do_not_clutter() {
    assert_eq!(shown(&StartAiAgentInstanceRequest::default()), "StartAiAgentInstanceRequest");
    let response = StartAiAgentInstanceResponse::default().with_instance_id("i");
    assert_eq!(shown(&response), r#"StartAiAgentInstanceResponse { InstanceId: "i" }"#);
}

#[tokio::test]
async fn clients_and_calls() {
    let config = fixed_config()
        .with_credentials(Identity::sts("id", SECRET, SECRET))
        .with_header("x-acs-extra", SECRET)
        .with_query("Extra", SECRET);
    let (_mock, client) = mocked_with(config, []);
    assert!(shown(&client).contains(HOST));
    let call = client.start_ai_agent_instance(full_of_secrets()).header("x-acs-b", SECRET).query("Q", SECRET);
    assert_eq!(shown(&call), r#"Call { action: "StartAIAgentInstance", .. }"#);
    shown(&call.into_future());
}

#[tokio::test]
async fn a_response() {
    let body = format!(r#"{{"ChannelId":"c","RequestId":"r","NewSecret":"{SECRET}","Token":"{SECRET}"}}"#);
    let (_mock, client) = mocked([success(body)]);
    let response = client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).await.unwrap();
    assert_eq!(
        shown(&response),
        concat!(
            r#"Response { value: TakeoverAiAgentCallResponse { ChannelId: "c", NewSecret: [redacted], RequestId: "r", "#,
            r#"Token: [redacted] }, status: 200, request_id: Some("r"), .. }"#,
        )
    );
    shown(&response.unknown_fields());
    assert_eq!(response.token.as_deref(), Some(SECRET));
    assert_eq!(
        shown(&TakeoverAiAgentCallResponse::default().with_token(SECRET)),
        "TakeoverAiAgentCallResponse { Token: [redacted] }"
    );
}

/// Whatever goes wrong, neither what was asked nor what was answered well is told.
#[tokio::test]
async fn errors() {
    let token = format!(r#"{{"Token":"{SECRET}""#);
    for reply in [Reply::Close, Reply::json(token), Reply::json(SECRET), Reply::Raw(SECRET.into())] {
        let (_server, client) = scripted([reply]).await;
        let error = client.start_ai_agent_instance(full_of_secrets()).query("Q", SECRET).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Transport | ErrorKind::Decode), "{error}");
        shown(&error);
        assert!(!error.to_string().contains(SECRET), "{error}");
    }
}

#[tokio::test]
async fn an_error_before_sending() {
    let (_mock, client) = mocked([]);
    let mut request = full_of_secrets();
    let tts_config = AiAgentConfigTtsConfig::default().with_speech_rate(f64::NAN);
    request.agent_config = Some(AiAgentConfig::default().with_tts_config(tts_config).with_greeting(SECRET));
    let error = client.start_ai_agent_instance(request).await.unwrap_err();
    shown(&error);
    assert!(!error.to_string().contains(SECRET), "{error}");
}
