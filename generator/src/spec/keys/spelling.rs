//! Which known word a misspelt one resembles.

use super::construct::Construct;
use crate::spec::tree::Member;

/// The known key that a misspelt one was meant to be.
///
/// A key counts as misspelt when it equals a known one but for case, or but for one typing error (two in long keys).
/// Anything else is taken for a key of a newer edition.
pub(in crate::spec) fn misspelt(key: &str, construct: &Construct) -> Option<&'static str> {
    if key.len() < 3 || construct.names().any(|known| known == key) {
        return None;
    }
    let lower = key.to_ascii_lowercase();
    let allowed = |k: &str| if k.len() >= 8 { 2 } else { 1 };
    construct
        .names()
        .filter(|k| k.len().abs_diff(key.len()) <= 2)
        .map(|k| (distance(&lower, &k.to_ascii_lowercase()), k))
        .filter(|(distance, k)| *distance <= allowed(k))
        .min()
        .map(|(_, k)| k)
}

/// Whether a map has a key not even under a misspelt name.
pub(in crate::spec) fn lacks(entries: &[Member<'_>], key: &str, construct: &Construct) -> bool {
    entries.iter().all(|entry| entry.key != key && misspelt(&entry.key, construct) != Some(key))
}

/// Names that are longer are not compared: it would take long, and nobody types them.
const LONGEST: usize = 100;

/// The candidate closest to a misspelt name, when one is close.
pub(crate) fn closest<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let lower = name.to_ascii_lowercase();
    let allowed = 1 + name.len() / 8;
    if name.len() > LONGEST {
        return None;
    }
    candidates
        .into_iter()
        .filter(|c| c.len().abs_diff(name.len()) <= allowed)
        .map(|c| (distance(&lower, &c.to_ascii_lowercase()), c))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, c)| c)
}

/// Typing errors between two short words: characters inserted, left out, replaced, or two neighbours swapped.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::keys::table::SCHEMA;

    #[test]
    fn misspelt_keys() {
        let cases = [
            ("requird", Some("required")),
            ("Required", Some("required")),
            ("requried", Some("required")),
            ("descripton", Some("description")),
            ("propertys", Some("properties")),
            ("tpye", Some("type")),
            ("maxitems", Some("maxItems")),
            ("x-note", None),
            ("exmaple", Some("example")),
            ("examples", None),
            ("someNewerKey", None),
        ];
        for (key, expected) in cases {
            assert_eq!(misspelt(key, &SCHEMA), expected, "{key}");
        }
    }
}
