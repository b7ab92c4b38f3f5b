//! The vendor's own documents. They are not part of the repository: tests that use them pass when they are absent.

use std::path::{Path, PathBuf};
use std::{env, fs};

use generator::Input;

/// Where the documents are, relative to the workspace; `ALIBABACLOUD_METADATA` names another folder.
const FOLDER: &str = "../shared/metadata";

/// The folder of the documents, when it is there.
pub(crate) fn folder() -> Option<PathBuf> {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let workspace = folders.find(|folder| folder.join("Cargo.lock").is_file());
    let default = || workspace.unwrap_or(Path::new(".")).join(FOLDER);
    let folder = env::var_os("ALIBABACLOUD_METADATA").map_or_else(default, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no folder {} (ALIBABACLOUD_METADATA names another one)", folder.display());
    None
}

/// Reads a document, by its path relative to the folder.
pub(crate) fn read(folder: &Path, document: &str) -> Input {
    Input::new(document, fs::read_to_string(folder.join(document)).unwrap())
}
