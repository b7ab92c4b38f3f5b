//! Which operations use a component, in requests or in responses.

use super::report::Use;
use crate::spec::document::{Api, Document, Schema};
use std::collections::{BTreeMap, BTreeSet};

/// Names of components.
type Names<'d> = BTreeSet<&'d str>;

/// The operations of some documents that use some components, by the name of the component.
pub(super) fn of<'d>(
    documents: impl IntoIterator<Item = &'d Document<'d>>,
    components: &BTreeSet<&str>,
) -> BTreeMap<String, Vec<Use>> {
    let mut found: BTreeMap<(&str, &str), [bool; 2]> = BTreeMap::new();
    for document in documents.into_iter().filter(|_| !components.is_empty()) {
        let inside: BTreeMap<&str, Names<'_>> =
            document.schemas.iter().map(|schema| (schema.name.as_ref(), named_in([&schema.value]))).collect();
        for api in &document.apis {
            for (side, names) in [request(&api.value), response(&api.value)].into_iter().enumerate() {
                for name in reached(names, &inside).intersection(components) {
                    found.entry((name, api.name.as_ref())).or_default()[side] = true;
                }
            }
        }
    }
    let mut uses: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    for ((component, operation), [request, response]) in found {
        let operation = operation.to_owned();
        uses.entry(component.to_owned()).or_default().push(Use { operation, request, response });
    }
    uses
}

fn request<'d>(api: &'d Api<'d>) -> Names<'d> {
    named_in(api.parameters.iter().map(|parameter| &parameter.schema))
}

/// Only the successful response has a type.
fn response<'d>(api: &'d Api<'d>) -> Names<'d> {
    named_in(api.success_schema())
}

/// The components that schemas refer to.
fn named_in<'d>(schemas: impl IntoIterator<Item = &'d Schema<'d>>) -> Names<'d> {
    let (mut names, mut open) = (Names::new(), Vec::from_iter(schemas));
    while let Some(schema) = open.pop() {
        // Keys beside a reference have no effect.
        if schema.reference.is_some() {
            names.extend(schema.component());
            continue;
        }
        open.extend(schema.properties.iter().flatten().map(|property| &property.value));
        open.extend(schema.items.as_deref().into_iter().chain(schema.additional_properties.as_deref()));
    }
    names
}

/// Components with all that they refer to, directly or through others.
fn reached<'d>(names: Names<'d>, inside: &BTreeMap<&'d str, Names<'d>>) -> Names<'d> {
    let (mut reached, mut open) = (Names::new(), Vec::from_iter(names));
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(inside.get(name).into_iter().flatten());
        }
    }
    reached
}
