//! A file for the body of a response: there when the body is complete, and checked before anything is sent.

use std::collections::hash_map::RandomState;
use std::fs::{self, File};
use std::hash::BuildHasher;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tool::terminal::printable;

/// A body's file while there is no body yet.
pub(crate) struct BodyFile {
    path: PathBuf,
    target: PathBuf,
    draft: PathBuf,
    file: File,
}

impl BodyFile {
    /// Makes sure that a body can be saved at a path: its draft is there afterwards.
    ///
    /// # Errors
    ///
    /// The path leads nowhere or to something else than a file, or nothing can be written beside it.
    pub(crate) fn begin(path: &Path) -> Result<Self, String> {
        let shown = printable(&path.display().to_string());
        let target = match fs::metadata(path) {
            Ok(found) if found.is_file() => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
            Ok(_) => return Err(format!("`{shown}` cannot be written: it is no regular file")),
            Err(_) => path.to_owned(),
        };
        let Some(name) = target.file_name() else {
            return Err(format!("`{shown}` cannot be written: it does not end with the name of a file"));
        };
        let draft = target.with_file_name(format!(".{}.{:016x}.part", name.to_string_lossy(), unused()));
        match File::create_new(&draft) {
            Ok(file) => Ok(Self { path: path.to_owned(), target, draft, file }),
            Err(error) => Err(format!("`{shown}` cannot be written: no file can be made in its folder: {error}")),
        }
    }

    /// The path that the user wrote.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the body, and puts the file in its place with the permissions of the one that was there.
    pub(crate) fn complete(&self, body: &[u8]) -> io::Result<()> {
        if let Ok(old) = fs::metadata(&self.target) {
            self.file.set_permissions(old.permissions())?;
        }
        (&self.file).write_all(body)?;
        self.file.sync_all()?;
        fs::rename(&self.draft, &self.target)
    }
}

impl Drop for BodyFile {
    /// Removes a draft that has not become the file.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.draft);
    }
}

/// A number that nobody else's draft has.
fn unused() -> u64 {
    RandomState::new().hash_one(std::process::id())
}
