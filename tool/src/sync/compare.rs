//! The comparison of a folder with what was generated. Reads, never writes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path};

use generator::{File, MARKER, PACKAGE_MARKER};

use super::comparison::{FileChange, FolderComparison, Foreign, Reason};
use super::crates::{Crates, MANIFEST};
use super::error::{Error, io_error};
use super::folder::{FolderEntry, entries};
use crate::package::manifest::has_generated_part;

/// The folders of a crate in which generated files may have been left behind.
const FOLDERS: [&str; 3] = ["examples", "src", "tests"];

/// The marker stands within this many bytes: in the first line, or behind a title or a comment's beginning.
const HEAD: u64 = 1024;

/// Compares `folder` with the `files` that should be in it.
pub(super) fn compare(folder: &Path, files: &[File]) -> Result<FolderComparison, Error> {
    let wanted = by_path(files)?;
    let parents: BTreeSet<&str> = wanted.keys().flat_map(|path| parents(path)).collect();
    let crates = Crates::of(folder, files).map_err(io_error("read", &folder.join(MANIFEST)))?;
    let tops = parents.iter().map(|parent| crates.inside(parent)).filter(|parent| !parent.contains('/'));
    let mut present = entries(folder, &crates, &tops.chain(FOLDERS).collect())?;

    let mut comparison = FolderComparison::default();
    for (path, content) in wanted {
        match present.remove(path) {
            Some(entry) => comparison.present(path, content, &entry)?,
            None if folder.join(path).is_dir() => comparison.foreign(path, Reason::InTheWay),
            None => comparison.change(path, None, Some(content.to_owned())),
        }
    }
    for (path, entry) in present {
        let place = match (parents.contains(path.as_str()), crates.is_source(&path)) {
            (true, _) => Some(Reason::InTheWay),
            (false, true) => Some(Reason::InSrc),
            (false, false) => None,
        };
        comparison.unwanted(&path, &entry, place)?;
    }
    comparison.lost = lost(&comparison.changes, files, &crates);
    comparison.changes.sort_by(|a, b| a.path.cmp(&b.path));
    comparison.foreign.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(comparison)
}

impl FolderComparison {
    /// Something stands where a generated file belongs.
    fn present(&mut self, path: &str, content: &str, entry: &FolderEntry) -> Result<(), Error> {
        if !entry.is_file {
            self.foreign(path, Reason::InTheWay);
            return Ok(());
        }
        let old = fs::read(&entry.path).map_err(io_error("read", &entry.path))?;
        if old == content.as_bytes() {
            self.unchanged += 1;
        } else if is_marked(&old) || (is_manifest(Path::new(path)) && has_generated_part(&text(&old))) {
            self.change(path, Some(text(&old)), Some(content.to_owned()));
        } else {
            self.foreign(path, Reason::InTheWay);
        }
        Ok(())
    }

    /// Something stands where no generated file belongs: stale when it is marked, else somebody's; `place` says why that
    /// may not be there.
    fn unwanted(&mut self, path: &str, entry: &FolderEntry, place: Option<Reason>) -> Result<(), Error> {
        if entry.is_file && is_generated(&entry.path).map_err(io_error("read", &entry.path))? {
            let old = fs::read(&entry.path).map_err(io_error("read", &entry.path))?;
            self.change(path, Some(text(&old)), None);
        } else if let Some(reason) = place {
            self.foreign(path, reason);
        }
        Ok(())
    }

    fn change(&mut self, path: &str, old: Option<String>, new: Option<String>) {
        self.changes.push(FileChange { path: path.to_owned(), old, new });
    }

    fn foreign(&mut self, path: &str, reason: Reason) {
        self.foreign.push(Foreign { path: path.to_owned(), reason });
    }
}

/// The product versions that go as a whole, by the names of their modules or crates.
fn lost(changes: &[FileChange], files: &[File], crates: &Crates) -> Vec<String> {
    let wanted: BTreeSet<_> = files.iter().filter_map(|file| crates.product(&file.path)).collect();
    let stale = changes.iter().filter(|change| change.new.is_none()).filter_map(|change| crates.product(&change.path));
    let lost: BTreeSet<_> = stale.filter(|product| !wanted.contains(product)).collect();
    lost.into_iter().map(str::to_owned).collect()
}

/// The texts by path. A path that leaves the folder, or comes twice, stops everything.
fn by_path(files: &[File]) -> Result<BTreeMap<&str, &str>, Error> {
    let mut wanted = BTreeMap::new();
    for File { path, content } in files {
        let is_inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if path.is_empty() || !is_inside || wanted.insert(path.as_str(), content.as_str()).is_some() {
            return Err(Error::Path(path.clone()));
        }
    }
    Ok(wanted)
}

/// The folders above a file: `a` and `a/b` for `a/b/c`.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(end, _)| path.get(..end))
}

/// The beginning of a file.
fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    fs::File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Whether there is a file that the generator wrote.
pub(crate) fn is_generated(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(false),
        found => Ok(found?.is_file()
            && (is_marked(&head(path)?) || (is_manifest(path) && has_generated_part(&text(&fs::read(path)?))))),
    }
}

/// Whether a file is a manifest: the marker in its first line is its users', who may have removed it.
fn is_manifest(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == MANIFEST)
}

/// Whether the generator wrote this.
fn is_marked(content: &[u8]) -> bool {
    let head = usize::try_from(HEAD).ok().and_then(|end| content.get(..end)).unwrap_or(content);
    [MARKER, PACKAGE_MARKER].iter().any(|marker| head.windows(marker.len()).any(|window| window == marker.as_bytes()))
}

/// A file's text for a diff; what is no text is shown as well as it can be.
fn text(content: &[u8]) -> String {
    String::from_utf8_lossy(content).into_owned()
}
