//! Where things are.

use std::env;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::documents::Fetch;

/// Where the vendor's documents are, seen from the project's folder. They are no part of the project.
const METADATA: &str = "../shared/metadata";

/// How headers of generated files name the folder of the documents.
const ORIGIN: &str = "specs";

/// The variable that names another folder for them.
const METADATA_VARIABLE: &str = "ALIBABACLOUD_METADATA";

/// The folder that the commands work in.
#[derive(Clone)]
pub struct Project {
    /// Absolute, without symbolic links.
    root: PathBuf,
    /// Where documents are fetched from, if the configuration says so: an address, or a folder relative to the root.
    documents: Option<String>,
    /// What fetches them, if the program can.
    network: Option<Arc<dyn Fetch>>,
}

impl Project {
    /// The project in a folder.
    pub fn at(root: &Path) -> Self {
        Self { root: real(root), documents: None, network: None }
    }

    /// The same project, where documents are fetched like this.
    #[must_use]
    pub fn with_network(self, network: Arc<dyn Fetch>) -> Self {
        Self { network: Some(network), ..self }
    }

    /// The same project, where documents are fetched from this address or folder.
    #[must_use]
    pub fn with_documents(self, documents: Option<String>) -> Self {
        Self { documents, ..self }
    }

    /// Where documents are fetched from, if the configuration says so.
    pub(crate) fn documents(&self) -> Option<&str> {
        self.documents.as_deref()
    }

    /// What fetches documents, if the program can.
    pub(crate) fn network(&self) -> Option<&Arc<dyn Fetch>> {
        self.network.as_ref()
    }

    /// The project's folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The project's own documents.
    pub fn specs(&self) -> PathBuf {
        self.root.join("specs")
    }

    /// The project's manifest.
    pub fn manifest(&self) -> PathBuf {
        self.root.join("Cargo.toml")
    }

    /// The crate that is generated from them.
    pub fn generated(&self) -> PathBuf {
        self.root.join("generated")
    }

    /// The vendor's documents, where they are at hand.
    pub fn metadata(&self) -> PathBuf {
        let named = env::var_os(METADATA_VARIABLE).filter(|name| !name.is_empty());
        named.map_or_else(|| self.root.join(METADATA), PathBuf::from)
    }

    /// Says that the vendor's documents are not at hand, when they are not.
    pub fn missing_metadata(&self) -> Option<String> {
        let folder = self.metadata();
        let named = if folder == self.root.join(METADATA) { METADATA.to_owned() } else { slashed(&folder) };
        (!folder.is_dir())
            .then(|| format!("no vendor documents in `{named}`; {METADATA_VARIABLE} names another folder"))
    }

    /// Cargo's folder for what it builds.
    pub fn target(&self) -> PathBuf {
        let named = env::var_os("CARGO_TARGET_DIR").filter(|name| !name.is_empty());
        named.map_or_else(|| self.root.join("target"), PathBuf::from)
    }

    /// Whether `path` is one of the project's own documents, or a folder of them.
    pub fn owns_specs(&self, path: &Path) -> bool {
        real(path).starts_with(self.specs())
    }

    /// How headers of generated files name the folder of `path`, or `path` if that is a folder: `specs`, wherever it is and
    /// whatever it is called, so that the same documents give the same files. Only what is below the project's own `specs`
    /// shows where.
    pub fn origin(&self, path: &Path) -> String {
        let path = real(path);
        let folder = if path.is_dir() { &path } else { path.parent().unwrap_or(&path) };
        let inside = folder.strip_prefix(self.specs()).map(slashed).unwrap_or_default();
        shown_join(ORIGIN, &inside).trim_end_matches('/').to_owned()
    }

    /// The path of the crate `runtime` for a manifest in the folder `out`: relative inside the project, so that the
    /// two may move together; absolute outside.
    pub fn runtime_for(&self, out: &Path) -> String {
        let out = real(out);
        let Ok(inside) = out.strip_prefix(&self.root) else { return slashed(&self.root.join("runtime")) };
        "../".repeat(inside.components().count()) + "runtime"
    }

    /// How messages name `path`: relative to the project when it is inside, so that they are the same
    /// on every machine and from every folder; relative to the current folder when it is below that; as given otherwise.
    pub fn shown(&self, path: &Path) -> String {
        let real_path = real(path);
        let here = real(Path::new("."));
        let short = [&self.root, &here].into_iter().find_map(|base| real_path.strip_prefix(base).ok());
        match slashed(short.unwrap_or(path)) {
            empty if empty.is_empty() => ".".to_owned(),
            shown => shown,
        }
    }
}

/// `folder/name`, but just `name` in the current folder.
pub fn shown_join(folder: &str, name: &str) -> String {
    match folder {
        "." => name.to_owned(),
        _ => format!("{}/{name}", folder.trim_end_matches('/')),
    }
}

/// The absolute path without symbolic links and `..`; what does not exist (yet) is taken as it stands.
pub fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for part in absolute.components() {
        if part == Component::ParentDir {
            real.pop();
        } else {
            real.push(part);
            real = real.canonicalize().unwrap_or(real);
        }
    }
    real
}

/// The path with `/` between its parts on every system.
pub fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtime_is_found_from_every_folder() {
        let project = Project::at(Path::new("/srv/project"));
        let root = project.root().to_owned();
        assert_eq!(project.runtime_for(&root.join("sdk")), "../runtime");
        assert_eq!(project.runtime_for(&root.join("out/sdk")), "../../runtime");
        assert_eq!(project.runtime_for(&root.join("../sdk")), format!("{}/runtime", slashed(&root)));
        assert_eq!(project.runtime_for(Path::new("/srv/projector")), format!("{}/runtime", slashed(&root)));
    }

    #[test]
    fn paths_inside_the_project_are_shown_relative_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::at(folder.path());
        assert_eq!(project.shown(&project.specs().join("ice/a.yaml")), "specs/ice/a.yaml");
        assert_eq!(project.shown(folder.path()), ".");
        assert_eq!(project.shown(Path::new("src/main.rs")), "src/main.rs");
        assert_eq!(project.shown(Path::new("../elsewhere/specs")), "../elsewhere/specs");
    }

    #[test]
    fn headers_do_not_tell_where_documents_are() {
        let [folder, other] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let project = Project::at(folder.path());
        let specs = project.specs();
        std::fs::create_dir_all(specs.join("ice")).unwrap();
        std::fs::write(other.path().join("a.yaml"), "").unwrap();
        for (path, expected) in [
            (specs.clone(), "specs"),
            (specs.join("ice"), "specs/ice"),
            (specs.join("ice/a.yaml"), "specs/ice"),
            (specs.join("../specs/ice/.."), "specs"),
            (other.path().to_owned(), "specs"),
            (other.path().join("a.yaml"), "specs"),
            (folder.path().to_owned(), "specs"),
        ] {
            assert_eq!(project.origin(&path), expected, "{}", path.display());
        }
    }

    #[test]
    fn names_are_joined_as_they_are_typed() {
        assert_eq!(shown_join("specs", "a.yaml"), "specs/a.yaml");
        assert_eq!(shown_join("specs/", "a.yaml"), "specs/a.yaml");
        assert_eq!(shown_join(".", "a.yaml"), "a.yaml");
        assert_eq!(shown_join("/", "a.yaml"), "/a.yaml");
    }

    #[test]
    fn only_the_projects_own_documents_are_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::at(folder.path());
        assert!(project.owns_specs(&project.specs()));
        assert!(project.owns_specs(&folder.path().join("specs/ice")));
        assert!(!project.owns_specs(&folder.path().join("specs2")));
        assert!(!project.owns_specs(&folder.path().join("specs/../other")));
    }
}
