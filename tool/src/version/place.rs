//! Where the version of a crate stands.

use super::{Version, manifest};
use crate::project::{Project, Target};

/// Where the version of a crate stands, and what its releases are called. Paths are relative to the project.
#[derive(Clone, Debug)]
pub(crate) struct VersionPlace {
    /// The manifest with the version.
    pub(crate) manifest: String,
    /// The lock file that repeats it.
    pub(crate) lock: String,
    /// The changelog.
    pub(crate) changelog: String,
    /// The header of the table with the version.
    pub(crate) table: &'static str,
    /// The only package of the lock file that has the version; all members of the workspace if none.
    pub(crate) package: Option<String>,
    /// What the tag of a release begins with.
    pub(crate) tag_prefix: String,
}

impl VersionPlace {
    /// The version that the text of a manifest gives.
    pub(crate) fn version<'t>(&self, text: &'t str) -> Option<&'t str> {
        manifest::version(text, self.table)
    }

    /// The version of a tag.
    pub(crate) fn version_of_tag(&self, tag: &str) -> Option<Version> {
        Version::of_tag(tag.strip_prefix(&self.tag_prefix)?)
    }
}

impl Target<'_> {
    /// Where the version of the crate stands: in this repository, all members have one; elsewhere, each crate has its own.
    pub(crate) fn version_place(&self, project: &Project) -> VersionPlace {
        let Some(settings) = self.settings else {
            return VersionPlace {
                manifest: "Cargo.toml".to_owned(),
                lock: "Cargo.lock".to_owned(),
                changelog: "CHANGELOG.md".to_owned(),
                table: "[workspace.package]",
                package: None,
                tag_prefix: String::new(),
            };
        };
        let folder = settings.folder();
        VersionPlace {
            manifest: format!("{folder}/Cargo.toml"),
            lock: lock(project, folder),
            changelog: format!("{folder}/CHANGELOG.md"),
            table: "[package]",
            package: Some(self.name.to_owned()),
            tag_prefix: format!("{}-", self.name),
        }
    }
}

/// The lock file of the workspace that a crate is in: the nearest one, from the folder of the crate upwards.
fn lock(project: &Project, folder: &str) -> String {
    let depth = project.root().join(folder).components().count();
    let nearest = (0..depth).map(|steps| above(folder, steps)).find(|path| project.root().join(path).is_file());
    nearest.unwrap_or_else(|| above(folder, 0))
}

/// The lock file some steps above a folder, without detours: `a/Cargo.lock` above `a/b`, `../Cargo.lock` two steps above `a`.
fn above(folder: &str, steps: usize) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(std::iter::repeat_n("..", steps)) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.push("Cargo.lock");
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::above;

    #[test]
    fn paths_have_no_detours() {
        for (folder, steps, expected) in [
            ("a/b", 0, "a/b/Cargo.lock"),
            ("a/b", 1, "a/Cargo.lock"),
            ("a/b", 2, "Cargo.lock"),
            ("a/b/", 3, "../Cargo.lock"),
            ("./a/../b", 1, "Cargo.lock"),
            ("../a", 2, "../../Cargo.lock"),
            (".", 0, "Cargo.lock"),
        ] {
            assert_eq!(above(folder, steps), expected, "{folder} {steps}");
        }
    }
}
