//! Which documents, and what they are called.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::str::FromStr;

use crate::specs::Document;

/// What the vendor calls every document; in a name it says nothing.
const USUAL_NAME: &str = "/api-docs";

/// A document to work on.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// The document.
    pub(super) document: Document,
    /// A short name, different from that of all others: `2024-06/ice/2020-11-09`.
    pub(super) name: String,
}

/// A value of `--only`.
#[derive(Clone, Debug)]
pub(super) struct Pattern(String);

impl FromStr for Pattern {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl Pattern {
    /// As it was typed.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Whether a path matches: as a whole when there is a `*` or `?` in the pattern, else by any part of it.
    fn matches(&self, path: &str) -> bool {
        if self.0.contains(['*', '?']) { glob(self.0.as_bytes(), path.as_bytes()) } else { path.contains(&self.0) }
    }
}

/// `*` is any text, slashes included; `?` is one byte.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut pattern, mut text) = (pattern, text);
    // The last star so far: the pattern behind it, and the text that it has not swallowed yet.
    let mut star: Option<(&[u8], &[u8])> = None;
    loop {
        match (pattern, text, star) {
            ([b'*', rest @ ..], _, _) => {
                star = Some((rest, text));
                pattern = rest;
            }
            ([], [], _) => return true,
            ([wanted, later @ ..], [found, rest @ ..], _) if wanted == found || *wanted == b'?' => {
                (pattern, text) = (later, rest);
            }
            (_, _, Some((behind, [_, rest @ ..]))) => {
                star = Some((behind, rest));
                (pattern, text) = (behind, rest);
            }
            _ => return false,
        }
    }
}

/// The documents that a pattern matches (all when there is none), and the patterns that match no document.
pub(super) fn choose(documents: Vec<Document>, only: &[Pattern]) -> (Vec<Chosen>, Vec<Pattern>) {
    let names = names(documents.iter().map(|document| document.relative.as_str()));
    let all = documents.into_iter().zip(names).map(|(document, name)| Chosen { document, name });
    let all: Vec<_> = all.collect();
    let hits = |pattern: &Pattern, chosen: &Chosen| {
        pattern.matches(&chosen.name) || pattern.matches(&chosen.document.relative)
    };
    let idle = only.iter().filter(|pattern| !all.iter().any(|chosen| hits(pattern, chosen))).cloned().collect();
    let is_wanted = |chosen: &Chosen| only.is_empty() || only.iter().any(|pattern| hits(pattern, chosen));
    (all.into_iter().filter(is_wanted).collect(), idle)
}

/// Short names: without ending and without the usual name, as long as they stay different.
fn names<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let without_ending = |path: &'a str| path.rsplit_once('.').map_or(path, |(name, _)| name);
    let short = |path| {
        let name = without_ending(path);
        name.strip_suffix(USUAL_NAME).filter(|name| !name.is_empty()).unwrap_or(name)
    };
    let shortened: BTreeSet<_> = paths.clone().map(short).collect();
    let all_differ = shortened.len() == paths.clone().count();
    paths.map(|path| if all_differ { short(path) } else { path }.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        Pattern(pattern.to_owned()).matches(path)
    }

    #[test]
    fn a_plain_pattern_is_a_part_of_the_path() {
        assert!(matches("ecs", "2024/ecs/2014-05-26"));
        assert!(matches("/ecs/", "2024/ecs/2014-05-26"));
        assert!(!matches("/cs/", "2024/ecs/2014-05-26"));
        assert!(matches("", "anything"));
    }

    #[test]
    fn a_pattern_with_wildcards_is_the_whole_path() {
        for (pattern, expected) in [
            ("*", true),
            ("2024*", true),
            ("*/ecs/*", true),
            ("*e?s*26", true),
            ("2024/ecs/2014-05-26*", true),
            ("*/cs/*", false),
            ("ecs*", false),
            ("*2014", false),
            ("?", false),
            ("2024/ecs/2014-05-26?", false),
        ] {
            assert_eq!(matches(pattern, "2024/ecs/2014-05-26"), expected, "{pattern}");
        }
        assert!(matches("*ab", "aab"));
        assert!(matches("**a**", "a"));
        assert!(!matches("?", ""));
    }

    #[test]
    fn names_are_short_as_long_as_they_differ() {
        let of = |paths: &[&str]| names(paths.iter().copied());
        assert_eq!(of(&["24/ice/1/api-docs.json", "demo/2.yaml"]), ["24/ice/1", "demo/2"]);
        assert_eq!(of(&["a/api-docs.json", "a.yaml"]), ["a/api-docs.json", "a.yaml"]);
        assert_eq!(of(&["api-docs.json"]), ["api-docs"]);
    }
}
