//! Responses in the hand: whatever the service sends, a successful call gives it.

use generated::ice20201109::operations::{
    StartAiAgentInstanceRequest, StartAiAgentInstanceResponse, TakeoverAiAgentCallRequest, TakeoverAiAgentCallResponse,
};
use generated::{Kept, Object, Response};
use serde_json::json;

use crate::support::mock::Reply;
use crate::support::{json as success, mocked};

async fn taken_over(body: &str) -> Response<TakeoverAiAgentCallResponse> {
    let (_mock, client) = mocked([success(body.to_owned())]);
    client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).await.unwrap()
}

fn listed(kept: Vec<Kept>) -> Vec<(String, String)> {
    kept.into_iter().map(|kept| (kept.path, kept.json)).collect()
}

fn texts<const N: usize>(pairs: [(&str, &str); N]) -> [(String, String); N] {
    pairs.map(|(left, right)| (left.to_owned(), right.to_owned()))
}

#[tokio::test]
async fn a_response_is_its_value_and_the_rest_of_the_answer() {
    let body = r#"{"InstanceId":"i","RequestId":"r"}"#;
    let (_mock, client) = mocked([Reply::new(201, body).with_header("X-Trace", "t")]);
    let mut response = client.start_ai_agent_instance(StartAiAgentInstanceRequest::default()).await.unwrap();
    assert_eq!(response.instance_id.as_deref(), Some("i"));
    assert_eq!(response.request_id(), Some("r"));
    assert_eq!(response.http().status(), 201);
    assert_eq!(response.http().headers()["x-trace"], "t");
    assert_eq!(response.http().body(), body);

    let copy = response.clone();
    assert_eq!(response.instance_id.take().as_deref(), Some("i"));
    assert_eq!(response.into_inner(), StartAiAgentInstanceResponse::default().with_request_id("r"));
    assert_eq!(copy.http().body(), body);
    assert_eq!(copy.into_inner(), StartAiAgentInstanceResponse::default().with_instance_id("i").with_request_id("r"));
}

#[tokio::test]
async fn the_request_id_of_a_success_in_all_its_spellings() {
    let table = [
        (r#"{"request_id":"b","RequestId":"a"}"#, "a"),
        (r#"{"requestId":"b"}"#, "b"),
        (r#"{"request_id":"b","RequestId":""}"#, "b"),
        (r#"{"RequestId":null}"#, "header"),
        ("{}", "header"),
        ("", "header"),
    ];
    for (body, expected) in table {
        let (_mock, client) = mocked([Reply::new(200, body).with_header("x-acs-request-id", "header")]);
        let response = client.takeover_ai_agent_call(TakeoverAiAgentCallRequest::new()).await.unwrap();
        assert_eq!(response.request_id(), Some(expected), "{body}");
    }
}

#[tokio::test]
async fn unknown_fields_are_kept_and_survive_serde() {
    let body = r#"{"Added":{"List":[1,2.50,12345678901234567890123]},"ChannelId":"c","Zusatz":null}"#;
    let response = taken_over(body).await;
    assert_eq!(response.channel_id.as_deref(), Some("c"));
    let expected = texts([("Added", r#"{"List":[1,2.50,12345678901234567890123]}"#), ("Zusatz", "null")]);
    assert_eq!(listed(response.unknown_fields()), expected);
    assert!(response.mismatches().is_empty());

    let written = serde_json::to_string(&*response).unwrap();
    let read: TakeoverAiAgentCallResponse = serde_json::from_str(&written).unwrap();
    let paths = |response: &TakeoverAiAgentCallResponse| {
        response.unknown_fields().into_iter().map(|kept| kept.path).collect::<Vec<_>>()
    };
    assert_eq!(paths(&read), paths(&response));
    assert_eq!(read.channel_id, response.channel_id);
}

#[tokio::test]
async fn values_of_the_wrong_kind_are_kept_and_listed() {
    let body = r#"{"ChannelId":["c",1],"HumanAgentUserId":{"Id":1.0},"RequestId":"r","Token":"t"}"#;
    let response = taken_over(body).await;
    assert_eq!((response.channel_id.as_ref(), response.human_agent_user_id.as_ref()), (None, None));
    assert_eq!((response.request_id.as_deref(), response.token.as_deref()), (Some("r"), Some("t")));
    let expected = texts([("ChannelId", r#"["c",1]"#), ("HumanAgentUserId", r#"{"Id":1.0}"#)]);
    assert_eq!(listed(response.mismatches()), expected);
    assert!(response.unknown_fields().is_empty());

    let value = serde_json::to_value(&*response).unwrap();
    assert_eq!(value, json!({"ChannelId": ["c", 1], "HumanAgentUserId": {"Id": 1.0}, "RequestId": "r", "Token": "t"}));
    assert_eq!(serde_json::from_value::<TakeoverAiAgentCallResponse>(value).unwrap(), response.into_inner());
}

/// Setting a field that did not fit replaces what was kept of it.
#[tokio::test]
async fn a_field_that_is_set_hides_what_did_not_fit_it() {
    let mut response = taken_over(r#"{"ChannelId":["c"]}"#).await;
    response.channel_id = Some("d".to_owned());
    assert!(response.mismatches().is_empty());
    assert_eq!(response.into_inner(), TakeoverAiAgentCallResponse::default().with_channel_id("d"));
}

#[tokio::test]
async fn scalars_of_another_type_are_taken_where_nothing_is_lost() {
    let response =
        taken_over(r#"{"ChannelId":1.50,"HumanAgentUserId":true,"RequestId":12345678901234567890,"Token":0}"#);
    let expected = TakeoverAiAgentCallResponse::default()
        .with_channel_id("1.50")
        .with_human_agent_user_id("true")
        .with_request_id("12345678901234567890")
        .with_token("0");
    assert_eq!(response.await.into_inner(), expected);
}

/// Deep in the types, by the example of a request: it is read by the same rules.
#[test]
fn paths_lead_through_objects_and_lists() {
    let text = r#"{
        "AgentConfig": {
            "EnablePushToTalk": "true",
            "MaxIdleTime": 2.5,
            "LlmConfig": {"LlmHistory": [{"Role": "user"}, {"Role": [], "Tone": "mild"}]},
            "TtsConfig": {"SpeechRate": "1.5", "VoiceIdList": ["a", {}]}
        },
        "ChatSyncConfig": [],
        "RuntimeConfig": {"AuthToken": {}}
    }"#;
    let request: StartAiAgentInstanceRequest = serde_json::from_str(text).unwrap();
    let expected = texts([
        ("AgentConfig.LlmConfig.LlmHistory[1].Role", "[]"),
        ("AgentConfig.MaxIdleTime", "2.5"),
        ("AgentConfig.TtsConfig.VoiceIdList", r#"["a",{}]"#),
        ("ChatSyncConfig", "[]"),
        ("RuntimeConfig.AuthToken", "{}"),
    ]);
    assert_eq!(listed(request.mismatches()), expected);
    let expected = texts([("AgentConfig.LlmConfig.LlmHistory[1].Tone", r#""mild""#)]);
    assert_eq!(listed(request.unknown_fields()), expected);
    let agent_config = request.agent_config.unwrap();
    assert_eq!(agent_config.enable_push_to_talk, Some(true));
    assert_eq!(agent_config.tts_config.unwrap().speech_rate, Some(1.5));
}
