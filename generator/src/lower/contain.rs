//! Faults inside an operation or a component cost the operations that need it, and no others.
//!
//! The vendor publishes some 350 documents, each week anew, and now and then one of 300 operations is damaged. That is no
//! reason to do without the other 299: an error that lies within an operation or a component becomes a warning that names
//! the operations which are refused for it.

use crate::Owner;
use crate::Severity;
use crate::spec::Fault;
use crate::spec::document::{Api, Document, Located, Named, Schema};
use std::collections::{BTreeMap, BTreeSet};

/// Operations that a fault costs, and why.
pub(super) type Unreadable<'d> = BTreeMap<&'d str, String>;

/// Turns the errors inside operations and components into warnings.
pub(super) fn contain<'d>(document: &'d Document<'d>, faults: &mut Vec<Fault>) -> Unreadable<'d> {
    faults.extend(document.apis.iter().filter_map(|api| endless_placeholder(document, api)));
    let mut users = None;
    let mut unreadable = Unreadable::new();
    for fault in faults.iter_mut().filter(|fault| fault.severity == Severity::Error) {
        let (operations, reason) = match &fault.owner {
            Owner::Document => continue,
            Owner::Operation(name) => {
                let known = document.apis.iter().find(|api| api.name == name.as_str());
                (known.map(|api| api.name.as_ref()).into_iter().collect(), fault.message.clone())
            }
            Owner::Component(name) => {
                let users = users.get_or_insert_with(|| users_of(document));
                let reason = format!("component `{name}`: {}", fault.message);
                (users.get(name.as_str()).cloned().unwrap_or_default(), reason)
            }
        };
        fault.severity = Severity::Warning;
        fault.refuses = operations.iter().map(|&name| name.to_owned()).collect();
        for operation in operations {
            unreadable.entry(operation).or_insert_with(|| reason.clone());
        }
    }
    unreadable
}

/// That a placeholder of the path has no end.
fn endless_placeholder(document: &Document<'_>, api: &Named<'_, Api<'_>>) -> Option<Fault> {
    let Located { at, text } = api.value.path.as_ref().filter(|_| !document.ignores_paths())?;
    let is_odd = text.matches('{').count() != text.matches('}').count() && !text.trim().ends_with("/*");
    let message = format!("unclosed placeholder in the path `{}`", text.trim());
    let fault = || Fault::new(Severity::Error, "path", *at, message).help("write a placeholder as `{name}`");
    is_odd.then(|| fault().within(&Owner::Operation(api.name.to_string())))
}

/// The operations that use each component, through others, too.
fn users_of<'d>(document: &'d Document<'d>) -> BTreeMap<&'d str, BTreeSet<&'d str>> {
    let components: BTreeMap<&str, &Schema<'_>> =
        document.schemas.iter().map(|schema| (schema.name.as_ref(), &schema.value)).collect();
    let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for api in &document.apis {
        let (mut reached, mut open) = (BTreeSet::new(), Vec::new());
        for schema in used(&api.value) {
            references(schema, &mut open);
        }
        while let Some(name) = open.pop() {
            if let Some((&name, schema)) = components.get_key_value(name).filter(|_| reached.insert(name)) {
                users.entry(name).or_default().insert(api.name.as_ref());
                references(schema, &mut open);
            }
        }
    }
    users
}

/// The schemas that types are made from.
fn used<'d>(api: &'d Api<'d>) -> impl Iterator<Item = &'d Schema<'d>> {
    let response = api.success_schema();
    api.parameters.iter().map(|parameter| &parameter.schema).chain(response)
}

/// The components that a schema refers to.
fn references<'d>(schema: &'d Schema<'d>, found: &mut Vec<&'d str>) {
    found.extend(schema.component());
    let properties = schema.properties.iter().flatten().map(|property| &property.value);
    let inner = [&schema.items, &schema.additional_properties].into_iter().flatten().map(Box::as_ref);
    properties.chain(inner).for_each(|schema| references(schema, found));
}
