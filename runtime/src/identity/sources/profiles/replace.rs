//! Replaces a file by one rename: whoever looks, and whenever the process is killed, it is the old file or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What stands beside a file while it is replaced: `.NAME.ending`.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.{ending}"))
}

/// The next edition of a file, until it is complete. Only the holder of the file's lock may make one: all have one name,
/// so that what a killed process has left behind is found and removed.
pub(super) struct Draft {
    path: PathBuf,
    file: File,
    target: PathBuf,
}

impl Draft {
    /// An empty draft that nobody else can read, on the same disk as the file.
    pub(super) fn create(target: &Path) -> io::Result<Self> {
        let path = beside(target, "draft");
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = OpenOptions::new();
        // Not through a link that somebody has put there.
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path)?;
        Ok(Self { path, file, target: target.to_owned() })
    }

    /// Makes this text the file, with the owner and the permissions that the file has now.
    pub(super) fn commit(mut self, text: &str) -> io::Result<()> {
        self.file.write_all(text.as_bytes())?;
        let old = fs::metadata(&self.target)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            // Only differs, and only succeeds, if somebody like root works on the file of somebody else.
            let _ = fchown(&self.file, Some(old.uid()), Some(old.gid()));
        }
        self.file.set_permissions(old.permissions())?;
        self.file.sync_all()?;
        fs::rename(&self.path, &self.target)?;
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
        let _ = fs::remove_file(&self.path);
    }
}
