//! What a version is counted from: the last release, else the last commit.

use super::{Version, manifest};
use crate::git::{Error, Git};
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
    pub(crate) fn find(git: Git<'_>) -> Result<Option<Self>, Error> {
        if git.object("HEAD^{commit}")?.is_none() {
            return Ok(None);
        }
        let name = release(git)?.unwrap_or_else(|| "HEAD".to_owned());
        let Some(specs) = Revision::of(&name).read(git)? else { return Ok(None) };
        let manifest = git.text(&name, "./Cargo.toml")?;
        let version = manifest.as_deref().and_then(manifest::version).and_then(Version::parse);
        Ok(Some(Self { name, specs, version }))
    }
}

/// The tag of the highest version that HEAD descends from.
///
/// # Errors
///
/// Git is missing, or fails.
pub fn release(git: Git<'_>) -> Result<Option<String>, Error> {
    let tags = git.tags()?.into_iter().filter_map(|tag| Some((Version::of_tag(&tag)?, tag)));
    Ok(tags.max().map(|(_, tag)| tag))
}
