//! The writing half: removes stale files, then writes missing and changed ones. The manifest is the first of them: it tells
//! the next command whose folder this is, wherever this one is stopped.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::comparison::FileChange;
use super::crates::MANIFEST;
use super::error::{Error, io_error};
use crate::draft::Draft;

/// Makes the changes in `folder`. Removals come first: a file may have to make room for a folder of its name.
pub(super) fn write(folder: &Path, changes: &[FileChange]) -> Result<(), Error> {
    for change in changes.iter().filter(|change| change.new.is_none()) {
        remove(folder, &folder.join(&change.path))?;
    }
    let draft = Draft::within(folder);
    let (manifest, others): (Vec<_>, Vec<_>) = changes.iter().partition(|change| change.path == MANIFEST);
    let mut made = BTreeSet::new();
    for change in manifest.into_iter().chain(others) {
        let Some(content) = &change.new else { continue };
        let path = folder.join(&change.path);
        if let Some(parent) = path.parent().filter(|parent| made.insert(parent.to_path_buf())) {
            fs::create_dir_all(parent).map_err(io_error("make the folder", parent))?;
        }
        draft.replace(&path, content).map_err(io_error("write", &path))?;
    }
    Ok(())
}

/// Removes a file, and the folders above it that are empty then.
fn remove(folder: &Path, path: &Path) -> Result<(), Error> {
    fs::remove_file(path).map_err(io_error("remove", path))?;
    for parent in path.ancestors().skip(1).take_while(|parent| *parent != folder) {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(())
}
