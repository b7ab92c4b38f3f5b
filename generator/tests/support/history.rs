//! Consecutive snapshots of the vendor's documents, beside the documents themselves.

use std::path::PathBuf;

use crate::metadata;

/// The folder of the snapshots, when it is there.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = metadata::folder()?.join("../history");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no folder {}", folder.display());
    None
}
