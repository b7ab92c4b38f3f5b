//! The folder that the commands work in, and what is in it.
//!
//! There are two kinds: this repository, whose layout is fixed, and any other one with a configuration, `alibabacloud.yaml`.

mod target;

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use generator::Diagnostic;
use generator::config::{Configuration, CrateSettings};

use crate::documents::Fetch;
use crate::program;
use crate::report::diagnostics::Policy;
use crate::report::excerpt::Texts;
use crate::report::failure::Failure;
use crate::report::format::MessageFormat;
use crate::specs::faults::unreadable;

pub(crate) use target::{Target, documents};

/// The name of the configuration.
pub const CONFIGURATION: &str = "alibabacloud.yaml";

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
    /// What to generate; none in this repository.
    configuration: Option<Configuration>,
    /// The text of the configuration, for excerpts.
    text: String,
    /// What fetches documents, if the program can.
    network: Option<Arc<dyn Fetch>>,
}

/// Why a project cannot be worked in.
#[derive(Debug)]
pub enum Unusable {
    /// There is no configuration in a folder or in those above it.
    Missing,
    /// The configuration is faulty; its text is for excerpts.
    Faulty {
        /// Everything that is wrong with it.
        diagnostics: Vec<Diagnostic>,
        /// Its text.
        text: String,
    },
}

impl Unusable {
    /// The message, and what to do.
    pub fn render(&self, format: MessageFormat) -> String {
        match self {
            Self::Missing => {
                let message = format!("no `{CONFIGURATION}` in this folder, nor in one above it");
                let help = format!("write one: `{} init`", program::name());
                format.failure("no-configuration", "", &message, &help)
            }
            Self::Faulty { diagnostics, text } => {
                let texts = Texts::of([(CONFIGURATION, text.as_str())]);
                format.diagnostics(diagnostics, &texts, Policy::default())
            }
        }
    }
}

impl Project {
    /// This repository, in a folder.
    pub fn at(root: &Path) -> Self {
        Self { root: real(root), configuration: None, text: String::new(), network: None }
    }

    /// The same project, where documents are fetched like this.
    #[must_use]
    pub fn with_network(self, network: Arc<dyn Fetch>) -> Self {
        Self { network: Some(network), ..self }
    }

    /// What fetches documents, if the program can.
    pub(crate) fn network(&self) -> Option<&Arc<dyn Fetch>> {
        self.network.as_ref()
    }

    /// This repository in a folder, with an address or a folder that documents are fetched from.
    #[cfg(test)]
    pub(crate) fn with_documents(root: &Path, documents: &str) -> Self {
        let text = format!("documents: {documents:?}\ncrates: []\n");
        let configuration = Configuration::read(CONFIGURATION, &text).ok();
        Self { configuration, text, ..Self::at(root) }
    }

    /// Where documents are fetched from, if the configuration says so: an address, or a folder relative to the root.
    pub(crate) fn documents(&self) -> Option<&str> {
        self.configuration.as_ref()?.documents.as_ref().map(|documents| documents.value.as_str())
    }

    /// The project of a folder: the nearest one, from the folder upwards, that has a configuration.
    ///
    /// # Errors
    ///
    /// There is no configuration, or it is faulty.
    pub fn find(from: &Path) -> Result<Self, Unusable> {
        let from = real(from);
        for folder in from.ancestors() {
            let text = match fs::read_to_string(folder.join(CONFIGURATION)) {
                Ok(text) => text,
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => continue,
                Err(error) => {
                    let diagnostics = vec![unreadable(CONFIGURATION, &error)];
                    return Err(Unusable::Faulty { diagnostics, text: String::new() });
                }
            };
            return match Configuration::read(CONFIGURATION, &text) {
                Ok(configuration) => {
                    Ok(Self { root: folder.to_owned(), configuration: Some(configuration), text, network: None })
                }
                Err(diagnostics) => Err(Unusable::Faulty { diagnostics, text }),
            };
        }
        Err(Unusable::Missing)
    }

    /// What to generate; none in this repository.
    pub fn configuration(&self) -> Option<&Configuration> {
        self.configuration.as_ref()
    }

    /// The name and the text of the configuration.
    pub(crate) fn configuration_text(&self) -> Option<(&str, &str)> {
        self.configuration.is_some().then_some((CONFIGURATION, self.text.as_str()))
    }

    /// The crates that are generated, in the order of the configuration.
    pub(crate) fn targets(&self) -> Vec<Target<'_>> {
        match &self.configuration {
            None => vec![Target::own(self.generated())],
            Some(configuration) => configuration.crates.iter().map(|krate| Target::of(krate, &self.root)).collect(),
        }
    }

    /// The crates that a command is about: the one that was named, or all.
    pub(crate) fn named(&self, name: Option<&str>) -> Result<Vec<Target<'_>>, Failure> {
        let mut targets = self.targets();
        if let Some(name) = name {
            targets.retain(|target| target.name == name);
            if targets.is_empty() {
                return Err(self.unknown_crate(name));
            }
        }
        Ok(targets)
    }

    fn unknown_crate(&self, name: &str) -> Failure {
        let known: Vec<String> = self.targets().iter().map(|target| format!("`{}`", target.name)).collect();
        Failure {
            kind: "unknown-crate",
            message: format!("`{CONFIGURATION}` has no crate `{name}`"),
            help: format!("its crates are {}", known.join(", ")),
        }
    }

    /// The crate of the configuration that a command changes: the one that was named, or the only one.
    pub(crate) fn one_crate(&self, name: Option<&str>) -> Result<&CrateSettings, Failure> {
        let crates = self.configuration.as_ref().map_or(&[][..], |configuration| &configuration.crates);
        match (name, crates) {
            (Some(name), _) => {
                crates.iter().find(|krate| krate.name.value == name).ok_or_else(|| self.unknown_crate(name))
            }
            (None, [only]) => Ok(only),
            (None, []) => Err(Failure {
                kind: "unknown-crate",
                message: format!("`{CONFIGURATION}` lists no crate"),
                help: "add one under `crates`: `- name: \"my-cloud\"`".to_owned(),
            }),
            (None, _) => {
                let known: Vec<String> = crates.iter().map(|krate| format!("`{}`", krate.name.value)).collect();
                Err(Failure {
                    kind: "unknown-crate",
                    message: "there are several crates".to_owned(),
                    help: format!("name one of {} with `--crate`", known.join(", ")),
                })
            }
        }
    }

    /// The project's folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The project's own documents.
    pub fn specs(&self) -> PathBuf {
        self.root.join(self.specs_folder())
    }

    /// The folder of the project's own documents, relative to the project.
    pub(crate) fn specs_folder(&self) -> &str {
        let configured = self.configuration.as_ref().and_then(|configuration| configuration.specs.as_ref());
        configured.map_or("specs", |folder| folder.value.trim_end_matches('/'))
    }

    /// The crate that is generated in this repository.
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

    /// Whether `path` is one of this repository's documents, or a folder of them: warnings about them are errors.
    pub fn owns_specs(&self, path: &Path) -> bool {
        self.configuration.is_none() && real(path).starts_with(real(&self.specs()))
    }

    /// How headers of generated files name the folder of `path`, or `path` if that is a folder: `specs`, wherever it is and
    /// whatever it is called, so that the same documents give the same files. Only what is below the project's own `specs`
    /// shows where.
    pub fn origin(&self, path: &Path) -> String {
        let path = real(path);
        let folder = if path.is_dir() { &path } else { path.parent().unwrap_or(&path) };
        let inside = folder.strip_prefix(real(&self.specs())).map(slashed).unwrap_or_default();
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
