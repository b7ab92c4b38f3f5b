//! What stands in a response outside of any list: the lists themselves, and the texts and numbers beside them.

use crate::model::{Component, Field, Object, Operation, Output, Type, TypeDef, TypePath};
use std::collections::BTreeMap;

/// How deep objects are searched; what describes the pages stands near the top.
const DEEPEST: usize = 6;

/// The structs that responses refer to, by path.
pub(in crate::lower) type Objects<'m> = BTreeMap<&'m TypePath, &'m Object>;

/// The structs of the components of a module.
pub(in crate::lower) fn objects(components: &[Component]) -> Objects<'_> {
    components.iter().flat_map(|component| &component.types).filter_map(object).map(|o| (&o.path, o)).collect()
}

fn object(definition: &TypeDef) -> Option<&Object> {
    match definition {
        TypeDef::Object(object) => Some(object),
        TypeDef::Enum(_) => None,
    }
}

/// A field of the envelope: the fields that lead to it, itself last.
pub(super) type FieldPath<'m> = Vec<&'m Field>;

/// The envelope of the items of a response.
#[derive(Default)]
pub(super) struct Envelope<'m> {
    /// The lists, each with the type of its elements. The empty path is the response itself.
    pub(super) lists: Vec<(FieldPath<'m>, &'m Type)>,
    /// Texts and numbers.
    pub(super) scalars: Vec<FieldPath<'m>>,
    own: Objects<'m>,
}

impl<'m> Envelope<'m> {
    /// The envelope of what an operation answers. What is gone is left out: the service may no longer send it.
    pub(super) fn of(operation: &'m Operation, components: &Objects<'m>) -> Self {
        let own = operation.types.iter().filter_map(object).map(|object| (&object.path, object)).collect();
        let mut envelope = Self { own, ..Self::default() };
        if let Output::Json(ty) = &operation.output {
            envelope.add(ty, &mut Vec::new(), components);
        }
        envelope
    }

    fn add(&mut self, ty: &'m Type, path: &mut FieldPath<'m>, components: &Objects<'m>) {
        match ty {
            Type::List(element) => self.lists.push((path.clone(), element)),
            Type::Integer | Type::Text => self.scalars.push(path.clone()),
            Type::Boxed(inner) => self.add(inner, path, components),
            Type::Named(name) if path.len() < DEEPEST => {
                let object = self.own.get(name).or_else(|| components.get(name)).copied();
                for field in object.iter().flat_map(|object| &object.fields).filter(|field| field.gone.is_none()) {
                    path.push(field);
                    self.add(&field.ty, path, components);
                    path.pop();
                }
            }
            Type::Named(_) | Type::Boolean | Type::Number | Type::Bytes | Type::Any | Type::Map(_) => {}
        }
    }

    #[expect(dead_code)]
    /// The list at a wire path, given without brackets.
    pub(super) fn list(&self, path: &str) -> Option<&(FieldPath<'m>, &'m Type)> {
        self.lists.iter().find(|(fields, _)| dotted(fields) == path)
    }
}

/// The wire path of a field.
pub(super) fn dotted(path: &[&Field]) -> String {
    path.iter().map(|field| field.wire.as_str()).collect::<Vec<_>>().join(".")
}
