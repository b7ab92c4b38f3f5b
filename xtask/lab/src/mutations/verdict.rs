//! What we say, and what the oracles say.

use std::collections::BTreeMap;

use generator::diff::{self, Bump};
use serde_json::{Value, json};

use super::documents::Documents;
use super::mutation::{Both, Way, bump};
use crate::failure::Failure;

/// What `generator::diff` says about a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The version that it asks for.
    pub(super) bump: Bump,
    /// How often each class of change occurs in the document.
    pub(super) wire: BTreeMap<String, usize>,
    /// How often each class of change occurs in Rust.
    pub(super) rust: BTreeMap<String, usize>,
}

/// What the oracles say about a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// Whether the generated files differ.
    pub(super) differs: bool,
    /// Whether a program that uses everything of the old crate fails to compile with the new one.
    pub(super) breaks: bool,
    /// What cargo-semver-checks asks for.
    pub(super) semver: Bump,
    /// The lints of cargo-semver-checks that say so.
    pub(super) lints: Vec<String>,
}

/// All that is said about a mutation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) said: Both<Said>,
    /// Unknown until the oracles have been asked.
    pub(super) heard: Option<Both<Heard>>,
}

impl Said {
    /// Compares two editions.
    pub(super) fn of(old: &Documents, new: &Documents) -> Result<Self, Failure> {
        let diff::Comparison { report, errors } = diff::compare(&old.inputs(), &new.inputs());
        if let Some(error) = errors.first() {
            return Err(Failure::new(format!("the documents cannot be compared: {}", error.message)));
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

impl Heard {
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

impl Both<Heard> {
    /// The version that all oracles together ask for. A program for the new crate that the old one does not compile shows
    /// that there is more to use.
    pub(super) fn bump(&self, way: Way) -> Bump {
        let own = self.of(way);
        let opposite = match way {
            Way::There => &self.back,
            Way::Back => &self.there,
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
        let quiet = Heard { differs: true, ..Heard::default() };
        let breaks = Heard { breaks: true, ..quiet.clone() };
        let warned = Heard { semver: Bump::Minor, ..quiet.clone() };
        let bumps = |there: &Heard, back: &Heard| {
            let both = Both { there: there.clone(), back: back.clone() };
            Way::ALL.map(|way| both.bump(way))
        };
        assert_eq!(bumps(&Heard::default(), &Heard::default()), [Bump::None; 2]);
        assert_eq!(bumps(&quiet, &quiet), [Bump::Patch; 2]);
        assert_eq!(bumps(&breaks, &quiet), [Bump::Major, Bump::Minor]);
        assert_eq!(bumps(&warned, &quiet), [Bump::Minor, Bump::Patch]);
    }

    #[test]
    fn what_was_recorded_is_read() {
        let said = Said { bump: Bump::Minor, wire: [("field added".to_owned(), 2)].into(), rust: BTreeMap::new() };
        assert_eq!(Said::read(&said.value()), Some(said));
        let heard = Heard { breaks: true, lints: vec!["enum_missing".to_owned()], ..Heard::default() };
        assert_eq!(Heard::read(&heard.value()), Some(heard));
    }
}
