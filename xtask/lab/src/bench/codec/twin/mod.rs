//! The twin of generated types: the same structs with serde's derives instead of tables, made from the generator's model, so
//! that both have the same fields under the same wire names. An open enum becomes a `String`, a simplification.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;

use generator::model::{Module, Object, Output, Type, TypeDef};

use crate::error::Error;

/// How unknown members are treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// They are dropped, as usual with derives.
    Dropped,
    /// They are collected in a map of values, by `flatten`.
    Flattened,
}

/// Twins as a module.
pub(super) struct TwinSource {
    /// The text of the module.
    pub(super) text: String,
    /// The wire names of fields that are maps: derives know every member of these.
    pub(super) maps: BTreeSet<String>,
}

/// The text before the types.
const HEAD: &str = "\
#![allow(dead_code, unused_imports)]
//! The generated types with serde's derives.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::Value;
";

/// The twins of the responses of some operations, and of all types in them.
pub(super) fn source(module: &Module, operations: &[&str], unknown: Unknown) -> Result<TwinSource, Error> {
    let definitions = Definitions::of(module);
    let mut wanted: VecDeque<&Object> =
        operations.iter().map(|operation| definitions.response(module, operation)).collect::<Result<_, _>>()?;
    let (mut objects, mut maps) = (BTreeMap::new(), BTreeSet::new());
    while let Some(object) = wanted.pop_front() {
        match objects.insert(object.path.name.as_str(), object) {
            None => {}
            Some(known) if known.path == object.path => continue,
            Some(_) => return Err(Error::new(format!("two types are called `{}`", object.path.name))),
        }
        maps.extend(object.fields.iter().filter(|field| has_map(&field.ty)).map(|field| field.wire.clone()));
        wanted.extend(object.fields.iter().filter_map(|field| definitions.object(&field.ty)));
    }
    let twins = objects.values().map(|object| definitions.twin(object, unknown));
    Ok(TwinSource { text: [HEAD.to_owned()].into_iter().chain(twins).collect(), maps })
}

/// Whether a type is a map, or holds one.
fn has_map(ty: &Type) -> bool {
    match ty {
        Type::Map(_) => true,
        Type::List(inner) | Type::Boxed(inner) => has_map(inner),
        _ => false,
    }
}

/// The types of a module, by their canonical paths.
struct Definitions<'m>(BTreeMap<String, &'m TypeDef>);

impl<'m> Definitions<'m> {
    fn of(module: &'m Module) -> Self {
        let operations = module.operations.iter().flat_map(|operation| &operation.types);
        let all = operations.chain(module.components.iter().flat_map(|component| &component.types));
        Self(all.map(|definition| (definition.path().canonical(), definition)).collect())
    }

    /// The struct that an operation returns.
    fn response(&self, module: &Module, wire: &str) -> Result<&'m Object, Error> {
        let operation = module.operations.iter().find(|operation| operation.wire == wire);
        let operation = operation.ok_or_else(|| Error::new(format!("no operation `{wire}`")))?;
        let object = if let Output::Json(ty) = &operation.output { self.object(ty) } else { None };
        object.ok_or_else(|| Error::new(format!("the response of `{wire}` is not a struct")))
    }

    /// The struct inside a type, through lists, maps and boxes.
    fn object(&self, ty: &Type) -> Option<&'m Object> {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) => self.object(inner),
            Type::Named(path) => match self.0.get(&path.canonical())? {
                TypeDef::Object(object) => Some(object),
                TypeDef::Enum(_) => None,
            },
            _ => None,
        }
    }

    /// A struct with serde's derives.
    fn twin(&self, object: &Object, unknown: Unknown) -> String {
        let derives = "Clone, Debug, Default, PartialEq, Deserialize, Serialize";
        let mut text = format!("\n#[derive({derives})]\npub struct {} {{\n", object.path.name);
        for field in &object.fields {
            let (wire, name, ty) = (&field.wire, &field.name, self.spelled(&field.ty));
            let _ =
                writeln!(text, "    #[serde(rename = {wire:?}, default, skip_serializing_if = \"Option::is_none\")]");
            let _ = writeln!(text, "    pub {name}: Option<{ty}>,");
        }
        if unknown == Unknown::Flattened {
            text += "    #[serde(flatten)]\n    pub extra: HashMap<String, Value>,\n";
        }
        text + "}\n"
    }

    /// A type in Rust. Bytes and enums are texts in JSON.
    fn spelled(&self, ty: &Type) -> String {
        match ty {
            Type::Boolean => "bool".to_owned(),
            Type::Integer => "i64".to_owned(),
            Type::Number => "f64".to_owned(),
            Type::Text | Type::Bytes => "String".to_owned(),
            Type::Any => "Value".to_owned(),
            Type::List(inner) => format!("Vec<{}>", self.spelled(inner)),
            Type::Map(inner) => format!("BTreeMap<String, {}>", self.spelled(inner)),
            Type::Boxed(inner) => format!("Box<{}>", self.spelled(inner)),
            Type::Named(_) => self.object(ty).map_or("String", |object| object.path.name.as_str()).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
