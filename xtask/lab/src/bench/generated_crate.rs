//! The generated crate that is measured: ICE of June 2024, on a runtime without TLS.

use std::fs;
use std::path::PathBuf;

use generator::model::Module;
use generator::{File, Flavour, Input, Options, lower};

use super::group::Bench;
use super::throwaway::quoted;
use crate::error::Error;
use tool::sync::{Mode, sync};

/// The document, below the folder of the vendor's documents.
const DOCUMENT: &str = "2024-06-zh/ice/2020-11-09/api-docs.json";

/// The module of the crate, and its cargo feature.
pub(super) const MODULE: &str = "ice20201109";

/// A generated crate, and what it was generated from.
pub(super) struct GeneratedCrate {
    /// The folder of the crate.
    pub(super) folder: PathBuf,
    /// The model that it was generated from.
    pub(super) model: Module,
    /// The text of the document.
    pub(super) document: String,
    /// The files of the crate.
    pub(super) files: Vec<File>,
}

impl GeneratedCrate {
    /// Generates the crate.
    pub(super) fn write(bench: &Bench<'_>) -> Result<Self, Error> {
        bench.begin("generating the crate");
        let path = bench.project.metadata().join(DOCUMENT);
        let document = fs::read_to_string(&path).map_err(|error| {
            let help = "`ALIBABACLOUD_METADATA` names the folder of the vendor's documents";
            Error::new(format!("cannot read `{}`: {error}", path.display())).help(help)
        })?;
        let folder = bench.folder.join("crates/ice-2024");
        let runtime_path = bench.project.runtime_for(&folder);
        let inputs = [Input::new(DOCUMENT, document.clone())];
        let options = Options { flavour: Flavour::Standalone { runtime_path } };
        let mut files = generator::generate(&inputs, &options).files;
        files.iter_mut().filter(|file| file.path == "Cargo.toml").try_for_each(without_default_features)?;
        let written = sync(&folder, &files, Mode::Write).map_err(|error| Error::new(error.to_string()))?;
        if files.is_empty() || !written.foreign.is_empty() {
            let help = format!("`cargo xtask catalogue --only {DOCUMENT}` says more; or remove `{}`", folder.display());
            return Err(Error::new("the crate could not be generated or written").help(help));
        }
        let model = lower::lower(&inputs).krate.modules.pop();
        let model = model.ok_or_else(|| Error::new(format!("`{DOCUMENT}` has no module")))?;
        Ok(Self { folder, model, document, files })
    }

    /// The line of a manifest that depends on it.
    pub(super) fn dependency(&self) -> String {
        format!("generated = {{ path = {}, features = [\"{MODULE}\"] }}\n", quoted(&self.folder))
    }
}

/// Turns the default features off: credentials and TLS belong to the network, not to generated code.
fn without_default_features(manifest: &mut File) -> Result<(), Error> {
    let on = "\ndefault = [\"credentials\", \"tls\"]\n";
    if !manifest.content.contains(on) {
        return Err(Error::new("the generated Cargo.toml does not turn on the features `credentials` and `tls` alone"));
    }
    manifest.content = manifest.content.replace(on, "\ndefault = []\n");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_features_are_left_out_of_a_generated_manifest() {
        let options = Options { flavour: Flavour::Standalone { runtime_path: "../runtime".to_owned() } };
        let files = generator::generate(&[], &options).files;
        let mut manifest = files.into_iter().find(|file| file.path == "Cargo.toml").unwrap();
        without_default_features(&mut manifest).unwrap();
        assert!(manifest.content.contains("\ndefault = []\n"), "{}", manifest.content);
        let dependency = "path = \"../runtime\", default-features = false }\n";
        assert!(manifest.content.contains(dependency), "{}", manifest.content);
        assert!(
            without_default_features(&mut File { path: String::new(), content: "[dependencies]\n".to_owned() })
                .is_err()
        );
    }
}
