//! Reading a small file without blocking the runtime.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::executor;
use crate::identity::CredentialsError;

/// How many bytes a file of credentials may have.
pub(crate) const LIMIT: u64 = 1 << 20;

/// The bytes of a file of at most [`LIMIT`] bytes. No error holds any of them.
pub(crate) async fn read(path: PathBuf) -> Result<Vec<u8>, CredentialsError> {
    let shown = path.display().to_string();
    let read = match executor::current() {
        Ok(runtime) => runtime.spawn_blocking(move || read_now(&path)).await.map_err(io::Error::from),
        Err(_) => Ok(read_now(&path)),
    };
    read.and_then(|read| read)
        .map_err(|error| CredentialsError::new(format!("{shown} cannot be read")).with_source(error))
}

fn read_now(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory"));
    }
    let too_long = || io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {LIMIT} bytes"));
    if metadata.len() > LIMIT {
        return Err(too_long());
    }
    let mut bytes = Vec::new();
    // It can grow meanwhile, or have no length.
    file.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT { Err(too_long()) } else { Ok(bytes) }
}
