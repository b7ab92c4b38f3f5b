//! Sample responses as they may be shown and checked in.

use super::page::folded;
use crate::docs;
use serde_json::Value;

/// A sample of more lines is folded.
const LONG: usize = 16;

/// A documented sample of a response; a long one, which would stand before the fields, is opened on demand.
pub(super) fn lines(sample: &str) -> Vec<String> {
    let mut code = docs::fenced("json", &masked(sample));
    if code.len() > LONG {
        return folded("A documented sample", code);
    }
    let mut lines = vec!["A documented sample:".to_owned(), String::new()];
    lines.append(&mut code);
    lines
}

/// A JSON sample with key-like texts masked.
///
/// Where there is something to mask, it is masked text by text: a certificate that is cut off must not take the rest of the
/// document with it.
pub(crate) fn masked(sample: &str) -> String {
    if docs::mask_credentials(sample) == sample {
        return sample.to_owned();
    }
    let Ok(mut value) = serde_json::from_str::<Value>(sample) else {
        return docs::mask_credentials(sample).into_owned();
    };
    mask_texts(&mut value);
    serde_json::to_string_pretty(&value).unwrap_or_default()
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
    use super::masked;

    #[test]
    fn a_sample_stays_json() {
        let plain = "{\"A\":  1}";
        assert_eq!(masked(plain), plain, "what needs no mask stays as it is");
        let cut_off =
            r#"{"Cert": "-----BEGIN CERTIFICATE-----\nMIIB0123456789", "List": [{"Region": "x"}], "Last": true}"#;
        let shown: serde_json::Value = serde_json::from_str(&masked(cut_off)).unwrap();
        assert_eq!(shown["List"][0]["Region"], "x");
        assert_eq!(shown["Last"], true);
        assert!(!shown["Cert"].as_str().unwrap().contains("MIIB"), "{shown}");
    }
}
