//! The made-up documents under `tests/golden`, one folder for each feature.

use std::fs;
use std::path::{Path, PathBuf};

use generator::{Flavour, Input, Options, Outcome};

/// The case whose golden files are those of a crate of its own; all others are of a workspace member.
const STANDALONE: &str = "products";

/// A folder of documents and what is expected from them.
pub(crate) struct Case {
    /// The name of the folder.
    pub(crate) name: String,
    /// The folder.
    pub(crate) folder: PathBuf,
    /// Its documents, sorted by name.
    pub(crate) inputs: Vec<Input>,
}

impl Case {
    /// Reads the documents of a case.
    pub(crate) fn load(name: &str) -> Self {
        let folder = root().join(name);
        let mut inputs: Vec<Input> = fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "json"))
            .map(|path| Input {
                path: format!("golden/{name}/{}", path.file_name().unwrap().to_string_lossy()),
                text: fs::read_to_string(&path).unwrap(),
            })
            .collect();
        inputs.sort_by(|a, b| a.path.cmp(&b.path));
        Self { name: name.to_owned(), folder, inputs }
    }

    /// All cases, sorted by name.
    pub(crate) fn all() -> Vec<Self> {
        let folders = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap());
        let mut names: Vec<_> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
        names.sort();
        names.iter().map(|name| Self::load(name)).collect()
    }

    /// What the generator makes of it.
    pub(crate) fn outcome(&self) -> Outcome {
        let runtime_path = "../runtime".to_owned();
        let flavour = if self.name == STANDALONE { Flavour::Standalone { runtime_path } } else { Flavour::Member };
        generator::generate(&self.inputs, &Options { flavour })
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}
