//! The incoming document: from a file, from the standard input, or fetched.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use generator::import::Upstream;
use generator::{Diagnostic, Input};
use hmac_sha256::Hash;

use super::date;
use crate::documents::{DocumentRequest, DocumentSource, FetchedDocument, Progress};
use crate::project::Project;
use crate::report::failure::Failure;
use crate::specs::faults::{fault, too_large, unreadable};
use crate::specs::read::{LARGEST, decoded};

/// How messages name what comes through a pipe.
const STANDARD_INPUT: &str = "standard input";

/// A document that was read.
pub(crate) struct Incoming {
    pub(crate) input: Input,
    /// Its name without the folder.
    pub(crate) name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub(crate) sha256: String,
    published: Published,
}

/// What is known of the day on which a document was published.
enum Published {
    /// It comes right from the vendor, fetched or on the standard input: the day on which it was read, unless the clock is
    /// not set.
    Today(Option<String>),
    /// It was kept under this path, which may hold the day. The time of a file is that of the copy.
    Kept(String),
}

/// Why there is no document.
pub(crate) enum Unread {
    /// It cannot be read.
    Faulty(Box<Diagnostic>),
    /// It cannot be fetched.
    Unfetched(Failure),
}

impl From<Box<Diagnostic>> for Unread {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        Self::Faulty(diagnostic)
    }
}

impl Incoming {
    /// Fetches a document of the vendor.
    pub(crate) fn fetch(
        source: &DocumentSource<'_>,
        product: &str,
        version: Option<&str>,
        progress: &Progress,
    ) -> Result<Self, Unread> {
        let fetched = source.fetch(product, version, progress);
        let FetchedDocument { bytes, name, archived } = fetched.map_err(Unread::Unfetched)?;
        let published = archived.map_or_else(|| Published::Today(date::today()), Published::Kept);
        Ok(Self::of(Ok(Some(bytes)), &name.clone(), name, published)?)
    }

    /// Reads a document; a diagnostic when that is not possible.
    pub(super) fn read(path: &Path, project: &Project) -> Result<Self, Box<Diagnostic>> {
        if path == Path::new("-") {
            let (shown, today) = (STANDARD_INPUT, Published::Today(date::today()));
            return Self::of(limited(io::stdin().lock()), shown, shown.to_owned(), today);
        }
        let shown = project.shown(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Box::new(fault(
                    &shown,
                    "no such file",
                    "name a document, `-` for the standard input, or a product and its version as in `ecs/2014-05-26`",
                )));
            }
            Err(error) => return Err(Box::new(unreadable(&shown, &error))),
        };
        let published = Published::Kept(name.clone());
        Self::of(limited(file), &shown, name, published)
    }

    fn of(
        bytes: io::Result<Option<Vec<u8>>>,
        shown: &str,
        name: String,
        published: Published,
    ) -> Result<Self, Box<Diagnostic>> {
        let bytes = bytes.map_err(|error| unreadable(shown, &error))?.ok_or_else(|| too_large(shown))?;
        let sha256 = Hash::hash(&bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        let input = Input::new(shown, decoded(bytes, shown)?);
        if input.text.trim().is_empty() {
            return Err(Box::new(empty(shown)));
        }
        Ok(Self { input, name, sha256, published })
    }

    /// The day on which it was published, as far as is known. A path may hold the version as well, as `file` does.
    pub(crate) fn date(&self, file: &str) -> Option<String> {
        match &self.published {
            Published::Today(today) => today.clone(),
            Published::Kept(path) => date::within(path).find(|date| !file.contains(date)).map(str::to_owned),
        }
    }
}

/// The diagnostic for a document that is another one than was asked for.
pub(crate) fn other_document(upstream: &Upstream<'_>, request: &DocumentRequest, shown: &str) -> Option<Diagnostic> {
    let (product, version) = (upstream.product(), upstream.version());
    let message = format!("this is the document of {product}/{version}, not of {request}");
    let help = "try again later, or import the document from a file";
    (!request.matches(product, version)).then(|| Diagnostic::error("other-document", shown, &message, help))
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
