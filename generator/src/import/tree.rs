//! Reads, builds and compares trees.

use crate::spec::shape::component_of;
use crate::spec::tree::{Member, Node, NodeId, Value};
use std::borrow::Cow;

/// The id of nodes that are not in the file yet.
pub(super) const NOWHERE: NodeId = NodeId(u32::MAX);

pub(super) fn map(entries: Vec<Member<'_>>) -> Node<'_> {
    Node { at: NOWHERE, value: Value::Map(entries) }
}

pub(super) fn list(elements: Vec<Node<'_>>) -> Node<'_> {
    Node { at: NOWHERE, value: Value::List(elements) }
}

pub(super) fn text<'a>(text: impl Into<Cow<'a, str>>) -> Node<'a> {
    Node { at: NOWHERE, value: Value::Text(text.into()) }
}

pub(super) fn entry<'a>(key: impl Into<Cow<'a, str>>, value: Node<'a>) -> Member<'a> {
    Member { at: NOWHERE, key: key.into(), value }
}

/// The members of a map; none of anything else.
pub(super) fn entries(node: Node<'_>) -> Vec<Member<'_>> {
    if let Value::Map(entries) = node.value { entries } else { Vec::new() }
}

/// The elements of a list; none of anything else.
pub(super) fn elements(node: Node<'_>) -> Vec<Node<'_>> {
    if let Value::List(elements) = node.value { elements } else { Vec::new() }
}

/// The members of a map, borrowed; none of anything else.
pub(super) fn members<'n, 'a>(node: &'n Node<'a>) -> &'n [Member<'a>] {
    if let Value::Map(entries) = &node.value { entries } else { &[] }
}

/// The value of a member, by its key.
pub(super) fn member<'n, 'a>(node: &'n Node<'a>, key: &str) -> Option<&'n Node<'a>> {
    members(node).iter().find(|entry| entry.key == key).map(|entry| &entry.value)
}

/// A scalar, as text.
pub(super) fn text_of<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text),
        Value::Bool(flag) => Some(if *flag { "true" } else { "false" }),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// A scalar member as text; empty when there is none.
pub(super) fn field<'n>(node: &'n Node<'_>, key: &str) -> &'n str {
    member(node, key).and_then(text_of).unwrap_or_default()
}

/// Removes a member and returns it.
pub(super) fn take<'a>(entries: &mut Vec<Member<'a>>, key: &str) -> Option<Member<'a>> {
    let index = entries.iter().position(|entry| entry.key == key)?;
    Some(entries.remove(index))
}

/// Whether two trees are equal but for the ids of their nodes.
pub(super) fn is_identical(a: &Node<'_>, b: &Node<'_>) -> bool {
    match (&a.value, &b.value) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_identical(a, b)),
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key && is_identical(&a.value, &b.value))
        }
        (a, b) => a == b,
    }
}

/// Whether two values mean the same: a number may be written as text, and the order of keys does not count.
pub(super) fn is_equivalent(a: &Node<'_>, b: &Node<'_>) -> bool {
    match (&a.value, &b.value) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_equivalent(a, b)),
        (Value::Map(entries), Value::Map(others)) => {
            entries.len() == others.len()
                && entries
                    .iter()
                    .all(|entry| member(b, &entry.key).is_some_and(|other| is_equivalent(&entry.value, other)))
        }
        _ => a.value == b.value || matches!((text_of(a), text_of(b)), (Some(a), Some(b)) if a == b),
    }
}

/// Adds the components that a tree refers to.
pub(super) fn references<'n>(node: &'n Node<'_>, names: &mut Vec<&'n str>) {
    match &node.value {
        Value::List(elements) => elements.iter().for_each(|element| references(element, names)),
        Value::Map(entries) => {
            for entry in entries {
                match (&*entry.key, &entry.value.value) {
                    ("$ref", Value::Text(target)) => names.extend(component_of(target)),
                    _ => references(&entry.value, names),
                }
            }
        }
        _ => {}
    }
}
