//! What an import changed.

use crate::Diagnostic;
use crate::Owner;
use crate::spec::path::{ElementPath, Segment};

/// What an import changed.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Changes of elements, in the order of the file.
    pub changes: Vec<ElementChange>,
    /// The number of texts that differ from upstream's and are kept.
    pub texts_kept: usize,
    /// The number of texts of existing elements that were replaced by upstream's.
    pub texts_taken: usize,
    /// The number of texts that were removed since upstream does not have them.
    pub texts_removed: usize,
    /// The number of defaults and limits that were kept although upstream does not have them.
    pub hints_kept: usize,
    /// The number of elements that were marked as gone before and still are.
    pub still_gone: usize,
    /// The number of operations that upstream has and the file does not.
    pub not_taken: usize,
    /// Whether another document of the same day was imported last: the vendor serves several variants.
    pub is_variant: bool,
    /// What the file retains because the document is faulty there, as warnings about the document.
    pub retained: Vec<Diagnostic>,
    /// New elements without a text, as warnings about the new file.
    pub undescribed: Vec<Diagnostic>,
    /// Comments of the file that have lost their place.
    pub lost_comments: Vec<String>,
}

/// A change of an element of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementChange {
    /// What happened to it.
    pub kind: ElementChangeKind,
    /// The owner of the element.
    pub owner: Owner,
    /// Its element path below the owner; empty for the owner itself.
    pub path: String,
    /// Details, such as the old and the new value; empty where there are none.
    pub detail: String,
}

/// What happened to an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ElementChangeKind {
    /// It is new.
    Added,
    /// It was marked as gone, and upstream has it again.
    Back,
    /// Upstream no longer has it; it is kept and marked as gone.
    Gone,
    /// Upstream does not have it, and it was removed.
    Removed,
    /// One of its keys has another value.
    Changed,
}

impl ElementChange {
    pub(super) fn new(kind: ElementChangeKind, segments: &[Segment], detail: String) -> Self {
        let (owner, below) = match segments {
            [Segment::Key(apis), Segment::Key(name), below @ ..] if apis == "apis" => {
                (Owner::Operation(name.clone()), below)
            }
            [Segment::Key(components), Segment::Key(_), Segment::Key(name), below @ ..]
                if components == "components" =>
            {
                (Owner::Component(name.clone()), below)
            }
            _ => (Owner::Document, segments),
        };
        Self { kind, owner, path: path(below).to_string(), detail }
    }
}

/// The element path of some segments.
pub(super) fn path(segments: &[Segment]) -> ElementPath {
    segments.iter().cloned().fold(ElementPath::default(), |path, segment| path.join(segment))
}
