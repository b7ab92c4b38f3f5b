//! One side of a comparison: what a name on the command line stands for.

use std::path::{Path, PathBuf};

use generator::config::Configuration;

use crate::git::{self, Git};
use crate::program;
use crate::project::{CONFIGURATION, Project, Target, documents};
use crate::report::failure::Failure;
use crate::revision::Revision;
use crate::specs::Specs;
use crate::version::Version;
use crate::version::base::release;
use crate::version::place::VersionPlace;

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
    /// The documents of a crate as they are now.
    pub(super) fn working_tree(project: &Project, target: &Target<'_>) -> Self {
        let place = target.version_place(project);
        let manifest = std::fs::read_to_string(project.root().join(&place.manifest)).ok();
        let mut side = Self::path(&project.specs(), project);
        side.specs = documents(side.specs, target.settings, &side.name);
        Self { version: manifest.as_deref().and_then(|text| place.version(text)).and_then(Version::parse), ..side }
    }

    /// What a user named: a folder or document if there is one, else a revision.
    pub(super) fn of(name: &str, project: &Project, target: &Target<'_>) -> Result<Self, Failure> {
        let path = PathBuf::from(name);
        if path.exists() { Ok(Self::path(&path, project)) } else { Self::revision(name, project, target) }
    }

    fn path(path: &Path, project: &Project) -> Self {
        Self {
            name: project.shown(path),
            specs: Specs::read(&[path.to_owned()], project),
            is_document: path.is_file(),
            version: None,
        }
    }

    fn revision(name: &str, project: &Project, target: &Target<'_>) -> Result<Self, Failure> {
        let (git, revision) = (Git::of(project.root()), Revision::of(name));
        let specs = documents_at(revision, project, target).map_err(|error| no_answer(name, &error))?;
        Ok(Self {
            name: name.to_owned(),
            specs: specs.ok_or_else(|| unknown(name))?,
            is_document: revision.is_document(),
            version: counted_from(git, revision.commit, &target.version_place(project)),
        })
    }
}

/// The documents of a crate in a revision, as the configuration of that revision selects them. A revision without the crate
/// has no documents of it, unless they were named.
pub(crate) fn documents_at(
    revision: Revision<'_>,
    project: &Project,
    target: &Target<'_>,
) -> Result<Option<Specs>, git::Error> {
    let git = Git::of(project.root());
    let specs = revision.read(git, project.specs_folder())?;
    let is_selected = !revision.has_path() && target.settings.is_some();
    let Some(specs) = specs else { return Ok(None) };
    if !is_selected {
        return Ok(Some(specs));
    }
    let text = git.text(revision.commit, &format!("./{CONFIGURATION}"))?;
    let configuration = text.and_then(|text| Configuration::read(CONFIGURATION, &text).ok());
    let settings = configuration
        .as_ref()
        .and_then(|configuration| configuration.crates.iter().find(|krate| krate.name.value == target.name));
    Ok(Some(settings.map_or_else(Specs::default, |settings| documents(specs, Some(settings), project.specs_folder()))))
}

/// The version of a commit, unless it waits for its release.
fn counted_from(git: Git<'_>, commit: &str, place: &VersionPlace) -> Option<Version> {
    let manifest = git.text(commit, &format!("./{}", place.manifest)).ok()??;
    let version = place.version(&manifest).and_then(Version::parse)?;
    let released = release(git, &place.tag_prefix).ok()?.and_then(|tag| place.version_of_tag(&tag));
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
        _ if commit.is_empty() => "name a revision before the colon, as in `HEAD:specs`".to_owned(),
        _ if commit.contains("..") => {
            format!("name the two sides one after the other: `{} diff v0.1.0 HEAD`", program::name())
        }
        _ if is_path => "name a folder or document that exists".to_owned(),
        "HEAD" => "nothing is committed yet: commit, or name a folder or document".to_owned(),
        _ => {
            "name a folder, a document, or a revision; `git log` and `git tag` list revisions, `git fetch --tags` brings \
             more, and `--unshallow` what a shallow clone left out"
                .to_owned()
        }
    };
    Failure { kind: "unknown-side", message, help }
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
