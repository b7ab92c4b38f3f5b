//! The documents of a revision of git: what [`crate::specs`] reads of the disk, read of a tree that was committed.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use generator::{Diagnostic, Input};

use crate::git::{Error, Git, TreeEntry};
use crate::project::shown_join;
use crate::specs::Specs;
use crate::specs::faults;
use crate::specs::names::{document_of, is_document};
use crate::specs::read::{LARGEST, decoded};

/// A name that a user gave: a revision, or a folder or document in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Revision<'a> {
    /// What git knows: `HEAD`, `v1.2.3`, `main~3`, a hash.
    pub(crate) commit: &'a str,
    /// The path behind the colon, as git takes it: from the top of the repository, or with `./` from the project's folder.
    path: Option<&'a str>,
}

impl<'a> Revision<'a> {
    /// Takes the name apart.
    pub(crate) fn of(name: &'a str) -> Self {
        let (commit, path) = match colon(name) {
            Some(colon) => (&name[..colon], Some(name[colon + 1..].trim_end_matches('/'))),
            None => (name, None),
        };
        Self { commit, path }
    }

    /// Whether it names a place in the revision.
    pub(crate) fn has_path(self) -> bool {
        self.path.is_some()
    }

    /// Whether it is the name of a single document.
    pub(crate) fn is_document(self) -> bool {
        self.path.is_some_and(|path| is_document(Path::new(path)))
    }

    /// Reads the documents, those in the folder `specs` if no path is named; none when there is no such commit. A commit
    /// without the folder has no documents.
    pub(crate) fn read(self, git: Git<'_>, specs: &str) -> Result<Option<Specs>, Error> {
        let Some(commit) = git.object(&format!("{}^{{commit}}", self.commit))? else { return Ok(None) };
        let specs = format!("./{specs}");
        let (folder, document) = self.place(&specs);
        let mut entries = git.tree(&format!("{commit}:{folder}"))?.map_or(Ok(Vec::new()), |tree| git.files(&tree))?;
        entries.retain(|entry| is_visible(&entry.path) && document.is_none_or(|document| concerns(entry, document)));
        if let Some(fault) = self.fault(&entries) {
            return Ok(Some(Specs { faults: vec![fault], ..Specs::default() }));
        }
        let shown = format!("{}:{}", self.commit, folder.trim_start_matches("./"));
        Tree::read(shown, &entries, git).map(|tree| Some(tree.specs()))
    }

    /// What is wrong with the path that was named.
    fn fault(self, entries: &[TreeEntry]) -> Option<Diagnostic> {
        let path = self.path?;
        let shown = format!("{}:{path}", self.commit);
        let is_corrections = entries.iter().any(|entry| Some(entry.name()) == path.rsplit('/').next());
        if self.is_document() && is_corrections && document_of(Path::new(path)).is_some() {
            return Some(faults::no_document(&shown));
        }
        let help = "name a document, or a folder of documents, that this revision has";
        entries.is_empty().then(|| faults::fault(&shown, "no .yaml, .yml or .json file there", help))
    }

    /// The folder to be searched, and the document in it if it is only one.
    fn place<'s>(self, specs: &'s str) -> (&'s str, Option<&'s str>)
    where
        'a: 's,
    {
        match self.path {
            None => (specs, None),
            Some(path) if self.is_document() => {
                path.rsplit_once('/').map_or(("", Some(path)), |(folder, name)| (folder, Some(name)))
            }
            Some(path) => (path, None),
        }
    }
}

/// Where the path of a name begins; a time in braces has colons, too: `main@{2025-01-31 12:00}`.
fn colon(name: &str) -> Option<usize> {
    let mut depth = 0_usize;
    name.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        byte == b':' && depth == 0
    })
}

/// Hidden files and folders are not read, as on the disk.
fn is_visible(path: &str) -> bool {
    is_document(Path::new(path)) && !path.split('/').any(|name| name.starts_with('.'))
}

/// Whether a file is a document at the top of a tree, or corrects it.
fn concerns(entry: &TreeEntry, document: &str) -> bool {
    let stem = Path::new(document).file_stem();
    entry.path == document || (!entry.path.contains('/') && stem.is_some() && document_of(entry.as_ref()) == stem)
}

/// A tree with its documents and corrections.
struct Tree<'a> {
    /// How messages name it.
    shown: String,
    entries: &'a [TreeEntry],
    contents: BTreeMap<&'a str, Vec<u8>>,
}

impl<'a> Tree<'a> {
    fn read(shown: String, entries: &'a [TreeEntry], git: Git<'_>) -> Result<Self, Error> {
        let readable: Vec<&TreeEntry> = entries.iter().filter(|entry| entry.is_file && !is_too_large(entry)).collect();
        let objects: Vec<&str> = readable.iter().map(|entry| entry.object.as_str()).collect();
        let paths = readable.iter().map(|entry| entry.path.as_str());
        Ok(Self { shown, entries, contents: paths.zip(git.contents(&objects)?).collect() })
    }

    fn specs(mut self) -> Specs {
        let mut specs = Specs::default();
        for entry in self.entries {
            let input = match document_of(entry.as_ref()) {
                None => self.document(entry, &mut specs.faults).map(Some),
                Some(document) if self.beside(entry, Some(document), None).is_empty() => {
                    Err(Box::new(faults::nothing_corrected(&self.shown(entry), &document.to_string_lossy())))
                }
                Some(_) => Ok(None),
            };
            match input {
                Ok(input) => specs.inputs.extend(input),
                Err(fault) => specs.faults.push(*fault),
            }
        }
        specs
    }

    /// A document with its corrections.
    fn document(&mut self, entry: &TreeEntry, faults: &mut Vec<Diagnostic>) -> Result<Input, Box<Diagnostic>> {
        let input = Input::new(self.shown(entry), self.text(entry)?);
        let corrections = self.beside(entry, None, Path::new(&entry.path).file_stem());
        if let [first, second, ..] = corrections.as_slice() {
            faults.push(faults::corrected_twice(&self.shown(second), first.name()));
        }
        let Some(corrections) = corrections.first() else { return Ok(input) };
        Ok(input.with_corrections(self.shown(corrections), self.text(corrections)?))
    }

    /// The files in the folder of another one: the document of a name, or the corrections of one.
    fn beside(&self, entry: &TreeEntry, document: Option<&OsStr>, corrected: Option<&OsStr>) -> Vec<&'a TreeEntry> {
        let folder = Path::new(&entry.path).parent();
        let is_theirs = |path: &Path| match document {
            Some(document) => document_of(path).is_none() && path.file_stem() == Some(document),
            None => document_of(path).is_some() && document_of(path) == corrected,
        };
        let is_beside = |other: &&TreeEntry| {
            let path = Path::new(&other.path);
            path.parent() == folder && is_theirs(path)
        };
        self.entries.iter().filter(is_beside).collect()
    }

    fn text(&mut self, entry: &TreeEntry) -> Result<String, Box<Diagnostic>> {
        let shown = self.shown(entry);
        match self.contents.remove(entry.path.as_str()) {
            Some(bytes) => decoded(bytes, &shown),
            None if entry.is_file => Err(faults::too_large(&shown)),
            None => {
                let help = "name the target of the link instead";
                Err(Box::new(faults::fault(&shown, "symbolic links are not followed in a revision", help)))
            }
        }
    }

    fn shown(&self, entry: &TreeEntry) -> String {
        if self.shown.ends_with(':') {
            format!("{}{}", self.shown, entry.path)
        } else {
            shown_join(&self.shown, &entry.path)
        }
    }
}

fn is_too_large(entry: &TreeEntry) -> bool {
    entry.size > LARGEST * 1024 * 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_may_name_a_place() {
        let place = |name| Revision::of(name).place("./specs");
        assert_eq!(place("HEAD"), ("./specs", None));
        assert_eq!(place("HEAD:"), ("", None));
        assert_eq!(place("v1.0.0:specs/ice/"), ("specs/ice", None));
        assert_eq!(place("v1.0.0:specs/ice/a.yaml"), ("specs/ice", Some("a.yaml")));
        assert_eq!(place("v1.0.0:a.json"), ("", Some("a.json")));
    }

    #[test]
    fn a_time_is_part_of_a_revision() {
        let commit = |name| Revision::of(name).commit;
        assert_eq!(commit("main@{2025-01-31 12:00}"), "main@{2025-01-31 12:00}");
        assert_eq!(commit("main@{2025-01-31 12:00}:specs"), "main@{2025-01-31 12:00}");
        assert_eq!(commit("HEAD^{/fix: all}:a:b"), "HEAD^{/fix: all}");
        assert_eq!(commit("}a:b"), "}a");
    }

    #[test]
    fn other_files_are_not_read() {
        assert!(is_visible("ice/a.yaml") && is_visible("a.corrections.yml"));
        assert!(!is_visible("ice/a.txt") && !is_visible("ice/.a.yaml") && !is_visible(".git/a.yaml"));
        let entry = |path: &str| TreeEntry { path: path.to_owned(), object: String::new(), size: 0, is_file: true };
        assert!(concerns(&entry("a.yaml"), "a.yaml") && concerns(&entry("a.corrections.yml"), "a.yaml"));
        assert!(!concerns(&entry("b.yaml"), "a.yaml") && !concerns(&entry("b/a.corrections.yaml"), "a.yaml"));
    }
}
