//! Types, as a file or a list writes them.

use super::method::Answer;
use crate::model::{Output, Type, TypePath};

/// How names are written.
pub(crate) trait Names {
    /// A type that a document defines.
    fn defined(&self, path: &TypePath) -> String;

    /// A name of the runtime or the standard library: `Bytes`, `Value`, `BTreeMap`.
    fn foreign(&self, name: &'static str) -> &'static str {
        name
    }
}

/// A type as Rust writes it.
pub(crate) fn type_name(ty: &Type, names: &dyn Names) -> String {
    match ty {
        Type::Boolean => "bool".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Text => "String".to_owned(),
        Type::Bytes => names.foreign("Bytes").to_owned(),
        Type::Any => names.foreign("Value").to_owned(),
        Type::List(inner) => format!("Vec<{}>", type_name(inner, names)),
        Type::Map(inner) => format!("{}<String, {}>", names.foreign("BTreeMap"), type_name(inner, names)),
        Type::Boxed(inner) => format!("Box<{}>", type_name(inner, names)),
        Type::Named(path) => names.defined(path),
    }
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
