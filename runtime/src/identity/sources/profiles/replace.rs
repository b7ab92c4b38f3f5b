//! Replaces the file of a profile.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::draft::{self, Access};

/// The next edition of a file. Only the holder of the file's lock may make one: all have one name, so that what a killed
/// process has left behind is found and removed.
pub(super) struct Draft {
    draft: draft::Draft,
    file: File,
}

impl Draft {
    /// An empty draft that nobody else can read, on the same disk as the file.
    pub(super) fn create(target: &Path) -> io::Result<Self> {
        let path = draft::beside(target, "draft");
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let (draft, file) = draft::Draft::create(target.to_owned(), path, Access::Private)?;
        Ok(Self { draft, file })
    }

    /// Makes this text the file, with the owner and the permissions that the file has now.
    pub(super) fn commit(mut self, text: &str) -> io::Result<()> {
        self.file.write_all(text.as_bytes())?;
        self.draft.commit(&self.file)
    }
}
