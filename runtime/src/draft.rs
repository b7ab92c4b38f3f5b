//! Replaces a file by one rename: whoever looks, and whenever the process is killed, it is the old file or the new one.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// What stands beside a file while it is replaced: `.NAME.ending`.
pub(crate) fn beside(file: &Path, ending: &str) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.{ending}"))
}

/// Who can read a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// As any new file of this process.
    Usual,
    /// Only who it belongs to.
    Private,
}

/// The next edition of a file, until it is complete. Removed when it is dropped before.
pub(crate) struct Draft {
    path: PathBuf,
    target: PathBuf,
    is_there: bool,
}

impl Draft {
    /// An empty draft, at a path where there is nothing yet, in the folder of the file.
    pub(crate) fn create(target: PathBuf, path: PathBuf, access: Access) -> io::Result<(Self, File)> {
        let mut options = OpenOptions::new();
        // Not through a link that somebody has put there.
        options.write(true).create_new(true);
        #[cfg(unix)]
        if access == Access::Private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let file = options.open(&path)?;
        Ok((Self { path, target, is_there: true }, file))
    }

    /// Makes the draft the file, with the owner and the permissions that the file has now, if there is one.
    pub(crate) fn commit(mut self, file: &File) -> io::Result<()> {
        match fs::metadata(&self.target) {
            Ok(old) => {
                #[cfg(unix)]
                {
                    use std::os::unix::fs::{MetadataExt, fchown};
                    // Only differs, and only succeeds, if somebody like root works on the file of somebody else.
                    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
                }
                file.set_permissions(old.permissions())?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        file.sync_all()?;
        fs::rename(&self.path, &self.target)?;
        self.is_there = false;
        self.sync_folder();
        Ok(())
    }

    /// Puts the rename itself on the disk, where that is possible.
    fn sync_folder(&self) {
        if cfg!(unix) {
            let folder = self.target.parent().map(File::open);
            let _ = folder.and_then(Result::ok).map(|folder| folder.sync_all());
        }
    }
}

impl Drop for Draft {
    /// Removes the draft, if it has not become the file.
    fn drop(&mut self) {
        if self.is_there {
            let _ = fs::remove_file(&self.path);
        }
    }
}
