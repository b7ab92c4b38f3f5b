//! The wire change that causes other arguments of `new`.

use super::report::{Change, ItemChange, Part};
use super::rules::{Bump, Class};
use crate::names;
use std::collections::{BTreeMap, BTreeSet};

/// The wire change that causes a constructor to change; `None` where there are several.
pub(super) fn cause(item: &ItemChange, wire: &[Change]) -> Option<usize> {
    let [before, after] = [&item.before, &item.after].map(|side| arguments(side.as_deref().unwrap_or_default()));
    let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut causes = BTreeSet::new();
    for name in names.iter().filter(|name| before.get(*name) != after.get(*name)) {
        let is_retyped = before.contains_key(name) && after.contains_key(name);
        let renamed = || renamed(&names, wire).filter(|_| !is_retyped);
        causes.insert(cause_of(name, is_retyped, wire).or_else(renamed));
    }
    if causes.is_empty() {
        // Only the order differs, which is that of the wire names.
        causes
            .extend(wire.iter().enumerate().filter(|(_, c)| c.class == Class::ParameterRenamed).map(|(i, _)| Some(i)));
    }
    causes.pop_first().flatten().filter(|_| causes.is_empty())
}

/// The arguments by name: `(id: impl Into<String>, count: i64)`.
fn arguments(signature: &str) -> BTreeMap<&str, &str> {
    let inner = signature.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or_default();
    let mut depth = 0_usize;
    let arguments = inner.split(|c| {
        depth = match c {
            '<' => depth + 1,
            '>' => depth.saturating_sub(1),
            _ => depth,
        };
        c == ',' && depth == 0
    });
    arguments.filter_map(|argument| argument.trim().split_once(": ")).collect()
}

/// The wire change that adds, removes or retypes an argument.
fn cause_of(name: &str, is_retyped: bool, wire: &[Change]) -> Option<usize> {
    let own = wire.iter().enumerate().filter(|(_, change)| concerns(change, name));
    let own = own.max_by_key(|(index, change)| (moves(change.class) != is_retyped, std::cmp::Reverse(*index)));
    let path = || wire.iter().position(|change| change.class == Class::PathChanged);
    own.map(|(index, _)| index).or_else(path)
}

/// The only wire change of a required parameter that no argument is named after: a correction may choose another name.
fn renamed(names: &BTreeSet<&str>, wire: &[Change]) -> Option<usize> {
    let is_named = |change: &Change| names.iter().any(|name| concerns(change, name));
    let moves = |change: &Change| {
        let is_whole = !change.path.contains(['.', '[', '{']);
        moves(change.class) && change.part == Part::Request && is_whole && !is_named(change)
    };
    let mut candidates = wire.iter().enumerate().filter(|(_, change)| moves(change));
    candidates.next().filter(|_| candidates.next().is_none()).map(|(index, _)| index)
}

/// Whether a wire change is about the parameter that an argument is named after.
fn concerns(change: &Change, name: &str) -> bool {
    let path = change.path.trim_end_matches(['[', ']', '{', '}']);
    let wire_names = Some(path).into_iter().chain(change.before.as_deref().filter(|_| is_rename(change)));
    change.part == Part::Request
        && change.class.bump() == Bump::Major
        && !path.contains(['[', '{'])
        && wire_names.into_iter().any(|wire| names::field(wire) == name)
}

fn is_rename(change: &Change) -> bool {
    change.class == Class::ParameterRenamed
}

/// Whether such a change adds or removes arguments; others give them another type.
fn moves(class: Class) -> bool {
    matches!(
        class,
        Class::BecameRequired
            | Class::BecameOptional
            | Class::Gone
            | Class::Back
            | Class::ParameterAdded
            | Class::ParameterRemoved
            | Class::RequiredParameterAdded
            | Class::RequiredParameterRemoved
            | Class::ParameterRenamed
            | Class::PlaceChanged
    )
}

#[cfg(test)]
mod tests {
    use super::arguments;

    #[test]
    fn arguments_are_distinguished() {
        let found = arguments("(r#type: impl Into<String>, tags: BTreeMap<String, Vec<Tag>>, count: i64)");
        let expected = [("count", "i64"), ("r#type", "impl Into<String>"), ("tags", "BTreeMap<String, Vec<Tag>>")];
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
        assert!(arguments("()").is_empty());
    }
}
