//! Names of files: which one is a document, and which one has the corrections of another.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a document's name ends with.
const EXTENSIONS: [&str; 3] = ["json", "yaml", "yml"];

/// What stands between a document's name and the extension of its corrections.
const CORRECTIONS: &str = ".corrections";

/// Whether a file is a document, or the corrections of one.
pub(crate) fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|found| EXTENSIONS.iter().any(|known| found.eq_ignore_ascii_case(known)))
}

/// The name, without extension, of the document that a file corrects.
pub(crate) fn document_of(corrections: &Path) -> Option<&OsStr> {
    corrections.file_stem()?.to_str()?.strip_suffix(CORRECTIONS).map(OsStr::new)
}

/// Documents and corrections in the folder of a file, that file included.
pub(super) fn beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = names(folder).unwrap_or_default();
    names.into_iter().map(|name| path.with_file_name(name)).filter(|path| is_document(path)).collect()
}

/// The names in a folder, sorted, without hidden ones.
pub(super) fn names(folder: &Path) -> io::Result<BTreeSet<OsString>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name()));
    names.filter(|name| !name.as_ref().is_ok_and(|name| name.as_encoded_bytes().starts_with(b"."))).collect()
}

/// How messages name a file in the same folder.
pub(super) fn shown_beside(shown: &str, name: &str) -> String {
    shown.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}
