//! One fault each, and what becomes of it.

use super::*;

/// The text after repair, and what was repaired.
fn repaired(bytes: impl AsRef<[u8]>) -> (String, Vec<String>) {
    let bytes = bytes.as_ref();
    let Some(Repaired { text, found }) = repairs(bytes).next() else {
        return (String::from_utf8_lossy(bytes).into_owned(), Vec::new());
    };
    let found = found.iter().map(|kept| format!("{}={}", kept.path, kept.json)).collect();
    (String::from_utf8(text.into()).unwrap(), found)
}

#[test]
fn one_fault_each() {
    let table: [(&[u8], &str, &[&str]); 18] = [
        (br#"{"a":"x\ud83d"}"#, "{\"a\":\"x\u{FFFD}\"}", &["a=\"x\u{FFFD}\""]),
        (br#"{"a":"\ude00\ud83d\n"}"#, "{\"a\":\"\u{FFFD}\u{FFFD}\\n\"}", &["a=\"\u{FFFD}\u{FFFD}\\n\""]),
        (br#"{"a":["\x41"]}"#, "{\"a\":[\"\u{FFFD}x41\"]}", &["a[0]=\"\u{FFFD}x41\""]),
        (br#"{"a":"\u12"}"#, "{\"a\":\"\u{FFFD}12\"}", &["a=\"\u{FFFD}12\""]),
        (b"{\"a\":\"x\xFFy\"}", "{\"a\":\"x\u{FFFD}y\"}", &["a=\"x\u{FFFD}y\""]),
        (b"{\"a\":\"x\ty\0\"}", r#"{"a":"x\u0009y\u0000"}"#, &[r#"a="x\u0009y\u0000""#]),
        (br#"{"a":{"b":NaN},"c":1}"#, r#"{"a":{"b":null},"c":1}"#, &[r#"a.b="NaN""#]),
        (br"[1,-Infinity,01]", "[1,null,null]", &[r#"[1]="-Infinity""#, r#"[2]="01""#]),
        (br#"{"a":None}"#, r#"{"a":null}"#, &[r#"a="None""#]),
        (b"\xEF\xBB\xBF{}", "{}", &["=\"\u{FEFF}\""]),
        (b"{}\0\0", "{}", &[r#"="\u0000\u0000""#]),
        (b"{\"a\"\x0B:1}", r#"{"a":1}"#, &[r#"a="\u000b""#]),
        (b"\xFF\xFE{\0}\0", "{}", &["=\"\u{FEFF}\""]),
        (b"{\0\"\0a\0\"\0:\x001\0}\0", r#"{"a":1}"#, &[]),
        (b"\0{\0}", "{}", &[]),
        (br#"{"a":"x"#, r#"{"a":"x"#, &[]),
        (br#"{"a":1"#, r#"{"a":1"#, &[]),
        (b"<html>NaN", "<html>NaN", &[]),
    ];
    for (text, expected, found) in table {
        let (repaired, listed) = repaired(text);
        assert_eq!(
            (repaired.as_str(), listed),
            (expected, found.iter().map(ToString::to_string).collect()),
            "{}",
            text.escape_ascii()
        );
    }
}

#[test]
fn json_stays_as_it_is() {
    for text in ["", "null", r#" { "a" : [ 1.5e3 , "\ud83d\ude00 \" \u0000" , true ] } "#, "[[],{}]"] {
        assert_eq!(repaired(text), (text.to_owned(), Vec::new()));
    }
}

#[test]
fn what_is_nested_too_deep_is_left_out_as_a_whole() {
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let (text, found) = repaired(format!(r#"{{"a":{deep},"b":1}}"#));
    assert!(text.ends_with(r#"],"b":1}"#) && text.contains("[null]"), "{text}");
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    assert_eq!(found.len(), 1);
}

#[test]
fn the_second_byte_of_two_can_be_a_backslash() {
    let text = b"{\"a\":\"\x81\\\",\"b\":\"\xD6\xD0\"}";
    assert_eq!(repairs(text).nth(1).unwrap().text, "{\"a\":\"\u{FFFD}\",\"b\":\"\u{FFFD}\"}");
}

/// However many faults there are, and however long the way to them is.
#[test]
fn the_list_takes_no_more_room_than_the_text() {
    let text = format!(r#"{{"{}":[{}]}}"#, "k".repeat(10_000), r#""\x","#.repeat(10_000));
    let size: usize = repairs(text.as_bytes())
        .flat_map(|repaired| repaired.found)
        .map(|kept| kept.path.len() + kept.json.len())
        .sum();
    assert!(size <= LEAST_ROOM + text.len(), "{size}");
}
