//! Schemas → types. One [`Types`] collects what one file defines: the types of an operation or of a component.

use super::components::Components;
use super::module::placed;
use super::{field, texts};
use crate::Severity;
use crate::model::{Enum, Object, Type, TypeDef, TypeRef, Variant};
use crate::names;
use crate::spec::document::{Located, Named, Schema};
use crate::spec::keys::{self, values};
use crate::spec::shape::{Shape, component_of, lists_values};
use crate::spec::tree::short;
use crate::spec::{Fault, NodeId};

/// Where a nested type stands: wire names from its owner down.
#[derive(Clone, Debug)]
pub(super) struct Path {
    segments: Vec<String>,
    /// Whether the position is the owner itself; elements of a list there need a segment of their own.
    root: bool,
}

/// How deep types may be nested, references to what is no type of its own included. A document alone is never that deep.
const DEEPEST: usize = 200;

/// Parts of a path in the provisional name of a type; no wire name holds this character.
pub(super) const SEPARATOR: char = '\u{1}';

impl Path {
    pub(super) fn root(segments: &[&str]) -> Self {
        Self { segments: segments.iter().map(|s| (*s).to_owned()).collect(), root: true }
    }

    pub(super) fn child(&self, segment: &str) -> Self {
        let mut segments = self.segments.clone();
        segments.push(segment.to_owned());
        Self { segments, root: false }
    }

    fn element(&self) -> Self {
        if self.root { self.child("Item") } else { self.clone() }
    }

    pub(super) fn dotted(&self) -> String {
        self.segments.join(".")
    }

    pub(super) fn id(&self) -> String {
        self.segments.join(&SEPARATOR.to_string())
    }
}

/// The name that a provisional one asks for. An owner that is called like another gives its types a prefix of its own.
pub(super) fn name_of(id: &str, prefix: Option<&str>) -> String {
    let mut segments: Vec<&str> = id.split(SEPARATOR).collect();
    if let (Some(owner), Some(prefix)) = (segments.first_mut(), prefix) {
        *owner = prefix;
    }
    names::nested(&segments)
}

/// Lowers the schemas of one owner. Types are named by their path until [`super::rename`] settles the names of the file.
pub(super) struct Types<'t, 'd> {
    pub(super) components: &'t mut Components<'d>,
    pub(super) faults: &'t mut Vec<Fault>,
    pub(super) operation: Option<&'d str>,
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

    /// A warning about something that arbitrary JSON is used for, and what may have been meant.
    fn warn_of_any(&mut self, kind: &'static str, at: NodeId, message: String, meant: Option<&str>) {
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`? Arbitrary JSON is used in its place"),
            None => "arbitrary JSON is used in its place".to_owned(),
        };
        self.warn(kind, at, message, &help);
    }

    /// The type at a position.
    pub(super) fn ty(&mut self, schema: &'d Schema<'d>, path: &Path) -> Type {
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

    fn ty_within(&mut self, schema: &'d Schema<'d>, path: &Path) -> Type {
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

    fn damaged_reference(&mut self, damaged: &Located<'_>, path: &Path) -> Type {
        let message = format!("`ref: {}` at {} is a damaged reference", short(&damaged.text), path.dotted());
        self.warn_of_any("damaged-ref", damaged.at, message, Some("$ref"));
        Type::Any
    }

    fn untyped(&mut self, schema: &Schema<'_>, path: &Path) -> Type {
        let message = format!("neither `type` nor `$ref` at {}", path.dotted());
        self.warn_of_any("untyped", schema.at, message, None);
        Type::Any
    }

    fn unknown_type(&mut self, kind: &Located<'_>, path: &Path) -> Type {
        let message = format!("unknown type `{}` at {}", short(&kind.text), path.dotted());
        match keys::closest(&kind.text, values::TYPES.iter().copied()) {
            Some(close) => self.warn_of_any("unknown-type", kind.at, message, Some(close)),
            None => {
                let help = format!("known are {}; arbitrary JSON is used in its place", values::TYPES.join(", "));
                self.warn("unknown-type", kind.at, message, &help);
            }
        }
        Type::Any
    }

    fn reference(&mut self, reference: &'d Located<'d>, path: &Path) -> Type {
        let Some(name) = component_of(&reference.text) else {
            let message = format!(
                "`$ref: {}` at {} is not of the form `#/components/schemas/Name`",
                short(&reference.text),
                path.dotted()
            );
            let meant = self.components.meant(&reference.text);
            self.warn_of_any("foreign-ref", reference.at, message, meant.as_deref());
            return Type::Any;
        };
        if let Some(ty) = Components::ty(self, name, reference.at) {
            return ty;
        }
        let message = format!(
            "`$ref` at {} points to `{}`, which `components.schemas` does not have",
            path.dotted(),
            short(name)
        );
        self.warn_of_any("dangling-ref", reference.at, message, self.components.closest(name));
        Type::Any
    }

    fn element(&mut self, schema: &'d Schema<'d>, items: Option<&'d Schema<'d>>, path: &Path) -> Type {
        match items.map(|items| (Shape::of(items), items)) {
            // The values of a list are those of its elements.
            Some((Shape::String, _)) if lists_values(schema) => self.enumeration(schema, &path.element()),
            Some((_, items)) => self.ty(items, &path.element()),
            None => Type::Any,
        }
    }

    fn object(&mut self, schema: &'d Schema<'d>, properties: &'d [Named<'d, Schema<'d>>], path: &Path) -> Type {
        let settled = self.components.chosen.settle(placed(properties), names::field, self.faults);
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
                name: path.id(),
                path: path.dotted(),
                text: texts::of(schema),
                gone: texts::gone(schema.gone_since.as_ref()),
                fields,
            }),
            path,
            schema.at,
        )
    }

    fn enumeration(&mut self, schema: &'d Schema<'d>, path: &Path) -> Type {
        let values = texts::choices(schema);
        let placed = values.iter().map(|(value, _)| (value.as_str(), texts::place(schema, value).unwrap_or_default()));
        let settled = self.components.chosen.settle(placed, names::variant, self.faults);
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
                name: path.id(),
                path: path.dotted(),
                text: texts::of(schema),
                gone: texts::gone(schema.gone_since.as_ref()),
                variants,
            }),
            path,
            schema.at,
        )
    }

    fn define(&mut self, definition: TypeDef, path: &Path, at: NodeId) -> Type {
        // What an operation answers is called after it.
        if let Some(rename) = Some(at).filter(|_| !path.root).and_then(|at| self.components.chosen.of(at)) {
            self.components.types.entry(self.operation).or_default().insert(path.id(), rename);
        }
        self.defined.push(definition);
        Type::Named(TypeRef { component: None, name: path.id() })
    }
}
