//! Finds and reads the documents: every `.yaml`, `.yml` and `.json` file of a tree, in a stable order.
//!
//! Other files and hidden ones are ignored. Symbolic links are followed; a folder or file that is reached twice is
//! read once, so that loops do no harm. Whatever cannot be read is a finding; the rest is read all the same, to report
//! everything in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use generator::{Finding, Input, Position, Severity};

use crate::workspace::{Workspace, shown_join};

/// What a document's name ends with.
const EXTENSIONS: [&str; 3] = ["json", "yaml", "yml"];

/// A document that was found, and not read yet.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    path: PathBuf,
    /// How messages name it.
    pub(crate) shown: String,
    /// Its path below the folder that was searched, `/`-separated; the bare name when it was named itself.
    pub(crate) relative: String,
}

impl Document {
    /// Reads it; a finding when that is not possible.
    pub(crate) fn read(&self) -> Result<Input, Box<Finding>> {
        match fs::read(&self.path).map(String::from_utf8) {
            Err(error) => Err(Box::new(unreadable(&self.shown, &error))),
            Ok(Err(error)) => {
                let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
                let position = Some(end_of(valid));
                let fault = fault(&self.shown, "not a text in UTF-8", "save the document in UTF-8");
                Err(Box::new(Finding { position, ..fault }))
            }
            Ok(Ok(text)) => {
                // The byte order mark is no part of the text, neither for parsers nor for columns.
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                Ok(Input { path: self.shown.clone(), text })
            }
        }
    }
}

/// What was read.
#[derive(Default)]
pub(crate) struct Specs {
    /// The documents, in the order of their names within each tree.
    pub(crate) inputs: Vec<Input>,
    /// What could not be read, as errors.
    pub(crate) faults: Vec<Finding>,
}

impl Specs {
    /// Reads the trees below `roots`, each a folder or a single document.
    pub(crate) fn read(roots: &[PathBuf], workspace: &Workspace) -> Self {
        let Found { documents, faults, .. } = Found::below(roots, workspace);
        let mut specs = Self { inputs: Vec::with_capacity(documents.len()), faults };
        for document in documents {
            match document.read() {
                Ok(input) => specs.inputs.push(input),
                Err(fault) => specs.faults.push(*fault),
            }
        }
        specs
    }
}

/// What was found.
#[derive(Default)]
pub(crate) struct Found {
    /// The documents, in the order of their names within each tree.
    pub(crate) documents: Vec<Document>,
    /// Where there is nothing to be read, as errors.
    pub(crate) faults: Vec<Finding>,
    /// Real paths of the files and folders seen so far, and whether there is a document in each.
    seen: BTreeMap<PathBuf, bool>,
}

impl Found {
    /// Looks for documents below `roots`, each a folder or a single document.
    pub(crate) fn below(roots: &[PathBuf], workspace: &Workspace) -> Self {
        let mut found = Self::default();
        for root in roots {
            found.root(root, &workspace.shown(root));
        }
        found
    }

    fn root(&mut self, path: &Path, shown: &str) {
        let fault = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let help = "create it, or name the folder of your documents with `--specs DIR`";
                fault(shown, "no such file or folder", help)
            }
            Err(error) => unreadable(shown, &error),
            Ok(found) if found.is_file() && is_document(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                return self.document(path, shown, &name);
            }
            Ok(found) if found.is_file() => {
                let help = "name a document, or a folder of documents, with `--specs`";
                fault(shown, "not a .yaml, .yml or .json file", help)
            }
            Ok(_) if self.folder(path, shown, ".") => return,
            Ok(_) => {
                let help = "put an api-docs document there, or name another folder with `--specs DIR`";
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
            let (path, shown, relative) = (path.to_owned(), shown.to_owned(), relative.to_owned());
            self.documents.push(Document { path, shown, relative });
        }
    }
}

fn unreadable(shown: &str, error: &io::Error) -> Finding {
    fault(shown, &format!("cannot be read: {error}"), "make it readable, or move it elsewhere")
}

fn fault(shown: &str, message: &str, help: &str) -> Finding {
    Finding {
        severity: Severity::Error,
        file: shown.to_owned(),
        position: None,
        operation: None,
        message: message.to_owned(),
        help: Some(help.to_owned()),
        kind: "unreadable",
    }
}

/// The names in a folder, sorted, without hidden ones.
fn names(folder: &Path) -> io::Result<BTreeSet<OsString>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name()));
    names.filter(|name| !name.as_ref().is_ok_and(|name| name.as_encoded_bytes().starts_with(b"."))).collect()
}

fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|found| EXTENSIONS.iter().any(|known| found.eq_ignore_ascii_case(known)))
}

/// The position just behind a text.
fn end_of(text: &[u8]) -> Position {
    let text = String::from_utf8_lossy(text);
    let (lines, last) =
        text.rsplit_once('\n').map_or((0, text.as_ref()), |(head, last)| (1 + head.matches('\n').count(), last));
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    Position { line: number(lines), column: number(last.chars().count()) }
}

#[cfg(test)]
mod tests;
