//! Values for examples: what the document shows, else something of the right type.

use super::quick_start::{REGION, region};
use crate::model::{Enum, Field, Module, Object, Operation, Type, TypeDef, TypeModule, TypePath};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How deep required members of required members are filled in.
const DEEPEST: usize = 3;

/// How many required members of one example are filled in: types that require each other multiply.
const MOST: usize = 1000;

/// Writes the values of one operation's example and remembers what they need to import.
pub(crate) struct ExampleValues<'m> {
    module: &'m Module,
    operation: &'m Operation,
    /// Short name → path.
    imports: BTreeMap<String, String>,
    /// How many required members may still be filled in.
    left: usize,
}

impl<'m> ExampleValues<'m> {
    pub(crate) fn new(module: &'m Module, operation: &'m Operation) -> Self {
        let request = &operation.request.path;
        let own = (request.name.clone(), format!("{}::{}", module.rust_path(), request.shortest()));
        let outer = ["Client", "Error"].map(|name| (name.to_owned(), format!("super::{name}")));
        Self { module, operation, imports: outer.into_iter().chain([own]).collect(), left: MOST }
    }

    pub(crate) fn into_imports(self) -> Vec<String> {
        let mut imports: Vec<String> = self.imports.into_values().collect();
        imports.sort();
        imports
    }

    /// The value of a field of the request, as an expression.
    pub(crate) fn of(&mut self, field: &'m Field) -> String {
        self.field(field, 0)
    }

    fn field(&mut self, field: &'m Field, depth: usize) -> String {
        let example = match field.docs.example.as_deref() {
            Some(example) => example.trim(),
            None if field.wire == REGION => region(self.module, None),
            None => &field.wire,
        };
        self.value(&field.ty, example, depth)
    }

    fn value(&mut self, ty: &'m Type, example: &str, depth: usize) -> String {
        match ty {
            Type::Boolean => example.eq_ignore_ascii_case("true").to_string(),
            Type::Integer => example.parse::<i64>().unwrap_or(1).to_string(),
            Type::Number => format!("{:?}", example.parse().ok().filter(|n: &f64| n.is_finite()).unwrap_or(1.0)),
            Type::Text => format!("{:?}", crate::docs::mask_credentials(example)),
            Type::Bytes => format!("{}::Bytes::new()", self.module.crate_name),
            Type::Any => format!("{}::Value::Null", self.module.crate_name),
            Type::List(inner) => self.list(inner, example, depth),
            Type::Map(_) => "std::collections::BTreeMap::new()".to_owned(),
            Type::Boxed(inner) => format!("Box::new({})", self.value(inner, example, depth)),
            Type::Named(path) => self.named(path, example, depth),
        }
    }

    /// One element; texts inside lists are owned.
    fn list(&mut self, inner: &'m Type, example: &str, depth: usize) -> String {
        let first =
            serde_json::from_str::<Vec<serde_json::Value>>(example).ok().and_then(|list| list.into_iter().next());
        let example = match &first {
            Some(serde_json::Value::String(text)) => text.as_str(),
            _ => example,
        };
        let value = self.value(inner, example, depth);
        if *inner == Type::Text { format!("vec![{value}.into()]") } else { format!("vec![{value}]") }
    }

    fn named(&mut self, path: &'m TypePath, example: &str, depth: usize) -> String {
        match self.definition(path) {
            Some(TypeDef::Enum(list)) => format!("{:?}.into()", known_value(list, example)),
            Some(TypeDef::Object(object)) => {
                let name = self.import(path);
                format!("{name}::default(){}", self.required(object, depth + 1))
            }
            None => "Default::default()".to_owned(),
        }
    }

    /// Setters for required members.
    fn required(&mut self, object: &'m Object, depth: usize) -> String {
        let mut setters = String::new();
        if depth > DEEPEST {
            return setters;
        }
        for field in object.fields.iter().filter(|field| field.required && field.deprecated.is_none()) {
            let Some(left) = self.left.checked_sub(1) else { break };
            self.left = left;
            let value = self.field(field, depth);
            let _ = write!(setters, ".{}({value})", field.setter);
        }
        setters
    }

    fn definition(&self, path: &TypePath) -> Option<&'m TypeDef> {
        let types = match &path.module {
            TypeModule::Component(file) => {
                &self.module.components.iter().find(|component| component.file == *file)?.types
            }
            TypeModule::Operation(_) => &self.operation.types,
        };
        types.iter().find(|definition| definition.name() == path.name)
    }

    /// The name to write: short when no other type of that name is imported.
    fn import(&mut self, path: &TypePath) -> String {
        let full = format!("{}::{}", self.module.rust_path(), path.shortest());
        let known = self.imports.entry(path.name.clone()).or_insert_with(|| full.clone());
        if *known == full { path.name.clone() } else { full }
    }
}

/// Whether the expression of a value is one literal.
pub(crate) fn is_literal(expression: &str) -> bool {
    match expression.as_bytes() {
        [b'"', .., b'"'] | [b'0'..=b'9' | b'-', ..] => true,
        other => matches!(other, b"true" | b"false"),
    }
}

fn known_value<'e>(list: &'e Enum, example: &'e str) -> &'e str {
    let known = list.variants.iter().any(|variant| variant.wire == example);
    let first = list.variants.iter().map(|variant| variant.wire.as_str()).find(|wire| !wire.is_empty());
    if known { example } else { first.unwrap_or(example) }
}

#[cfg(test)]
mod tests {
    use super::MOST;
    use crate::{Flavour, Input, Options};
    use serde_json::{Map, Value, json};

    #[test]
    fn types_that_require_each_other_do_not_multiply() {
        let node = json!({"$ref": "#/components/schemas/Node", "required": true});
        let members: Map<String, Value> = (0..40).map(|number| (format!("N{number}"), node.clone())).collect();
        let document = json!({
            "version": "1.0",
            "info": {"style": "RPC", "product": "Demo", "version": "2024-01-31"},
            "components": {"schemas": {"Node": {"type": "object", "properties": members}}},
            "apis": {"Grow": {
                "methods": ["post"],
                "parameters": [{"name": "Node", "in": "query", "style": "json", "schema": node}],
                "responses": {},
            }},
        });
        let input = Input::new("demo.json", document.to_string());
        let files = crate::generate(&[input], &Options { flavour: Flavour::Member }).files;
        let example = files.iter().find(|file| file.path.starts_with("examples/")).unwrap();
        assert_eq!(example.content.matches("with_").count(), MOST);
    }
}
