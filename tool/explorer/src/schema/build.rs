//! Model → types.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use generator::lookup::FoundOperation;
use generator::model::{Field, Object, Type, TypeDef, TypePath};
use runtime::codegen::codec::{Member, Table};

use super::{FieldShape, Members, ObjectShape, Shape};

/// The type of an operation's request.
///
/// It lives as long as the program: tables of the codec do, and there is one operation in a program.
pub(crate) fn schema(found: &FoundOperation) -> &'static ObjectShape {
    let types = found.module.components.iter().flat_map(|component| &component.types).chain(&found.operation.types);
    let types = types.map(|definition| (definition.path(), definition)).collect();
    Builder { types, objects: BTreeMap::new() }.object(&found.operation.request)
}

struct Builder<'m> {
    types: BTreeMap<&'m TypePath, &'m TypeDef>,
    /// Object types that were met, so that one that contains itself is one.
    objects: BTreeMap<&'m TypePath, &'static ObjectShape>,
}

impl<'m> Builder<'m> {
    fn object(&mut self, object: &'m Object) -> &'static ObjectShape {
        if let Some(known) = self.objects.get(&object.path) {
            return known;
        }
        let shape: &'static ObjectShape = Box::leak(Box::new(ObjectShape { members: OnceLock::new() }));
        self.objects.insert(&object.path, shape);
        let fields: Vec<FieldShape> = object.fields.iter().map(|field| self.field(field)).collect();
        let members = object.fields.iter().zip(&fields);
        let members: Vec<Member> =
            members.map(|(field, shape)| Member { name: shape.wire, secret: field.secret }).collect();
        let table = Table { name: object.path.name.clone().leak(), members: members.leak() };
        let _ = shape.members.set(Members { fields, table: Box::leak(Box::new(table)) });
        shape
    }

    fn field(&mut self, field: &'m Field) -> FieldShape {
        FieldShape {
            wire: field.wire.clone().leak(),
            shape: self.shape(&field.ty),
            required: field.required,
            values: field.docs.values.iter().map(|value| value.wire.clone()).collect(),
            text: field.docs.text.to_string(),
        }
    }

    fn shape(&mut self, ty: &'m Type) -> Shape {
        match ty {
            Type::Boolean => Shape::Boolean,
            Type::Integer => Shape::Integer,
            Type::Number => Shape::Number,
            Type::Text => Shape::Text,
            Type::Bytes => Shape::Bytes,
            Type::Any => Shape::Any,
            Type::List(element) => Shape::List(Box::leak(Box::new(self.shape(element)))),
            Type::Map(value) => Shape::Map(Box::leak(Box::new(self.shape(value)))),
            Type::Boxed(inner) => self.shape(inner),
            Type::Named(path) => match self.types.get(path) {
                Some(TypeDef::Object(object)) => Shape::Object(self.object(object)),
                Some(TypeDef::Enum(list)) => {
                    let values: Vec<String> = list.variants.iter().map(|variant| variant.wire.clone()).collect();
                    Shape::Enum(values.leak())
                }
                // The model defines every type that it uses.
                None => Shape::Any,
            },
        }
    }
}
