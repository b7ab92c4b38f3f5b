//! The made-up documents under `tests/golden`, one folder for each feature.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use generator::{Dependency, Flavour, Input, Options, Outcome, Workspace};

/// The case whose golden files are those of a crate of its own; all others are of a workspace member.
const STANDALONE: &str = "products";

/// The case whose golden files are those of a workspace.
const WORKSPACE: &str = "crates";

/// What a file of corrections ends with.
const CORRECTIONS: &str = ".corrections.yaml";

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
        let mut files: BTreeMap<String, String> = fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "json"))
            .map(|path| {
                let file = path.file_name().unwrap().to_string_lossy();
                (format!("golden/{name}/{file}"), fs::read_to_string(&path).unwrap())
            })
            .collect();
        let corrections: Vec<_> = files.extract_if(.., |path, _| path.ends_with(CORRECTIONS)).collect();
        let mut inputs: Vec<Input> = files.into_iter().map(|(path, text)| Input::new(path, text)).collect();
        for (path, text) in corrections {
            let document = path.replace(CORRECTIONS, ".yaml");
            let input = inputs.iter_mut().find(|input| input.path == document).expect("corrections of a document");
            *input = std::mem::take(input).with_corrections(path, text);
        }
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
        self.outcome_beside("../runtime".to_owned())
    }

    /// The same with the runtime elsewhere.
    pub(crate) fn outcome_beside(&self, runtime_path: String) -> Outcome {
        let flavour = match self.name.as_str() {
            STANDALONE => Flavour::Standalone { runtime_path },
            // As of a release of one package.
            WORKSPACE => {
                let released = ("alibabacloud-demoorders-20240101".to_owned(), "1.2.0".to_owned());
                Flavour::Workspace(Workspace {
                    is_of_this_repository: true,
                    runtime: Dependency::Path(runtime_path),
                    versions: [released].into(),
                })
            }
            _ => Flavour::Member,
        };
        generator::generate(&self.inputs, &Options { flavour })
    }

    /// Whether it makes one crate.
    pub(crate) fn is_one_crate(&self) -> bool {
        self.name != WORKSPACE
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}
