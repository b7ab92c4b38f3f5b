//! What is in the output folder now.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::crates::Crates;
use super::error::{Error, io_error};

/// Something that is no folder.
pub(super) struct FolderEntry {
    /// Where it is.
    pub(super) path: PathBuf,
    /// A plain file, and not a link or a device.
    pub(super) is_file: bool,
}

/// Lists the files directly in `folder` and in the folders of `crates`, and all files in their sub-folders `tops`, by
/// relative path.
///
/// Only these sub-folders are entered: whoever names the wrong folder as output must not have his whole disk searched.
/// Links are listed, not followed.
pub(super) fn entries(
    folder: &Path,
    crates: &Crates,
    tops: &BTreeSet<&str>,
) -> Result<BTreeMap<String, FolderEntry>, Error> {
    let mut entries = BTreeMap::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        for (name, path, kind) in children(&folder).map_err(io_error("read", &folder))? {
            let relative = format!("{prefix}{name}");
            let inside = crates.inside(&relative);
            let is_entered = inside.contains('/') || crates.contains(&relative) || tops.contains(inside);
            let is_hidden = name.starts_with('.') && !crates.is_source(&relative);
            if is_hidden || (kind.is_dir() && !is_entered) {
                continue;
            }
            if kind.is_dir() {
                open.push((path, relative + "/"));
            } else {
                entries.insert(relative, FolderEntry { path, is_file: kind.is_file() });
            }
        }
    }
    Ok(entries)
}

/// What a folder contains; nothing when there is no such folder.
fn children(folder: &Path) -> io::Result<Vec<(String, PathBuf, fs::FileType)>> {
    let children = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        children => children?,
    };
    let child = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok((entry.file_name().to_string_lossy().into_owned(), entry.path(), entry.file_type()?))
    };
    children.map(child).collect()
}
