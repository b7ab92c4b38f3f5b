//! Recorded requests, made by the generated client.

use generated::ice20201109::operations::start_ai_agent_instance::StartAiAgentInstanceRequestChatSyncConfig;
use generated::ice20201109::operations::{StartAiAgentInstanceRequest, TakeoverAiAgentCallRequest};
use generated::ice20201109::types::ai_agent_config::{
    AiAgentConfigAsrConfig, AiAgentConfigInterruptConfig, AiAgentConfigLlmConfig, AiAgentConfigLlmConfigLlmHistory,
    AiAgentConfigTtsConfig,
};
use generated::ice20201109::types::ai_agent_runtime_config::{
    AiAgentRuntimeConfigAvatarChat3d, AiAgentRuntimeConfigVoiceChat,
};
use generated::ice20201109::types::ai_agent_template_config::AiAgentTemplateConfigAvatarChat3d;
use generated::ice20201109::types::{AiAgentConfig, AiAgentRuntimeConfig, AiAgentTemplateConfig};
use generated::{Call, Config, Identity, Network, Object, Operation, Value};
use runtime::codegen::sign::{CanonicalRequest, SigningKey, SigningRequest, payload_hash};

use crate::support::{SentRequest, TIME, fixed_config, json, mocked_with, only_request, request_vectors, text, texts};

const TAKEOVER: &str = "TakeoverAIAgentCall";
const START: &str = "StartAIAgentInstance";

/// The recorded requests of both operations that are not among the vectors, and why.
const EXCLUDED: [(&str, &str); 5] = [
    ("ice/TakeoverAIAgentCall/bearer", "a bearer token, which is not signed"),
    ("ice/TakeoverAIAgentCall/sm3", "signed with ACS3-HMAC-SM3"),
    ("ice/TakeoverAIAgentCall/legacy-v2", "the legacy signature, version 2"),
    ("ice/TakeoverAIAgentCall/legacy-v2-sts", "the legacy signature, version 2"),
    ("ice/TakeoverAIAgentCall/legacy-v2-bearer", "the legacy signature, version 2"),
];

fn vectors() -> Vec<Value> {
    let all = request_vectors().into_iter();
    all.filter(|vector| matches!(text(vector, "/operation"), TAKEOVER | START)).collect()
}

#[tokio::test]
async fn requests_are_those_of_the_vectors() {
    for vector in vectors() {
        let received = received(&vector).await;
        let id = text(&vector, "/id");
        assert_eq!(received.method().as_str(), text(&vector, "/expected/method"), "{id}");
        assert_eq!(received.target(), target(&vector), "{id}");
        assert_eq!(received.body(), text(&vector, "/expected/body/text"), "{id}");
        check_query(&vector, &received);
        check_headers(&vector, &received);
        check_signature(&vector, &received);
    }
}

#[test]
fn all_vectors_are_tested_but_those_of_other_signatures() {
    let vectors = vectors();
    let with = |operation| vectors.iter().filter(|vector| vector["operation"] == operation).count();
    assert_eq!((with(TAKEOVER), with(START), vectors.len()), (21, 6, 27));
    assert_eq!(vectors.len() + EXCLUDED.len(), 32);
    for (id, reason) in EXCLUDED {
        assert!(vectors.iter().all(|vector| vector["id"] != id), "{id}, {reason}, can be tested now");
    }
}

#[test]
fn requests_made_with_setters_are_those_of_the_vectors() {
    let all = TakeoverAiAgentCallRequest::new()
        .with_human_agent_user_id("uid2")
        .with_instance_id("39f8e0bc005e4f309379701645f4abcd")
        .with_require_token(true);
    assert_eq!(all, takeover(&vector("ice/TakeoverAIAgentCall/all")));

    let runtime_config = AiAgentRuntimeConfig::default().with_agent_user_id("agent1").with_channel_id("ch-1");
    let minimal = StartAiAgentInstanceRequest::new("39f8e0bc005e4f309379701645f4abcd", runtime_config);
    assert_eq!(minimal, start(&vector("ice/StartAIAgentInstance/minimal")));

    let configured = by_hand::with_agent_config();
    assert_eq!(configured, start(&vector("ice/StartAIAgentInstance/agent-config")));
    assert_eq!(by_hand::with_everything(), start(&vector("ice/StartAIAgentInstance/all-sts")));
}

/// Requests of vectors that set more than a few fields.
mod by_hand {
    use super::*;

    pub(super) fn with_agent_config() -> StartAiAgentInstanceRequest {
        let asr = AiAgentConfigAsrConfig::default()
            .with_asr_hot_words(vec!["阿里云".to_owned()])
            .with_asr_language_id("zh_mandarin")
            .with_asr_max_silence(400);
        let interrupt = AiAgentConfigInterruptConfig::default()
            .with_enable_voice_interrupt(true)
            .with_interrupt_words(vec!["停".to_owned(), "stop now".to_owned()]);
        let history = AiAgentConfigLlmConfigLlmHistory::default().with_content("hi").with_role("user");
        let llm = AiAgentConfigLlmConfig::default()
            .with_bailian_app_params(r#"{"biz_params":{}}"#)
            .with_llm_history(vec![history])
            .with_llm_history_limit(10)
            .with_llm_system_prompt("be <nice> & 'kind'");
        let tts = AiAgentConfigTtsConfig::default()
            .with_voice_id("zhixiaoxia")
            .with_voice_id_list(vec!["a".to_owned(), "b".to_owned()]);
        let agent = AiAgentConfig::default()
            .with_asr_config(asr)
            .with_enable_intelligent_segment(true)
            .with_graceful_shutdown(false)
            .with_greeting("你好 \"quoted\" \\ back / slash 😀\n")
            .with_interrupt_config(interrupt)
            .with_llm_config(llm)
            .with_max_idle_time(600)
            .with_tts_config(tts)
            .with_volume(0);
        StartAiAgentInstanceRequest::new("39f8e0bc005e4f309379701645f4abcd", with_voice_chat()).with_agent_config(agent)
    }

    #[expect(deprecated, reason = "the vector uses the older form")]
    fn with_voice_chat() -> AiAgentRuntimeConfig {
        let voice_chat = AiAgentRuntimeConfigVoiceChat::default()
            .with_agent_user_id("agent1")
            .with_auth_token("tok==")
            .with_channel_id("ch-1");
        AiAgentRuntimeConfig::default().with_voice_chat(voice_chat)
    }

    #[expect(deprecated, reason = "the vector uses the older form, too")]
    pub(super) fn with_everything() -> StartAiAgentInstanceRequest {
        let runtime_avatar = AiAgentRuntimeConfigAvatarChat3d::default().with_channel_id("c");
        let runtime_config = AiAgentRuntimeConfig::default().with_avatar_chat_3d(runtime_avatar);
        let template_avatar = AiAgentTemplateConfigAvatarChat3d::default().with_avatar_id("av");
        let chat_sync = StartAiAgentInstanceRequestChatSyncConfig::default().with_receiver_id("r");
        StartAiAgentInstanceRequest::new("39f8e0bc005e4f309379701645f4abcd", runtime_config)
            .with_agent_config(AiAgentConfig::default().with_greeting("g"))
            .with_chat_sync_config(chat_sync)
            .with_session_id("s-1")
            .with_template_config(AiAgentTemplateConfig::default().with_avatar_chat_3d(template_avatar))
            .with_user_data("ud")
    }
}

fn vector(id: &str) -> Value {
    vectors().into_iter().find(|vector| vector["id"] == id).unwrap_or_else(|| panic!("there is no vector {id}"))
}

fn takeover(vector: &Value) -> TakeoverAiAgentCallRequest {
    complete(serde_json::from_value(vector["input"]["params"].clone()).unwrap())
}

fn start(vector: &Value) -> StartAiAgentInstanceRequest {
    complete(serde_json::from_value(vector["input"]["params"].clone()).unwrap())
}

/// A request that has a fitting field for everything it was read from.
fn complete<T: Object>(request: T) -> T {
    assert_eq!((request.unknown_fields(), request.mismatches()), (Vec::new(), Vec::new()));
    request
}

/// Sends the request of a vector.
async fn received(vector: &Value) -> SentRequest {
    let (mock, client) = mocked_with(config(vector), [json("{}")]);
    match text(vector, "/operation") {
        TAKEOVER => send(vector, client.takeover_ai_agent_call(takeover(vector))).await,
        _ => send(vector, client.start_ai_agent_instance(start(vector))).await,
    }
    let request = only_request(&mock);
    assert_eq!(request.host(), text(vector, "/expected/host"));
    request
}

async fn send<O: Operation>(vector: &Value, mut call: Call<O>) {
    for (name, value) in texts(&vector["extendsParameters"]["headers"]) {
        call = call.header(name, value);
    }
    for (name, value) in texts(&vector["extendsParameters"]["queries"]) {
        call = call.query(name, value);
    }
    call.await.unwrap_or_else(|error| panic!("{}: {error}", vector["id"]));
}

fn config(vector: &Value) -> Config {
    assert_eq!(text(vector, "/timestamp"), TIME, "the time of the fixed clock");
    let nonce = text(vector, "/nonce").to_owned();
    let mut config = fixed_config().with_nonce(move || nonce.clone()).with_credentials(credentials(vector));
    for (name, value) in texts(&vector["config"]) {
        config = match name {
            "regionId" => config.with_region(value),
            "endpoint" => config.with_endpoint(value),
            "network" => config.with_network(if value == "vpc" { Network::Vpc } else { Network::Public }),
            "userAgent" => config.with_user_agent(value),
            "suffix" => config, // Without effect on the expected host, so there is no such setting.
            _ => panic!("no vector sets {name}"),
        };
    }
    for (name, value) in texts(&vector["globalParameters"]["headers"]) {
        config = config.with_header(name, value);
    }
    for (name, value) in texts(&vector["globalParameters"]["queries"]) {
        config = config.with_query(name, value);
    }
    match text(vector, "/id") {
        // The table of the official clients differs in this region from that of the metadata.
        "ice/TakeoverAIAgentCall/region-central" => config.with_endpoint(text(vector, "/expected/host")),
        _ => config,
    }
}

fn credentials(vector: &Value) -> Identity {
    let (id, secret) = key(vector);
    match text(vector, "/credentials/type") {
        "sts" => Identity::sts(id, secret, text(vector, "/credentials/securityToken")),
        _ => Identity::access_key(id, secret),
    }
}

fn key(vector: &Value) -> (&str, &str) {
    (text(vector, "/credentials/accessKeyId"), text(vector, "/credentials/accessKeySecret"))
}

fn target(vector: &Value) -> String {
    let (path, query) = (text(vector, "/expected/path"), text(vector, "/expected/canonicalQuery"));
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// What a server reads from the query.
fn check_query(vector: &Value, received: &SentRequest) {
    let expected = vector["expected"]["query"].as_array().unwrap();
    let expected: Vec<_> =
        expected.iter().map(|pair| (text(pair, "/0").to_owned(), text(pair, "/1").to_owned())).collect();
    assert_eq!(received.query_pairs(), expected, "{}", vector["id"]);
}

/// All expected headers are there, once, and no others of the protocol.
fn check_headers(vector: &Value, received: &SentRequest) {
    let id = text(vector, "/id");
    let expected = texts(&vector["expected"]["headers"]);
    for (name, value) in &expected {
        assert_eq!(received.header(name), Some(*value), "{name} of {id}");
    }
    let user_agent = received.header("user-agent").unwrap();
    assert!(user_agent.starts_with("AlibabaCloud ("), "{id}: {user_agent}");
    assert!(user_agent.ends_with(vector["config"]["userAgent"].as_str().unwrap_or_default()), "{id}: {user_agent}");
    // That is not part of the vectors.
    assert_eq!(received.headers().len(), expected.len() + 1, "{id}: {received:?}");
}

/// Every stage, from the request as it arrived.
fn check_signature(vector: &Value, received: &SentRequest) {
    let id = text(vector, "/id");
    let hash = payload_hash(received.body());
    assert_eq!(hash, text(vector, "/expected/payloadHash"), "{id}");

    let (path, query) = received.target().split_once('?').unwrap_or((received.target(), ""));
    let headers: Vec<_> =
        received.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    let method = received.method().as_str();
    let canonical =
        CanonicalRequest::new(&SigningRequest { method, path, query, headers: &headers, payload_hash: &hash });
    assert_eq!(canonical.to_string(), text(vector, "/expected/canonicalRequest"), "{id}");

    let string_to_sign = canonical.string_to_sign();
    assert_eq!(string_to_sign.to_string(), text(vector, "/expected/stringToSign"), "{id}");

    let (id_of_key, secret) = key(vector);
    let signature = string_to_sign.sign(&SigningKey::new(secret));
    assert_eq!(signature.to_string(), text(vector, "/expected/signature"), "{id}");
    let authorization = signature.authorization(id_of_key, canonical.signed_headers());
    assert_eq!(received.header("authorization"), Some(authorization.as_str()), "{id}");
}
