//! `--only PATTERN`: which documents, figures and the like are wanted, by a part of their name, or by all of it with
//! wildcards.

use std::convert::Infallible;
use std::str::FromStr;

/// What to do about a pattern that matches nothing.
pub(crate) const HELP: &str = "`--only` takes a part of a name, or a whole name with `*` and `?` in it";

/// A value of `--only`.
#[derive(Clone, Debug)]
pub(crate) struct Pattern(String);

impl FromStr for Pattern {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl Pattern {
    /// As it was typed.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// Whether a name matches: as a whole when there is a `*` or `?` in the pattern, else by any part of it.
    pub(crate) fn matches(&self, path: &str) -> bool {
        if self.0.contains(['*', '?']) { glob(self.0.as_bytes(), path.as_bytes()) } else { path.contains(&self.0) }
    }
}

/// Whether one of some patterns matches, or there is none.
pub(crate) fn is_wanted(patterns: &[Pattern], name: &str) -> bool {
    patterns.is_empty() || patterns.iter().any(|pattern| pattern.matches(name))
}

/// The first pattern that matches none of some names.
pub(crate) fn first_unmatched<'a>(patterns: &'a [Pattern], names: &[&str]) -> Option<&'a Pattern> {
    patterns.iter().find(|pattern| !names.iter().any(|name| pattern.matches(name)))
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
}
