//! The vendor's documents in a folder.

use std::fs;
use std::path::Path;

/// All of them, by their paths relative to the folder, sorted.
pub(crate) fn all(folder: &Path) -> Vec<String> {
    let mut documents = Vec::new();
    collect(folder, folder, &mut documents);
    documents.sort();
    assert!(!documents.is_empty(), "no documents in {}", folder.display());
    documents
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "json") {
            let relative: Vec<_> = path.strip_prefix(root).unwrap().iter().map(|part| part.to_string_lossy()).collect();
            found.push(relative.join("/"));
        }
    }
}
