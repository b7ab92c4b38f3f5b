//! Requests in the hand: made, compared, cached, and refused when they cannot be sent.

use generated::error::ErrorKind;
use generated::ice20201109::operations::{StartAiAgentInstanceRequest, TakeoverAiAgentCallRequest};
use generated::ice20201109::types::ai_agent_config::{
    AiAgentConfigBackChannelingConfigs, AiAgentConfigBackChannelingConfigsWords, AiAgentConfigTtsConfig,
};
use generated::ice20201109::types::ai_agent_runtime_config::AiAgentRuntimeConfigVoiceChat;
use generated::ice20201109::types::ai_agent_template_config::AiAgentTemplateConfigVoiceChat;
use generated::ice20201109::types::{AiAgentConfig, AiAgentRuntimeConfig, AiAgentTemplateConfig};
use generated::{Object, Value};
use serde_json::json;

use crate::support::{json as success, mocked, only_request};

#[test]
fn new_takes_what_is_required_and_leaves_the_rest_unset() {
    let runtime_config = AiAgentRuntimeConfig::default().with_channel_id("c");
    let request = StartAiAgentInstanceRequest::new("a", runtime_config.clone());
    assert_eq!(
        request,
        StartAiAgentInstanceRequest::default().with_runtime_config(runtime_config).with_ai_agent_id("a".to_owned())
    );
    assert_eq!(serde_json::to_value(&request).unwrap(), json!({"AIAgentId": "a", "RuntimeConfig": {"ChannelId": "c"}}));
    assert_eq!(TakeoverAiAgentCallRequest::new(), TakeoverAiAgentCallRequest::default());
    assert_eq!(serde_json::to_value(TakeoverAiAgentCallRequest::new()).unwrap(), json!({}));
}

#[test]
fn fields_can_be_set_read_and_unset_directly() {
    let mut request = TakeoverAiAgentCallRequest::new().with_instance_id("i").with_require_token(true);
    request.human_agent_user_id = Some("u".to_owned());
    request.require_token = None;
    let TakeoverAiAgentCallRequest { human_agent_user_id, instance_id, require_token, .. } = request;
    assert_eq!((human_agent_user_id.as_deref(), instance_id.as_deref(), require_token), (Some("u"), Some("i"), None));
}

#[test]
fn equality_is_by_all_that_a_request_holds() {
    let read = |text: &str| serde_json::from_str::<StartAiAgentInstanceRequest>(text).unwrap();
    let different = [
        "{}",
        r#"{"SessionId":""}"#,
        r#"{"SessionId":"s"}"#,
        r#"{"SessionId":["s"]}"#,
        r#"{"sessionId":"s"}"#,
        r#"{"sessionId":["s"]}"#,
        r#"{"AgentConfig":{}}"#,
        r#"{"AgentConfig":{"Volume":1}}"#,
        r#"{"AgentConfig":{"Volume":1,"New":1}}"#,
        r#"{"AgentConfig":{"TtsConfig":{"VoiceIdList":[]}}}"#,
        r#"{"AgentConfig":{"TtsConfig":{"VoiceIdList":["a","b"]}}}"#,
        r#"{"AgentConfig":{"TtsConfig":{"VoiceIdList":["b","a"]}}}"#,
    ];
    for (index, left) in different.iter().enumerate() {
        for (other, right) in different.iter().enumerate() {
            assert_eq!(read(left) == read(right), index == other, "{left} {right}");
        }
    }
    // The order of members does not count, nor does how a value of the right meaning was written, nor a null.
    let same = [
        r#"{"UserData":"7","AgentConfig":{"Volume":1,"New":{"A":1,"B":2}}}"#,
        r#"{"AgentConfig":{"New":{"B":2.0,"A":1},"Volume":"1"},"UserData":7,"SessionId":null}"#,
    ];
    assert_eq!(read(same[0]), read(same[1]));
}

/// As the service spells them, so requests can be kept in files and replayed.
#[test]
#[expect(deprecated, reason = "the older form is kept like the newer one")]
fn requests_survive_serde_with_their_deprecated_fields() {
    let voice_chat = AiAgentRuntimeConfigVoiceChat::default().with_auth_token("t").with_channel_id("c");
    let template = AiAgentTemplateConfigVoiceChat::default().with_greeting("g").with_volume(0).with_voice_id("v");
    let request = StartAiAgentInstanceRequest::new("a", AiAgentRuntimeConfig::default().with_voice_chat(voice_chat))
        .with_template_config(AiAgentTemplateConfig::default().with_voice_chat(template));
    let value = json!({
        "AIAgentId": "a",
        "RuntimeConfig": {"VoiceChat": {"AuthToken": "t", "ChannelId": "c"}},
        "TemplateConfig": {"VoiceChat": {"Greeting": "g", "Volume": 0, "VoiceId": "v"}},
    });
    assert_eq!(serde_json::to_value(&request).unwrap(), value);
    let read: StartAiAgentInstanceRequest = serde_json::from_value(value).unwrap();
    assert_eq!(read, request);
    assert_eq!(read.runtime_config.unwrap().voice_chat.unwrap().auth_token.as_deref(), Some("t"));
    assert_eq!(read.template_config.unwrap().voice_chat.unwrap().volume, Some(0));
}

#[test]
fn every_way_through_serde_gives_the_same() {
    let text = r#"{"AIAgentId":"a \"b\" 中","AgentConfig":{"GracefulShutdown":false,"TtsConfig":{"SpeechRate":1.5}},"New":[1,{"X":null}]}"#;
    let request: StartAiAgentInstanceRequest = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&request).unwrap(), text);
    let value: Value = serde_json::to_value(&request).unwrap();
    let copies: [StartAiAgentInstanceRequest; 3] = [
        serde_json::from_slice(text.as_bytes()).unwrap(),
        serde_json::from_reader(text.as_bytes()).unwrap(),
        serde_json::from_value(value).unwrap(),
    ];
    for copy in copies {
        assert_eq!(copy, request);
    }
    let list: Vec<StartAiAgentInstanceRequest> = serde_json::from_str(&format!("[{text},{{}}]")).unwrap();
    assert_eq!(list, [request, StartAiAgentInstanceRequest::default()]);
}

#[test]
fn what_is_no_request_at_all_is_an_error() {
    for text in ["[]", "\"AIAgentId\"", "1", "null", "{", r#"{"AIAgentId":}"#, ""] {
        assert!(serde_json::from_str::<StartAiAgentInstanceRequest>(text).is_err(), "{text}");
    }
}

/// A parameter that the service has got since is sent along, and so is a value that does not fit.
#[tokio::test]
async fn what_the_types_do_not_know_is_sent_as_it_was_read() {
    let text = r#"{"AIAgentId":"a","AgentConfig":{"NewSwitch":true,"Volume":"loud"},"NewParameter":"n"}"#;
    let request: StartAiAgentInstanceRequest = serde_json::from_str(text).unwrap();
    assert_eq!(
        request.unknown_fields().iter().map(|kept| kept.path.as_str()).collect::<Vec<_>>(),
        ["AgentConfig.NewSwitch", "NewParameter"]
    );
    assert_eq!(request.mismatches().iter().map(|kept| kept.path.as_str()).collect::<Vec<_>>(), ["AgentConfig.Volume"]);

    let (mock, client) = mocked([success("{}")]);
    client.start_ai_agent_instance(request).await.unwrap();
    let sent = only_request(&mock).query_pairs();
    let expected =
        [("AIAgentId", "a"), ("AgentConfig", r#"{"NewSwitch":true,"Volume":"loud"}"#), ("NewParameter", "n")];
    assert_eq!(sent, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[tokio::test]
async fn unset_empty_and_false_are_told_apart_on_the_wire() {
    let table = [
        (AiAgentConfig::default(), "{}"),
        (AiAgentConfig::default().with_greeting(""), r#"{"Greeting":""}"#),
        (AiAgentConfig::default().with_graceful_shutdown(false), r#"{"GracefulShutdown":false}"#),
        (AiAgentConfig::default().with_volume(0), r#"{"Volume":0}"#),
        (AiAgentConfig::default().with_back_channeling_configs(Vec::new()), r#"{"BackChannelingConfigs":[]}"#),
        (AiAgentConfig::default().with_tts_config(speech_rate(1.0)), r#"{"TtsConfig":{"SpeechRate":1}}"#),
        (AiAgentConfig::default().with_tts_config(speech_rate(1e-7)), r#"{"TtsConfig":{"SpeechRate":1e-7}}"#),
    ];
    let (mock, client) = mocked(table.iter().map(|_| success("{}")));
    for (agent_config, _) in &table {
        let request = StartAiAgentInstanceRequest::default().with_agent_config(agent_config.clone());
        client.start_ai_agent_instance(request).await.unwrap();
    }
    for (request, (_, json)) in mock.requests().iter().zip(table) {
        assert_eq!(request.query_pairs(), [("AgentConfig".to_owned(), json.to_owned())]);
    }
}

fn speech_rate(rate: f64) -> AiAgentConfigTtsConfig {
    AiAgentConfigTtsConfig::default().with_speech_rate(rate)
}

#[tokio::test]
async fn a_number_that_json_does_not_have_is_an_error_before_sending() {
    let (mock, client) = mocked([]);
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let word = AiAgentConfigBackChannelingConfigsWords::default().with_probability(number);
        let with_words = AiAgentConfigBackChannelingConfigs::default().with_words(vec![word]);
        let lists = AiAgentConfig::default()
            .with_back_channeling_configs(vec![AiAgentConfigBackChannelingConfigs::default(), with_words]);
        let objects = AiAgentConfig::default().with_tts_config(speech_rate(number));
        for (agent_config, path) in [
            (objects, "AgentConfig.TtsConfig.SpeechRate"),
            (lists, "AgentConfig.BackChannelingConfigs[1].Words[0].Probability"),
        ] {
            let request = StartAiAgentInstanceRequest::default().with_agent_config(agent_config);
            let error = client.start_ai_agent_instance(request).await.unwrap_err();
            assert!(error.kind() == ErrorKind::Request, "{error:?}");
            let expected = format!("cannot build the request: `{path}` cannot be sent: the number is not finite");
            assert_eq!(error.to_string(), expected);
        }
    }
    mock.assert_nothing_sent();
}

#[tokio::test]
async fn only_unreserved_characters_go_as_they_are() {
    let (mock, client) = mocked([success("{}")]);
    let request = TakeoverAiAgentCallRequest::new().with_instance_id("aZ09-._~ !*'()+&=/?#%\u{7f}é");
    client.takeover_ai_agent_call(request).await.unwrap();
    assert_eq!(only_request(&mock).target(), "/?InstanceId=aZ09-._~%20%21%2A%27%28%29%2B%26%3D%2F%3F%23%25%7F%C3%A9");
}

/// The HTTP library takes targets below 64 KiB, and services take less.
#[tokio::test]
async fn a_request_that_is_too_long_is_an_error_before_sending() {
    let (mock, client) = mocked([]);
    let request = TakeoverAiAgentCallRequest::new().with_instance_id("long".repeat(20_000));
    let error = client.takeover_ai_agent_call(request).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Request, "{error:?}");
    assert!(
        error.to_string().contains("too long: 80012 bytes") && error.to_string().contains("`InstanceId`"),
        "{error}"
    );
    mock.assert_nothing_sent();
}
