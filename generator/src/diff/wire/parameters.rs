//! The parameters of an operation.

use super::changes::{Changes, NodePair};
use super::difference::Difference;
use super::normalize::trimmed;
use super::schema;
use super::schema_path::SchemaSegment;
use super::value_display;
use crate::diff::rules::Class;
use crate::lower::parameters::contents;
use crate::spec::document::{Api, Located, Parameter};
use crate::spec::pairs::{self, Pair};
use std::collections::BTreeMap;

pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>) {
    for pair in pairs::by_name_or_case(named(old), named(new)) {
        match pair {
            Pair::Gone(name, old) => changes.descend(SchemaSegment::Name(name), |changes| {
                let optional = Class::ParameterRemoved;
                let class = if is_required(old) { Class::RequiredParameterRemoved } else { optional };
                changes.record(class, NodePair::removed(old.at)).before = Some(value_display::type_name(&old.schema));
            }),
            Pair::Came(name, new) => changes.descend(SchemaSegment::Name(name), |changes| {
                let class = if is_required(new) { Class::RequiredParameterAdded } else { Class::ParameterAdded };
                changes.record(class, NodePair::added(new.at)).after = Some(value_display::type_name(&new.schema));
            }),
            Pair::Both(name, old, new) => changes.descend(SchemaSegment::Name(name), |changes| one(changes, old, new)),
            Pair::Renamed([before, after], old, new) => changes.descend(SchemaSegment::Name(after), |changes| {
                let nodes = NodePair::both(old.name.at, new.name.at);
                changes.compare_text(Class::ParameterRenamed, nodes, Some(before), Some(after));
                one(changes, old, new);
            }),
        }
    }
}

/// Parameters by name. Of several with one name, the one that lowering keeps.
fn named<'d>(api: &'d Api<'d>) -> BTreeMap<&'d str, &'d Parameter<'d>> {
    let mut named: BTreeMap<&str, &Parameter<'_>> = BTreeMap::new();
    for parameter in api.parameters.iter().filter(|parameter| !parameter.name.text.trim().is_empty()) {
        let known = named.entry(parameter.name.text.as_ref()).or_insert(parameter);
        if !std::ptr::eq(*known, parameter) && contents(parameter) < contents(known) {
            *known = parameter;
        }
    }
    named
}

/// A parameter of the path is required, whatever the document says.
fn is_required(parameter: &Parameter<'_>) -> bool {
    parameter.schema.required || is_in_path(parameter)
}

fn is_in_path(parameter: &Parameter<'_>) -> bool {
    parameter.location.text == "path"
}

fn one<'d>(changes: &mut Changes<'d>, old: &'d Parameter<'d>, new: &'d Parameter<'d>) {
    let nodes = NodePair::both(old.at, new.at);
    let at = |located: Option<&Located<'_>>| located.map(|located| located.at);
    let locations = NodePair::both(old.location.at, new.location.at);
    let text = |located: &'d Located<'d>| trimmed(Some(&located.text));
    changes.compare_text(Class::PlaceChanged, locations, text(&old.location), text(&new.location));
    let (before, after) = (old.style.as_ref(), new.style.as_ref());
    let styles = nodes.or(at(before), at(after));
    changes.compare_text(Class::StyleChanged, styles, before.and_then(text), after.and_then(text));
    changes.compare_gone(old.gone_since.as_ref(), new.gone_since.as_ref(), nodes);
    let start = changes.differences.len();
    schema::compare(changes, &old.schema, &new.schema, nodes);
    if is_in_path(old) {
        let own = |difference: &&mut Difference<'_>| {
            difference.class == Class::BecameRequired && difference.path == new.name.text
        };
        changes
            .differences
            .iter_mut()
            .skip(start)
            .filter(own)
            .for_each(|difference| difference.weight = difference.class.weight());
    }
}
