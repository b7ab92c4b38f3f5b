//! The verdicts of `generator::diff` and of the oracles.

use std::collections::BTreeMap;

use generator::diff::{self, Bump};
use serde_json::{Value, json};

use super::documents::Documents;
use super::mutation::{Both, Direction, bump};
use crate::error::Error;

/// The verdict of `generator::diff` on a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DiffVerdict {
    /// The version that it asks for.
    pub(super) bump: Bump,
    /// How often each class of change occurs in the document.
    pub(super) wire: BTreeMap<String, usize>,
    /// How often each class of change occurs in Rust.
    pub(super) rust: BTreeMap<String, usize>,
}

/// The verdict of the oracles on a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OracleVerdict {
    /// Whether the generated files differ.
    pub(super) differs: bool,
    /// Whether a program that uses everything of the old crate fails to compile with the new one.
    pub(super) breaks: bool,
    /// What cargo-semver-checks asks for.
    pub(super) semver: Bump,
    /// The lints of cargo-semver-checks that failed.
    pub(super) lints: Vec<String>,
}

/// All verdicts on a mutation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) diff: Both<DiffVerdict>,
    /// Unknown until the oracles have been asked.
    pub(super) oracles: Option<Both<OracleVerdict>>,
}

impl DiffVerdict {
    /// Compares two editions.
    pub(super) fn of(old: &Documents, new: &Documents) -> Result<Self, Error> {
        let diff::Comparison { report, errors } = diff::compare(&old.inputs(), &new.inputs());
        if let Some(error) = errors.first() {
            return Err(Error::new(format!("the documents cannot be compared: {}", error.message)));
        }
        let mut rust = BTreeMap::new();
        for change in report.owners().flat_map(|owner| &owner.rust) {
            *rust.entry(change.class.label().to_owned()).or_default() += 1;
        }
        let wire = report.classes().into_iter().map(|(class, count)| (class.label().to_owned(), count)).collect();
        Ok(Self { bump: report.bump(), wire, rust })
    }

    pub(super) fn value(&self) -> Value {
        json!({"asks for": self.bump.name(), "wire": self.wire, "rust": self.rust})
    }

    pub(super) fn read(value: &Value) -> Option<Self> {
        let counts = |value: &Value| serde_json::from_value(value.clone()).ok();
        Some(Self { bump: bump(&value["asks for"])?, wire: counts(&value["wire"])?, rust: counts(&value["rust"])? })
    }
}

impl OracleVerdict {
    pub(super) fn value(&self) -> Value {
        let program = if self.breaks { "breaks" } else { "compiles" };
        let Self { differs, semver, lints, .. } = self;
        json!({"files differ": differs, "program": program, "semver-checks": semver.name(), "lints": lints})
    }

    pub(super) fn read(value: &Value) -> Option<Self> {
        Some(Self {
            differs: value["files differ"].as_bool()?,
            breaks: value["program"].as_str()? == "breaks",
            semver: bump(&value["semver-checks"])?,
            lints: serde_json::from_value(value["lints"].clone()).ok()?,
        })
    }
}

impl Both<OracleVerdict> {
    /// The version that all oracles together ask for. A program for the new crate that the old one does not compile shows
    /// that there is more to use.
    pub(super) fn bump(&self, direction: Direction) -> Bump {
        let own = self.of(direction);
        let opposite = match direction {
            Direction::There => &self.back,
            Direction::Back => &self.there,
        };
        let at_least =
            [(own.differs, Bump::Patch), (opposite.breaks, Bump::Minor), (own.breaks, Bump::Major), (true, own.semver)];
        at_least.into_iter().filter(|(holds, _)| *holds).map(|(_, bump)| bump).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strictest_oracle_counts() {
        let quiet = OracleVerdict { differs: true, ..OracleVerdict::default() };
        let breaks = OracleVerdict { breaks: true, ..quiet.clone() };
        let warned = OracleVerdict { semver: Bump::Minor, ..quiet.clone() };
        let bumps = |there: &OracleVerdict, back: &OracleVerdict| {
            let both = Both { there: there.clone(), back: back.clone() };
            Direction::ALL.map(|direction| both.bump(direction))
        };
        assert_eq!(bumps(&OracleVerdict::default(), &OracleVerdict::default()), [Bump::None; 2]);
        assert_eq!(bumps(&quiet, &quiet), [Bump::Patch; 2]);
        assert_eq!(bumps(&breaks, &quiet), [Bump::Major, Bump::Minor]);
        assert_eq!(bumps(&warned, &quiet), [Bump::Minor, Bump::Patch]);
    }

    #[test]
    fn what_was_recorded_is_read() {
        let diff =
            DiffVerdict { bump: Bump::Minor, wire: [("field added".to_owned(), 2)].into(), rust: BTreeMap::new() };
        assert_eq!(DiffVerdict::read(&diff.value()), Some(diff));
        let oracles =
            OracleVerdict { breaks: true, lints: vec!["enum_missing".to_owned()], ..OracleVerdict::default() };
        assert_eq!(OracleVerdict::read(&oracles.value()), Some(oracles));
    }
}
