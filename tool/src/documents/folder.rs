//! A folder of documents, such as an archive of the vendor's.

use std::path::{Path, PathBuf};

use crate::project::Project;
use crate::report::failure::Failure;
use crate::specs::read;

use super::FetchedDocument;
use super::local::Found;
use super::source::{TOO_LARGE, failure};

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
        let found = Found::below(std::slice::from_ref(&self.path), product, version, self.project)?;
        let only = found.only(product, version, &format!("`{}`", self.shown))?;
        Ok((only.path().to_owned(), only.relative))
    }
}
