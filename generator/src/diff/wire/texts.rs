//! What is told about an element.

use super::changes::{Changes, Places};
use super::said::trimmed;
use crate::diff::rules::Class;
use crate::lower::texts;
use crate::spec::document::{Schema, Text};
use std::collections::BTreeMap;

pub(super) fn compare<'d>(changes: &mut Changes<'d>, old: &'d Schema<'d>, new: &'d Schema<'d>, places: Places) {
    let texts = [
        (Class::Description, &old.description, &new.description),
        (Class::Title, &old.title, &new.title),
        (Class::Example, &old.example, &new.example),
    ];
    for (class, old, new) in texts {
        changes.tell_if(differ(old.as_ref(), new.as_ref()), class, places);
    }
    changes.tell_if(labels_differ(old, new), Class::ValueLabels, places);
    changes.tell_if(old.read_only != new.read_only, Class::ReadOnly, places);
}

pub(super) fn differ(old: Option<&Text<'_>>, new: Option<&Text<'_>>) -> bool {
    trimmed(old) != trimmed(new)
}

/// Whether something else is said about values, in `enumValueTitles` or behind a colon in the list itself.
fn labels_differ(old: &Schema<'_>, new: &Schema<'_>) -> bool {
    let (before, after) = (prose(old), prose(new));
    let differs = |(value, prose): (&&str, &&str)| after.get(*value).is_some_and(|other| other != prose);
    titles(old) != titles(new) || before.iter().any(differs)
}

fn titles<'d>(schema: &'d Schema<'_>) -> BTreeMap<&'d str, &'d str> {
    let titles = schema.value_titles.iter().map(|(value, label)| (value.trim(), label.trim()));
    titles.filter(|(_, label)| !label.is_empty()).collect()
}

fn prose<'d>(schema: &'d Schema<'_>) -> BTreeMap<&'d str, &'d str> {
    let mut values: Vec<(&str, &str)> =
        schema.values.iter().flatten().map(|value| texts::split_prose(&value.text)).collect();
    values.sort_unstable();
    values.into_iter().collect()
}
