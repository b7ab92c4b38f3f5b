//! Reading a small text file.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::executor;
use crate::identity::CredentialsError;

/// How many bytes a file may have: 1 MiB. Profiles and tokens have a few thousand.
const LIMIT: u64 = 1 << 20;

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, CredentialsError> {
    match read_if_exists(path)? {
        Some(text) => Ok(text),
        None => Err(CredentialsError::new(format!("there is no file {}", path.display()))),
    }
}

/// The text of a file; `None` if there is no such file.
pub(crate) fn read_if_exists(path: &Path) -> Result<Option<String>, CredentialsError> {
    let bytes = match read_bytes(path) {
        Ok(bytes) => bytes,
        Err(Refused::Io(io::ErrorKind::NotFound)) => return Ok(None),
        Err(reason) => return Err(refused(path, reason)),
    };
    let text = String::from_utf8(bytes).map_err(|_| refused(path, "it is not UTF-8 text"))?;
    // Editors of Windows put a mark of the encoding in front.
    Ok(Some(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }))
}

/// Runs something that waits for the disk, outside the threads that calls are polled in. Without tokio there are no others.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CredentialsError> + Send + 'static,
) -> Result<T, CredentialsError> {
    let ended = || Err(CredentialsError::new("the tokio runtime ended while a file was read"));
    executor::blocking(work).await.unwrap_or_else(ended)
}

/// The bytes of what is a file and short enough. Anything else is not even opened: to open a pipe waits for its writer.
fn read_bytes(path: &Path) -> Result<Vec<u8>, Refused> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(Refused::Directory);
    }
    if !metadata.is_file() {
        return Err(Refused::Special);
    }
    if metadata.len() > LIMIT {
        return Err(Refused::TooLong);
    }
    let mut bytes = Vec::new();
    // It can grow meanwhile.
    File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT { Err(Refused::TooLong) } else { Ok(bytes) }
}

/// Why a file is not read.
enum Refused {
    Directory,
    Special,
    TooLong,
    Io(io::ErrorKind),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory => f.write_str("it is a directory"),
            Self::Special => f.write_str("it is not a regular file"),
            Self::TooLong => write!(f, "it has more than {LIMIT} bytes"),
            Self::Io(kind) => kind.fmt(f),
        }
    }
}

fn refused(path: &Path, reason: impl fmt::Display) -> CredentialsError {
    CredentialsError::new(format!("{} cannot be read: {reason}", path.display()))
}
