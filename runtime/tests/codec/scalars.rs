//! Which values fit which scalar, and what becomes of them.

use runtime::codegen::codec::{Field, Object, json};
use serde_json::json as value;

use crate::sample::Sample;

/// Reads `text` as the member `name`, writes it again, and says whether it fitted.
fn read(name: &str, text: &str) -> (String, bool) {
    let document = format!(r#"{{"{name}":{text}}}"#);
    let sample: Sample = json::from_slice(document.as_bytes()).expect("JSON");
    let written = json::to_string("", sample.view()).expect("finite");
    let inner = written.strip_prefix(&format!(r#"{{"{name}":"#)).and_then(|rest| rest.strip_suffix('}'));
    let mismatches = sample.mismatches();
    assert!(sample.unknown_fields().is_empty());
    if let [kept] = &*mismatches {
        assert_eq!((kept.path.as_str(), kept.json.as_str()), (name, text));
    }
    (inner.unwrap_or("absent").to_owned(), mismatches.is_empty())
}

/// The values that fit, with what is written for them.
#[track_caller]
fn fit(name: &str, table: &[(&str, &str)]) {
    for (text, written) in table {
        assert_eq!(read(name, text), ((*written).to_owned(), true), "{name} {text}");
    }
}

/// The values that do not fit; they are written as they came.
#[track_caller]
fn misfit(name: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(read(name, text), ((*text).to_owned(), false), "{name} {text}");
    }
}

#[test]
fn booleans() {
    fit("Active", &[("true", "true"), ("false", "false"), ("1", "true"), ("0", "false"), ("null", "absent")]);
    fit("Active", &[(r#""true""#, "true"), (r#""True""#, "true"), (r#""false""#, "false"), (r#""False""#, "false")]);
    misfit("Active", &[r#""""#, r#""yes""#, r#""TRUE""#, "2", "1.0", "-0", "[]", "{}", "[true]"]);
}

#[test]
fn integers() {
    fit("Count", &[("0", "0"), ("-7", "-7"), ("9223372036854775807", "9223372036854775807"), ("null", "absent")]);
    fit("Count", &[("1.0", "1"), ("1e3", "1000"), ("1.0E7", "10000000"), (r#""123""#, "123"), (r#""-5""#, "-5")]);
    misfit("Count", &["9223372036854775808", "18446744073709551616", "1.5", "1e400", "true", "[]", "{}", "[1]"]);
    misfit("Count", &[r#""""#, r#""007""#, r#""+1""#, r#"" 1""#, r#""1.0""#, r#""9223372036854775808""#, r#""x""#]);
}

#[test]
fn floats() {
    fit("Score", &[("1.5", "1.5"), ("1.0", "1"), ("0", "0"), ("-0", "0"), ("1e-7", "1e-7"), ("1E25", "1e+25")]);
    fit("Score", &[("9007199254740992", "9007199254740992"), ("0.1", "0.1"), ("null", "absent")]);
    fit("Score", &[(r#""2.50""#, "2.5"), (r#""16""#, "16"), (r#""1e3""#, "1000")]);
    misfit("Score", &["1e400", "-1e400", "9007199254740993", "true", "[]", "{}"]);
    misfit("Score", &[r#""""#, r#""NaN""#, r#""1.""#, r#""9007199254740993""#, r#"" 1""#]);
}

#[test]
fn texts() {
    fit("Title", &[(r#""a""#, r#""a""#), (r#""""#, r#""""#), ("null", "absent")]);
    fit(
        "Title",
        &[("1.50", r#""1.50""#), ("18446744073709551616", r#""18446744073709551616""#), ("true", r#""true""#)],
    );
    misfit("Title", &["[]", "{}", r#"["a"]"#, r#"{"a":1}"#]);
    fit("Body", &[(r#""a\u0000""#, r#""a\u0000""#), ("null", "absent")]);
    misfit("Body", &["1", "true", "[1,2]"]);
}

#[test]
fn enums() {
    fit("Direction", &[(r#""north""#, r#""north""#), (r#""West""#, r#""West""#), ("4", r#""4""#), ("null", "absent")]);
    misfit("Direction", &["[]", "{}"]);
}

#[test]
fn containers() {
    fit("Rows", &[("[]", "[]"), ("[[],[1]]", "[[],[1]]"), (r#"[["1",2.0]]"#, "[[1,2]]"), ("null", "absent")]);
    misfit("Rows", &[r#""""#, "{}", "1", "[1]", "[null]", "[[null]]", r#"[[1],["x"]]"#, r#"[["1"],[2,[3]],4]"#]);
    fit(
        "Tags",
        &[("{}", "{}"), (r#"{"b":1,"a":"x"}"#, r#"{"a":"x","b":"1"}"#), (r#"{"a":"1","a":"2"}"#, r#"{"a":"2"}"#)],
    );
    misfit("Tags", &[r#""""#, "[]", r#"{"a":null}"#, r#"{"a":[]}"#, r#"{"b":{},"a":"x"}"#]);
    fit("Instances", &[("{}", "{}"), ("null", "absent")]);
    misfit("Instances", &[r#""""#, "[]", "1", "false"]);
    misfit("Children", &["{}", r#""""#, "[null]", "[{},1]", r#"[{"Title":"a"},[]]"#]);
    fit("Child", &[(r#"{"Child":{"Child":{}}}"#, r#"{"Child":{"Child":{}}}"#)]);
}

#[test]
fn free_form_values_take_everything_but_inexact_integers() {
    let texts =
        ["1", "-1", "18446744073709551615", "1.5", "true", r#""a""#, "[]", "{}", r#"[null,{"b":null,"a":[1]}]"#];
    for text in texts {
        fit("Config", &[(text, text)]);
    }
    fit("Config", &[("null", "absent"), ("1.0", "1"), ("1e300", "1e+300")]);
    fit("Configs", &[("[null,1]", "[null,1]")]);
    misfit(
        "Config",
        &["18446744073709551616", "-9223372036854775809", "1e400", r#"{"a":[1,18446744073709551616],"b":[]}"#],
    );
}

#[test]
fn blanks_do_not_matter_and_are_not_kept() {
    let text = b" { \"Count\" : [ 1 , \" a \" ] , \"More\" : { \"a\" :\n1 } , \"Title\" : \"x\" } ";
    let sample: Sample = json::from_slice(text).expect("JSON");
    assert_eq!(sample.title.as_deref(), Some("x"));
    let written = json::to_string("", sample.view()).expect("finite");
    assert_eq!(written, r#"{"Count":[1," a "],"More":{"a":1},"Title":"x"}"#);
}

#[test]
fn strings_are_unescaped() {
    let text = r#"{"Title":"a\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00\u0000z","Config":"\u4f60","\u0043ount":5}"#;
    let sample: Sample = json::from_slice(text.as_bytes()).expect("JSON");
    assert_eq!(sample.title.as_deref(), Some("a\"\\/\u{8}\u{c}\n\r\tAé😀\0z"));
    assert_eq!(sample.config, Some(value!("你")));
    assert_eq!(sample.count, Some(5));
}
