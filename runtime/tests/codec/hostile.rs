//! Texts made to hurt. They are large: anything worse than linear would be noticed by the time these tests take.

use std::fmt::Write as _;

use runtime::codegen::codec::{Object, json};
use serde_json::Value;

use crate::sample::Sample;

fn read(text: &str) -> Sample {
    json::from_slice(text.as_bytes()).expect("JSON")
}

#[test]
fn many_unknown_members() {
    let mut text = String::from(r#"{"Count":"x""#);
    for number in (0..100_000).rev() {
        write!(text, r#","k{number}":{number},"Count":{number},"same":1"#).expect("strings take everything");
    }
    let sample = read(&(text + r#","Count":"y"}"#));
    assert_eq!(sample.count, None);
    assert_eq!(sample.unknown_fields().len(), 100_001);
    assert_eq!(sample.mismatches().len(), 1);
}

/// On every level, the list turns out not to fit after everything inside it was read.
#[test]
fn misfits_at_every_level() {
    const DEPTH: usize = 60;
    let inner = format!(r#"{{"Title":"{}"}}"#, "x".repeat(10_000));
    let text = r#"{"Children":["#.repeat(DEPTH) + &inner + &",0]}".repeat(DEPTH);
    let sample = read(&text);
    assert!(sample.children.is_none());
    assert_eq!(sample.mismatches().len(), 1);
    assert_eq!(sample.mismatches()[0].json.len(), text.len() - r#"{"Children":}"#.len());
}

#[test]
fn long_lists_that_do_not_fit_at_their_end() {
    let row = format!("[{}]", "1,".repeat(1000) + "\"x\"");
    let sample = read(&format!(r#"{{"Rows":[{}]}}"#, vec![row; 100].join(",")));
    assert!(sample.rows.is_none());
    assert_eq!(sample.mismatches().len(), 1);
}

#[test]
fn long_strings_of_escapes() {
    let sample =
        read(&format!(r#"{{"Title":"{}","More":"{}"}}"#, r"\n".repeat(500_000), r"\ud83d\ude00".repeat(100_000)));
    assert_eq!(sample.title.map(|title| title.len()), Some(500_000));
    for unfinished in [r"\\".repeat(300_000), r"\".to_owned(), r"\u".to_owned(), r"\ud83d\u".to_owned()] {
        for prefix in ["\"", "{\"Title\":\"", "{\"More\":\"", "{\""] {
            assert!(json::from_slice::<Sample>((prefix.to_owned() + &unfinished).as_bytes()).is_err());
        }
    }
}

#[test]
fn long_numbers() {
    for digits in ["9".repeat(100_000), format!("1e{}", "9".repeat(1000)), format!("0.{}1", "0".repeat(100_000))] {
        for member in ["Count", "Title", "Active", "Config", "More"] {
            let sample = read(&format!(r#"{{"{member}":{digits}}}"#));
            let text = json::to_string("", runtime::codegen::codec::Field::view(&sample)).expect("finite");
            assert!(member == "Config" || text.contains(&digits), "{member}");
        }
    }
}

#[test]
fn a_type_that_contains_itself_is_read_to_the_limit() {
    for (depth, fits) in [(127, true), (128, false), (10_000, false)] {
        let text = r#"{"Child":"#.repeat(depth - 1) + "{}" + &"}".repeat(depth - 1);
        assert_eq!(json::from_slice::<Sample>(text.as_bytes()).is_ok(), fits, "{depth}");
        assert_eq!(serde_json::from_str::<Sample>(&text).is_ok(), fits, "{depth}");
        assert_eq!(serde_json::from_str::<Value>(&text).is_ok(), fits, "{depth}");
    }
}
