//! Documents as trees that tests change and write again.

use std::path::Path;

use generator::Input;
use serde_json::{Map, Value};

use crate::random::Random;

fn is_json(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "json")
}

/// The tree of a document.
pub(crate) fn parse(input: &Input) -> Value {
    match is_json(&input.path) {
        true => serde_json::from_str(&input.text).unwrap(),
        false => serde_yaml::from_str(&input.text).unwrap(),
    }
}

/// The document of a tree, in the form that its name says.
pub(crate) fn document(path: &str, tree: &Value) -> Input {
    let text = match is_json(path) {
        true => serde_json::to_string_pretty(tree).unwrap(),
        false => serde_yaml::to_string(tree).unwrap(),
    };
    Input::new(path, text)
}

/// The same tree with every map and every list in another order. No list of a document has a meaningful order.
pub(crate) fn shuffled(tree: Value, random: &mut Random) -> Value {
    match tree {
        Value::Array(mut list) => {
            random.shuffle(&mut list);
            Value::Array(list.into_iter().map(|value| shuffled(value, random)).collect())
        }
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().collect();
            random.shuffle(&mut entries);
            let entries = entries.into_iter().map(|(key, value)| (key, shuffled(value, random)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        scalar => scalar,
    }
}
