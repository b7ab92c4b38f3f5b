//! Saving a download: written beside the file, and renamed when it is complete.
//!
//! Files are written on threads for blocking work, a batch of pieces at a time.

use std::fs::{self, File};
use std::io::{self, Write};
use std::mem;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::{Download, SavedFile, State};
use crate::draft::{Access, Draft, beside};
use crate::error::{Error, FileError};
use crate::executor::blocking;

/// How many bytes are written at once.
const BATCH: usize = 256 << 10;

/// Why a body is not saved.
enum Fault {
    Call(Error),
    File(io::Error),
}

/// Saves the whole body.
pub(super) async fn save(mut download: Download, path: PathBuf) -> Result<SavedFile, Error> {
    if !matches!(download.state, State::Opening(_)) {
        return Err(FileError::before(&path, "a part of it was read already", None).into());
    }
    let target = path.clone();
    let begun = blocking(move || begin(&target)).await;
    let (draft, file) = begun.unwrap_or_else(|| Err(FileError::before(&path, ENDED, None)))?;
    let written = match receive(&mut download, file).await {
        Ok(file) => work(move || draft.commit(&file)).await,
        Err(Fault::File(error)) => Err(error),
        Err(Fault::Call(error)) => return Err(error),
    };
    match (written, download.stream()) {
        (Ok(()), Some(stream)) => Ok(SavedFile {
            path,
            length: stream.received(),
            http: stream.head().clone(),
            attempts: stream.attempts().clone(),
        }),
        (Err(error), Some(stream)) => Err(stream.complete(FileError::after(&path, error).into())),
        (written, None) => Err(FileError::after(&path, written.err().unwrap_or_else(ended)).into()),
    }
}

/// The draft of a file. Nothing was sent yet: whatever can be found to be wrong should be found now.
fn begin(path: &Path) -> Result<(Draft, File), FileError> {
    let target = match fs::metadata(path) {
        // A rename would replace a device or a pipe by a file.
        Ok(found) if !found.is_file() => {
            return Err(FileError::before(path, "it is there, and is no regular file", None));
        }
        // The file itself, where the path names a link.
        Ok(_) => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
        Err(_) => path.to_owned(),
    };
    if target.file_name().is_none() {
        return Err(FileError::before(path, "it does not end with the name of a file", None));
    }
    // What replaces a file gets its permissions at the end, and nobody may look before.
    let access = if target.exists() { Access::Private } else { Access::Usual };
    let draft = unused(&target).and_then(|beside| Draft::create(target, beside, access));
    draft.map_err(|error| {
        let fault = "no file can be made in its folder; check that the folder is there and can be written into";
        FileError::before(path, fault, Some(error))
    })
}

/// A path beside the file that nobody else uses: two downloads to one file do not meet.
fn unused(target: &Path) -> io::Result<PathBuf> {
    let number = getrandom::u64().map_err(io::Error::other)?;
    Ok(beside(target, &format!("{number:016x}.part")))
}

/// Writes the body into the file, as it comes.
async fn receive(download: &mut Download, mut file: File) -> Result<File, Fault> {
    let (mut batch, mut size) = (Vec::new(), 0);
    while let Some(bytes) = download.next().await {
        let bytes = bytes.map_err(Fault::Call)?;
        size += bytes.len();
        batch.push(bytes);
        if size >= BATCH {
            size = 0;
            let batch = mem::take(&mut batch);
            file = work(move || write(file, &batch)).await.map_err(Fault::File)?;
        }
    }
    work(move || write(file, &batch)).await.map_err(Fault::File)
}

fn write(mut file: File, batch: &[Bytes]) -> io::Result<File> {
    batch.iter().try_for_each(|bytes| file.write_all(bytes))?;
    Ok(file)
}

const ENDED: &str = "the tokio runtime ended while it was written";

fn ended() -> io::Error {
    io::Error::other(ENDED)
}

/// Does work on files where it holds up nobody.
async fn work<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    blocking(work).await.unwrap_or_else(|| Err(ended()))
}
