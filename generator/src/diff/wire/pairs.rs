//! Elements of both sides, paired by name.

use std::collections::BTreeMap;

/// Elements of one name, on the sides that have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pair<'d, T> {
    Gone(&'d str, T),
    Came(&'d str, T),
    Both(&'d str, T, T),
    /// The same but for the case of ASCII letters: the names of both sides, and what they name.
    Renamed([&'d str; 2], T, T),
}

/// Pairs elements by name, in the order of names.
pub(super) fn by_name<'d, T>(old: BTreeMap<&'d str, T>, mut new: BTreeMap<&'d str, T>) -> Vec<Pair<'d, T>> {
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
pub(super) fn by_name_or_case<'d, T>(old: BTreeMap<&'d str, T>, new: BTreeMap<&'d str, T>) -> Vec<Pair<'d, T>> {
    let (mut pairs, mut left) = (Vec::with_capacity(new.len()), Vec::new());
    for pair in by_name(old, new) {
        match pair {
            Pair::Both(..) | Pair::Renamed(..) => pairs.push(pair),
            Pair::Gone(name, _) | Pair::Came(name, _) => left.push((name.to_ascii_lowercase(), pair)),
        }
    }
    // Of one name first those that go, in the order of names, then those that come.
    left.sort_by(|a, b| a.0.cmp(&b.0));
    let mut left = left.into_iter().peekable();
    while let Some((folded, first)) = left.next() {
        let mut same = vec![first];
        while let Some((_, pair)) = left.next_if(|(other, _)| *other == folded) {
            same.push(pair);
        }
        pairs.extend(renamed(same));
    }
    pairs
}

/// Of names that differ in case only, the first that goes becomes the first that comes.
fn renamed<T>(same: Vec<Pair<'_, T>>) -> impl Iterator<Item = Pair<'_, T>> {
    let (gone, came): (Vec<_>, Vec<_>) = same.into_iter().partition(|pair| matches!(pair, Pair::Gone(..)));
    let (mut gone, mut came) = (gone.into_iter(), came.into_iter());
    std::iter::from_fn(move || match (gone.next(), came.next()) {
        (Some(Pair::Gone(before, old)), Some(Pair::Came(after, new))) => Some(Pair::Renamed([before, after], old, new)),
        (gone, came) => gone.or(came),
    })
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
            Pair::Gone("a", 0),
            Pair::Came("b", 0),
            Pair::Renamed(["URL", "url"], 0, 0),
            Pair::Gone("Url", 0),
        ];
        assert_eq!(pairs, expected);
    }
}
