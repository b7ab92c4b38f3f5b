//! Replaces files in one step: whoever looks, and whenever the command is stopped, a file is the old one or the new one.
//!
//! A text is written to a draft, `.xtask-PID.tmp` beside the file, and the draft is renamed. Its writer holds a lock on it,
//! which the system takes back when the process ends, however it ends: a draft that nobody holds was left behind by a
//! command that was killed. The next one that writes into the folder removes it. Process numbers tell nothing of that kind:
//! they are used again, and differ between containers that share a folder.
//!
//! What is made from the old text of a file replaces only that text ([`replace_unchanged`]): several commands at once lose
//! nothing of each other.

mod lock;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

use lock::FolderLock;

/// What stands before and behind the number of the process in a draft's name.
const NAME: [&str; 2] = [".xtask-", ".tmp"];

/// Where the text of a file stands until it is complete.
pub(crate) struct Draft(PathBuf);

impl Draft {
    /// A draft in a folder on the same disk as the file, so that it can be renamed; hidden, so that it is nobody's file if
    /// it is left behind. What was left behind there before is removed.
    pub(crate) fn within(folder: &Path) -> Self {
        remove_left_behind(folder);
        let [before, behind] = NAME;
        Self(folder.join(format!("{before}{}{behind}", process::id())))
    }

    /// Replaces a file that can be made again.
    pub(crate) fn replace(&self, path: &Path, text: &str) -> io::Result<()> {
        self.renamed(path, text, |_| Ok(()))
    }

    /// Replaces a file that people work on: the text is on the disk before the file is it.
    fn replace_safely(&self, path: &Path, text: &str) -> io::Result<()> {
        self.renamed(path, text, File::sync_all)
    }

    fn renamed(&self, path: &Path, text: &str, finish: fn(&File) -> io::Result<()>) -> io::Result<()> {
        let mut file = self.begun()?;
        let written = file.write_all(text.as_bytes()).and_then(|()| finish(&file));
        let done = written.and_then(|()| fs::rename(&self.0, path));
        if done.is_err() {
            let _ = fs::remove_file(&self.0);
        }
        done
    }

    /// The draft, empty and locked.
    fn begun(&self) -> io::Result<File> {
        loop {
            // Not through a link that somebody put there.
            let file = File::create_new(&self.0)?;
            // Where there are no locks, nobody takes the draft for left behind.
            let _ = file.lock();
            // Before it was locked, another command may have taken it for that.
            if self.0.exists() {
                return Ok(file);
            }
        }
    }
}

/// Whether a file was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Replacement {
    /// It has the new text.
    Done,
    /// It is no longer what was read, and was left alone: the new text is to be made again.
    Outdated,
}

/// Replaces a file that people work on, if it still is what the new text was made from: `old`, or no file at all. Its folder
/// is made if there is none. A byte order mark is no part of the text.
pub(crate) fn replace_unchanged(path: &Path, old: Option<&str>, new: &str) -> io::Result<Replacement> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let _lock = FolderLock::acquire(folder)?;
    let current = match fs::read(path) {
        Ok(current) => Some(current),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let text = current.as_deref().map(|bytes| bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes));
    if text != old.map(str::as_bytes) {
        return Ok(Replacement::Outdated);
    }
    Draft::within(folder).replace_safely(path, new).map(|()| Replacement::Done)
}

/// Removes the drafts in a folder that commands left behind when they were killed. What cannot be removed stays: it is in
/// nobody's way.
pub(crate) fn remove_left_behind(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().filter(is_draft).map(|entry| entry.path()) {
        // It is locked while it is removed: who begins it at this moment waits, and begins anew.
        let Ok(file) = File::open(&path) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether something is a draft that was left behind.
pub(crate) fn is_left_behind(entry: &fs::DirEntry) -> bool {
    is_draft(entry) && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok())
}

/// Whether something is a plain file with a draft's name.
fn is_draft(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let number = |name: &str| name.strip_prefix(NAME[0])?.strip_suffix(NAME[1])?.parse::<u32>().ok();
    // As it is written, and not `+1` or `01`.
    let is_named = |name: &str| number(name).is_some_and(|pid| format!("{}{pid}{}", NAME[0], NAME[1]) == name);
    name.to_str().is_some_and(is_named) && entry.file_type().is_ok_and(|kind| kind.is_file())
}

#[cfg(test)]
mod tests;
