//! The cargo workspace that a crate is in the folder of.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::project::real;

/// The keys of a package that are inherited where the workspace has them. Not the edition and the compiler's version, which
/// follow from generated code.
const INHERITED: [&str; 7] = ["authors", "homepage", "license", "license-file", "publish", "repository", "version"];

/// A workspace.
#[derive(Clone, Debug)]
pub(crate) struct CargoWorkspace {
    /// The manifest of its root.
    manifest: PathBuf,
    /// The text of the manifest.
    text: String,
}

impl CargoWorkspace {
    /// The workspace that a folder is in: the nearest manifest above the folder that has one and does not exclude the folder,
    /// as cargo looks for it.
    pub(crate) fn around(folder: &Path) -> Option<Self> {
        let inner = real(folder);
        inner.ancestors().skip(1).find_map(|folder| {
            let manifest = folder.join("Cargo.toml");
            let text = fs::read_to_string(&manifest).ok()?;
            let workspace = text.lines().any(is_workspace).then_some(Self { manifest, text })?;
            (!workspace.excludes(inner.strip_prefix(folder).ok()?)).then_some(workspace)
        })
    }

    /// Whether a folder, relative to the root, is below one that the key `exclude` lists.
    fn excludes(&self, folder: &Path) -> bool {
        let lines = self.text.lines().skip_while(|line| table(line) != Some("workspace")).skip(1);
        let table: String = lines.take_while(|line| table(line).is_none()).flat_map(|line| ["\n", line]).collect();
        let list = |key: &str| {
            let (_, rest) =
                table.split_once(&format!("\n{key} =")).or_else(|| table.split_once(&format!("\n{key}=")))?;
            let (_, list) = rest.split_once('[')?;
            Some(list.split_once(']')?.0.split(['"', '\'']).skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        };
        let is_listed = |key| list(key).unwrap_or_default().iter().any(|entry| folder.starts_with(entry));
        is_listed("exclude") && !is_listed("members")
    }

    /// The keys that members can inherit, of those that make sense for generated code.
    pub(crate) fn inherited(&self) -> BTreeSet<String> {
        let lines = self.text.lines().skip_while(|line| table(line) != Some("workspace.package")).skip(1);
        let lines = lines.take_while(|line| table(line).is_none());
        let keys: BTreeSet<&str> = lines.filter_map(|line| line.split(['=', '.']).next()).map(str::trim).collect();
        INHERITED.into_iter().filter(|key| keys.contains(key)).map(str::to_owned).collect()
    }

    /// The folders of the members, by the names of their packages; none if cargo cannot tell, because a member is missing.
    pub(crate) fn members(&self) -> Option<BTreeMap<String, PathBuf>> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"]);
        let output = cargo.arg(&self.manifest).stdin(Stdio::null()).output().ok()?;
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
        let member = |package: &serde_json::Value| {
            let manifest = PathBuf::from(package.get("manifest_path")?.as_str()?);
            Some((package.get("name")?.as_str()?.to_owned(), manifest.parent()?.to_owned()))
        };
        metadata.get("packages")?.as_array()?.iter().map(member).collect()
    }
}

/// Whether a line makes a manifest the root of a workspace.
fn is_workspace(line: &str) -> bool {
    table(line).is_some_and(|name| name == "workspace" || name.starts_with("workspace."))
}

/// The name of the table that a line begins, `[workspace.package]`.
pub(super) fn table(line: &str) -> Option<&str> {
    let line = line.split('#').next()?.trim();
    let name = line.strip_prefix('[')?.strip_suffix(']')?;
    Some(name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_is_found_above_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("app/crates")).unwrap();
        assert!(CargoWorkspace::around(&root.join("app/crates/a")).is_none());
        fs::write(root.join("app/Cargo.toml"), "[package]\nname = \"app\"\n").unwrap();
        assert!(CargoWorkspace::around(&root.join("app/crates/a")).is_none());
        let text = "[workspace.package] # all\nversion = \"1.0.0\"\nlicense = \"MIT\"\nedition = \"2021\"\n[workspace.lints]\nauthors = 1\n";
        fs::write(root.join("Cargo.toml"), text).unwrap();
        let workspace = CargoWorkspace::around(&root.join("app/crates/a")).unwrap();
        assert_eq!(workspace.inherited().into_iter().collect::<Vec<_>>(), ["license", "version"]);
        assert!(CargoWorkspace::around(root).is_none(), "the folder itself is not above it");
    }

    #[test]
    fn a_workspace_that_excludes_a_folder_is_not_around_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("tools/deep")).unwrap();
        let text = "[workspace]\ndefault-members = [\"tools\"]\nexclude = [\n  \"other\",\n  \"tools\",\n]\n[workspace.package]\nlicense = \"MIT\"\n";
        fs::write(root.join("Cargo.toml"), text).unwrap();
        assert!(CargoWorkspace::around(&root.join("tools/deep/a")).is_none());
        assert!(CargoWorkspace::around(&root.join("toolbox/a")).is_some());
        fs::write(root.join("Cargo.toml"), text.replace("default-members", "members")).unwrap();
        assert!(CargoWorkspace::around(&root.join("tools/deep/a")).is_some());
    }
}
