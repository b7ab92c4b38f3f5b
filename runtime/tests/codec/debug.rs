//! What `Debug` shows, and what it does not.

use bytes::Bytes;
use runtime::codegen::codec::json;
use serde_json::json as value;

use crate::sample::{Direction, Sample};

#[test]
fn set_members_are_shown_by_wire_name() {
    let mut sample = Sample::default();
    assert_eq!(format!("{sample:?}"), "Sample");
    sample.child = Some(Box::default());
    sample.config = Some(value!({"a": [1, null, "x"]}));
    sample.count = Some(1);
    sample.direction = Some(Direction::North);
    sample.rows = Some(vec![vec![1], vec![]]);
    sample.score = Some(1.0);
    sample.title = Some("a\"b".to_owned());
    let expected = concat!(
        r#"Sample { Child: Sample, Config: {"a": [1, null, "x"]}, Count: 1, Direction: "north", "#,
        r#"Rows: [[1], []], Score: 1.0, Title: "a\"b" }"#
    );
    assert_eq!(format!("{sample:?}"), expected);
}

#[test]
fn the_long_form_is_indented() {
    let mut sample = Sample::default();
    sample.rows = Some(vec![vec![1]]);
    let expected = "Sample {\n    Rows: [\n        [\n            1,\n        ],\n    ],\n}";
    assert_eq!(format!("{sample:#?}"), expected);
}

#[test]
fn binary_content_shows_its_size_only() {
    let mut sample = Sample::default();
    sample.body = Some(Bytes::from_static(b"hunter2"));
    assert_eq!(format!("{sample:?}"), "Sample { Body: [7 bytes] }");
}

#[test]
fn kept_members_are_shown_like_others() {
    let sample: Sample = json::from_slice(br#"{"Count":"many","Title":"t","More":[1e999]}"#).expect("JSON");
    assert_eq!(format!("{sample:?}"), r#"Sample { Count: "many", More: ["1e999"], Title: "t" }"#);
}

/// Every place where a secret can hide behind its name.
#[test]
fn secrets_do_not_show() {
    let documents = [
        r#"{"Token":"hunter2"}"#,
        r#"{"Token":["hunter2"]}"#,
        r#"{"Token":{"a":{"b":"hunter2"}}}"#,
        r#"{"Child":{"Children":[{"Token":"hunter2"}]}}"#,
        r#"{"AccessKeySecret":"hunter2"}"#,
        r#"{"More":{"deep":[{"db_password":{"a":"hunter2"}}]}}"#,
        r#"{"Config":{"deep":[{"accessToken":"hunter2"}]}}"#,
        r#"{"Tags":{"x-secret-x":"hunter2"}}"#,
        r#"{"Named":{"a":{"ApiKey":"hunter2"}}}"#,
        r#"{"Rows":{"Password":"hunter2"}}"#,
        r#"{"UploadAuth":"hunter2"}"#,
        r#"{"Child":{"Children":[{"PlayAuth":"hunter2"}]}}"#,
        r#"{"More":[{"Sk":"hunter2"}]}"#,
        r#"{"Config":{"SessionKey":{"a":["hunter2"]}}}"#,
        r#"{"Tags":{"Set-Cookie":"hunter2"}}"#,
        r#"{"Instances":{"Instance":[{"SignedUrl":"hunter2"}]}}"#,
        // A described member is judged when its value is not of its type.
        r#"{"Instances":{"Token":"hunter2"},"Named":{"a":{"Password":["hunter2"]}}}"#,
        // JSON within a text, and within that.
        r#"{"Title":"{\"AuthToken\":\"hunter2\"}"}"#,
        r#"{"More":" [{\"a\":\"{\\\"Cookie\\\":\\\"hunter2\\\"}\"}]"}"#,
        r#"{"Tags":{"a":"{\"Sk\":\"hunter2\"}"}}"#,
    ];
    for document in documents {
        let sample: Sample = json::from_slice(document.as_bytes()).expect("JSON");
        for shown in [format!("{sample:?}"), format!("{sample:#?}")] {
            assert!(!shown.contains("hunter2"), "{shown}");
            assert!(shown.contains("[redacted]"), "{shown}");
        }
    }
}

/// What only looks like a secret.
#[test]
fn what_is_no_secret_shows() {
    let document =
        r#"{"Config":{"TotalTokens":7,"RequireToken":true,"Token":null},"More":{"NextToken":"n"},"Title":"[1,{"}"#;
    let sample: Sample = json::from_slice(document.as_bytes()).expect("JSON");
    let expected = concat!(
        r#"Sample { Config: {"TotalTokens": 7, "RequireToken": true, "Token": null}, More: {"NextToken": "n"}, "#,
        r#"Title: "[1,{" }"#
    );
    assert_eq!(format!("{sample:?}"), expected);
}

#[test]
fn an_empty_type_shows_its_name() {
    assert_eq!(format!("{:?}", crate::sample::Nothing::default()), "Nothing");
}
