//! JSON text → tree, by `serde_json`.

use super::advice;
use super::tree::{Counter, Member, Node, NodeId, SyntaxError, Value};
use crate::Position;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::{borrow::Cow, cell::RefCell, fmt};

pub(crate) fn parse(text: &str) -> Result<Node<'_>, SyntaxError> {
    if text.trim().is_empty() {
        return Err(SyntaxError::empty());
    }
    super::tree::weigh(text)?;
    let counter = RefCell::new(Counter::default());
    let mut json = serde_json::Deserializer::from_str(text);
    let parsed = Seed(&counter).deserialize(&mut json).and_then(|node| json.end().map(|()| node));
    parsed.map_err(|error| syntax_error(text, &error))
}

fn syntax_error(text: &str, error: &serde_json::Error) -> SyntaxError {
    let line_text = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    // `serde_json` counts bytes.
    let before = line_text.as_bytes().get(..error.column().saturating_sub(1)).unwrap_or(line_text.as_bytes());
    let column = String::from_utf8_lossy(before).chars().count() + 1;
    let full = error.to_string();
    let message = full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message);
    let position = Position { line: count(error.line().max(1)), column: count(column) };
    if message == "recursion limit exceeded" {
        return SyntaxError::too_deep(position);
    }
    SyntaxError { position, message: format!("invalid JSON: {message}"), help: advice::json(message) }
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[derive(Clone, Copy)]
struct Seed<'c>(&'c RefCell<Counter>);

impl Seed<'_> {
    fn next(self) -> NodeId {
        self.0.borrow_mut().next()
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        let at = self.next();
        let value = deserializer.deserialize_any(self)?;
        Ok(Node { at, value })
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E>(self, v: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(v))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Value<'de>, E> {
        Ok(Value::Number(v.to_string().into()))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Value<'de>, E> {
        Ok(Value::Number(v.to_string().into()))
    }

    fn visit_f64<E>(self, v: f64) -> Result<Value<'de>, E> {
        Ok(Value::Number(v.to_string().into()))
    }

    fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(v)))
    }

    fn visit_str<E>(self, v: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(v.to_owned())))
    }

    fn visit_string<E>(self, v: String) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(v)))
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = seq.next_element_seed(self)? {
            list.push(node);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some((at, key)) = map.next_key_seed(KeySeed(self))? {
            entries.push(Member { at, key, value: map.next_value_seed(self)? });
        }
        Ok(Value::Map(entries))
    }
}

struct KeySeed<'c>(Seed<'c>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = (NodeId, Cow<'de, str>);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let at = self.0.next();
        match deserializer.deserialize_str(self.0)? {
            Value::Text(key) => Ok((at, key)),
            _ => Err(serde::de::Error::custom("a key must be a string")),
        }
    }
}

/// The tree of the value that a text begins with.
pub(super) fn first_value(text: &str) -> Option<Node<'_>> {
    let counter = RefCell::new(Counter::default());
    Seed(&counter).deserialize(&mut serde_json::Deserializer::from_str(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syntax_error_has_its_place() {
        let error = parse("{\"a\": 1,\n  \"b\" 2}").unwrap_err();
        assert_eq!((error.position.line, error.message.as_str()), (2, "invalid JSON: expected `:`"));
        assert!(parse(&"[".repeat(10_000)).unwrap_err().message.contains("nested deeper"));
    }
}
