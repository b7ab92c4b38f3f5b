//! Reading a small text file, and noticing that it has changed.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use super::super::CredentialsError;
use crate::executor;

/// How many bytes a file of profiles may have: 1 MiB. Real ones have a few thousand.
const LIMIT: u64 = 1 << 20;

/// What tells an edition of a file from another one without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    /// Device and number of the file: an editor replaces a file by another one.
    node: Option<(u64, u64)>,
}

/// Looks at a file, without reading it.
pub(super) fn stamp(path: &Path) -> Result<Stamp, CredentialsError> {
    checked(path).map(|metadata| Stamp::of(&metadata))
}

/// Reads a file. The stamp is taken before, so that a change while it is read is noticed at the next look.
pub(super) fn read(path: &Path) -> Result<(Stamp, String), CredentialsError> {
    let stamp = stamp(path)?;
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > LIMIT {
        return Err(too_long(path));
    }
    let text = String::from_utf8(bytes).map_err(|_| refused(path, "it is not UTF-8 text"))?;
    // Editors of Windows put a mark of the encoding in front.
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok((stamp, text))
}

/// Runs something that waits for the disk, outside the threads that calls are polled in.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CredentialsError> + Send + 'static,
) -> Result<T, CredentialsError> {
    let runtime = executor::current().map_err(CredentialsError::new)?;
    match runtime.spawn_blocking(work).await {
        Ok(result) => result,
        Err(_) => Err(CredentialsError::new("the tokio runtime ended while a file of profiles was read")),
    }
}

/// The metadata of what is a file and short enough. Anything else is not even opened: to open a pipe waits for its writer.
fn checked(path: &Path) -> Result<Metadata, CredentialsError> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if metadata.is_dir() {
        return Err(refused(path, "it is a directory"));
    }
    if !metadata.is_file() {
        return Err(refused(path, "it is not a regular file"));
    }
    if metadata.len() > LIMIT {
        return Err(too_long(path));
    }
    Ok(metadata)
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self { modified: metadata.modified().ok(), length: metadata.len(), node: node(metadata) }
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn node(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn node(_: &Metadata) -> Option<(u64, u64)> {
    None
}

fn unreadable(path: &Path, error: &io::Error) -> CredentialsError {
    match error.kind() {
        io::ErrorKind::NotFound => CredentialsError::new(format!("there is no file {}", path.display())),
        _ => refused(path, error),
    }
}

fn too_long(path: &Path) -> CredentialsError {
    refused(path, format_args!("it has more than {LIMIT} bytes, so it is hardly a file of profiles"))
}

fn refused(path: &Path, reason: impl std::fmt::Display) -> CredentialsError {
    CredentialsError::new(format!("cannot read {}: {reason}", path.display()))
}
