//! Documents below folders of this machine, by product and version in their paths: `2024-06/ecs/2014-05-26/api-docs.json`.

use std::path::PathBuf;

use crate::project::Project;
use crate::report::failure::Failure;
use crate::specs::{DocumentFile, SpecFiles};

use super::source::failure;

/// How many documents are named at most.
const SHOWN: usize = 5;

/// The documents of a product that were found.
pub(super) struct Found {
    /// Those in whose paths the product occurs, and the version if there is one.
    pub(super) candidates: Vec<DocumentFile>,
    others: Vec<DocumentFile>,
    /// All names that occur in paths.
    names: Vec<String>,
}

impl Found {
    /// Looks for documents of a product below `roots`, each a folder or a document; a document that is named itself is one
    /// whatever it is called.
    pub(super) fn below(
        roots: &[PathBuf],
        product: &str,
        version: Option<&str>,
        project: &Project,
    ) -> Result<Self, Failure> {
        let SpecFiles { documents, faults, .. } = SpecFiles::find(roots, project);
        if let Some(fault) = faults.first().filter(|_| documents.is_empty()) {
            let message = format!("`{}`: {}", fault.file, fault.message);
            return Err(failure(message, fault.help.as_deref().unwrap_or_default()));
        }
        let names = documents.iter().flat_map(|document| parts(&document.relative)).map(str::to_owned).collect();
        let is_named = |document: &DocumentFile| roots.iter().any(|root| root == document.path());
        let is_of = |document: &DocumentFile| {
            parts(&document.relative).any(|part| part.eq_ignore_ascii_case(product))
                && version.is_none_or(|version| has_version(&document.relative, version))
        };
        let (candidates, others) = documents.into_iter().partition(|document| is_named(document) || is_of(document));
        Ok(Self { candidates, others, names })
    }

    /// The same, but a document that stands alone is a candidate whatever its path says.
    pub(super) fn or_alone(mut self) -> Self {
        if let (true, [_]) = (self.candidates.is_empty(), self.others.as_slice()) {
            self.candidates.append(&mut self.others);
        }
        self
    }

    /// The only document of the product.
    pub(super) fn only(mut self, product: &str, version: Option<&str>, place: &str) -> Result<DocumentFile, Failure> {
        match self.candidates.as_slice() {
            [_] => Ok(self.candidates.remove(0)),
            [] => Err(self.missing(product, version, place)),
            several => {
                let names = several.iter().take(SHOWN).map(|document| format!("`{}`", document.relative));
                let more = if several.len() > SHOWN { ", …" } else { "" };
                let names: Vec<_> = names.collect();
                let message = format!("there are several documents of `{product}`: {}{more}", names.join(", "));
                Err(failure(message, &format!("name the version, `{product}/VERSION`, or the file of the document")))
            }
        }
    }

    fn missing(&self, product: &str, version: Option<&str>, place: &str) -> Failure {
        let wanted = version.map_or_else(|| product.to_owned(), |version| format!("{product} {version}"));
        let message = format!("no document of `{wanted}` in {place}");
        let names = self.names.iter().map(String::as_str);
        match generator::closest(product, names).filter(|close| !close.eq_ignore_ascii_case(product)) {
            Some(close) => failure(message, &format!("did you mean `{close}`?")),
            None => failure(message, "name another version, or the file of the document"),
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
