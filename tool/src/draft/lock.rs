//! Only one process at a time compares a file in a folder and replaces it.

use std::fs::File;
use std::io;
use std::path::Path;

/// The lock of a folder. The system takes it back when the process ends, however it ends.
pub(super) struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Waits for the lock, which others hold for as long as it takes to read and write one file. Where there are no locks,
    /// as on some network drives, it goes without.
    pub(super) fn acquire(folder: &Path) -> io::Result<Self> {
        locked(folder).map(|file| Self { _file: file })
    }
}

/// The folder itself, so that nothing is left in it.
#[cfg(unix)]
fn locked(folder: &Path) -> io::Result<File> {
    let file = File::open(folder)?;
    let _ = file.lock();
    Ok(file)
}

/// A file of its own, which is gone when it is closed: elsewhere folders cannot be locked. Windows lets nobody else open a
/// file that is opened to be shared with nobody.
#[cfg(windows)]
fn locked(folder: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    use std::thread;
    use std::time::Duration;

    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_ACCESS_DENIED: i32 = 5;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    /// Who may not write into the folder is told the same as who comes while the file is being removed.
    const REFUSALS: u32 = 50;
    let mut refusals = 0;
    loop {
        let mut options = File::options();
        options.write(true).create(true).truncate(false).share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
        match options.open(folder.join(".xtask.lock")) {
            Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => {}
            Err(error) if error.raw_os_error() == Some(ERROR_ACCESS_DENIED) && refusals < REFUSALS => refusals += 1,
            opened => return opened,
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Elsewhere nothing is known that can be locked.
#[cfg(not(any(unix, windows)))]
fn locked(folder: &Path) -> io::Result<File> {
    File::open(folder)
}
