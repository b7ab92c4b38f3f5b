//! A document that was read, with its corrections and all faults.

use super::corrections::Corrections;
use super::document::Document;
use super::fault::Fault;
use super::file::ParsedFile;
use super::read;
use super::tree::NodeId;
use crate::{Diagnostic, Input, Position, Selection};
use std::collections::{BTreeMap, BTreeSet};

/// A document that was read, its corrections applied.
#[derive(Debug)]
pub(crate) struct LoadedDocument<'a> {
    file: ParsedFile<'a>,
    /// The name that headers show.
    pub(crate) origin: &'a str,
    pub(crate) corrections: Corrections<'a>,
    pub(crate) document: Document<'a>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) selection: Option<&'a Selection>,
}

impl<'a> LoadedDocument<'a> {
    /// Reads a document; what is no YAML or JSON at all is one diagnostic.
    pub(crate) fn read(input: &'a Input) -> Result<Self, Box<Diagnostic>> {
        let (file, mut root) = ParsedFile::parse(&input.path, &input.text)?;
        let mut faults = Vec::new();
        let corrections = Corrections::apply(input.corrections.as_ref(), &mut root, &mut faults)?;
        let document = read::document(root, &mut faults);
        Ok(Self { file, origin: &input.origin, corrections, document, faults, selection: input.selection.as_ref() })
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
        let (theirs, own): (Vec<NodeId>, Vec<NodeId>) = wanted.into_iter().partition(|at| at.is_correction());
        let positions = self.file.positions(&own);
        let own = own.into_iter().zip(positions).map(|(at, position)| (at, (self.file.path.to_owned(), position)));
        own.chain(theirs.into_iter().filter_map(|at| Some((at, self.corrections.place(at)?)))).collect()
    }

    /// Faults with their positions, in the document or in its corrections.
    pub(crate) fn diagnostics(&self, faults: Vec<Fault>) -> Vec<Diagnostic> {
        let (theirs, own): (Vec<_>, Vec<_>) = faults.into_iter().partition(|fault| fault.at.is_correction());
        [self.file.diagnostics(own), self.corrections.diagnostics(theirs)].concat()
    }
}
