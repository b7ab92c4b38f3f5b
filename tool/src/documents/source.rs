//! Where documents come from: an address or a folder.

use std::env;
use std::path::Path;

use crate::project::Project;
use crate::report::failure::Failure;

use super::Progress;
use super::folder::Folder;
use super::service::{SERVICE, Service};

/// The variable that names another address or folder.
pub(super) const VARIABLE: &str = "ALIBABACLOUD_DOCUMENTS";

/// The kind of these failures, for programs.
pub(super) const KIND: &str = "documents";

/// Where documents come from.
pub(crate) enum DocumentSource<'p> {
    Service(Service<'p>),
    Folder(Folder<'p>),
}

/// A document that was fetched.
#[derive(Debug)]
pub(crate) struct FetchedDocument {
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// How messages name it, and how it is recorded: its address.
    pub(crate) name: String,
    /// Its path in a folder, beginning with that folder, which may say on which day it was published; `None` for what comes
    /// right from the vendor, and is of today.
    pub(crate) archived: Option<String>,
}

impl<'p> DocumentSource<'p> {
    /// The source that the environment names, else the project's configuration, else the vendor's service.
    ///
    /// # Errors
    ///
    /// It is an address, and the network may not be used, or this program is built without it.
    pub(crate) fn of(project: &'p Project, is_offline: bool) -> Result<Self, Failure> {
        let (name, base) = named(project);
        if !is_address(&name) {
            return Ok(Self::Folder(Folder::new(&base.join(name), project)));
        }
        if is_offline {
            let help = "leave out `--offline`, or name a file";
            return Err(failure(format!("documents come from {name}, which needs the network"), help));
        }
        let Some(network) = project.network() else {
            let help = "fetch the document with another program, and name the file: `curl -fO URL`";
            return Err(failure("this program is built without its feature `network`".to_owned(), help));
        };
        Service::new(&name, network).map(Self::Service)
    }

    /// Fetches the document of a product. Without a version, it is the only one, or the one that the vendor prefers.
    pub(crate) fn fetch(
        &self,
        product: &str,
        version: Option<&str>,
        progress: &Progress,
    ) -> Result<FetchedDocument, Failure> {
        match self {
            Self::Service(service) => service.document(product, version, progress),
            Self::Folder(folder) => folder.document(product, version),
        }
    }

    /// Whether another request for the same document may give another variant of it.
    pub(crate) fn has_variants(&self) -> bool {
        matches!(self, Self::Service(_))
    }
}

/// Whether documents are fetched over a network.
pub fn is_remote(project: &Project) -> bool {
    is_address(&named(project).0)
}

/// The address or folder that is named, and what a relative folder starts from.
fn named(project: &Project) -> (String, &Path) {
    let variable = env::var(VARIABLE).ok().filter(|name| !name.is_empty());
    match (variable, project.documents()) {
        (Some(name), _) => (name, Path::new(".")),
        (None, name) => (name.unwrap_or(SERVICE).to_owned(), project.root()),
    }
}

fn is_address(name: &str) -> bool {
    name.contains("://")
}

/// What to do about a document that is too large.
pub(super) const TOO_LARGE: &str = "an api-docs document has a few MiB: is this one?";

pub(super) fn failure(message: String, help: &str) -> Failure {
    Failure { kind: KIND, message, help: help.to_owned() }
}
