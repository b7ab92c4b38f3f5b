//! The version of a generated crate: raising it, and the three files that have it.

pub mod base;
pub(crate) mod changelog;
pub(crate) mod manifest;
pub(crate) mod place;

use std::fmt;

use generator::diff::Bump;

/// A version without a suffix: `1.2.3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Version {
    /// Reads `1.2.3`, and nothing else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(number);
        let version = Self { major: numbers.next()??, minor: numbers.next()??, patch: numbers.next()?? };
        numbers.next().is_none().then_some(version)
    }

    /// The version of a tag, `v1.2.3` or `1.2.3`.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        Self::parse(tag.strip_prefix('v').unwrap_or(tag))
    }

    /// The next version by Cargo's rules, where the first number that is not zero says what fits together.
    pub(crate) fn after(self, bump: Bump) -> Self {
        let Self { major, minor, patch } = self;
        match (bump, major, minor) {
            (Bump::None, ..) => self,
            (Bump::Major, 1.., _) => Self { major: major + 1, minor: 0, patch: 0 },
            (Bump::Minor, 1.., _) | (Bump::Major, 0, 1..) => Self { major, minor: minor + 1, patch: 0 },
            _ => Self { major, minor, patch: patch + 1 },
        }
    }
}

impl Version {
    /// What the numbers mean, where the one that a bump raises is not called like it.
    pub(crate) fn numbers(self, bump: Bump) -> Option<&'static str> {
        match (bump, self.major, self.minor) {
            (Bump::Minor | Bump::Major, 0, 1..) => {
                Some("below 1.0.0 the second number counts major changes, the third all others")
            }
            (Bump::Minor | Bump::Major, 0, 0) => Some("below 0.1.0 the third number counts all changes"),
            _ => None,
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// Digits without a sign and without a zero in front.
fn number(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    // What cannot be counted up is no version either.
    text.parse().ok().filter(|number| is_plain && *number < u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_three_numbers() {
        assert_eq!(Version::parse("0.10.2").unwrap().to_string(), "0.10.2");
        assert_eq!(Version::of_tag("v1.2.3"), Version::parse("1.2.3"));
        for text in
            ["", "1.2", "1.2.3.4", "1.2.x", "01.2.3", "1.2.+3", "1.2.3-rc.1", "v1.2.3", "99999999999999999999.0.0"]
        {
            assert_eq!(Version::parse(text), None, "{text}");
        }
        assert!(Version::parse("0.10.0") > Version::parse("0.9.9"));
    }

    #[test]
    fn the_next_version_follows_cargos_rules() {
        let after = |text: &str| {
            [Bump::None, Bump::Patch, Bump::Minor, Bump::Major]
                .map(|bump| Version::parse(text).unwrap().after(bump).to_string())
        };
        assert_eq!(after("0.1.0"), ["0.1.0", "0.1.1", "0.1.1", "0.2.0"]);
        assert_eq!(after("1.2.3"), ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]);
        assert_eq!(after("0.0.3"), ["0.0.3", "0.0.4", "0.0.4", "0.0.4"]);
    }

    #[test]
    fn numbers_are_explained_where_they_are_not_called_like_the_change() {
        let is_explained = |text: &str| {
            [Bump::None, Bump::Patch, Bump::Minor, Bump::Major]
                .map(|bump| Version::parse(text).unwrap().numbers(bump).is_some())
        };
        assert_eq!(is_explained("0.1.0"), [false, false, true, true]);
        assert_eq!(is_explained("0.0.1"), [false, false, true, true]);
        assert_eq!(is_explained("1.0.0"), [false; 4]);
    }
}
