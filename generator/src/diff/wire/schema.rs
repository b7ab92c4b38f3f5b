//! A schema: that of a parameter, a field, an element of an array, a value of a map, a body, a component.

use super::changes::{Changes, NodePair};
use super::normalize::trimmed;
use super::schema_path::SchemaSegment;
use super::value_display;
use super::{texts, values};
use crate::diff::rules::Class;
use crate::spec::NodeId;
use crate::spec::document::{Named, Schema};
use crate::spec::pairs::{self, Pair};
use crate::spec::shape::Shape;
use std::collections::BTreeMap;

/// Compares two schemas and all below them. The nodes are those of their names, where they have one.
pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, nodes: NodePair) {
    marks(changes, old, new, nodes);
    changes.compare_text(Class::DefaultChanged, nodes, trimmed(old.default.as_ref()), trimmed(new.default.as_ref()));
    // Another type brings its own documentation and limits.
    if !shape(changes, old, new, nodes) {
        return;
    }
    texts::compare(changes, old, new, nodes);
    // What stands beside a reference has no effect.
    if new.reference.is_none() {
        changes.compare_text(Class::FormatChanged, nodes, trimmed(old.format.as_ref()), trimmed(new.format.as_ref()));
        limits(changes, old, new, nodes);
        values::compare(changes, old, new, nodes);
    }
}

fn marks<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, nodes: NodePair) {
    if old.required != new.required {
        let class = if new.required { Class::BecameRequired } else { Class::BecameOptional };
        changes.record_schema(class, nodes, old, new);
    }
    changes.record_if(!old.deprecated && new.deprecated, Class::Deprecated, nodes);
    changes.record_if(old.deprecated && !new.deprecated, Class::Undeprecated, nodes);
    changes.compare_gone(old.gone_since.as_ref(), new.gone_since.as_ref(), nodes);
    let secrecy = |schema: &Schema<'_>| match schema.sensitive {
        Some(true) => Some("secret"),
        Some(false) => Some("no secret"),
        // A rule about names decides.
        None => Some("not stated"),
    };
    changes.compare_text(Class::SecrecyChanged, nodes, secrecy(old), secrecy(new));
}

/// Records one change for all limits that differ.
fn limits<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, nodes: NodePair) {
    let (old, new) = (limits_of(old), limits_of(new));
    let differing = |one: [(&str, Option<&str>); 9], other: [(&str, Option<&str>); 9]| {
        let limits = one.into_iter().zip(other).filter(|(one, other)| one != other);
        let words = limits.filter_map(|((key, value), _)| value.map(|value| format!("{key} {value}")));
        Some(words.collect::<Vec<_>>().join(", ")).filter(|words| !words.is_empty())
    };
    let (before, after) = (differing(old, new), differing(new, old));
    changes.compare_text(Class::LimitsChanged, nodes, before.as_deref(), after.as_deref());
}

fn limits_of<'d>(schema: &'d Schema<'_>) -> [(&'static str, Option<&'d str>); 9] {
    let flag = |flag: bool| flag.then_some("true");
    [
        ("minimum", trimmed(schema.minimum.as_ref())),
        ("maximum", trimmed(schema.maximum.as_ref())),
        ("exclusiveMinimum", flag(schema.exclusive_minimum)),
        ("exclusiveMaximum", flag(schema.exclusive_maximum)),
        ("minLength", trimmed(schema.min_length.as_ref())),
        ("maxLength", trimmed(schema.max_length.as_ref())),
        ("minItems", trimmed(schema.min_items.as_ref())),
        ("maxItems", trimmed(schema.max_items.as_ref())),
        ("pattern", trimmed(schema.pattern.as_ref())),
    ]
}

/// Compares the types. Returns whether they are of one kind, whatever differs below.
fn shape<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, nodes: NodePair) -> bool {
    let (before, after) = (Shape::of(old), Shape::of(new));
    if inside(changes, before, after) {
        return true;
    }
    let nodes = nodes.or(at_of_type(old), at_of_type(new));
    let class = match (before, after) {
        (Shape::FreeForm, Shape::Object(fields)) => {
            changes.record(Class::FieldsIntroduced, nodes).after = Some(names(fields));
            return true;
        }
        (Shape::Object(fields), Shape::FreeForm) => {
            changes.record(Class::FieldsDropped, nodes).before = Some(names(fields));
            return true;
        }
        (Shape::Reference(_), Shape::Reference(_)) => Class::ReferenceChanged,
        (Shape::Reference(_), _) => Class::ReferenceInlined,
        (_, Shape::Reference(_)) => Class::ReferenceIntroduced,
        _ => Class::TypeChanged,
    };
    changes
        .record_schema(class, nodes, old, new)
        .set_values(Some(value_display::type_name(old)), Some(value_display::type_name(new)));
    false
}

/// Compares what is below two types of one kind. Returns whether they are of one kind.
fn inside<'d>(changes: &mut Changes<'d>, old: Shape<'d>, new: Shape<'d>) -> bool {
    match (old, new) {
        (Shape::Reference(old), Shape::Reference(new)) => old.text == new.text,
        (Shape::FreeForm, Shape::FreeForm) | (Shape::Array(None), Shape::Array(None)) => true,
        (Shape::Array(Some(old)), Shape::Array(Some(new))) => {
            changes
                .descend(SchemaSegment::Elements, |changes| compare(changes, old, new, NodePair::both(old.at, new.at)));
            true
        }
        (Shape::Map(old), Shape::Map(new)) => {
            changes
                .descend(SchemaSegment::Values, |changes| compare(changes, old, new, NodePair::both(old.at, new.at)));
            true
        }
        (Shape::Object(old), Shape::Object(new)) => {
            fields(changes, old, new);
            true
        }
        // Formats and lists of values are compared by themselves.
        (old, new) => old.is_leaf() && new.is_leaf() && old.name() == new.name(),
    }
}

fn names(fields: &[Named<'_, Schema<'_>>]) -> String {
    let mut names: Vec<&str> = fields.iter().map(|field| field.name.as_ref()).collect();
    names.sort_unstable();
    value_display::list(names)
}

/// The node of the type.
fn at_of_type(schema: &Schema<'_>) -> Option<NodeId> {
    schema.reference.as_ref().or(schema.kind.as_ref()).map(|located| located.at)
}

fn fields<'d>(changes: &mut Changes<'d>, old: &'d [Named<'d, Schema<'d>>], new: &'d [Named<'d, Schema<'d>>]) {
    for pair in pairs::by_name_or_case(named(old), named(new)) {
        match pair {
            Pair::Gone(name, old) => changes.descend(SchemaSegment::Field(name), |changes| {
                changes.record(Class::FieldRemoved, NodePair::removed(old.at)).before =
                    Some(value_display::type_name(&old.value));
            }),
            Pair::Came(name, new) => changes.descend(SchemaSegment::Field(name), |changes| {
                let class = if new.value.required { Class::RequiredFieldAdded } else { Class::FieldAdded };
                changes.record(class, NodePair::added(new.at)).after = Some(value_display::type_name(&new.value));
            }),
            Pair::Both(name, old, new) => changes.descend(SchemaSegment::Field(name), |changes| {
                compare(changes, &old.value, &new.value, NodePair::both(old.at, new.at));
            }),
            Pair::Renamed([before, after], old, new) => changes.descend(SchemaSegment::Field(after), |changes| {
                let nodes = NodePair::both(old.at, new.at);
                changes.compare_text(Class::FieldRenamed, nodes, Some(before), Some(after));
                compare(changes, &old.value, &new.value, nodes);
            }),
        }
    }
}

/// Named elements by name; of equal names the first counts.
pub(super) fn named<'d, T>(list: &'d [Named<'d, T>]) -> BTreeMap<&'d str, &'d Named<'d, T>> {
    list.iter().rev().map(|named| (named.name.as_ref(), named)).collect()
}
