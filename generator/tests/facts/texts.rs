//! Texts: fit to read, for users and not for maintainers, with the terms that people search for.

use std::collections::BTreeMap;

use crate::document::{document, entries, text};
use crate::{fields, roots};

/// Terms that people search for, and where the documentation has to have them.
const TERMS: &[(&str, &str)] = &[
    ("AIAgentConfig.AmbientSoundConfig", "ambient sound"),
    ("AIAgentConfig.AmbientSoundConfig.ResourceId", "ambient sound"),
    ("AIAgentConfig.AsrConfig", "speech recognition (asr)"),
    ("AIAgentConfig.AsrConfig.AsrHotWords", "hotwords"),
    ("AIAgentConfig.AsrConfig.AsrMaxSilence", "sentence segmentation"),
    ("AIAgentConfig.AsrConfig.CustomParams", "passed through"),
    ("AIAgentConfig.AsrConfig.VadLevel", "voice activity detection (vad)"),
    ("AIAgentConfig.AutoSpeechConfig", "automatic speech"),
    ("AIAgentConfig.AvatarConfig", "avatar"),
    ("AIAgentConfig.AvatarUrl", "avatar"),
    ("AIAgentConfig.BackChannelingConfigs", "back-channeling"),
    ("AIAgentConfig.EnableIntelligentSegment", "intelligent sentence segmentation"),
    ("AIAgentConfig.EnablePushToTalk", "push-to-talk"),
    ("AIAgentConfig.GracefulShutdown", "shuts down gracefully"),
    ("AIAgentConfig.Greeting", "welcome message"),
    ("AIAgentConfig.InterruptConfig.InterruptWords", "interrupt words"),
    ("AIAgentConfig.LlmConfig.FunctionMap", "function calling"),
    ("AIAgentConfig.LlmConfig.LlmHistory", "conversation history"),
    ("AIAgentConfig.LlmConfig.LlmHistoryLimit", "conversation turns"),
    ("AIAgentConfig.LlmConfig.LlmSystemPrompt", "system prompt"),
    ("AIAgentConfig.TtsConfig", "text-to-speech"),
    ("AIAgentConfig.TtsConfig.Emotion", "emotion"),
    ("AIAgentConfig.TtsConfig.PronunciationRules", "pronunciation rules"),
    ("AIAgentConfig.TtsConfig.SpeechRate", "speech rate"),
    ("AIAgentConfig.TtsConfig.VoiceId", "voice id"),
    ("AIAgentConfig.TurnDetectionConfig", "turn detection"),
    ("AIAgentConfig.VcrConfig", "video content recognition"),
    ("AIAgentConfig.VcrConfig.HeadMotion", "head motion"),
    ("AIAgentConfig.VcrConfig.InvalidFrameMotion", "invalid frame"),
    ("AIAgentConfig.VcrConfig.LookAway", "gaze"),
    ("AIAgentConfig.VcrConfig.PeopleCount", "people counting"),
    ("AIAgentConfig.VcrConfig.StillFrameMotion", "still frame"),
    ("AIAgentConfig.VoiceprintConfig", "voiceprint recognition"),
    ("AIAgentTemplateConfig.AvatarChat3D", "3d avatar"),
    ("StartAIAgentInstance.query.ChatSyncConfig", "chat history"),
    ("TakeoverAIAgentCall.200.Token", "artc token"),
];
/// What goes into AIAgentRuntimeConfig.AuthToken, in the words of the description.
const TOKEN_PARTS: &[&str] =
    &["Base64", "`appid`", "`channelid`", "`userid`", "`nonce`", "`timestamp`", "`token`", "SHA-256", "AppKey"];
/// What only maintainers care about; it belongs into comments and reasons.
const OF_MAINTAINERS: &[&str] = &["published definition", "Python package", "upstream"];
/// Characters outside ASCII that a text may use.
const ALLOWED: &[char] = &['–', '×'];

#[test]
fn texts_have_the_terms_that_users_search_for() {
    let document = document();
    let fields = fields(&document);
    let texts = roots(&document).into_iter().chain(fields).collect::<BTreeMap<_, _>>();
    let description = |path: &str| text(texts[path], "description").replace('\n', " ");
    let missing = TERMS.iter().filter(|(path, term)| !description(path).to_lowercase().contains(term));
    assert_eq!(missing.collect::<Vec<_>>(), [] as [&(&str, &str); 0]);

    let token = description("AIAgentRuntimeConfig.AuthToken");
    assert_eq!(TOKEN_PARTS.iter().filter(|part| !token.contains(*part)).collect::<Vec<_>>(), [] as [&&str; 0]);
}

/// What is wrong with a text, if anything.
fn fault(text: &str) -> Option<&'static str> {
    let foreign = |letter: char| !letter.is_ascii() && !ALLOWED.contains(&letter);
    let last = text.lines().last().unwrap_or_default();
    // A list may wrap: then its last line is indented.
    let in_list = text.contains("\n- ") && (last.starts_with("- ") || last.starts_with("  "));
    match text {
        _ if text.trim().is_empty() => Some("is empty"),
        _ if text.contains(foreign) => Some("has a letter outside ASCII"),
        _ if OF_MAINTAINERS.iter().any(|words| text.contains(words)) => Some("is for maintainers"),
        _ if text.contains("~~") || text.contains('<') => Some("has vendor markup"),
        _ if !(last.ends_with('.') || in_list) => Some("does not end with a full stop or a list"),
        _ => None,
    }
}

#[test]
fn every_text_is_fit_to_read() {
    let document = document();
    let mut texts: Vec<(String, &str)> = Vec::new();
    for (path, schema) in fields(&document).into_iter().chain(roots(&document)) {
        texts.push((path, text(schema, "description")));
    }
    for (operation, definition) in entries(&document, "apis") {
        texts.push((format!("{operation} summary"), text(definition, "summary")));
        texts.push((format!("{operation} description"), text(definition, "description")));
        assert!(!text(definition, "title").is_empty() && text(definition, "title").is_ascii(), "{operation}");
    }
    let faults: Vec<_> =
        texts.iter().filter_map(|(path, text)| fault(text).map(|fault| format!("{path}: {fault}"))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn examples_are_neutral() {
    for (path, schema) in fields(&document()) {
        let example = text(schema, "example");
        assert!(example.is_ascii() && example.trim() == example, "{path}: {example:?}");
        let token = path.ends_with("Token") && text(schema, "type") == "string";
        assert!(!token || example.ends_with("****"), "{path}: {example:?} is not masked");
    }
}
