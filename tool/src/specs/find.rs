//! Finding the documents below a folder.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use generator::Diagnostic;

use super::faults::{corrected_twice, fault, no_document, nothing_corrected, unreadable};
use super::names::{beside, document_of, is_document, names, shown_beside};
use super::read::DocumentFile;
use crate::project::{Project, shown_join};

/// What was found.
#[derive(Default)]
pub struct SpecFiles {
    /// The documents, in the order of their names within each tree.
    pub documents: Vec<DocumentFile>,
    /// Where there is nothing to be read, as errors.
    pub faults: Vec<Diagnostic>,
    /// How headers name the folder that is being searched.
    origin: String,
    /// Real paths of the files and folders seen so far, and whether there is a document in each.
    seen: BTreeMap<PathBuf, bool>,
}

impl SpecFiles {
    /// Looks for documents below `roots`, each a folder or a single document.
    pub fn find(roots: &[PathBuf], project: &Project) -> Self {
        let mut found = Self::default();
        for root in roots {
            found.origin = project.origin(root);
            found.root(root, &project.shown(root));
        }
        found
    }

    fn root(&mut self, path: &Path, shown: &str) {
        let fault = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fault(shown, "no such file or folder", "create it, or name the folder of your documents")
            }
            Err(error) => unreadable(shown, &error),
            Ok(found) if found.is_file() && is_document(path) && document_of(path).is_some() => no_document(shown),
            Ok(found) if found.is_file() && is_document(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                return self.document(path, shown, &name);
            }
            Ok(found) if !found.is_dir() => {
                fault(shown, "not a .yaml, .yml or .json file", "name a document, or a folder of documents")
            }
            Ok(_) if self.folder(path, shown, ".") => return,
            Ok(_) => {
                let help = "put an api-docs document there, or name another folder";
                fault(shown, "no .yaml, .yml or .json file in this folder", help)
            }
        };
        self.faults.push(fault);
    }

    /// Looks into a folder, if that was not done before; whether there is a document in it.
    fn folder(&mut self, path: &Path, shown: &str, relative: &str) -> bool {
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if let Some(known) = self.seen.get(&identity) {
            return *known;
        }
        // A link back to this folder from inside must find it seen, and adds no document to it.
        self.seen.insert(identity.clone(), false);
        let found = match names(path) {
            Ok(names) => names.iter().filter(|name| self.entry(path, shown, relative, name)).count() > 0,
            Err(error) => {
                self.faults.push(unreadable(shown, &error));
                true
            }
        };
        self.seen.insert(identity, found);
        found
    }

    /// Looks at what has this name in a folder; whether it is or contains a document.
    fn entry(&mut self, folder: &Path, shown: &str, relative: &str, name: &OsStr) -> bool {
        let path = folder.join(name);
        let name = name.to_string_lossy();
        let (shown, relative) = (shown_join(shown, &name), shown_join(relative, &name));
        match fs::metadata(&path) {
            Ok(entry) if entry.is_dir() => self.folder(&path, &shown, &relative),
            _ if !is_document(&path) => false,
            _ if document_of(&path).is_some() => {
                self.corrections(&path, &shown);
                true
            }
            // A broken link gets here too: reading it gives the message.
            _ => {
                self.document(&path, &shown, &relative);
                true
            }
        }
    }

    fn document(&mut self, path: &Path, shown: &str, relative: &str) {
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(identity, true).is_none() {
            let corrections = self.corrections_of(path, shown);
            let (shown, relative, origin) = (shown.to_owned(), relative.to_owned(), shown_join(&self.origin, relative));
            self.documents.push(DocumentFile { path: path.to_owned(), corrections, shown, relative, origin });
        }
    }

    /// The file that overrules a document.
    fn corrections_of(&mut self, document: &Path, shown: &str) -> Option<PathBuf> {
        let mut found = beside(document).into_iter().filter(|path| document_of(path) == document.file_stem());
        let first = found.next()?;
        if let Some(second) = found.next() {
            let [first, second] = [&first, &second].map(|path| path.file_name().unwrap_or_default().to_string_lossy());
            self.faults.push(corrected_twice(&shown_beside(shown, &second), &first));
        }
        Some(first)
    }

    /// Looks at corrections: they stand beside a document.
    fn corrections(&mut self, path: &Path, shown: &str) {
        let document = document_of(path).unwrap_or_default();
        let is_theirs = |path: &PathBuf| document_of(path).is_none() && path.file_stem() == Some(document);
        if !beside(path).iter().any(is_theirs) {
            self.faults.push(nothing_corrected(shown, &document.to_string_lossy()));
        }
    }
}
