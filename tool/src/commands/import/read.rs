//! The incoming document: from a file or from the standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use generator::{Diagnostic, Input};
use hmac_sha256::Hash;

use super::date;
use crate::project::Project;
use crate::specs::faults::{fault, too_large, unreadable};
use crate::specs::read::{LARGEST, decoded};

/// How messages name what comes through a pipe.
const STANDARD_INPUT: &str = "standard input";

/// A document that was read.
pub(super) struct Incoming {
    pub(super) input: Input,
    /// Its name without the folder.
    pub(super) name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub(super) sha256: String,
    /// The day on which it was read, where it comes right from the vendor: on the standard input.
    today: Option<String>,
}

impl Incoming {
    /// Reads a document; a diagnostic when that is not possible.
    pub(super) fn read(path: &Path, project: &Project) -> Result<Self, Box<Diagnostic>> {
        if path == Path::new("-") {
            let (shown, today) = (STANDARD_INPUT, date::today());
            return Self::of(limited(io::stdin().lock()), shown, shown.to_owned(), today);
        }
        let shown = project.shown(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Box::new(fault(&shown, "no such file", "name a document, or `-` for the standard input")));
            }
            Err(error) => return Err(Box::new(unreadable(&shown, &error))),
        };
        Self::of(limited(file), &shown, name, None)
    }

    fn of(
        bytes: io::Result<Option<Vec<u8>>>,
        shown: &str,
        name: String,
        today: Option<String>,
    ) -> Result<Self, Box<Diagnostic>> {
        let bytes = bytes.map_err(|error| unreadable(shown, &error))?.ok_or_else(|| too_large(shown))?;
        let sha256 = Hash::hash(&bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        let input = Input::new(shown, decoded(bytes, shown)?);
        if input.text.trim().is_empty() {
            return Err(Box::new(empty(shown)));
        }
        Ok(Self { input, name, sha256, today })
    }

    /// The day on which it was published, as far as is known: a file's time is that of the copy. Its name may hold the
    /// version instead, as `file` does.
    pub(super) fn date(&self, file: &str) -> Option<String> {
        let named = date::within(&self.name).filter(|date| !file.contains(date));
        named.map(str::to_owned).or_else(|| self.today.clone())
    }
}

/// The diagnostic for an empty document. Without a network, the command before a pipe prints nothing to standard output.
fn empty(shown: &str) -> Diagnostic {
    match shown {
        STANDARD_INPUT => {
            let help = "the command before the pipe printed nothing: see its messages above, and run it by itself";
            fault(shown, "standard input is empty", help)
        }
        _ => fault(shown, "the file is empty", "fetch the document again"),
    }
}

/// What there is to read, unless it is too much.
fn limited(reader: impl Read) -> io::Result<Option<Vec<u8>>> {
    let limit = LARGEST * 1024 * 1024;
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| u64::try_from(bytes.len()).is_ok_and(|read| read <= limit)))
}
