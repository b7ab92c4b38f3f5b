//! Values: compared and shown.

use crate::spec::tree::{Member, Node, Value};
use std::fmt::Write as _;

/// A value that is shown is cut after this many characters.
const SHOWN: usize = 60;

/// Whether two values mean the same. What is null is absent; scalars are what their text says; neither the order of
/// keys nor that of lists counts.
pub(super) fn same(a: Option<&Node<'_>>, b: Option<&Node<'_>>) -> bool {
    meets(a, b) && meets(b, a)
}

/// Whether a value is as a pattern says: of a map, at least what the pattern has must be there.
pub(super) fn meets(pattern: Option<&Node<'_>>, value: Option<&Node<'_>>) -> bool {
    let present = |node: Option<&Node<'_>>| node.is_some_and(|node| node.value != Value::Null);
    let (Some(pattern), Some(value)) = (pattern, value) else { return !present(pattern) && !present(value) };
    match (&pattern.value, &value.value) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && paired(a, b),
        (Value::Map(a), Value::Map(b)) => a.iter().all(|entry| meets(Some(&entry.value), member(b, &entry.key))),
        (a, b) => match (scalar(a), scalar(b)) {
            (Some(a), Some(b)) => a == b,
            _ => *a == Value::Null && *b == Value::Null,
        },
    }
}

/// Whether each pattern has an element of its own that is as it says. No list of a document has an order that means
/// something, and the vendor changes it from week to week.
fn paired(patterns: &[Node<'_>], elements: &[Node<'_>]) -> bool {
    if patterns.iter().zip(elements).all(|(pattern, element)| meets(Some(pattern), Some(element))) {
        return true;
    }
    let scalars = |list: &[Node<'_>]| -> Option<Vec<String>> {
        let mut texts: Vec<_> = list.iter().map(|n| scalar(&n.value).map(str::to_owned)).collect::<Option<_>>()?;
        texts.sort_unstable();
        Some(texts)
    };
    if let (Some(patterns), Some(elements)) = (scalars(patterns), scalars(elements)) {
        return patterns == elements;
    }
    let mut taken_by: Vec<Option<usize>> = vec![None; elements.len()];
    (0..patterns.len())
        .all(|pattern| place(pattern, patterns, elements, &mut vec![false; elements.len()], &mut taken_by))
}

/// Finds an element for a pattern; where another has it that could have a second one, that makes room.
fn place(
    pattern: usize,
    patterns: &[Node<'_>],
    elements: &[Node<'_>],
    tried: &mut [bool],
    taken_by: &mut [Option<usize>],
) -> bool {
    for (index, element) in elements.iter().enumerate() {
        if tried[index] || !meets(Some(&patterns[pattern]), Some(element)) {
            continue;
        }
        tried[index] = true;
        if taken_by[index].is_none_or(|other| place(other, patterns, elements, tried, taken_by)) {
            taken_by[index] = Some(pattern);
            return true;
        }
    }
    false
}

fn member<'n, 'a>(map: &'n [Member<'a>], key: &str) -> Option<&'n Node<'a>> {
    map.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
}

fn scalar<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match value {
        Value::Bool(true) => Some("true"),
        Value::Bool(false) => Some("false"),
        Value::Number(text) | Value::Text(text) => Some(text),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// A value in one line, as `was` takes it; a long one is cut.
pub(super) fn shown(node: &Node<'_>) -> String {
    let mut text = String::new();
    write(&mut text, &node.value);
    if text.chars().count() <= SHOWN {
        return text;
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}

fn write(text: &mut String, value: &Value<'_>) {
    // Nothing behind the end is shown.
    if text.len() > 4 * SHOWN {
        return;
    }
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(flag) => text.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => text.push_str(number),
        Value::Text(inner) => {
            let inner: String = inner.chars().take(SHOWN + 1).collect();
            let _ = write!(text, "{inner:?}");
        }
        Value::List(list) => {
            text.push('[');
            for (i, node) in list.iter().enumerate() {
                text.push_str(if i == 0 { "" } else { ", " });
                write(text, &node.value);
            }
            text.push(']');
        }
        Value::Map(map) => {
            text.push('{');
            for (i, entry) in map.iter().enumerate() {
                let _ = write!(text, "{}{}: ", if i == 0 { "" } else { ", " }, entry.key);
                write(text, &entry.value.value);
            }
            text.push('}');
        }
    }
}
