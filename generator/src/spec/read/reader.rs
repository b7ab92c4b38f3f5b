//! Collects faults, each with its weight and the part of the document that it belongs to.

use crate::spec::Fault;
use crate::spec::tree::{Node, NodeId};
use crate::{Owner, Severity};

/// Collects faults while it reads.
pub(super) struct Reader<'f> {
    pub(super) faults: &'f mut Vec<Fault>,
    /// The part of the document that is being read.
    pub(super) owner: Owner,
    /// Whether what is being read only documents.
    pub(super) is_advisory: bool,
}

/// What should stand at a place.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    Map,
    List,
    Text,
    Flag,
}

impl Expected {
    fn describe(self) -> &'static str {
        match self {
            Self::Map => "a map",
            Self::List => "a list",
            Self::Text => "a string",
            Self::Flag => "`true` or `false`",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Map => "write a map as `{key: value}`, or with one key per line",
            Self::List => "write a list as `[first, second]`, or with a dash before each element",
            Self::Text => "write a string in quotes",
            Self::Flag => "write `true` or `false`, or leave the key out",
        }
    }
}

impl Reader<'_> {
    /// What cannot be read: an error of the part of the document that is being read.
    pub(super) fn error(&mut self, kind: &'static str, at: NodeId, message: impl Into<String>, help: Option<&str>) {
        let is_advisory = self.is_advisory && !at.is_correction();
        let severity = if is_advisory { Severity::Warning } else { Severity::Error };
        self.fault(severity, kind, at, message.into(), help);
    }

    pub(super) fn fault(
        &mut self,
        severity: Severity,
        kind: &'static str,
        at: NodeId,
        message: String,
        help: Option<&str>,
    ) {
        let fault = Fault { help: help.map(str::to_owned), ..Fault::new(severity, kind, at, message) };
        self.faults.push(fault.within(&self.owner));
    }

    /// Reads something inside a part of the document, which alone is unusable when it is faulty.
    pub(super) fn within<T>(&mut self, owner: Owner, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.owner, owner);
        let read = read(self);
        self.owner = outer;
        read
    }

    /// Reads something that no request or response is made from: what is wrong with it is worth a warning.
    pub(super) fn advisory<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.is_advisory, true);
        let read = read(self);
        self.is_advisory = outer;
        read
    }

    pub(super) fn wrong_type(&mut self, node: &Node<'_>, what: &str, expected: Expected) {
        let message = format!("expected {} for {what}, found {}", expected.describe(), node.value.describe());
        let help = match self.is_advisory {
            true => format!("it is ignored; {}", expected.help()),
            false => expected.help().to_owned(),
        };
        self.error("type", node.at, message, Some(&help));
    }
}
