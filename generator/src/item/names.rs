//! Types, as a file or a list writes them.

use super::method::Answer;
use crate::model::{Output, Type, TypePath};
use std::borrow::Cow;

/// How names are written.
pub(crate) trait Names {
    /// A type that a document defines.
    fn defined<'p>(&self, path: &'p TypePath) -> Cow<'p, str>;

    /// A name of the runtime or the standard library: `Bytes`, `Value`, `BTreeMap`.
    fn foreign(&self, name: &'static str) -> &'static str {
        name
    }
}

/// A type as Rust writes it.
pub(crate) fn type_name(ty: &Type, names: &dyn Names) -> String {
    let mut text = String::new();
    write_type(&mut text, ty, names);
    text
}

/// Appends a type as Rust writes it.
pub(crate) fn write_type(text: &mut String, ty: &Type, names: &dyn Names) {
    let (before, inner) = match ty {
        Type::Boolean => return text.push_str("bool"),
        Type::Integer => return text.push_str("i64"),
        Type::Number => return text.push_str("f64"),
        Type::Text => return text.push_str("String"),
        Type::Bytes => return text.push_str(names.foreign("Bytes")),
        Type::Any => return text.push_str(names.foreign("Value")),
        Type::Named(path) => return text.push_str(&names.defined(path)),
        Type::List(inner) => ("Vec<", inner),
        Type::Boxed(inner) => ("Box<", inner),
        Type::Map(inner) => {
            text.push_str(names.foreign("BTreeMap"));
            ("<String, ", inner)
        }
    };
    text.push_str(before);
    write_type(text, inner, names);
    text.push('>');
}

/// What a call gives.
pub(crate) fn answer_name(answer: Answer<'_>, names: &dyn Names) -> String {
    let output = match answer.output {
        Output::Unit => "()".to_owned(),
        Output::Text => "String".to_owned(),
        Output::Bytes => names.foreign("Bytes").to_owned(),
        Output::Json(ty) => type_name(ty, names),
    };
    if answer.event_stream { format!("{}<{output}>", names.foreign("EventText")) } else { output }
}
