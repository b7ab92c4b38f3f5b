//! Documents as they are written: text → tree → typed mirror, every element with its place.
//!
//! | module | what |
//! |---|---|
//! | [`document`] | the typed mirror of the language |
//! | `tree` | what JSON and YAML have in common |
//! | `json`, `yaml` | text → tree |
//! | `advice` | what to do about a text that is neither |
//! | `file` | a parsed text, and how places in it are found again |
//! | `path` | dotted paths, as messages and corrections name an element |
//! | `pairs` | names of two editions, paired |
//! | `keys` | the keys of each position, and what a misspelt one was meant to be |
//! | [`corrections`] | what overrules a document, applied to its tree |
//! | `shape` | what a schema is |
//! | `read` | tree → mirror, with all faults |

mod advice;
pub mod corrections;
pub mod document;
pub(crate) mod file;
pub(crate) mod json;
pub(crate) mod keys;
pub(crate) mod pairs;
pub(crate) mod path;
mod read;
pub(crate) mod shape;
pub(crate) mod tree;
pub(crate) mod yaml;

use crate::Owner;
use crate::{Diagnostic, Input, Position, Severity};
pub(crate) use corrections::Corrections;
pub use document::Document;
use file::File;
use std::collections::{BTreeMap, BTreeSet};
pub use tree::NodeId;

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
        if self.severity == Severity::Error && !corrections::holds(self.at) {
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

/// A document that was read, its corrections applied.
#[derive(Debug)]
pub(crate) struct LoadedDocument<'a> {
    file: File<'a>,
    /// The name that headers show.
    pub(crate) origin: &'a str,
    pub(crate) corrections: Corrections<'a>,
    pub(crate) document: Document<'a>,
    pub(crate) faults: Vec<Fault>,
}

impl<'a> LoadedDocument<'a> {
    /// Reads a document; what is no YAML or JSON at all is one diagnostic.
    pub(crate) fn read(input: &'a Input) -> Result<Self, Box<Diagnostic>> {
        let (file, mut root) = File::parse(&input.path, &input.text)?;
        let mut faults = Vec::new();
        let corrections = Corrections::apply(input.corrections.as_ref(), &mut root, &mut faults)?;
        let document = read::document(root, &mut faults);
        Ok(Self { file, origin: &input.origin, corrections, document, faults })
    }

    /// The path that messages show.
    pub(crate) fn path(&self) -> &'a str {
        self.file.path
    }

    /// The position of one place.
    pub(crate) fn position(&self, at: NodeId) -> Option<Position> {
        self.corrections.position(at).or_else(|| self.file.positions(&[at]).first().copied())
    }

    /// Where the document says which version it is.
    pub(crate) fn version(&self) -> Option<Position> {
        self.position(self.document.info.version.at)
    }

    /// The files and positions of some places, in the document or in its corrections.
    pub(crate) fn places(&self, wanted: impl Iterator<Item = NodeId>) -> BTreeMap<NodeId, (String, Position)> {
        let wanted: BTreeSet<NodeId> = wanted.collect();
        let (theirs, own): (Vec<NodeId>, Vec<NodeId>) = wanted.into_iter().partition(|at| corrections::holds(*at));
        let positions = self.file.positions(&own);
        let own = own.into_iter().zip(positions).map(|(at, position)| (at, (self.file.path.to_owned(), position)));
        own.chain(theirs.into_iter().filter_map(|at| Some((at, self.corrections.place(at)?)))).collect()
    }

    /// Faults with their positions, in the document or in its corrections.
    pub(crate) fn diagnostics(&self, faults: Vec<Fault>) -> Vec<Diagnostic> {
        let (theirs, own): (Vec<_>, Vec<_>) = faults.into_iter().partition(|fault| corrections::holds(fault.at));
        [self.file.diagnostics(own), self.corrections.diagnostics(theirs)].concat()
    }
}
