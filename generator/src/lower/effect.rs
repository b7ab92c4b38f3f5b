//! Whether an operation only reads, which decides what a client may retry.
//!
//! A document states the effect in three places, none of which is reliable alone: hundreds of operations that delete, submit
//! or tag have `operationType: read`. An operation reads where its name does *and* one of the two fields agrees. Everything else
//! counts as a write until a correction says otherwise: taking a read for a write costs a retry, taking a write for a read
//! costs a second virtual machine.
//!
//! A witness that contradicts the result is a warning. A correction that sets `effect` takes precedence.

use crate::Severity;
use crate::model::Effect;
use crate::spec::Fault;
use crate::spec::document::{Api, Located, Named};

/// First words of names that read, before a capital letter or the end.
const READING_WORDS: [&str; 11] =
    ["Get", "List", "Describe", "Query", "Search", "Find", "Check", "Count", "Head", "BatchGet", "BatchQuery"];

/// Values of the two fields for operations that read.
const READING_TYPES: [&str; 3] = ["read", "get", "list"];

/// Values of the two fields for operations that write.
const WRITING_TYPES: [&str; 4] = ["write", "create", "update", "delete"];

/// The parts of a document that state the effect of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Witnesses<'d> {
    /// The name.
    pub(crate) name: &'d str,
    /// `operationType`.
    pub(crate) operation_type: Option<&'d Located<'d>>,
    /// `systemTags.operationType`.
    pub(crate) tagged_type: Option<&'d Located<'d>>,
    /// `effect`, which only corrections set.
    pub(crate) correction: Option<&'d Located<'d>>,
}

impl<'d> Witnesses<'d> {
    pub(crate) fn of(operation: &'d Named<'d, Api<'d>>) -> Self {
        let api = &operation.value;
        Self {
            name: operation.name.as_ref(),
            operation_type: api.operation_type.as_ref(),
            tagged_type: api.tagged_type.as_ref(),
            correction: api.effect.as_ref(),
        }
    }

    /// The first word of the name, where it reads.
    pub(crate) fn reading_word(&self) -> Option<&'static str> {
        let is_first = |word: &&str| {
            let rest = self.name.strip_prefix(*word);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()) && !does_more(rest))
        };
        READING_WORDS.into_iter().find(is_first)
    }

    /// What the operation does.
    pub(crate) fn effect(&self) -> Effect {
        match self.correction {
            Some(effect) if effect.text == "read" => Effect::Read,
            None if self.reading_word().is_some() && self.types().any(|(_, value)| reads(value)) => Effect::Read,
            _ => Effect::Write,
        }
    }

    /// The fields that are present, with their names.
    fn types(&self) -> impl Iterator<Item = (&'static str, &'d Located<'d>)> + use<'d> {
        let fields = [("operationType", self.operation_type), ("systemTags.operationType", self.tagged_type)];
        fields.into_iter().filter_map(|(name, field)| Some((name, field?)))
    }

    /// A warning where witnesses disagree, unless a correction has decided.
    pub(super) fn contradiction(&self) -> Option<Fault> {
        if self.correction.is_some() {
            return None;
        }
        let (effect, opposed): (_, fn(&Located<'_>) -> bool) = match self.effect() {
            Effect::Read => ("read", writes),
            Effect::Write => ("write", reads),
        };
        let (field, value) = self.types().find(|(_, value)| opposed(value))?;
        let message = format!("`{}` counts as a {effect}, but `{field}` is `{}`", self.name, value.text.trim());
        let help = "set `effect` of the operation to `read` or `write` in a correction; only a read may be repeated";
        Some(Fault::new(Severity::Warning, "effect", value.at, message).operation(self.name).help(help))
    }
}

fn reads(value: &Located<'_>) -> bool {
    READING_TYPES.contains(&value.text.trim())
}

fn writes(value: &Located<'_>) -> bool {
    WRITING_TYPES.contains(&value.text.trim())
}

/// Whether a name goes on with what else is done: `GetOrCreateUser`, `QueryAndLockSeat`.
fn does_more(rest: &str) -> bool {
    let next = rest.strip_prefix("Or").or_else(|| rest.strip_prefix("And"));
    next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// The parameter that makes a repeated call harmless: the service carries out calls with the same token once.
pub(super) fn is_token(wire: &str) -> bool {
    wire.eq_ignore_ascii_case("ClientToken")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::NodeId;

    fn located(text: &'static str) -> Option<Located<'static>> {
        (!text.is_empty()).then(|| Located { at: NodeId::default(), text: text.into() })
    }

    /// Effect and field that contradicts it.
    fn outcome(name: &str, [operation_type, tagged_type, correction]: [&'static str; 3]) -> (Effect, bool) {
        let [a, b, c] = [operation_type, tagged_type, correction].map(located);
        let witnesses = Witnesses { name, operation_type: a.as_ref(), tagged_type: b.as_ref(), correction: c.as_ref() };
        (witnesses.effect(), witnesses.contradiction().is_some())
    }

    #[test]
    fn what_reads_by_its_name_and_a_field_is_a_read() {
        let cases = [
            ("GetJob", ["read", "get", ""], Effect::Read, false),
            ("GetJob", ["read", "", ""], Effect::Read, false),
            ("DescribeJobs", ["", "list", ""], Effect::Read, false),
            ("QueryJobs", ["readAndWrite", "get", ""], Effect::Read, false),
            ("BatchGetJobs", ["read", "", ""], Effect::Read, false),
            ("Describe95Traffic", ["read", "", ""], Effect::Read, false),
            ("GetJob", ["write", "get", ""], Effect::Read, true),
            ("GetJob", ["", "", ""], Effect::Write, false),
            ("GetJob", ["write", "update", ""], Effect::Write, false),
            ("GetJob", ["readAndWrite", "none", ""], Effect::Write, false),
            ("DeleteJob", ["read", "none", ""], Effect::Write, true),
            ("DeleteJob", ["write", "get", ""], Effect::Write, true),
            ("DeleteJob", ["write", "delete", ""], Effect::Write, false),
            ("StartJob", ["", "", ""], Effect::Write, false),
            ("Getaway", ["read", "get", ""], Effect::Write, true),
            ("GetOrCreateJob", ["read", "get", ""], Effect::Write, true),
            ("GetOrder", ["read", "get", ""], Effect::Read, false),
            ("EstimateRestart", ["read", "", "read"], Effect::Read, false),
            ("GetCode", ["read", "get", "write"], Effect::Write, false),
        ];
        for (name, value, effect, is_contradicted) in cases {
            assert_eq!(outcome(name, value), (effect, is_contradicted), "{name} {value:?}");
        }
    }
}
