//! Values as somebody writes them on a command line: by path or as JSON, in the argument or in a file.

use std::collections::BTreeMap;

use explorer::schema::{ObjectShape, Shape};
use runtime_testing::Random;
use serde_json::Value;

/// The files that arguments name.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Written {
    /// The arguments for a request.
    pub(crate) fn arguments(
        &mut self,
        object: &Value,
        shape: &'static ObjectShape,
        random: &mut Random,
    ) -> Vec<String> {
        let mut words = Vec::new();
        for field in shape.fields() {
            if let Some(value) = object.get(field.wire) {
                self.value(field.wire, value, field.shape, random, &mut words);
            }
        }
        words
    }

    fn value(&mut self, name: &str, value: &Value, shape: Shape, random: &mut Random, words: &mut Vec<String>) {
        let is_json = random.one_in(3) || !has_path(value, shape);
        match (shape, value) {
            (Shape::Text | Shape::Enum(_), Value::String(text)) => {
                let is_file = matches!(shape, Shape::Text) && random.one_in(4);
                let text = if is_file { self.file(text.clone().into_bytes()) } else { escaped(text) };
                words.push(format!("{name}={text}"));
            }
            (Shape::Bytes, Value::String(text)) => words.push(format!("{name}={}", escaped(text))),
            (Shape::Bytes, Value::Array(bytes)) => {
                let bytes = bytes.iter().map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap()).collect();
                let text = self.file(bytes);
                words.push(format!("{name}={text}"));
            }
            (Shape::List(element), Value::Array(elements)) if !is_json => {
                for (number, value) in (1..).zip(elements) {
                    self.value(&format!("{name}.{number}"), value, *element, random, words);
                }
            }
            (Shape::Map(of), Value::Object(entries)) if !is_json => {
                for (key, value) in entries {
                    self.value(&format!("{name}.{key}"), value, *of, random, words);
                }
            }
            (Shape::Object(object), Value::Object(members)) if !is_json => {
                for field in object.fields() {
                    if let Some(value) = members.get(field.wire) {
                        self.value(&format!("{name}.{}", field.wire), value, field.shape, random, words);
                    }
                }
            }
            _ => words.push(format!("{name}={value}")),
        }
    }

    fn file(&mut self, bytes: Vec<u8>) -> String {
        let name = format!("file-{}", self.files.len());
        self.files.insert(name.clone(), bytes);
        format!("@{name}")
    }
}

/// Whether a value can be written by paths: nothing says that it is there if it has no parts, and dots separate names.
fn has_path(value: &Value, shape: Shape) -> bool {
    match value {
        Value::Array(elements) => !elements.is_empty(),
        Value::Object(members) => {
            let has_parts = matches!(shape, Shape::Map(Shape::List(_) | Shape::Map(_) | Shape::Object(_)));
            !members.is_empty() && !members.keys().any(|key| key.is_empty() || has_parts && key.contains('.'))
        }
        _ => true,
    }
}

/// A text that is not to be the name of a file.
fn escaped(text: &str) -> String {
    if text.starts_with('@') { format!("@{text}") } else { text.to_owned() }
}
