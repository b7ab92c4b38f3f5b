//! A correction as it is written.

use crate::Severity;
use crate::spec::Fault;
use crate::spec::document::Located;
use crate::spec::path::{ElementPath, Segment};
use crate::spec::tree::{Node, NodeId};

/// A correction.
#[derive(Debug)]
pub(super) struct Correction<'a> {
    /// Which one of the file.
    pub(super) index: usize,
    /// Where it says what it corrects.
    pub(super) at: NodeId,
    pub(super) path: ElementPath,
    pub(super) action: Action<'a>,
}

#[derive(Debug)]
pub(super) enum Action<'a> {
    Value(Overrule<'a>),
    Rename(Located<'a>),
    Accept(Located<'a>),
}

#[derive(Debug)]
pub(super) struct Overrule<'a> {
    /// What the document may say.
    pub(super) was: Option<Vec<Node<'a>>>,
    pub(super) was_at: NodeId,
    pub(super) is: Node<'a>,
}

impl Correction<'_> {
    pub(super) fn fault(&self, at: NodeId, message: impl Into<String>, help: impl Into<String>) -> Fault {
        let fault = Fault::new(Severity::Error, "correction", at, message).help(help);
        match self.path.steps() {
            [Segment::Key(apis), Segment::Key(name), ..] if apis == "apis" => fault.operation(name),
            _ => fault,
        }
    }
}
