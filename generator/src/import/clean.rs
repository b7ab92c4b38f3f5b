//! Reduces upstream's tree to the keys of the table, in their order, without values that have no effect, and with whatever looks
//! like a credential masked.

use super::form::{Form, Key};
use super::tree::{NOWHERE, elements, entries, entry, list, map, take, text_of};
use crate::docs::mask_credentials;
use crate::spec::tree::{Member, Node, Value};
use std::borrow::Cow;

/// Cleans a document.
#[derive(Clone, Copy)]
pub(super) struct Cleaner {
    /// Whether texts are left out.
    pub(super) without_texts: bool,
}

impl Cleaner {
    /// The known keys of a map, in their order.
    pub(super) fn keys<'a>(self, node: Node<'a>, keys: &[Key]) -> Vec<Member<'a>> {
        let mut given = entries(node);
        let known = keys.iter().filter_map(|key| {
            let value = self.value(take(&mut given, key.name)?.value, &key.form)?;
            // Nearly all responses have an empty list of headers.
            let is_empty = matches!(&value.value, Value::Map(entries) if entries.is_empty());
            (key.name != "headers" || !is_empty).then(|| entry(key.name, value))
        });
        known.collect()
    }

    /// A value; none when it has no effect.
    fn value<'a>(self, node: Node<'a>, form: &Form) -> Option<Node<'a>> {
        if node.value == Value::Null {
            return None;
        }
        match form {
            Form::Own => None,
            Form::Fact | Form::Hint | Form::Note | Form::Words | Form::Values | Form::Directories => Some(fact(node)),
            Form::Flag => text_of(&node).filter(|flag| *flag != "false").map(|_| node_of(Value::Bool(true))),
            Form::Text | Form::Samples if self.without_texts => None,
            Form::Text => text(&node),
            Form::Samples => samples(&node),
            Form::Labels => self.labels(node),
            Form::Notes(of) => {
                Some(list(elements(node).into_iter().map(|node| map(self.keys(node, of.keys))).collect()))
            }
            Form::Group(of) | Form::Element(of) => Some(map(self.keys(node, of.keys))),
            Form::One(element) => self.value(node, element),
            Form::Names(element) => Some(self.names(node, element)),
            Form::List(_, element) => Some(self.list(node, element)),
        }
    }

    fn names<'a>(self, node: Node<'a>, element: &Form) -> Node<'a> {
        let named = entries(node).into_iter();
        map(named.filter_map(|named| Some(entry(named.key, self.value(named.value, element)?))).collect())
    }

    /// Copies of an element are one.
    fn list<'a>(self, node: Node<'a>, element: &Form) -> Node<'a> {
        let mut kept: Vec<Node<'a>> = Vec::new();
        for node in elements(node).into_iter().filter_map(|node| self.value(node, element)) {
            if !kept.contains(&node) {
                kept.push(node);
            }
        }
        list(kept)
    }

    /// Without texts, the values stay: often the document has them nowhere else.
    fn labels(self, node: Node<'_>) -> Option<Node<'_>> {
        let label = |node: &Node<'_>| match text_of(node) {
            Some(text) if !self.without_texts => Value::Text(Cow::Owned(mask_credentials(text).into_owned())),
            _ => Value::Text("".into()),
        };
        let labels: Vec<_> = entries(node)
            .into_iter()
            .map(|e| (label(&e.value), e))
            .map(|(label, e)| entry(e.key, node_of(label)))
            .collect();
        (!labels.is_empty()).then(|| map(labels))
    }
}

fn node_of(value: Value<'_>) -> Node<'_> {
    Node { at: NOWHERE, value }
}

/// The value as it is, without its node ids.
fn fact(node: Node<'_>) -> Node<'_> {
    node_of(match node.value {
        Value::Text(text) => Value::Text(masked(text)),
        Value::List(list) => Value::List(list.into_iter().map(fact).collect()),
        Value::Map(map) => Value::Map(map.into_iter().map(|e| entry(e.key, fact(e.value))).collect()),
        scalar => scalar,
    })
}

fn masked(text: Cow<'_, str>) -> Cow<'_, str> {
    match mask_credentials(&text) {
        Cow::Owned(masked) => Cow::Owned(masked),
        Cow::Borrowed(_) => text,
    }
}

/// A text that is not blank. Some real descriptions are lists; they count as absent.
fn text<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => None,
        Value::Text(text) => Some(node_of(Value::Text(masked(text.clone())))),
        Value::Number(_) | Value::Bool(_) => Some(node_of(node.value.clone())),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// The list of samples, pretty-printed. Each string in them is masked by itself, so that a mask ends with its string.
fn samples<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let given = text_of(node).filter(|given| !given.trim().is_empty())?;
    let Ok(mut samples) = serde_json::from_str::<serde_json::Value>(given) else { return text(node) };
    each_text(&mut samples, masked_sample);
    let laid_out = serde_json::to_string_pretty(&samples).ok()?;
    Some(node_of(Value::Text(laid_out.into())))
}

fn masked_sample(sample: &str) -> String {
    let Ok(mut value) = serde_json::from_str(sample) else { return mask_credentials(sample).into_owned() };
    each_text(&mut value, |text| mask_credentials(text).into_owned());
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

/// Masks the strings in which there is something to mask.
fn each_text(value: &mut serde_json::Value, masked: fn(&str) -> String) {
    match value {
        serde_json::Value::String(text) if mask_credentials(text) != *text => *text = masked(text),
        serde_json::Value::Array(elements) => elements.iter_mut().for_each(|value| each_text(value, masked)),
        serde_json::Value::Object(members) => members.values_mut().for_each(|value| each_text(value, masked)),
        _ => {}
    }
}
