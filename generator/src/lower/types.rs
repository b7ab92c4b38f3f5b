//! Schemas → types. One [`Types`] collects what one file defines: the types of an operation or of a component.

use super::components::Components;
use super::wire_path::WirePath;
use super::{field, texts};
use crate::Severity;
use crate::model::{Enum, Object, Type, TypeDef, TypeModule, TypePath, Variant};
use crate::names;
use crate::spec::document::{self, Located, Named, Schema};
use crate::spec::keys::{self, values};
use crate::spec::shape::{Shape, component_of, lists_values};
use crate::spec::tree::short;
use crate::spec::{Fault, NodeId};

/// How deep types may be nested, references to what is no type of its own included. A document alone is never that deep.
const DEEPEST: usize = 200;

/// Lowers the schemas of one owner. Types are named by their path until [`super::type_names`] settles the names of the file.
pub(super) struct Types<'t, 'd> {
    pub(super) components: &'t mut Components<'d>,
    pub(super) faults: &'t mut Vec<Fault>,
    pub(super) operation: Option<&'d str>,
    /// The module that will define them.
    pub(super) module: TypeModule,
    pub(super) defined: Vec<TypeDef>,
}

impl<'d> Types<'_, 'd> {
    pub(super) fn warn(&mut self, kind: &'static str, at: NodeId, message: String, help: &str) {
        let fault = Fault::new(Severity::Warning, kind, at, message).help(help);
        self.faults.push(match self.operation {
            Some(name) => fault.operation(name),
            None => fault,
        });
    }

    /// Warns of something that becomes arbitrary JSON, with a suggestion.
    fn warn_of_any(&mut self, kind: &'static str, at: NodeId, message: String, suggestion: Option<&str>) {
        let help = match suggestion {
            Some(suggestion) => format!("did you mean `{suggestion}`? Arbitrary JSON is used in its place"),
            None => "arbitrary JSON is used in its place".to_owned(),
        };
        self.warn(kind, at, message, &help);
    }

    /// The type at a position.
    pub(super) fn ty(&mut self, schema: &'d Schema<'d>, path: &WirePath) -> Type {
        if self.components.depth == DEEPEST {
            let message = format!("nested deeper than {DEEPEST} levels, through references");
            self.warn_of_any("too-deep", schema.at, message, None);
            return Type::Any;
        }
        self.components.depth += 1;
        let ty = self.ty_within(schema, path);
        self.components.depth -= 1;
        ty
    }

    fn ty_within(&mut self, schema: &'d Schema<'d>, path: &WirePath) -> Type {
        match Shape::of(schema) {
            Shape::Reference(reference) => self.reference(reference, path),
            Shape::DamagedReference(damaged) => self.damaged_reference(damaged, path),
            Shape::Object(properties) => self.object(schema, properties, path),
            Shape::Map(values) => Type::Map(Box::new(self.ty(values, &path.child("Value")))),
            Shape::Array(items) => Type::List(Box::new(self.element(schema, items, path))),
            Shape::Enum => self.enumeration(schema, path),
            Shape::String | Shape::Bytes => Type::Text,
            Shape::Integer => Type::Integer,
            Shape::Number => Type::Number,
            Shape::Boolean => Type::Boolean,
            Shape::Any | Shape::FreeForm => Type::Any,
            Shape::Untyped => self.untyped(schema, path),
            Shape::Unknown(kind) => self.unknown_type(kind, path),
        }
    }

    fn damaged_reference(&mut self, damaged: &Located<'_>, path: &WirePath) -> Type {
        let message = format!("`ref: {}` at {} is a damaged reference", short(&damaged.text), path.dotted());
        self.warn_of_any("damaged-ref", damaged.at, message, Some("$ref"));
        Type::Any
    }

    fn untyped(&mut self, schema: &Schema<'_>, path: &WirePath) -> Type {
        let message = format!("neither `type` nor `$ref` at {}", path.dotted());
        self.warn_of_any("untyped", schema.at, message, None);
        Type::Any
    }

    fn unknown_type(&mut self, kind: &Located<'_>, path: &WirePath) -> Type {
        let message = format!("unknown type `{}` at {}", short(&kind.text), path.dotted());
        match keys::closest(&kind.text, values::TYPES.iter().copied()) {
            Some(close) => self.warn_of_any("unknown-type", kind.at, message, Some(close)),
            None => {
                let help = format!("expected one of {}; arbitrary JSON is used in its place", values::TYPES.join(", "));
                self.warn("unknown-type", kind.at, message, &help);
            }
        }
        Type::Any
    }

    fn reference(&mut self, reference: &'d Located<'d>, path: &WirePath) -> Type {
        let Some(name) = component_of(&reference.text) else {
            let message = format!(
                "`$ref: {}` at {} is not of the form `#/components/schemas/Name`",
                short(&reference.text),
                path.dotted()
            );
            let suggestion = self.components.suggest(&reference.text);
            self.warn_of_any("foreign-ref", reference.at, message, suggestion.as_deref());
            return Type::Any;
        };
        if let Some(ty) = Components::ty(self, name, reference.at) {
            return ty;
        }
        let message =
            format!("`$ref` at {} refers to `{}`, which is not in `components.schemas`", path.dotted(), short(name));
        self.warn_of_any("dangling-ref", reference.at, message, self.components.closest(name));
        Type::Any
    }

    fn element(&mut self, schema: &'d Schema<'d>, items: Option<&'d Schema<'d>>, path: &WirePath) -> Type {
        match items.map(|items| (Shape::of(items), items)) {
            // The values of a list are those of its elements.
            Some((Shape::String, _)) if lists_values(schema) => self.enumeration(schema, &path.element()),
            Some((_, items)) => self.ty(items, &path.element()),
            None => Type::Any,
        }
    }

    fn object(&mut self, schema: &'d Schema<'d>, properties: &'d [Named<'d, Schema<'d>>], path: &WirePath) -> Type {
        let settled = self.components.overrides.settle(document::names(properties), names::field, self.faults);
        let mut sorted: Vec<&Named<'_, Schema<'_>>> = properties.iter().collect();
        sorted.sort_by(|a, b| a.name.cmp(&b.name));
        sorted.dedup_by(|a, b| a.name == b.name);
        let mut fields = Vec::with_capacity(properties.len());
        for property in sorted {
            let wire = property.name.as_ref();
            let ty = self.ty(&property.value, &path.child(wire));
            let name = settled.get(wire).cloned().unwrap_or_else(|| names::field(wire));
            fields.push(field::field(wire, name, ty, &property.value));
        }
        self.define(
            TypeDef::Object(Object {
                path: self.path_of(path),
                wire_path: path.dotted(),
                text: texts::of(schema).into(),
                gone: texts::gone(schema.gone_since.as_ref()),
                fields,
            }),
            path,
            schema.at,
        )
    }

    fn enumeration(&mut self, schema: &'d Schema<'d>, path: &WirePath) -> Type {
        let values = texts::choices(schema);
        let wires = values.iter().map(|(value, _)| (value.as_str(), texts::place(schema, value).unwrap_or_default()));
        let settled = self.components.overrides.settle(wires, names::variant, self.faults);
        let mut variants: Vec<Variant> = values
            .iter()
            .map(|(value, label)| Variant {
                wire: value.clone(),
                name: settled.get(value.as_str()).cloned().unwrap_or_default(),
                label: label.clone(),
                gone: texts::value_gone(schema, value),
            })
            .collect();
        variants.sort_by(|a, b| a.wire.cmp(&b.wire));
        self.define(
            TypeDef::Enum(Enum {
                path: self.path_of(path),
                wire_path: path.dotted(),
                text: texts::of(schema).into(),
                gone: texts::gone(schema.gone_since.as_ref()),
                variants,
            }),
            path,
            schema.at,
        )
    }

    /// The path of the type at a position, with a provisional name.
    pub(super) fn path_of(&self, path: &WirePath) -> TypePath {
        TypePath::new(self.module.clone(), path.id())
    }

    fn define(&mut self, definition: TypeDef, path: &WirePath, at: NodeId) -> Type {
        // What an operation answers is called after it.
        if let Some(name) = Some(at).filter(|_| !path.is_root()).and_then(|at| self.components.overrides.of(at)) {
            self.components.type_overrides.entry(self.operation).or_default().insert(path.id(), name);
        }
        self.defined.push(definition);
        Type::Named(self.path_of(path))
    }
}
