//! Excerpts of documents: an element path, and the elements that it leads to.
//!
//! | selector | excerpt |
//! |---|---|
//! | `apis.GetJob` | the element, with its path for a key |
//! | `apis.GetJob { methods, path }` | … with these keys only, and `…` for the others |
//! | `apis.GetJob.parameters[JobId, Kind]` | elements of a list, by their `name` or, counted from 0, by their number |

use serde_json::{Map, Value};

/// What fits into a line stands in a line.
const WIDTH: usize = 132;

/// The elements that `selected` chooses.
pub(super) fn excerpt(document: &Value, selected: &str) -> String {
    let (path, keys) = super::rust::selector(selected);
    let mut lines = Vec::new();
    match path.strip_suffix(']').and_then(|path| path.rsplit_once('[')) {
        Some((list, names)) => {
            lines.push(format!("# {path}"));
            let list = resolve(document, list);
            names.split(", ").for_each(|name| entry("-", element(list, name), 0, &mut lines));
        }
        None => {
            let head = format!("{path}:");
            match keys {
                Some(keys) => {
                    lines.push(head);
                    some(resolve(document, path), &keys, &mut lines);
                }
                None => entry(&head, resolve(document, path), 0, &mut lines),
            }
        }
    }
    lines.join("\n")
}

/// The element at a path.
fn resolve<'a>(document: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(document, |parent, step| match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
        Some((list, name)) => element(&parent[list], name),
        None => parent.get(step).unwrap_or_else(|| panic!("{path}: there is no {step}")),
    })
}

/// An element of a list.
fn element<'a>(list: &'a Value, name: &str) -> &'a Value {
    let named = list.as_array().and_then(|list| list.iter().find(|element| element["name"] == name));
    let numbered = || name.parse().ok().and_then(|number: usize| list.get(number));
    named.or_else(numbered).unwrap_or_else(|| panic!("there is no [{name}]"))
}

/// The entries of a map under some of its keys.
fn some(map: &Value, keys: &[&str], lines: &mut Vec<String>) {
    let chosen = |key: &&str| ((*key).to_owned(), resolve(map, key).clone());
    block(&Value::Object(keys.iter().map(chosen).collect::<Map<_, _>>()), 2, lines);
    if keys.len() < map.as_object().map_or(0, Map::len) {
        lines.push("  # …".to_owned());
    }
}

/// `head` with a value behind it, or below it.
fn entry(head: &str, value: &Value, indent: usize, lines: &mut Vec<String>) {
    let line = format!("{:indent$}{head} {}", "", flow(value));
    if line.chars().count() <= WIDTH || !(value.is_object() || value.is_array()) {
        lines.push(line);
        return;
    }
    let mut below = Vec::new();
    block(value, indent + 2, &mut below);
    match head {
        "-" => below[0].replace_range(indent..=indent, "-"),
        _ => lines.push(format!("{:indent$}{head}", "")),
    }
    lines.extend(below);
}

/// The children of a map or a list, each in lines of its own.
fn block(value: &Value, indent: usize, lines: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                entry(&format!("{}:", key(name)), value, indent, lines);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| entry("-", value, indent, lines)),
        scalar => lines.push(format!("{:indent$}{}", "", flow(scalar))),
    }
}

/// A value in one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let entries: Vec<_> = map.iter().map(|(name, value)| format!("{}: {}", key(name), flow(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Array(list) => format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", ")),
        scalar => scalar.to_string(),
    }
}

/// A key, in quotes where it needs them.
fn key(name: &str) -> String {
    let plain = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '$');
    let plain = plain && name.chars().all(|other| other.is_ascii_alphanumeric() || "$_-.".contains(other));
    if plain { name.to_owned() } else { Value::from(name).to_string() }
}
