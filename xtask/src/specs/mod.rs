//! Finds and reads the documents: every `.yaml`, `.yml` and `.json` file of a tree, in a stable order.
//!
//! `<document>.corrections.yaml` (or `.yml`, `.json`) is no document: it goes with the one that it stands beside.
//! Other files and hidden ones are ignored. Symbolic links are followed; a folder or file that is reached twice is
//! read once, so that loops do no harm. Whatever cannot be read is a diagnostic; the rest is read all the same, to report
//! everything in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use generator::{Diagnostic, Input, Position, Severity};

use crate::workspace::{Workspace, shown_join};

/// What a document's name ends with.
const EXTENSIONS: [&str; 3] = ["json", "yaml", "yml"];

/// What stands between a document's name and the extension of its corrections.
const CORRECTIONS: &str = ".corrections";

/// The largest file that is read, in MiB. The vendor's largest document has 5.
pub(crate) const LARGEST: u64 = 64;

/// A document that was found, and not read yet.
#[derive(Clone, Debug)]
pub struct Document {
    path: PathBuf,
    /// The file that overrules it.
    corrections: Option<PathBuf>,
    /// How messages name it.
    pub shown: String,
    /// Its path below the folder that was searched, `/`-separated; the bare name when it was named itself.
    pub relative: String,
    /// How headers of generated files name it.
    origin: String,
}

impl Document {
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
        Diagnostic { position, ..fault(shown, "not a text in UTF-8", "save the document in UTF-8") }
    })?;
    // The byte order mark is no part of the text, neither for parsers nor for columns.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What is in a file, unless it is too much. Not every file says its size: what is read is counted, too.
fn bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
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

/// What was read.
#[derive(Default)]
pub(crate) struct Specs {
    /// The documents, in the order of their names within each tree.
    pub(crate) inputs: Vec<Input>,
    /// What could not be read, as errors.
    pub faults: Vec<Diagnostic>,
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
pub struct Found {
    /// The documents, in the order of their names within each tree.
    pub documents: Vec<Document>,
    /// Where there is nothing to be read, as errors.
    pub faults: Vec<Diagnostic>,
    /// How headers name the folder that is being searched.
    origin: String,
    /// Real paths of the files and folders seen so far, and whether there is a document in each.
    seen: BTreeMap<PathBuf, bool>,
}

impl Found {
    /// Looks for documents below `roots`, each a folder or a single document.
    pub fn below(roots: &[PathBuf], workspace: &Workspace) -> Self {
        let mut found = Self::default();
        for root in roots {
            found.origin = workspace.origin(root);
            found.root(root, &workspace.shown(root));
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
            self.documents.push(Document { path: path.to_owned(), corrections, shown, relative, origin });
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

pub(crate) fn unreadable(shown: &str, error: &io::Error) -> Diagnostic {
    fault(shown, &format!("cannot be read: {error}"), "make it readable, or move it elsewhere")
}

pub(crate) fn too_large(shown: &str) -> Box<Diagnostic> {
    let help = "an api-docs document has a few MiB: see what this is";
    Box::new(fault(shown, &format!("larger than {LARGEST} MiB"), help))
}

/// Corrections that were named themselves.
pub(crate) fn no_document(shown: &str) -> Diagnostic {
    fault(shown, "corrections, not a document", "name the document beside it: its corrections are read, too")
}

/// A second file of corrections beside the first one.
pub(crate) fn corrected_twice(shown: &str, first: &str) -> Diagnostic {
    let message = format!("the same document has corrections in `{first}`, too");
    fault(shown, &message, "keep one of the two files, with everything in it")
}

/// Corrections without their document.
pub(crate) fn nothing_corrected(shown: &str, document: &str) -> Diagnostic {
    let message = format!("corrections of a document that is not there: `{document}.yaml`, `.yml` or `.json`");
    fault(shown, &message, "name them after the document beside them, or remove them")
}

pub(crate) fn fault(shown: &str, message: &str, help: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: shown.to_owned(),
        position: None,
        path: None,
        operation: None,
        refuses: Vec::new(),
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

pub(crate) fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|found| EXTENSIONS.iter().any(|known| found.eq_ignore_ascii_case(known)))
}

/// The name, without extension, of the document that a file corrects.
pub(crate) fn document_of(corrections: &Path) -> Option<&OsStr> {
    corrections.file_stem()?.to_str()?.strip_suffix(CORRECTIONS).map(OsStr::new)
}

/// Documents and corrections in the folder of a file, that file included.
fn beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = names(folder).unwrap_or_default();
    names.into_iter().map(|name| path.with_file_name(name)).filter(|path| is_document(path)).collect()
}

/// How messages name a file in the same folder.
fn shown_beside(shown: &str, name: &str) -> String {
    shown.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
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
