//! Where the crates are in an output folder: one in the folder itself, or the members of a workspace, a folder each.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use generator::File;

use super::compare::is_generated;

/// The file of a crate, or of a workspace, that names what is in it.
pub(super) const MANIFEST: &str = "Cargo.toml";

/// The folders of the members of a workspace; none where the output is one crate.
pub(super) struct Crates(BTreeSet<String>);

impl Crates {
    /// The members that should be there, and those that the generated manifest lists which is there.
    pub(super) fn of(folder: &Path, files: &[File]) -> io::Result<Self> {
        let wanted =
            files.iter().filter_map(|file| Some(file.path.strip_suffix(MANIFEST)?.strip_suffix('/')?.to_owned()));
        let mut crates: BTreeSet<String> = wanted.collect();
        crates.extend(members(folder)?.into_iter().flatten());
        Ok(Self(crates))
    }

    /// Whether a path is the folder of a member.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.0.contains(path)
    }

    /// A path as seen from the folder of its crate.
    pub(super) fn inside<'p>(&self, path: &'p str) -> &'p str {
        path.split_once('/').filter(|(member, _)| self.contains(member)).map_or(path, |(_, inside)| inside)
    }

    /// Whether only generated files may be in this place.
    pub(super) fn is_source(&self, path: &str) -> bool {
        self.inside(path).starts_with("src/")
    }

    /// The product version that a file belongs to: the member of a workspace, or the module of a crate, which is the folder
    /// below `src`.
    pub(super) fn product<'p>(&self, path: &'p str) -> Option<&'p str> {
        let (first, rest) = path.split_once('/')?;
        if self.contains(first) {
            return Some(first);
        }
        rest.split_once('/').filter(|_| first == "src").map(|(module, _)| module)
    }
}

/// The members of the workspace that was generated in a folder, one a line of its manifest; `None` where there is no such
/// workspace.
pub(crate) fn members(folder: &Path) -> io::Result<Option<Vec<String>>> {
    let manifest = folder.join(MANIFEST);
    if !is_generated(&manifest)? {
        return Ok(None);
    }
    let manifest = fs::read_to_string(manifest)?;
    let mut lines = manifest.lines();
    if !lines.any(|line| line == "members = [") {
        return Ok(None);
    }
    let members = lines.map_while(|line| line.trim_start().strip_prefix('"')?.strip_suffix("\","));
    // Whatever was written into the manifest by hand: a folder in this one.
    let is_name = |member: &&str| !member.is_empty() && !member.contains(['/', '\\']) && !member.starts_with('.');
    Ok(Some(members.filter(is_name).map(str::to_owned).collect()))
}
