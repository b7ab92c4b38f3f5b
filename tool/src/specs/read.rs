//! Reading documents with their corrections.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use generator::{Diagnostic, Input, Position};

use super::faults::{fault, too_large, unreadable};
use super::names::{beside, document_of, shown_beside};

/// The largest file that is read, in MiB. The vendor's largest document has 5.
pub(crate) const LARGEST: u64 = 64;

/// A document that was found, and not read yet.
#[derive(Clone, Debug, Default)]
pub struct DocumentFile {
    pub(crate) path: PathBuf,
    /// The file that overrules it.
    pub(super) corrections: Option<PathBuf>,
    /// How messages name it.
    pub shown: String,
    /// Its path below the folder that was searched, `/`-separated; the bare name when it was named itself.
    pub relative: String,
    /// How headers of generated files name it.
    pub(super) origin: String,
}

impl DocumentFile {
    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it with its corrections.
    ///
    /// # Errors
    ///
    /// A file cannot be read, is too large, or is no text in UTF-8.
    pub fn read(&self) -> Result<Input, Box<Diagnostic>> {
        let input = corrected(&self.path, &self.shown, self.corrections.as_deref())?;
        Ok(input.with_origin(self.origin.clone()))
    }
}

/// The document of a path, with the file beside it that overrules it; a diagnostic when that cannot be read.
pub(crate) fn document(path: &Path, shown: &str) -> Result<Input, Box<Diagnostic>> {
    let corrections = beside(path).into_iter().find(|other| document_of(other) == path.file_stem());
    corrected(path, shown, corrections.as_deref())
}

fn corrected(path: &Path, shown: &str, corrections: Option<&Path>) -> Result<Input, Box<Diagnostic>> {
    let input = Input::new(shown, text(path, shown)?);
    let Some(corrections) = corrections else { return Ok(input) };
    let name = corrections.file_name().unwrap_or_default().to_string_lossy();
    let shown = shown_beside(shown, &name);
    let text = text(corrections, &shown)?;
    Ok(input.with_corrections(shown, text))
}

/// The text of a file; a diagnostic when it cannot be read.
pub(crate) fn text(path: &Path, shown: &str) -> Result<String, Box<Diagnostic>> {
    let bytes = bytes(path).map_err(|error| unreadable(shown, &error))?;
    decoded(bytes.ok_or_else(|| too_large(shown))?, shown)
}

/// The text that some bytes are; a diagnostic when they are none.
pub(crate) fn decoded(bytes: Vec<u8>, shown: &str) -> Result<String, Box<Diagnostic>> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let position = Some(end_of(valid));
        Diagnostic { position, ..fault(shown, "not UTF-8 text", "save the document in UTF-8") }
    })?;
    // The byte order mark is no part of the text, neither for parsers nor for columns.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What is in a file, unless it is too much. Not every file says its size: what is read is counted, too.
pub(crate) fn bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let limit = LARGEST * 1024 * 1024;
    let file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(limit + 1).read_to_end(&mut bytes)?;
    let is_within = u64::try_from(bytes.len()).is_ok_and(|read| read <= limit);
    Ok(is_within.then_some(bytes))
}

/// The position just behind a text.
fn end_of(text: &[u8]) -> Position {
    let text = String::from_utf8_lossy(text);
    let (lines, last) =
        text.rsplit_once('\n').map_or((0, text.as_ref()), |(head, last)| (1 + head.matches('\n').count(), last));
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    Position { line: number(lines), column: number(last.chars().count()) }
}
