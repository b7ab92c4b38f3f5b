//! The writing half: removes stale files, then writes missing and changed ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Change, Error, io_error};
use crate::draft::Draft;

/// Makes the changes in `folder`. Removals come first: a file may have to make room for a folder of its name.
pub(super) fn write(folder: &Path, changes: &[Change]) -> Result<(), Error> {
    for change in changes.iter().filter(|change| change.new.is_none()) {
        remove(folder, &folder.join(&change.path))?;
    }
    let new: Vec<_> =
        changes.iter().filter_map(|change| Some((folder.join(&change.path), change.new.as_ref()?))).collect();
    let parents: BTreeSet<_> = new.iter().filter_map(|(path, _)| path.parent()).collect();
    for parent in parents {
        fs::create_dir_all(parent).map_err(io_error("make the folder", parent))?;
    }
    let draft = Draft::within(folder);
    for (path, content) in new {
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
