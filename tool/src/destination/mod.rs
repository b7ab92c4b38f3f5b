//! Where a crate may be written: into an empty folder, or over a crate that this program made.
//!
//! Two questions, both asked before anything is generated:
//!
//! * the *place*: the root of the file system, a home folder, the project, the documents, and what these are in, are never
//!   written into, whatever is there;
//! * the *content*: a folder with anything else than a generated crate is somebody's.
//!
//! Paths are compared without symbolic links and `..`. What may be lost inside a generated crate is [`crate::sync`]'s business.

use std::ffi::OsString;
use std::fs::{self, DirEntry};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use generator::{MARKER, PACKAGE_MARKER};

use crate::draft::is_left_behind;
use crate::package::manifest::has_generated_part;
use crate::program;
use crate::project::{Project, real};
use crate::report::failure::Failure;
use crate::sync::is_generated;

/// The kind of these failures, for programs.
const KIND: &str = "destination";

/// What to do in most cases.
const ELSEWHERE: &str = "name an empty folder, or one that does not exist yet, as in `--out sdk`";

/// What to do about the folder of a crate of a configuration.
const ANOTHER_PATH: &str =
    "give the crate another `path` in `alibabacloud.yaml`, of a folder that is empty or does not exist";

/// What `git init` makes: a repository that a crate is to be generated into is empty all the same.
const REPOSITORY: &str = ".git";

/// How many names are shown of what is in the way.
const SHOWN: usize = 3;

/// Makes sure that crates may be written into `out`, or into folders in it; `specs` are the documents that are read.
///
/// # Errors
///
/// Nothing may be written there; the failure says why, and what to do.
pub fn check_place(out: &Path, specs: &[PathBuf], project: &Project) -> Result<(), Failure> {
    let place = real(out);
    let shown = project.shown(out);
    let refused = |what: &str| {
        Err(Failure {
            kind: KIND,
            message: format!("refusing to write a crate into `{shown}`: {what}"),
            help: ELSEWHERE.to_owned(),
        })
    };
    if place.parent().is_none() {
        return refused("it is the root of the file system");
    }
    for (protected, what) in protected(specs, project) {
        if place == protected {
            return refused(&format!("it is {what}"));
        }
        if protected.starts_with(&place) {
            return refused(&format!("{what} is in it"));
        }
    }
    if place.starts_with(real(&project.specs())) {
        return refused("the project's documents are there");
    }
    Ok(())
}

/// Folders that are never written into, nor what they are in.
fn protected(specs: &[PathBuf], project: &Project) -> Vec<(PathBuf, &'static str)> {
    let home = std::env::home_dir().filter(|home| !home.as_os_str().is_empty());
    let home = home.map(|home| (real(&home), "your home folder"));
    let own = [(real(&project.specs()), "the folder of the project's documents")];
    let specs = specs.iter().map(|path| (folder_of(path), "a folder of documents"));
    // The project comes last: of all that is in a folder, the nearest is reported.
    home.into_iter().chain(own).chain(specs).chain([(project.root().to_owned(), "the project")]).collect()
}

/// The folder that documents are in: a document may be named itself.
fn folder_of(specs: &Path) -> PathBuf {
    let path = real(specs);
    let folder = path.parent().filter(|_| path.is_file()).map(Path::to_owned);
    folder.unwrap_or(path)
}

/// Makes sure that nothing is in the folder `out` but a crate that this program made.
///
/// # Errors
///
/// The folder has something else in it, or cannot be read.
pub fn check_content(out: &Path, shown: &str) -> Result<(), Failure> {
    let refused = |message: String, help: &str| Err(Failure { kind: KIND, message, help: help.to_owned() });
    match fs::metadata(out) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return refused(format!("`{shown}` is a file, not a folder"), ELSEWHERE),
        Err(_) if out.is_symlink() => {
            return refused(format!("`{shown}` is a broken link"), "remove the link, or create its target");
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return refused(format!("cannot create the folder `{shown}`: it would be inside a file"), ELSEWHERE);
        }
        Err(error) => return Err(unreadable(shown, &error)),
    }
    let manifest = out.join("Cargo.toml");
    if is_generated(&manifest).map_err(|error| unreadable(&format!("{shown}/Cargo.toml"), &error))? {
        return of_this_repository(&manifest, shown);
    }
    check_empty(out, shown)
}

/// Makes sure that nothing is in the folder `out` but a crate of a configuration.
///
/// # Errors
///
/// The folder has something else in it, or cannot be read.
pub(crate) fn check_package(out: &Path, shown: &str) -> Result<(), Failure> {
    let manifest = out.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap_or_default();
    if text.contains(MARKER) {
        let message = format!("the crate in `{shown}` was generated by another command, `cargo xtask gen`");
        return Err(Failure { kind: KIND, message, help: ANOTHER_PATH.to_owned() });
    }
    if is_of_package(&text) || !out.exists() {
        return Ok(());
    }
    check_empty(out, shown).map_err(|failure| Failure { help: ANOTHER_PATH.to_owned(), ..failure })
}

/// Whether a manifest is that of a crate of a configuration, or of a workspace of such crates.
fn is_of_package(manifest: &str) -> bool {
    manifest.contains(PACKAGE_MARKER) || has_generated_part(manifest)
}

/// Makes sure that a folder is empty.
fn check_empty(out: &Path, shown: &str) -> Result<(), Failure> {
    if !out.is_dir() {
        let message = format!("`{shown}` is a file, not a folder");
        return Err(Failure { kind: KIND, message, help: ELSEWHERE.to_owned() });
    }
    match occupants(out).map_err(|error| unreadable(shown, &error))?.as_slice() {
        [] => Ok(()),
        names => Err(Failure {
            kind: KIND,
            message: format!(
                "`{shown}` is not empty, and not a crate generated by `{} gen`: it has {}",
                program::name(),
                listed(names)
            ),
            help: ELSEWHERE.to_owned(),
        }),
    }
}

/// A crate of another repository is made by that repository's own command, and with another manifest.
fn of_this_repository(manifest: &Path, shown: &str) -> Result<(), Failure> {
    let text = fs::read_to_string(manifest).map_err(|error| unreadable(&format!("{shown}/Cargo.toml"), &error))?;
    if is_of_package(&text) {
        let message = format!("the crate in `{shown}` was generated by another command, `cargo alibabacloud gen`");
        return Err(Failure { kind: KIND, message, help: format!("run that command, or {ELSEWHERE}") });
    }
    if text.lines().all(|line| line != "version.workspace = true") {
        return Ok(());
    }
    let message = format!("`{shown}` is a member of another workspace");
    Err(Failure { kind: KIND, message, help: format!("run `{} gen` there, or {ELSEWHERE}", program::name()) })
}

/// The names of what is in a folder that should be empty. What a command that was killed left behind does not count: its
/// drafts, and folders that it had not yet filled.
fn occupants(folder: &Path) -> io::Result<Vec<OsString>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() != REPOSITORY && !is_vacant(&entry)? {
            names.push(entry.file_name());
        }
    }
    names.sort();
    Ok(names)
}

/// Whether something holds nobody's work: a draft that was left behind, or a folder without a file.
fn is_vacant(entry: &DirEntry) -> io::Result<bool> {
    if !entry.file_type()?.is_dir() {
        return Ok(is_left_behind(entry));
    }
    for entry in fs::read_dir(entry.path())? {
        if !is_vacant(&entry?)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `a`, `b`, `c` and 2 more.
fn listed(names: &[OsString]) -> String {
    let shown: Vec<_> = names.iter().take(SHOWN).map(|name| format!("`{}`", name.to_string_lossy())).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn unreadable(shown: &str, error: &io::Error) -> Failure {
    let help = format!("make it readable, or {ELSEWHERE}");
    Failure { kind: KIND, message: format!("cannot read `{shown}`: {error}"), help }
}

#[cfg(test)]
mod tests;
