//! What a version is counted from: the last release, else the last commit.

use super::Version;
use crate::commands::diff::documents_at;
use crate::git::{Error, Git};
use crate::project::{Project, Target};
use crate::revision::Revision;
use crate::specs::Specs;

/// A commit, and what it has.
pub(crate) struct Base {
    /// The tag, or `HEAD`.
    pub(crate) name: String,
    /// Its documents.
    pub(crate) specs: Specs,
    /// Its version; none when its manifest has none of three numbers.
    pub(crate) version: Option<Version>,
}

impl Base {
    /// Finds it; none when nothing is committed.
    pub(crate) fn find(project: &Project, target: &Target<'_>) -> Result<Option<Self>, Error> {
        let (git, place) = (Git::of(project.root()), target.version_place(project));
        if git.object("HEAD^{commit}")?.is_none() {
            return Ok(None);
        }
        let name = release(git, &place.tag_prefix)?.unwrap_or_else(|| "HEAD".to_owned());
        let Some(specs) = documents_at(Revision::of(&name), project, target)? else { return Ok(None) };
        let manifest = git.text(&name, &format!("./{}", place.manifest))?;
        let version = manifest.as_deref().and_then(|text| place.version(text)).and_then(Version::parse);
        Ok(Some(Self { name, specs, version }))
    }
}

/// The tag of the highest version that HEAD descends from, of the tags that begin so.
///
/// # Errors
///
/// Git is missing, or fails.
pub fn release(git: Git<'_>, prefix: &str) -> Result<Option<String>, Error> {
    let version = |tag: &str| Version::of_tag(tag.strip_prefix(prefix)?);
    let tags = git.tags()?.into_iter().filter_map(|tag| Some((version(&tag)?, tag)));
    Ok(tags.max().map(|(_, tag)| tag))
}
