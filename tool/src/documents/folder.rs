//! A folder of documents, such as an archive of the vendor's.

use std::path::{Path, PathBuf};

use crate::project::Project;
use crate::report::failure::Failure;
use crate::specs::{SpecFiles, read};

use super::FetchedDocument;
use super::source::{TOO_LARGE, failure};

/// How many documents are named at most.
const SHOWN: usize = 5;

/// A tree of documents, in whose paths product and version occur, and perhaps the day on which they were published:
/// `2024-06-30/ecs/2014-05-26/api-docs.json`.
pub(crate) struct Folder<'p> {
    path: PathBuf,
    shown: String,
    project: &'p Project,
}

impl<'p> Folder<'p> {
    pub(super) fn new(path: &Path, project: &'p Project) -> Self {
        Self { path: path.to_owned(), shown: project.shown(path), project }
    }

    /// Reads the document of a product; the version may be left out where there is one only.
    pub(super) fn document(&self, product: &str, version: Option<&str>) -> Result<FetchedDocument, Failure> {
        let (path, relative) = self.find(product, version)?;
        // Folders above may be called after any day.
        let folder = self.path.file_name().unwrap_or_default().to_string_lossy();
        let archived = Some(format!("{folder}/{relative}"));
        // What is recorded in the project says nothing of where this machine has its folders.
        let shown = self.project.shown(&path);
        let name = if Path::new(&shown).is_absolute() { relative } else { shown };
        match read::bytes(&path) {
            Ok(Some(bytes)) => Ok(FetchedDocument { bytes, name, archived }),
            Ok(None) => Err(failure(format!("`{name}` is larger than {} MiB", read::LARGEST), TOO_LARGE)),
            Err(error) => Err(failure(format!("cannot read `{name}`: {error}"), "make it readable")),
        }
    }

    fn find(&self, product: &str, version: Option<&str>) -> Result<(PathBuf, String), Failure> {
        let found = SpecFiles::find(std::slice::from_ref(&self.path), self.project);
        if let Some(fault) = found.faults.first().filter(|_| found.documents.is_empty()) {
            return Err(failure(
                format!("`{}`: {}", fault.file, fault.message),
                fault.help.as_deref().unwrap_or_default(),
            ));
        }
        let candidates: Vec<_> = found
            .documents
            .iter()
            .filter(|document| parts(&document.relative).any(|part| part.eq_ignore_ascii_case(product)))
            .filter(|document| version.is_none_or(|version| has_version(&document.relative, version)))
            .collect();
        match candidates.as_slice() {
            [only] => Ok((only.path().to_owned(), only.relative.clone())),
            [] => {
                let known = found.documents.iter().flat_map(|document| parts(&document.relative));
                let wanted = version.map_or_else(|| product.to_owned(), |version| format!("{product} {version}"));
                let message = format!("no document of `{wanted}` in `{}`", self.shown);
                match generator::closest(product, known).filter(|close| !close.eq_ignore_ascii_case(product)) {
                    Some(close) => Err(failure(message, &format!("did you mean `{close}`?"))),
                    None => Err(failure(message, "name another version, or the file of the document")),
                }
            }
            several => {
                let names = several.iter().take(SHOWN).map(|document| format!("`{}`", document.relative));
                let more = if several.len() > SHOWN { ", …" } else { "" };
                let names: Vec<_> = names.collect();
                let message = format!("there are several documents of `{product}`: {}{more}", names.join(", "));
                Err(failure(message, &format!("name the version, `{product}/VERSION`, or the file of the document")))
            }
        }
    }
}

/// The names in a path, without the ending of the file: `2024-06/ecs/2014-05-26/api-docs.json`.
fn parts(relative: &str) -> impl Iterator<Item = &str> {
    let stem = relative.rsplit_once('.').map_or(relative, |(stem, _)| stem);
    stem.split('/')
}

fn has_version(relative: &str, version: &str) -> bool {
    relative.to_ascii_lowercase().contains(&version.to_ascii_lowercase())
}
