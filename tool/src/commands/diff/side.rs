//! One side of a comparison: what a name on the command line stands for.

use std::path::{Path, PathBuf};

use crate::git::{self, Git};
use crate::project::Project;
use crate::report::failure::Failure;
use crate::revision::Revision;
use crate::specs::Specs;
use crate::version::base::release;
use crate::version::{self, Version};

/// Documents, and where they come from.
pub(super) struct DiffSide {
    /// How a report names it.
    pub(super) name: String,
    /// The documents.
    pub(super) specs: Specs,
    /// Whether a single document was named.
    pub(super) is_document: bool,
    /// The version of `generated` that these documents belong to, where they are the project's own. One that is counted up
    /// already, and not released yet, is not counted from: `gen --bump` goes by the last release.
    pub(super) version: Option<Version>,
}

impl DiffSide {
    /// The project's documents as they are now.
    pub(super) fn working_tree(project: &Project) -> Self {
        let manifest = std::fs::read_to_string(project.manifest()).ok();
        Self {
            version: manifest.as_deref().and_then(version::manifest::version).and_then(Version::parse),
            ..Self::path(&project.specs(), project)
        }
    }

    /// What a user named: a folder or document if there is one, else a revision.
    pub(super) fn of(name: &str, project: &Project) -> Result<Self, Failure> {
        let path = PathBuf::from(name);
        if path.exists() { Ok(Self::path(&path, project)) } else { Self::revision(name, project) }
    }

    fn path(path: &Path, project: &Project) -> Self {
        Self {
            name: project.shown(path),
            specs: Specs::read(&[path.to_owned()], project),
            is_document: path.is_file(),
            version: None,
        }
    }

    fn revision(name: &str, project: &Project) -> Result<Self, Failure> {
        let (git, revision) = (Git::of(project.root()), Revision::of(name));
        let specs = revision.read(git).map_err(|error| no_answer(name, &error))?;
        Ok(Self {
            name: name.to_owned(),
            specs: specs.ok_or_else(|| unknown(name))?,
            is_document: revision.is_document(),
            version: counted_from(git, revision.commit),
        })
    }
}

/// The version of a commit, unless it waits for its release.
fn counted_from(git: Git<'_>, commit: &str) -> Option<Version> {
    let manifest = git.text(commit, "./Cargo.toml").ok()??;
    let version = version::manifest::version(&manifest).and_then(Version::parse)?;
    let released = release(git).ok()?.and_then(|tag| Version::of_tag(&tag));
    released.is_none_or(|released| version <= released).then_some(version)
}

fn unknown(name: &str) -> Failure {
    let (is_path, commit) = (name.contains(['/', '\\']), Revision::of(name).commit);
    let message = match name.contains(':') {
        true if commit.is_empty() => format!("`{name}` is not a path, and names no revision"),
        true => format!("`{name}` is not a path, and `{commit}` is not a revision of this repository"),
        false => format!("`{name}` is neither a path nor a revision of this repository"),
    };
    let help = match name {
        _ if commit.is_empty() => "name a revision before the colon, as in `HEAD:specs`",
        _ if commit.contains("..") => "name the two sides one after the other: `cargo xtask diff v0.1.0 HEAD`",
        _ if is_path => "name a folder or document that exists",
        "HEAD" => "nothing is committed yet: commit, or name a folder or document",
        _ => {
            "name a folder, a document, or a revision; `git log` and `git tag` list revisions, `git fetch --tags` brings \
             more, and `--unshallow` what a shallow clone left out"
        }
    };
    Failure { kind: "unknown-side", message, help: help.to_owned() }
}

/// Git is asked only for what is no path.
fn no_answer(name: &str, error: &git::Error) -> Failure {
    let (reason, help) = match error {
        git::Error::Missing => ("`git` is not installed", "install git, or name two folders or documents"),
        git::Error::NoRepository => ("the project is not in a git repository", "name two folders or documents"),
        git::Error::Failed(reason) => (reason.as_str(), "fix the problem with git, or name two folders or documents"),
    };
    Failure { kind: "git", message: format!("`{name}` is not a path, and {reason}"), help: help.to_owned() }
}
