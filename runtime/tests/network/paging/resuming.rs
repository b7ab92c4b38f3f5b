//! A place among the pages, kept as text and continued by another call, in another process.

use std::process::Command;

use runtime::ResumeToken;
use runtime::error::ErrorKind;

use super::operations::*;
use super::styles::numbered;
use crate::support::canned::{Canned, success};
use crate::support::fixed_config;

fn by_number() -> Canned {
    numbered(25, 100, |_| r#","TotalCount":25"#.to_owned())
}

fn by_token() -> Canned {
    Canned::new(|asked| {
        let start = asked.get("NextToken").map_or(0, |token| token.trim_start_matches("t-").parse().unwrap());
        let next = if start < 20 { format!(r#","NextToken":"t-{}""#, start + 10) } else { String::new() };
        success(page(start..(start + 10).min(25), &next))
    })
}

fn by_offset() -> Canned {
    Canned::new(|asked| {
        let start = asked.number("Offset").unwrap_or(0);
        success(page((start..25).take(10), r#","TotalCount":25"#))
    })
}

/// Stops behind each item, and continues there.
async fn interrupted<O: runtime::Paged<Item = Job> + Default>(service: Canned) {
    let client = service.client(fixed_config());
    for stop in 0..=25 {
        let mut items = client.call(O::default()).items();
        let mut jobs = Vec::new();
        for _ in 0..stop {
            jobs.push(items.next().await.unwrap().unwrap());
        }
        let text = items.resume_token().to_string();
        let resumed = client.call(O::default()).items().resume(&text.parse().unwrap()).unwrap();
        assert_eq!(resumed.resume_token().to_string(), text, "nothing has happened yet");
        jobs.extend(resumed.collect().await.unwrap());
        assert_eq!(ids(jobs), (0..25).collect::<Vec<_>>(), "{stop}: {text}");
    }
}

#[tokio::test]
async fn every_place_of_every_style_is_continued() {
    interrupted::<ByNumber>(by_number()).await;
    interrupted::<ByNumberWithoutTotal>(by_number()).await;
    interrupted::<ByToken>(by_token()).await;
    interrupted::<ByOffset>(by_offset()).await;
}

#[tokio::test]
async fn a_stream_may_go_back() {
    let client = by_token().client(fixed_config());
    let mut pages = client.call(ByToken::default()).pages();
    let mut tokens = vec![pages.resume_token()];
    while let Some(page) = pages.next().await {
        page.unwrap();
        tokens.push(pages.resume_token());
    }
    for (given, token) in tokens.iter().enumerate() {
        pages = pages.resume(token).unwrap();
        let mut left = 0;
        while let Some(page) = pages.next().await {
            page.unwrap();
            left += 1;
        }
        assert_eq!(given + left, 3);
    }
}

#[tokio::test]
async fn the_text_says_operation_and_page_alone() {
    let client = by_token().client(fixed_config());
    let mut pages = client.call(ByToken { kind: Some("secret".into()), ..ByToken::default() }).pages();
    let mut texts = vec![pages.resume_token().to_string()];
    while let Some(page) = pages.next().await {
        page.unwrap();
        texts.push(pages.resume_token().to_string());
    }
    let text = |page: &str| {
        format!(r#"{{"version":1,"operation":"ICE 2020-11-09 ByToken","page":{page},"largest":0,"given":0}}"#)
    };
    assert_eq!(texts, [r#""first""#, r#"{"token":"t-10"}"#, r#"{"token":"t-20"}"#, r#""end""#].map(text));
    // serde has the text as a string.
    let token: ResumeToken = texts[1].parse().unwrap();
    let json = serde_json::to_string(&token).unwrap();
    assert_eq!(json, serde_json::Value::from(texts[1].as_str()).to_string());
    assert_eq!(serde_json::from_str::<ResumeToken>(&json).unwrap(), token);
}

#[tokio::test]
async fn a_token_belongs_to_its_operation() {
    let client = by_number().client(fixed_config());
    let token = client.call(ByNumber::default()).pages().resume_token();
    let error = client.call(ByToken::default()).pages().resume(&token).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(
        error.to_string(),
        "cannot build the request: the resume token belongs to \"ICE 2020-11-09 ByNumber\", and this is a call of ICE \
         2020-11-09 ByToken"
    );
    // Pages of another kind since then.
    let text = token.to_string().replace(r#""first""#, r#"{"token":"t"}"#);
    let error = client.call(ByNumber::default()).items().resume(&text.parse().unwrap()).unwrap_err();
    assert!(error.to_string().contains("had pages of another kind"), "{error}");
}

#[test]
fn other_texts_are_no_tokens() {
    let good = r#"{"version":1,"operation":"o","page":{"number":2},"largest":0,"given":0}"#;
    assert!(good.parse::<ResumeToken>().is_ok());
    let bad = [
        "",
        "{}",
        "[]",
        "canary",
        &good.replace(":1", ":2"),
        &good.replace("2}", "\"2\"}"),
        &good.replace("number", "page"),
    ];
    for text in bad {
        let error = text.parse::<ResumeToken>().unwrap_err().to_string();
        assert_eq!(
            error, "cannot build the request: the text is no resume token, or one of another version of this library",
            "{text}"
        );
        assert!(serde_json::from_value::<ResumeToken>(text.into()).is_err());
    }
}

/// What another process is told.
const SAVED: &str = "RESUME_TOKEN_OF_A_TEST";

#[tokio::test]
async fn another_process_continues() {
    let client = by_token().client(fixed_config());
    if let Ok(saved) = std::env::var(SAVED) {
        let rest = client.call(ByToken::default()).items().resume(&saved.parse().unwrap()).unwrap();
        println!("rest: {:?}", ids(rest.collect().await.unwrap()));
        return;
    }
    let mut items = client.call(ByToken::default()).items();
    let mut jobs = Vec::new();
    for _ in 0..13 {
        jobs.push(items.next().await.unwrap().unwrap());
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "paging::resuming::another_process_continues", "--nocapture"])
        .env(SAVED, items.resume_token().to_string())
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    let rest: Vec<_> = (13..25).collect();
    assert!(output.status.success() && printed.contains(&format!("rest: {rest:?}")), "{printed}");
}
