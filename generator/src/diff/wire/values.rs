//! The list of values of an element.

use super::changes::{Changes, Places};
use super::said;
use crate::diff::rules::Class;
use crate::lower::texts;
use crate::spec::NodeId;
use crate::spec::document::Schema;
use crate::spec::pairs::{self, Pair};
use std::collections::BTreeMap;

/// A value without the prose that some have behind a colon.
pub(in crate::diff) fn bare(value: &str) -> &str {
    texts::split_prose(value).0.trim()
}

/// The values that are listed, as lowering takes them. A list of blanks is none.
pub(in crate::diff) fn listed<'d>(schema: &'d Schema<'d>) -> Option<BTreeMap<&'d str, NodeId>> {
    let values = schema.values.iter().flatten();
    // Of equal values the first counts.
    let values: BTreeMap<&str, NodeId> = values.rev().map(|value| (bare(&value.text), value.at)).collect();
    Some(values).filter(|values| values.keys().any(|value| !value.is_empty()))
}

pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, places: Places) {
    let all = |values: &BTreeMap<&str, NodeId>| said::list(values.keys().copied());
    let first = |values: &BTreeMap<&str, NodeId>| values.values().min().copied();
    match (listed(old), listed(new)) {
        (None, None) => {}
        (None, Some(values)) => {
            let places = places.or(None, first(&values));
            changes.tell_held(Class::ValuesIntroduced, places, old, new).after = Some(all(&values));
        }
        (Some(values), None) => {
            let places = places.or(first(&values), None);
            changes.tell_held(Class::ValuesDropped, places, old, new).before = Some(all(&values));
        }
        (Some(before), Some(after)) => one_by_one(changes, old, new, pairs::by_name_or_case(before, after), places),
    }
}

fn one_by_one<'d>(
    changes: &mut Changes<'d>,
    old: &'d Schema<'d>,
    new: &'d Schema<'d>,
    values: Vec<Pair<'d, NodeId>>,
    places: Places,
) {
    let said = |value: &str| Some(said::list([value]));
    let mut is_first = true;
    for pair in values {
        match pair {
            Pair::Came(value, at) => changes.tell(Class::ValueAdded, places.or(None, Some(at))).after = said(value),
            Pair::Gone(value, at) => {
                let places = places.or(Some(at), None);
                // One correction brings all of them back.
                let found = match std::mem::take(&mut is_first) {
                    true => changes.tell_held(Class::ValueRemoved, places, old, new),
                    false => changes.tell(Class::ValueRemoved, places),
                };
                found.before = said(value);
            }
            Pair::Both(value, ..) => gone(changes, [(old, value), (new, value)], places),
            Pair::Renamed([before, after], at, at_new) => {
                changes.tell(Class::ValueRenamed, places.or(Some(at), Some(at_new))).says(said(before), said(after));
                gone(changes, [(old, before), (new, after)], places);
            }
        }
    }
}

/// Compares the marks of a value on both sides.
fn gone<'d>(changes: &mut Changes<'d>, sides: [(&'d Schema<'d>, &'d str); 2], places: Places) {
    let mark = |(schema, value): (&'d Schema<'d>, &str)| {
        schema.values_gone.iter().find(|(known, _)| bare(known) == value).map(|(_, since)| since)
    };
    if let Some(found) = changes.tell_gone(mark(sides[0]), mark(sides[1]), places) {
        for (said, (_, value)) in [&mut found.before, &mut found.after].into_iter().zip(sides) {
            *said = said.take().map(|since| format!("{}: {since}", said::list([value])));
        }
    }
}
