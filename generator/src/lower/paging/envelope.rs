//! What stands in a request or response outside of any list: the lists themselves, and the texts and numbers beside them.

use super::names;
use crate::model::{Component, Field, Object, Operation, Output, Type, TypeDef, TypePath};
use std::collections::BTreeMap;

/// How deep objects are searched; what describes pages stands near the top.
const DEEPEST: usize = 6;

/// Structs by path.
pub(in crate::lower) type Objects<'m> = BTreeMap<&'m TypePath, &'m Object>;

/// The structs of the components of a module.
pub(in crate::lower) fn objects(components: &[Component]) -> Objects<'_> {
    by_path(components.iter().flat_map(|component| &component.types))
}

fn by_path<'m>(types: impl Iterator<Item = &'m TypeDef>) -> Objects<'m> {
    let object = |definition: &'m TypeDef| match definition {
        TypeDef::Object(object) => Some((&object.path, object)),
        TypeDef::Enum(_) => None,
    };
    types.filter_map(object).collect()
}

/// The fields that lead to one, itself last.
pub(super) type FieldPath<'m> = Vec<&'m Field>;

/// The envelope of a message.
#[derive(Default)]
pub(super) struct Envelope<'m> {
    /// The lists, each with the type of its elements. The empty path is the message itself.
    pub(super) lists: Vec<(FieldPath<'m>, &'m Type)>,
    /// Texts and numbers.
    pub(super) scalars: Vec<FieldPath<'m>>,
}

impl<'m> Envelope<'m> {
    /// That of what an operation answers.
    pub(super) fn of_response(operation: &'m Operation, components: &Objects<'m>) -> Self {
        let (own, mut envelope) = (by_path(operation.types.iter()), Self::default());
        if let Output::Json(ty) = &operation.output {
            envelope.add(ty, &mut Vec::new(), &[&own, components]);
        }
        envelope
    }

    /// That of what an operation takes: the parameters, and below those that are `open` their members.
    pub(super) fn of_request(operation: &'m Operation, open: impl Fn(&str) -> bool, components: &Objects<'m>) -> Self {
        let (own, mut envelope) = (by_path(operation.types.iter()), Self::default());
        for field in operation.request.fields.iter().filter(|field| field.gone.is_none()) {
            let is_open = !matches!(field.ty, Type::Named(_) | Type::Boxed(_)) || open(&field.wire);
            if is_open {
                envelope.field(field, &mut Vec::new(), &[&own, components]);
            }
        }
        envelope
    }

    fn add(&mut self, ty: &'m Type, path: &mut FieldPath<'m>, objects: &[&Objects<'m>; 2]) {
        match ty {
            Type::List(element) => self.lists.push((path.clone(), element)),
            Type::Integer | Type::Text => self.scalars.push(path.clone()),
            Type::Boxed(inner) => self.add(inner, path, objects),
            Type::Named(name) if path.len() < DEEPEST => {
                let object = objects.iter().find_map(|objects| objects.get(name)).copied();
                let fields = object.iter().flat_map(|object| &object.fields);
                fields.for_each(|field| self.field(field, path, objects));
            }
            Type::Named(_) | Type::Boolean | Type::Number | Type::Bytes | Type::Any | Type::Map(_) => {}
        }
    }

    /// What is gone is left out: the service may no longer know it. So is what has a dot in its name, which paths divide at.
    fn field(&mut self, field: &'m Field, path: &mut FieldPath<'m>, objects: &[&Objects<'m>; 2]) {
        if field.gone.is_none() && !field.wire.contains('.') {
            path.push(field);
            self.add(&field.ty, path, objects);
            path.pop();
        }
    }

    /// The members of a response that tell of pages: the total, the number, the size.
    pub(super) fn marks(&self) -> Vec<FieldPath<'m>> {
        let is_mark = |path: &&FieldPath<'_>| {
            let names = [names::TOTALS, names::NUMBERS, names::PAGE_SIZES];
            path.last().is_some_and(|field| names.iter().any(|names| names::rank(&field.wire, names).is_some()))
        };
        self.scalars.iter().filter(is_mark).cloned().collect()
    }

    /// Where the number of all items stands: as close to the items as possible.
    pub(super) fn total(&self, items: &[&Field]) -> Option<String> {
        let shared = |path: &[&Field]| path.iter().zip(items).take_while(|(a, b)| a.wire == b.wire).count();
        let ranked =
            self.scalars.iter().filter_map(|path| Some((names::rank(&path.last()?.wire, names::TOTALS)?, path)));
        let best = ranked.min_by_key(|(rank, path)| (std::cmp::Reverse(shared(path)), path.len(), *rank));
        best.map(|(_, path)| dotted(path))
    }
}

/// The wire path of a field.
pub(super) fn dotted(path: &[&Field]) -> String {
    path.iter().map(|field| field.wire.as_str()).collect::<Vec<_>>().join(".")
}
