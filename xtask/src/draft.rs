//! Replaces files in one step: whoever looks, and whenever the command is stopped, a file is the old one or the new one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

/// Where the text of a file stands until it is complete.
pub(crate) struct Draft(PathBuf);

impl Draft {
    /// A draft in a folder on the same disk as the file, so that it can be renamed; hidden, so that it is nobody's file if
    /// it is left behind.
    pub(crate) fn within(folder: &Path) -> Self {
        Self(folder.join(format!(".xtask-{}.tmp", process::id())))
    }

    /// Replaces a file that can be made again.
    pub(crate) fn replace(&self, path: &Path, text: &str) -> io::Result<()> {
        self.rename(path, fs::write(&self.0, text))
    }

    /// Replaces a file that people work on: the text is on the disk before the file is it.
    pub(crate) fn replace_safely(&self, path: &Path, text: &str) -> io::Result<()> {
        let written = File::create(&self.0).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        self.rename(path, written)
    }

    fn rename(&self, path: &Path, written: io::Result<()>) -> io::Result<()> {
        let done = written.and_then(|()| fs::rename(&self.0, path));
        if done.is_err() {
            let _ = fs::remove_file(&self.0);
        }
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Replace = fn(&Draft, &Path, &str) -> io::Result<()>;

    const BOTH: [Replace; 2] = [Draft::replace, Draft::replace_safely];

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        for replace in BOTH {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.yaml");
            for text in ["old", "new"] {
                replace(&Draft::within(folder.path()), &path, text).unwrap();
                assert_eq!(fs::read_to_string(&path).unwrap(), text);
                assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
            }
        }
    }

    #[test]
    fn a_write_that_fails_leaves_everything_as_it_was() {
        for replace in BOTH {
            let folder = tempfile::tempdir().unwrap();
            // A folder cannot be replaced by a file: the last step fails, after the whole text was written.
            let path = folder.path().join("a.yaml");
            fs::create_dir(&path).unwrap();
            fs::write(path.join("mine"), "old").unwrap();
            replace(&Draft::within(folder.path()), &path, "new").unwrap_err();
            assert_eq!(fs::read_to_string(path.join("mine")).unwrap(), "old");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
            // Nothing can be written below a file.
            fs::write(folder.path().join("b"), "old").unwrap();
            replace(&Draft::within(&folder.path().join("b")), &folder.path().join("b/c"), "new").unwrap_err();
            assert_eq!(fs::read_to_string(folder.path().join("b")).unwrap(), "old");
        }
    }
}
