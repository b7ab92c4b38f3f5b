//! Only one process at a time renews what a file holds.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// A lock that this process holds. The operating system releases it when the process ends, however it ends.
///
/// It is a file of its own beside the file that it is about, since that one is replaced by another. It stays there: to
/// remove it would take it from under a process that is just about to lock it.
#[derive(Debug)]
pub(super) struct FileLock {
    _file: File,
}

impl FileLock {
    /// Takes the lock; `None` if somebody else holds it.
    pub(super) fn try_acquire(path: &Path) -> io::Result<Option<Self>> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        lock(&mut options, path).map(|file| file.map(|file| Self { _file: file }))
    }
}

/// A lock by `flock`, which belongs to the open file: it also keeps two sources of one process apart.
#[cfg(unix)]
fn lock(options: &mut OpenOptions, path: &Path) -> io::Result<Option<File>> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::{FlockOperation, flock};

    let file = options.mode(0o600).open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Windows lets nobody else open a file that is opened to be shared with nobody.
#[cfg(windows)]
fn lock(options: &mut OpenOptions, path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;

    const ERROR_SHARING_VIOLATION: i32 = 32;
    match options.share_mode(0).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => Ok(None),
        Err(error) => Err(error),
    }
}
