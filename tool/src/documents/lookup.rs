//! The document of one product, for commands that read it and generate nothing.

use std::path::PathBuf;

use generator::{Diagnostic, Input};

use crate::project::Project;
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;
use crate::specs::DocumentFile;
use crate::specs::read::decoded;

use super::local::Found;
use super::{DocumentSource, FetchedDocument, Progress};

/// The document of a product below these folders, or a document that is named itself or the only one there, with its
/// corrections.
///
/// # Errors
///
/// There is none, there are several, or it cannot be read.
pub fn named(roots: &[PathBuf], product: &str, version: Option<&str>, project: &Project) -> Result<Input, Failure> {
    let shown: Vec<String> = roots.iter().map(|root| format!("`{}`", project.shown(root))).collect();
    let found = Found::below(roots, product, version, project)?.or_alone();
    read(&found.only(product, version, &shown.join(" and "))?)
}

/// The document of a product that the project has, with its corrections; `None` if it has none. Of several versions, it is the
/// one that the configuration lists.
///
/// # Errors
///
/// There are several, or it cannot be read.
pub fn own(project: &Project, product: &str, version: Option<&str>) -> Result<Option<Input>, Failure> {
    let specs = project.specs();
    if project.configuration().is_none() || !specs.is_dir() {
        return Ok(None);
    }
    let place = format!("`{}`", project.shown(&specs));
    // A folder without documents has none of this product.
    let Ok(found) = Found::below(std::slice::from_ref(&specs), product, version, project) else { return Ok(None) };
    let (found, version) = match (found.candidates.len(), listed(project, product)) {
        (0, _) => return Ok(None),
        (1, _) | (_, None) => (found, version),
        (_, Some(listed)) => {
            let version = version.unwrap_or(listed);
            (Found::below(&[specs], product, Some(version), project)?, Some(version))
        }
    };
    read(&found.only(product, version, &place)?).map(Some)
}

/// The only version of a product that the configuration lists.
fn listed<'p>(project: &'p Project, product: &str) -> Option<&'p str> {
    let crates = &project.configuration()?.crates;
    let products = crates.iter().flat_map(|krate| &krate.products);
    let mut versions = products
        .filter(|settings| settings.product.value.eq_ignore_ascii_case(product))
        .map(|settings| settings.version.value.as_str());
    let first = versions.next()?;
    versions.all(|version| version == first).then_some(first)
}

/// The document of a product from the source of documents: the vendor's metadata service, unless the project or the environment
/// names another. Without a version, it is the only one, or the one that the vendor prefers.
///
/// # Errors
///
/// It cannot be fetched, or is no text.
pub fn fetched(
    project: &Project,
    product: &str,
    version: Option<&str>,
    format: MessageFormat,
) -> Result<Input, Failure> {
    let source = DocumentSource::of(project, false)?;
    let FetchedDocument { bytes, name, .. } = source.fetch(product, version, &Progress::new(format))?;
    let text = decoded(bytes, &name).map_err(|diagnostic| unreadable(&diagnostic))?;
    Ok(Input::new(name, text))
}

fn read(document: &DocumentFile) -> Result<Input, Failure> {
    document.read().map_err(|diagnostic| unreadable(&diagnostic))
}

fn unreadable(diagnostic: &Diagnostic) -> Failure {
    Failure {
        kind: diagnostic.kind,
        message: format!("`{}`: {}", diagnostic.file, diagnostic.message),
        help: diagnostic.help.clone().unwrap_or_default(),
    }
}
