//! How to import.

/// Which operations to import besides those that the file has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Operations {
    /// None; all of them when there is no file yet.
    #[default]
    Present,
    /// These.
    Named(Vec<String>),
    /// All of them.
    All,
}

/// How to import.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which operations to import besides those that the file has.
    pub operations: Operations,
    /// Leaves upstream's texts out of new elements.
    pub without_texts: bool,
    /// Replaces texts of the file by upstream's, where upstream has any.
    pub update_texts: bool,
    /// Removes what upstream does not have, instead of marking it; with `update_texts`, texts as well.
    pub prune: bool,
    /// Does not mark what upstream does not have: another variant of the same edition, imported before, has it.
    pub unite: bool,
    /// Imports an edition although a newer one was imported before.
    pub older: bool,
    /// Where the document comes from, for the record in the file.
    pub source: String,
    /// The day of the edition, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Options {
    pub(super) fn date_or_unknown(&self) -> &str {
        self.date.as_deref().unwrap_or("unknown")
    }

    /// Whether texts that upstream does not have are removed.
    pub(super) fn drops_texts(&self) -> bool {
        self.update_texts && self.prune && !self.without_texts
    }
}
