//! Sample responses as they may be shown and checked in.

use crate::docs;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt::Write as _;

/// A sample of more lines is folded.
const LONG: usize = 16;

/// What stands before and after a sample in the documentation of a response; a long one, which would stand before the
/// fields, is opened on demand.
pub(crate) fn frame(text: &str) -> (String, String) {
    let fence = docs::fence(text);
    let (before, after) = if text.lines().count() + 2 > LONG {
        ("<details><summary>A documented sample</summary>", "\n\n</details>")
    } else {
        ("A documented sample:", "")
    };
    (format!("\n\n{before}\n\n{fence}json\n"), format!("\n{fence}{after}"))
}

/// A JSON sample as it may be checked in: masked, and without characters that a source file must not contain. It is still the
/// same JSON, apart from what is masked.
pub(crate) fn text(sample: &str) -> String {
    let masked = masked(sample);
    let mut text = String::with_capacity(masked.len());
    for (at, line) in masked.lines().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        escape(&mut text, line.trim_end());
    }
    text
}

/// Appends a line of JSON in which characters are escaped that are invisible or steer the writing direction, and blanks that look like
/// others. They can only stand in strings, but for tabs and carriage returns.
fn escape(text: &mut String, line: &str) {
    if !line.contains('\t') && docs::is_clean(line) {
        return text.push_str(line);
    }
    for c in line.chars() {
        match c {
            '\t' => text.push_str("  "),
            '\r' => text.push(' '),
            c if docs::is_clean(c.encode_utf8(&mut [0; 4])) => text.push(c),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(text, "\\u{unit:04x}");
                }
            }
        }
    }
}

/// A JSON sample with key-like texts masked.
///
/// Where there is something to mask, it is masked text by text: a certificate that is cut off must not take the rest of the
/// document with it.
fn masked(sample: &str) -> Cow<'_, str> {
    if docs::mask_credentials(sample) == sample {
        return sample.into();
    }
    let Ok(mut value) = serde_json::from_str::<Value>(sample) else {
        return docs::mask_credentials(sample);
    };
    mask_texts(&mut value);
    serde_json::to_string_pretty(&value).unwrap_or_default().into()
}

fn mask_texts(value: &mut Value) {
    match value {
        Value::String(text) => *text = docs::mask_credentials(text).into_owned(),
        Value::Array(elements) => elements.iter_mut().for_each(mask_texts),
        Value::Object(members) => members.values_mut().for_each(mask_texts),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{frame, text};
    use pulldown_cmark::{Event, Parser};
    use serde_json::Value;

    #[test]
    fn a_sample_stays_json() {
        let plain = "{\"A\":  1}";
        assert_eq!(text(plain), plain, "what needs no mask stays as it is");
        let cut_off =
            r#"{"Cert": "-----BEGIN CERTIFICATE-----\nMIIB0123456789", "List": [{"Region": "x"}], "Last": true}"#;
        let shown: Value = serde_json::from_str(&text(cut_off)).unwrap();
        assert_eq!(shown["List"][0]["Region"], "x");
        assert_eq!(shown["Last"], true);
        assert!(!shown["Cert"].as_str().unwrap().contains("MIIB"), "{shown}");
    }

    #[test]
    fn layout_and_invisible_characters_do_not_change_the_value() {
        let table = [
            ("{\r\n\t\"A\": 1  \r\n}", "{\n  \"A\": 1\n}"),
            ("{\"A\":\r1}", "{\"A\": 1}"),
            ("[\"a\u{202e}b\u{2028}c\u{feff}\u{a0}\"]", "[\"a\\u202eb\\u2028c\\ufeff\\u00a0\"]"),
            ("[\"\u{e0041}\u{7f}\", \"文字 ä\"]", "[\"\\udb40\\udc41\\u007f\", \"文字 ä\"]"),
        ];
        let read = |json: &str| serde_json::from_str::<Value>(json).unwrap();
        for (sample, expected) in table {
            assert_eq!(text(sample), expected);
            assert_eq!(read(expected), read(sample), "{expected}");
        }
    }

    /// What rustdoc reads is one block of code, whatever the sample says.
    #[test]
    fn a_sample_does_not_leave_its_block() {
        let long = format!("[\n{}\n]", vec!["1"; 40].join(",\n"));
        for sample in ["\"```\\n</code>\"", "\"`````` <b>\"", "[\"~~~\",\n\n\"# a\"]", &long] {
            let text = text(sample);
            let (before, after) = frame(&text);
            let page = format!("The response.{before}{text}{after}");
            let mut code = String::new();
            let (mut blocks, mut is_code) = (0, false);
            for event in Parser::new(&page) {
                match event {
                    Event::Start(pulldown_cmark::Tag::CodeBlock(_)) => (blocks, is_code) = (blocks + 1, true),
                    Event::End(pulldown_cmark::TagEnd::CodeBlock) => is_code = false,
                    Event::Text(part) if is_code => code.push_str(&part),
                    _ => {}
                }
            }
            assert_eq!((blocks, code.trim_end()), (1, text.as_str()), "{page}");
            assert_eq!(page.contains("<details>"), sample.len() == long.len());
        }
    }
}
