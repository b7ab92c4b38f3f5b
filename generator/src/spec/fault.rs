//! A defect of a document, before its place is resolved.

use super::tree::NodeId;
use crate::{Owner, Severity};

/// A diagnostic whose place is not yet a position.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) severity: Severity,
    pub(crate) kind: &'static str,
    pub(crate) at: NodeId,
    /// What an error makes unusable; of what is no error, the whole, which stays usable.
    pub(crate) owner: Owner,
    pub(crate) operation: Option<String>,
    /// The operations that are refused for it.
    pub(crate) refuses: Vec<String>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Fault {
    pub(crate) fn new(severity: Severity, kind: &'static str, at: NodeId, message: impl Into<String>) -> Self {
        let (owner, message) = (Owner::Document, message.into());
        Self { severity, kind, at, owner, operation: None, refuses: Vec::new(), message, help: None }
    }

    /// In this part of the document. What a correction puts there is ours, and must be right.
    pub(crate) fn within(mut self, owner: &Owner) -> Self {
        if let Owner::Operation(name) = owner {
            self.operation = Some(name.clone());
        }
        if self.severity == Severity::Error && !self.at.is_correction() {
            self.owner = owner.clone();
        }
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn operation(mut self, name: impl Into<String>) -> Self {
        self.operation = Some(name.into());
        self
    }
}
