//! JSON values as Rust expressions, by the types that they are for.

use super::UnfitValue;
use super::secrets::Secrets;
use super::text::{json, literal};
use crate::model::{ArgumentForm, Enum, Field, Module, Object, Operation, Type, TypeDef, TypeModule, TypePath};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What stands for a value of `json!` until the program is laid out, followed by its number and a parenthesis.
const JSON: &str = "json!(__";

/// What values have in common that are written for one program.
pub(super) struct Expressions<'a> {
    module: &'a Module,
    operation: &'a Operation,
    /// Short name → path.
    imports: BTreeMap<String, String>,
    /// The secrets that were met, and the variables from which they come.
    pub(super) secrets: Secrets,
    /// Whether the values are parts of a secret.
    is_secret: bool,
    /// The values that are written with the macro `json!`, which `prettyplease` does not lay out.
    free_form: Vec<Value>,
    /// Whether a deprecated field is set.
    pub(super) uses_deprecated: bool,
}

impl<'a> Expressions<'a> {
    pub(super) fn new(module: &'a Module, operation: &'a Operation, secrets: Secrets) -> Self {
        let taken = ["Client", "Config", "Error"].map(|name| (name.to_owned(), String::new()));
        Self {
            module,
            operation,
            imports: taken.into_iter().collect(),
            secrets,
            is_secret: false,
            free_form: Vec::new(),
            uses_deprecated: false,
        }
    }

    /// The paths to import.
    pub(super) fn imports(&self) -> impl Iterator<Item = &str> {
        let own = self.imports.values().map(String::as_str).filter(|path| !path.is_empty());
        own.chain(["std::error::Error"]).chain(self.uses_json().then_some("serde_json::json"))
    }

    /// Whether the macro `json!` is used.
    pub(super) fn uses_json(&self) -> bool {
        !self.free_form.is_empty()
    }

    /// The text of a program with the values of `json!` in their places.
    pub(super) fn with_json(&self, program: &str) -> String {
        program.split_inclusive('\n').map(|line| self.line_with_json(line)).collect()
    }

    fn line_with_json(&self, line: &str) -> String {
        let indent = line.len() - line.trim_start().len();
        let mut parts = line.split(JSON);
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let value = part.split_once(')').and_then(|(number, rest)| Some((number.parse::<usize>().ok()?, rest)));
            match value.and_then(|(number, rest)| Some((self.free_form.get(number)?, rest))) {
                Some((value, rest)) => text.extend(["json!(", &json(value, indent), ")", rest]),
                None => text.extend([JSON, part]),
            }
        }
        text
    }

    /// The name of a type: short if no other type of that name is imported.
    pub(super) fn path(&mut self, path: &TypePath) -> String {
        // Whether a nested type has a shorter path depends on what else is generated.
        let path_below = if self.is_nested(path) { path.canonical() } else { path.shortest() };
        self.import(&path.name, format!("{}::{path_below}", self.module.rust_path()))
    }

    /// The path of an item at the root of the crate.
    pub(super) fn within_crate(&self, name: &str) -> String {
        format!("{}::{name}", self.module.crate_name)
    }

    fn is_nested(&self, path: &TypePath) -> bool {
        let TypeModule::Component(file) = &path.module else { return false };
        let component = self.module.components.iter().find(|component| component.file == *file);
        let definition = self.definition(path);
        component.zip(definition).is_none_or(|(component, definition)| definition.wire_path() != component.wire)
    }

    pub(super) fn import(&mut self, name: &str, path: String) -> String {
        let known = self.imports.entry(name.to_owned()).or_insert_with(|| path.clone());
        if *known == path { name.to_owned() } else { path }
    }

    /// The call of a setter.
    pub(super) fn setter(&mut self, field: &'a Field, value: &Value, path: &str) -> Result<String, UnfitValue> {
        self.uses_deprecated |= field.deprecated.is_some();
        Ok(format!(".{}({})", field.setter, self.argument(field, value, path)?))
    }

    /// The value of a field, as the argument of its setter or of `new`.
    pub(super) fn argument(&mut self, field: &'a Field, value: &Value, path: &str) -> Result<String, UnfitValue> {
        let outer = self.is_secret;
        self.is_secret |= field.secret;
        let argument = match (field.form, &field.ty, value) {
            (ArgumentForm::Into, Type::Text | Type::Any, Value::String(text)) => Ok(self.text(text, path)),
            (ArgumentForm::Into, Type::Any, Value::Bool(value)) if !self.is_secret => Ok(value.to_string()),
            _ => self.value(&field.ty, value, path),
        };
        self.is_secret = outer;
        argument
    }

    /// A text where either kind of text is taken.
    fn text(&mut self, text: &str, path: &str) -> String {
        if self.is_secret { self.secrets.expression(path) } else { literal(text) }
    }

    /// A text that is owned.
    fn owned(&mut self, text: &str, path: &str) -> String {
        if self.is_secret { self.secrets.expression(path) } else { format!("{}.to_owned()", literal(text)) }
    }

    /// What is no text, by its literal.
    fn scalar(&mut self, ty: &str, literal: String, path: &str) -> String {
        if self.is_secret { format!("{}.parse::<{ty}>()?", self.secrets.expression(path)) } else { literal }
    }

    fn value(&mut self, ty: &'a Type, value: &Value, path: &str) -> Result<String, UnfitValue> {
        let expected = |what: &str| unfit(path, &format!("expected {what}"));
        Ok(match ty {
            Type::Boolean => {
                let value = value.as_bool().ok_or_else(|| expected("a boolean"))?;
                self.scalar("bool", value.to_string(), path)
            }
            Type::Integer => {
                let value = value.as_i64().ok_or_else(|| expected("an integer of 64 bits"))?;
                self.scalar("i64", value.to_string(), path)
            }
            Type::Number => {
                let value = value.as_f64().ok_or_else(|| expected("a number"))?;
                self.scalar("f64", format!("{value:?}"), path)
            }
            Type::Text => self.owned(value.as_str().ok_or_else(|| expected("a text"))?, path),
            Type::Bytes => {
                let content = bytes(value).ok_or_else(|| expected("a text, or a list of the numbers of bytes"))?;
                let content = if self.is_secret { self.secrets.expression(path) } else { content };
                format!("{}::from({content})", self.import("Bytes", self.within_crate("Bytes")))
            }
            Type::Any if self.is_secret => {
                let name = self.import("Value", self.within_crate("Value"));
                let text = self.secrets.expression(path);
                // Only a text is no JSON as it is.
                if value.is_string() { format!("{name}::from({text})") } else { format!("{text}.parse::<{name}>()?") }
            }
            Type::Any => self.free_form(value),
            Type::Boxed(inner) => format!("Box::new({})", self.value(inner, value, path)?),
            Type::List(inner) => {
                let list = value.as_array().ok_or_else(|| expected("a list"))?;
                let element = |(index, element)| self.value(inner, element, &format!("{path}[{index}]"));
                let elements: Vec<String> = list.iter().enumerate().map(element).collect::<Result<_, _>>()?;
                format!("vec![{}]", elements.join(", "))
            }
            Type::Map(inner) => {
                let map = value.as_object().ok_or_else(|| expected("an object"))?;
                let entry = |(key, value): (&String, &Value)| {
                    let value = self.value(inner, value, &below(path, key))?;
                    Ok(format!("({}.to_owned(), {value})", literal(key)))
                };
                let entries: Vec<String> = map.iter().map(entry).collect::<Result<_, _>>()?;
                let name = self.import("BTreeMap", "std::collections::BTreeMap".to_owned());
                format!("{name}::from([{}])", entries.join(", "))
            }
            Type::Named(named) => match self.definition(named) {
                Some(TypeDef::Enum(list)) => {
                    self.known_value(list, value.as_str().ok_or_else(|| expected("a text"))?, path)
                }
                Some(TypeDef::Object(object)) => {
                    self.object(object, value.as_object().ok_or_else(|| expected("an object"))?, path)?
                }
                None => return Err(unfit(path, "its type is unknown")),
            },
        })
    }

    fn free_form(&mut self, value: &Value) -> String {
        if value.is_null() {
            return format!("{}::Null", self.import("Value", self.within_crate("Value")));
        }
        self.free_form.push(value.clone());
        format!("{JSON}{})", self.free_form.len() - 1)
    }

    fn known_value(&mut self, list: &Enum, text: &str, path: &str) -> String {
        match list.variants.iter().find(|variant| variant.wire == text) {
            _ if self.is_secret => format!("{}::from({})", self.path(&list.path), self.secrets.expression(path)),
            Some(variant) => format!("{}::{}", self.path(&list.path), variant.name),
            None => format!("{}::from({})", self.path(&list.path), literal(text)),
        }
    }

    fn object(&mut self, object: &'a Object, members: &Map<String, Value>, path: &str) -> Result<String, UnfitValue> {
        check_members(object, members, path)?;
        let mut text = format!("{}::default()", self.path(&object.path));
        for field in &object.fields {
            if let Some(value) = members.get(&field.wire).filter(|value| !value.is_null()) {
                text.push_str(&self.setter(field, value, &below(path, &field.wire))?);
            }
        }
        Ok(text)
    }

    fn definition(&self, path: &TypePath) -> Option<&'a TypeDef> {
        let types = match &path.module {
            TypeModule::Component(file) => {
                &self.module.components.iter().find(|component| component.file == *file)?.types
            }
            TypeModule::Operation(_) => &self.operation.types,
        };
        types.iter().find(|definition| definition.name() == path.name)
    }
}

/// A text, or the numbers of bytes that are none, as what `Bytes` is made from.
fn bytes(value: &Value) -> Option<String> {
    if let Some(text) = value.as_str() {
        return Some(literal(text));
    }
    let number = |byte: &Value| Some(u8::try_from(byte.as_u64()?).ok()?.to_string());
    let numbers: Vec<String> = value.as_array()?.iter().map(number).collect::<Option<_>>()?;
    Some(format!("vec![{}]", numbers.join(", ")))
}

/// An error if an object has a member that its type does not have.
pub(super) fn check_members(object: &Object, members: &Map<String, Value>, path: &str) -> Result<(), UnfitValue> {
    let is_known = |name: &str| object.fields.iter().any(|field| field.wire == name);
    match members.keys().find(|name| !is_known(name)) {
        Some(name) => Err(unfit(&below(path, name), "there is no member of this name")),
        None => Ok(()),
    }
}

fn unfit(path: &str, reason: &str) -> UnfitValue {
    UnfitValue { path: path.to_owned(), reason: reason.to_owned() }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
