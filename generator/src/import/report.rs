//! What an import did.

use crate::Diagnostic;
use crate::Owner;
use crate::spec::path::{ElementPath, Segment};

/// What an import did, in words and numbers.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What came, went, came back and changed, in the order of the file.
    pub notes: Vec<Note>,
    /// Texts that upstream words differently from the file; they stay as they are in the file.
    pub texts_kept: usize,
    /// Texts of existing elements that were taken from upstream.
    pub texts_taken: usize,
    /// Texts that upstream does not have (any more) and that were removed.
    pub texts_removed: usize,
    /// Defaults and limits of the file on which upstream is silent.
    pub hints_kept: usize,
    /// Elements that upstream did not have before and still does not have.
    pub still_gone: usize,
    /// Operations that upstream has and the file does not.
    pub not_taken: usize,
    /// Whether another document of the same day was imported last: the vendor serves several.
    pub is_variant: bool,
    /// What could not be taken because it is faulty, as warnings about the document.
    pub held: Vec<Diagnostic>,
    /// New elements without a text, as warnings about the new file.
    pub undescribed: Vec<Diagnostic>,
    /// Comments of the file whose place does not exist any more.
    pub lost_comments: Vec<String>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What happened.
    pub kind: NoteKind,
    /// To what it belongs.
    pub owner: Owner,
    /// The dotted path below the owner; empty for the owner itself.
    pub place: String,
    /// What there is to say besides; empty when there is nothing.
    pub detail: String,
}

/// What happened to an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// It is new.
    Came,
    /// It was marked as gone, and upstream has it again.
    CameBack,
    /// Upstream does not have it any more; it is kept and marked.
    Went,
    /// Upstream does not have it (any more), and it was removed.
    Removed,
    /// One of its attributes has another value.
    Changed,
}

impl Note {
    pub(super) fn new(kind: NoteKind, way: &[Segment], detail: String) -> Self {
        let (owner, below) = match way {
            [Segment::Key(apis), Segment::Key(name), below @ ..] if apis == "apis" => {
                (Owner::Operation(name.clone()), below)
            }
            [Segment::Key(components), Segment::Key(_), Segment::Key(name), below @ ..]
                if components == "components" =>
            {
                (Owner::Component(name.clone()), below)
            }
            _ => (Owner::Document, way),
        };
        Self { kind, owner, place: path(below).to_string(), detail }
    }
}

/// The path of some steps.
pub(super) fn path(steps: &[Segment]) -> ElementPath {
    steps.iter().cloned().fold(ElementPath::default(), |path, step| path.join(step))
}
