//! Elements of two editions, paired by name. A name that differs in the case of letters only is one that was renamed.

use std::collections::{BTreeMap, BTreeSet};

/// Elements of one name, on the sides that have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pair<'d, T> {
    Gone(&'d str, T),
    Came(&'d str, T),
    Both(&'d str, T, T),
    /// The same but for the case of ASCII letters: the names of both sides, and what they name.
    Renamed([&'d str; 2], T, T),
}

/// Pairs elements by name, in the order of names.
pub(crate) fn by_name<'d, T>(old: BTreeMap<&'d str, T>, mut new: BTreeMap<&'d str, T>) -> Vec<Pair<'d, T>> {
    let mut pairs: Vec<Pair<'d, T>> = Vec::with_capacity(new.len());
    for (name, old) in old {
        pairs.push(match new.remove(name) {
            Some(new) => Pair::Both(name, old, new),
            None => Pair::Gone(name, old),
        });
    }
    pairs.extend(new.into_iter().map(|(name, new)| Pair::Came(name, new)));
    pairs
}

/// Pairs elements by name; what goes under one name and comes under another that differs in case only is renamed.
pub(crate) fn by_name_or_case<'d, T>(old: BTreeMap<&'d str, T>, mut new: BTreeMap<&'d str, T>) -> Vec<Pair<'d, T>> {
    let alive = old.keys().map(|name| (*name, false)).collect();
    let renames = renames(&alive, new.keys().copied());
    let mut pairs: Vec<Pair<'d, T>> = Vec::with_capacity(new.len());
    for (before, old) in old {
        let after = renames.get(before).copied().unwrap_or(before);
        pairs.push(match new.remove(after) {
            Some(new) if after == before => Pair::Both(before, old, new),
            Some(new) => Pair::Renamed([before, after], old, new),
            None => Pair::Gone(before, old),
        });
    }
    pairs.extend(new.into_iter().map(|(name, new)| Pair::Came(name, new)));
    pairs
}

/// Which of the old names have become which of the new ones: those that only one edition has, and that differ in the case
/// of ASCII letters only. Of several, the first becomes the first; those that were gone before (`true`) come last.
pub(crate) fn renames<'o, 'n>(
    old: &BTreeMap<&'o str, bool>,
    new: impl Iterator<Item = &'n str>,
) -> BTreeMap<&'o str, &'n str> {
    let new: BTreeSet<&str> = new.collect();
    let mut came: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in new.iter().filter(|name| !old.contains_key(*name)) {
        came.entry(name.to_ascii_lowercase()).or_default().insert(name);
    }
    let mut left: Vec<(bool, &str)> =
        old.iter().filter(|(name, _)| !new.contains(*name)).map(|(name, was_gone)| (*was_gone, *name)).collect();
    left.sort_unstable();
    let becomes = |(_, name): (bool, &'o str)| Some((name, came.get_mut(&name.to_ascii_lowercase())?.pop_first()?));
    left.into_iter().filter_map(becomes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_case_only_are_one_rename() {
        let map = |names: &[&'static str]| names.iter().map(|name| (*name, 0)).collect::<BTreeMap<_, _>>();
        let pairs = by_name_or_case(map(&["Id", "URL", "Url", "a"]), map(&["Id", "url", "b"]));
        let expected = [
            Pair::Both("Id", 0, 0),
            Pair::Renamed(["URL", "url"], 0, 0),
            Pair::Gone("Url", 0),
            Pair::Gone("a", 0),
            Pair::Came("b", 0),
        ];
        assert_eq!(pairs, expected);
    }

    #[test]
    fn what_was_gone_before_is_renamed_last() {
        let old = BTreeMap::from([("URL", true), ("Url", false), ("id", true), ("ID", false)]);
        assert_eq!(renames(&old, ["url", "ID", "Id"].into_iter()), BTreeMap::from([("Url", "url"), ("id", "Id")]));
    }
}
