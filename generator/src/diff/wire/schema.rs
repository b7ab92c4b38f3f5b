//! An element: a parameter, a field, what a list or map holds, a body, a component.

use super::changes::{Changes, Places};
use super::said::{self, trimmed};
use super::way::Step;
use super::{texts, values};
use crate::diff::rules::Class;
use crate::spec::NodeId;
use crate::spec::document::{Named, Schema};
use crate::spec::pairs::{self, Pair};
use crate::spec::shape::Shape;
use std::collections::BTreeMap;

/// Compares an element and all below it. The places are those of the element, by its name where it has one.
pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, places: Places) {
    marks(changes, old, new, places);
    changes.tell_text(Class::DefaultChanged, places, trimmed(old.default.as_ref()), trimmed(new.default.as_ref()));
    // What is told about another type goes with the type.
    if !shape(changes, old, new, places) {
        return;
    }
    texts::compare(changes, old, new, places);
    // What stands beside a reference has no effect.
    if new.reference.is_none() {
        changes.tell_text(Class::FormatChanged, places, trimmed(old.format.as_ref()), trimmed(new.format.as_ref()));
        limits(changes, old, new, places);
        values::compare(changes, old, new, places);
    }
}

fn marks<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, places: Places) {
    if old.required != new.required {
        let class = if new.required { Class::BecameRequired } else { Class::BecameOptional };
        changes.tell_held(class, places, old, new);
    }
    changes.tell_if(!old.deprecated && new.deprecated, Class::Deprecated, places);
    changes.tell_if(old.deprecated && !new.deprecated, Class::Undeprecated, places);
    changes.tell_gone(old.gone_since.as_ref(), new.gone_since.as_ref(), places);
    let secrecy = |schema: &Schema<'_>| match schema.sensitive {
        Some(true) => Some("secret"),
        Some(false) => Some("no secret"),
        // A rule about names decides.
        None => Some("not stated"),
    };
    changes.tell_text(Class::SecrecyChanged, places, secrecy(old), secrecy(new));
}

/// All limits that changed are one change.
fn limits<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, places: Places) {
    let (old, new) = (limits_of(old), limits_of(new));
    let said = |one: [(&str, Option<&str>); 9], other: [(&str, Option<&str>); 9]| {
        let differing = one.into_iter().zip(other).filter(|(one, other)| one != other);
        let words = differing.filter_map(|((key, value), _)| value.map(|value| format!("{key} {value}")));
        Some(words.collect::<Vec<_>>().join(", ")).filter(|words| !words.is_empty())
    };
    let (before, after) = (said(old, new), said(new, old));
    changes.tell_text(Class::LimitsChanged, places, before.as_deref(), after.as_deref());
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

/// Compares the types; whether the type is the same, whatever changed below it.
fn shape<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, places: Places) -> bool {
    let (before, after) = (Shape::of(old), Shape::of(new));
    if inside(changes, before, after) {
        return true;
    }
    let places = places.or(at_of_type(old), at_of_type(new));
    let class = match (before, after) {
        (Shape::FreeForm, Shape::Object(fields)) => {
            changes.tell(Class::FieldsIntroduced, places).after = Some(names(fields));
            return true;
        }
        (Shape::Object(fields), Shape::FreeForm) => {
            changes.tell(Class::FieldsDropped, places).before = Some(names(fields));
            return true;
        }
        (Shape::Reference(_), Shape::Reference(_)) => Class::ReferenceChanged,
        (Shape::Reference(_), _) => Class::ReferenceInlined,
        (_, Shape::Reference(_)) => Class::ReferenceIntroduced,
        _ => Class::TypeChanged,
    };
    changes.tell_held(class, places, old, new).says(Some(said::ty(old)), Some(said::ty(new)));
    false
}

/// Compares what two types of one kind hold; whether they are of one kind.
fn inside<'d>(changes: &mut Changes<'d>, old: Shape<'d>, new: Shape<'d>) -> bool {
    match (old, new) {
        (Shape::Reference(old), Shape::Reference(new)) => old.text == new.text,
        (Shape::FreeForm, Shape::FreeForm) | (Shape::Array(None), Shape::Array(None)) => true,
        (Shape::Array(Some(old)), Shape::Array(Some(new))) => {
            changes.below(Step::Elements, |changes| compare(changes, old, new, Places::both(old.at, new.at)));
            true
        }
        (Shape::Map(old), Shape::Map(new)) => {
            changes.below(Step::Values, |changes| compare(changes, old, new, Places::both(old.at, new.at)));
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
    said::list(names)
}

/// Where a schema says its type.
fn at_of_type(schema: &Schema<'_>) -> Option<NodeId> {
    schema.reference.as_ref().or(schema.kind.as_ref()).map(|located| located.at)
}

fn fields<'d>(changes: &mut Changes<'d>, old: &'d [Named<'d, Schema<'d>>], new: &'d [Named<'d, Schema<'d>>]) {
    for pair in pairs::by_name_or_case(named(old), named(new)) {
        match pair {
            Pair::Gone(name, old) => changes.below(Step::Field(name), |changes| {
                changes.tell(Class::FieldRemoved, Places::gone(old.at)).before = Some(said::ty(&old.value));
            }),
            Pair::Came(name, new) => changes.below(Step::Field(name), |changes| {
                let class = if new.value.required { Class::RequiredFieldAdded } else { Class::FieldAdded };
                changes.tell(class, Places::came(new.at)).after = Some(said::ty(&new.value));
            }),
            Pair::Both(name, old, new) => changes.below(Step::Field(name), |changes| {
                compare(changes, &old.value, &new.value, Places::both(old.at, new.at));
            }),
            Pair::Renamed([before, after], old, new) => changes.below(Step::Field(after), |changes| {
                let places = Places::both(old.at, new.at);
                changes.tell_text(Class::FieldRenamed, places, Some(before), Some(after));
                compare(changes, &old.value, &new.value, places);
            }),
        }
    }
}

/// Named elements by name; of equal names the first counts.
pub(super) fn named<'d, T>(list: &'d [Named<'d, T>]) -> BTreeMap<&'d str, &'d Named<'d, T>> {
    list.iter().rev().map(|named| (named.name.as_ref(), named)).collect()
}
