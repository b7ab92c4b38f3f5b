//! The parameters of an operation.

use super::changes::{Changes, Places};
use super::said::{self, trimmed};
use super::way::Step;
use super::{Found, schema};
use crate::diff::rules::Class;
use crate::lower::parameters::contents;
use crate::spec::document::{Api, Located, Parameter};
use crate::spec::pairs::{self, Pair};
use std::collections::BTreeMap;

pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>) {
    for pair in pairs::by_name_or_case(named(old), named(new)) {
        match pair {
            Pair::Gone(name, old) => changes.below(Step::Name(name), |changes| {
                let optional = Class::ParameterRemoved;
                let class = if is_required(old) { Class::RequiredParameterRemoved } else { optional };
                changes.tell(class, Places::gone(old.at)).before = Some(said::ty(&old.schema));
            }),
            Pair::Came(name, new) => changes.below(Step::Name(name), |changes| {
                let class = if is_required(new) { Class::RequiredParameterAdded } else { Class::ParameterAdded };
                changes.tell(class, Places::came(new.at)).after = Some(said::ty(&new.schema));
            }),
            Pair::Both(name, old, new) => changes.below(Step::Name(name), |changes| one(changes, old, new)),
            Pair::Renamed([before, after], old, new) => changes.below(Step::Name(after), |changes| {
                let places = Places::both(old.name.at, new.name.at);
                changes.tell_text(Class::ParameterRenamed, places, Some(before), Some(after));
                one(changes, old, new);
            }),
        }
    }
}

/// Parameters by name. Of several with one name, the one that lowering takes.
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

/// A part of the path is never left out.
fn is_required(parameter: &Parameter<'_>) -> bool {
    parameter.schema.required || is_in_path(parameter)
}

fn is_in_path(parameter: &Parameter<'_>) -> bool {
    parameter.location.text == "path"
}

fn one<'d>(changes: &mut Changes<'d>, old: &'d Parameter<'d>, new: &'d Parameter<'d>) {
    let places = Places::both(old.at, new.at);
    let at = |located: Option<&Located<'_>>| located.map(|located| located.at);
    let locations = Places::both(old.location.at, new.location.at);
    let text = |located: &'d Located<'d>| trimmed(Some(&located.text));
    changes.tell_text(Class::PlaceChanged, locations, text(&old.location), text(&new.location));
    let (before, after) = (old.style.as_ref(), new.style.as_ref());
    let styles = places.or(at(before), at(after));
    changes.tell_text(Class::StyleChanged, styles, before.and_then(text), after.and_then(text));
    changes.tell_gone(old.gone_since.as_ref(), new.gone_since.as_ref(), places);
    let start = changes.found.len();
    schema::compare(changes, &old.schema, &new.schema, places);
    if is_in_path(old) {
        let own = |found: &&mut Found<'_>| found.class == Class::BecameRequired && found.path == new.name.text;
        changes.found.iter_mut().skip(start).filter(own).for_each(|found| found.weight = found.class.weight());
    }
}
