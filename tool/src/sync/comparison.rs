//! How a folder differs from what was generated.

/// How a folder differs from what was generated, before anything was written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FolderComparison {
    /// The differences, by path.
    pub changes: Vec<FileChange>,
    /// Files that stand where only generated ones may, by path; as long as there are any, nothing is written.
    pub foreign: Vec<Foreign>,
    /// Modules or crates that are there and none of the documents is about; nothing is written in [`super::Mode::Write`] if there are any.
    pub lost: Vec<String>,
    /// How many files are as they should be.
    pub unchanged: usize,
}

impl FolderComparison {
    /// Whether the folder is as it should be.
    pub fn is_clean(&self) -> bool {
        self.changes.is_empty() && self.foreign.is_empty()
    }
}

/// A file that differs.
#[derive(Debug, PartialEq, Eq)]
pub struct FileChange {
    /// Where, relative to the folder, `/`-separated.
    pub path: String,
    /// The text that is there; none when the file is missing.
    pub old: Option<String>,
    /// The text that should be; none when the file is stale.
    pub new: Option<String>,
}

/// A file that stands where only generated ones may.
#[derive(Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Where, relative to the folder, `/`-separated.
    pub path: String,
    /// What is wrong about it.
    pub reason: Reason,
}

/// Why a file is [`Foreign`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is below `src/`.
    InSrc,
    /// A generated file, or a folder for them, belongs in its place.
    InTheWay,
}
