//! Large documents from documented samples: what is long in a sample is made longer.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::error::Error;

/// How many bytes of the longest list a large document has.
const LENGTH: usize = 930_000;

/// A member that no type knows.
const UNKNOWN: &str = "UnknownKey";

/// The documented response of an operation, with its longest list repeated.
pub(super) fn large(document: &str, operation: &str) -> Result<Value, Error> {
    let mut sample = documented(document, operation)
        .ok_or_else(|| Error::new(format!("`{operation}` has no sample response in the document")))?;
    if let Some(list) = longest(&mut sample) {
        let times = LENGTH / text_length(list).max(1);
        let items = list.clone();
        list.extend((1..times.max(1)).flat_map(|_| items.iter().cloned()));
    }
    Ok(sample)
}

/// The same with a member in every object that no type knows. The members of these names are maps: they stay.
pub(super) fn with_unknown(value: &Value, maps: &BTreeSet<String>) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = if maps.contains(name) { value.clone() } else { with_unknown(value, maps) };
                (name.clone(), value)
            });
            // A quotation within a text makes the reader look closer.
            members.chain([(UNKNOWN.to_owned(), json!({ "a": [1, 2.5, "x\\ny"] }))]).collect()
        }
        Value::Array(items) => items.iter().map(|item| with_unknown(item, maps)).collect(),
        _ => value.clone(),
    }
}

fn documented(document: &str, operation: &str) -> Option<Value> {
    let document: Value = serde_json::from_str(document).ok()?;
    let demo = document["apis"][operation]["responseDemo"].as_str()?;
    let samples: Value = serde_json::from_str(demo).ok()?;
    let sample = samples.as_array()?.iter().find(|sample| sample["type"] == "json")?;
    serde_json::from_str(sample["example"].as_str()?).ok()
}

/// The list with the longest text; of lists within each other the outer one.
fn longest(value: &mut Value) -> Option<&mut Vec<Value>> {
    match value {
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => Some(items),
        Value::Object(members) => members.values_mut().filter_map(longest).max_by_key(|list| text_length(list)),
        _ => None,
    }
}

fn text_length(items: &[Value]) -> usize {
    items.iter().map(|item| item.to_string().len() + 1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(example: &Value) -> String {
        let demo = json!([{ "type": "xml", "example": "<a/>" }, { "type": "json", "example": example.to_string() }]);
        json!({ "apis": { "Get": { "responseDemo": demo.to_string() } } }).to_string()
    }

    #[test]
    fn the_longest_list_is_repeated() {
        let example = json!({ "A": [1], "B": { "C": [{ "D": ["x", "y"] }, 2] }, "E": [] });
        let large = large(&document(&example), "Get").unwrap();
        assert_eq!((&large["A"], &large["E"]), (&json!([1]), &json!([])));
        let list = large["B"]["C"].as_array().unwrap();
        assert_eq!((&list[0], &list[1], &list[2]), (&example["B"]["C"][0], &json!(2), &example["B"]["C"][0]));
        assert!((LENGTH - 100..LENGTH + 100).contains(&large.to_string().len()), "{}", large.to_string().len());
    }

    #[test]
    fn every_object_gets_an_unknown_member() {
        let value = with_unknown(&json!([{ "A": { "B": 1 }, "Tags": { "a": "b" } }]), &["Tags".to_owned()].into());
        assert_eq!(value[0]["UnknownKey"], value[0]["A"]["UnknownKey"]);
        assert_eq!(
            value[0].to_string(),
            r#"{"A":{"B":1,"UnknownKey":{"a":[1,2.5,"x\\ny"]}},"Tags":{"a":"b"},"UnknownKey":{"a":[1,2.5,"x\\ny"]}}"#
        );
    }

    #[test]
    fn an_operation_without_a_sample_is_reported() {
        let message = large(&document(&json!({})), "List").unwrap_err().render();
        assert!(message.contains("`List` has no sample response"), "{message}");
    }
}
