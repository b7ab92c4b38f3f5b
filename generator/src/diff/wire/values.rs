//! The list of values of a schema.

use super::changes::{Changes, NodePair};
use super::value_display;
use crate::diff::rules::Class;
use crate::lower::texts;
use crate::spec::NodeId;
use crate::spec::document::Schema;
use crate::spec::pairs::{self, Pair};
use std::collections::BTreeMap;

/// A value without the label that some have behind a colon.
pub(in crate::diff) fn bare(value: &str) -> &str {
    texts::split_prose(value).0.trim()
}

/// The listed values with their nodes, as lowering reads them; `None` where all are blank.
pub(in crate::diff) fn listed<'d>(schema: &'d Schema<'d>) -> Option<BTreeMap<&'d str, NodeId>> {
    let values = schema.values.iter().flatten();
    // Of equal values the first counts.
    let values: BTreeMap<&str, NodeId> = values.rev().map(|value| (bare(&value.text), value.at)).collect();
    Some(values).filter(|values| values.keys().any(|value| !value.is_empty()))
}

pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, nodes: NodePair) {
    let all = |values: &BTreeMap<&str, NodeId>| value_display::list(values.keys().copied());
    let first = |values: &BTreeMap<&str, NodeId>| values.values().min().copied();
    match (listed(old), listed(new)) {
        (None, None) => {}
        (None, Some(values)) => {
            let nodes = nodes.or(None, first(&values));
            changes.record_schema(Class::ValuesIntroduced, nodes, old, new).after = Some(all(&values));
        }
        (Some(values), None) => {
            let nodes = nodes.or(first(&values), None);
            changes.record_schema(Class::ValuesDropped, nodes, old, new).before = Some(all(&values));
        }
        (Some(before), Some(after)) => one_by_one(changes, old, new, pairs::by_name_or_case(before, after), nodes),
    }
}

fn one_by_one<'d>(
    changes: &mut Changes<'d>,
    old: &'d Schema<'d>,
    new: &'d Schema<'d>,
    values: Vec<Pair<'d, NodeId>>,
    nodes: NodePair,
) {
    let quoted = |value: &str| Some(value_display::list([value]));
    let mut is_first = true;
    for pair in values {
        match pair {
            Pair::Came(value, at) => changes.record(Class::ValueAdded, nodes.or(None, Some(at))).after = quoted(value),
            Pair::Gone(value, at) => {
                let nodes = nodes.or(Some(at), None);
                // One correction holds all of them back.
                let difference = match std::mem::take(&mut is_first) {
                    true => changes.record_schema(Class::ValueRemoved, nodes, old, new),
                    false => changes.record(Class::ValueRemoved, nodes),
                };
                difference.before = quoted(value);
            }
            Pair::Both(value, ..) => gone(changes, [(old, value), (new, value)], nodes),
            Pair::Renamed([before, after], at, at_new) => {
                changes
                    .record(Class::ValueRenamed, nodes.or(Some(at), Some(at_new)))
                    .set_values(quoted(before), quoted(after));
                gone(changes, [(old, before), (new, after)], nodes);
            }
        }
    }
}

/// Compares since when a value is gone.
fn gone<'d>(changes: &mut Changes<'d>, sides: [(&'d Schema<'d>, &'d str); 2], nodes: NodePair) {
    let mark = |(schema, value): (&'d Schema<'d>, &str)| {
        schema.values_gone.iter().find(|(known, _)| bare(known) == value).map(|(_, since)| since)
    };
    if let Some(difference) = changes.compare_gone(mark(sides[0]), mark(sides[1]), nodes) {
        for (text, (_, value)) in [&mut difference.before, &mut difference.after].into_iter().zip(sides) {
            *text = text.take().map(|since| format!("{}: {since}", value_display::list([value])));
        }
    }
}
