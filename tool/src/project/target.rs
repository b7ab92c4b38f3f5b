//! The crates of a project, and the documents that each is made from.

use std::path::{Path, PathBuf};

use generator::config::{CrateSettings, ProductSettings};
use generator::{Diagnostic, Input, Selection};

use super::CONFIGURATION;
use crate::program;
use crate::specs::Specs;

/// A crate that is generated.
#[derive(Clone, Debug)]
pub(crate) struct Target<'p> {
    /// The name of its package.
    pub(crate) name: &'p str,
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// What the configuration says of it; none for the crate of this repository.
    pub(crate) settings: Option<&'p CrateSettings>,
}

impl<'p> Target<'p> {
    /// The crate of this repository.
    pub(super) fn own(folder: PathBuf) -> Self {
        Self { name: "generated", folder, settings: None }
    }

    /// A crate of the configuration in a folder.
    pub(super) fn of(settings: &'p CrateSettings, root: &Path) -> Self {
        Self { name: &settings.name.value, folder: root.join(settings.folder()), settings: Some(settings) }
    }

    /// The name of the crate in Rust.
    pub(crate) fn crate_name(&self) -> String {
        self.name.replace('-', "_")
    }
}

/// The documents that a crate is made from, each with the operations to generate; all of them for a crate without settings.
/// A product without a document is a fault.
pub(crate) fn documents(all: Specs, settings: Option<&CrateSettings>, folder: &str) -> Specs {
    let Some(settings) = settings else { return all };
    let Specs { inputs, mut faults } = all;
    let mut found = Vec::new();
    for product in &settings.products {
        match inputs.iter().find(|input| is_of(input, product)) {
            Some(input) => found.push(input.clone().with_selection(selection(product))),
            None => faults.push(missing(product, &inputs, folder)),
        }
    }
    Specs { inputs: found, faults }
}

fn selection(product: &ProductSettings) -> Option<Selection> {
    let operations = product.operations.clone()?;
    Some(Selection { path: CONFIGURATION.to_owned(), operations })
}

/// Whether a document is where `import` puts the one of a product.
fn is_of(input: &Input, product: &ProductSettings) -> bool {
    place(input).is_some_and(|(name, version)| product.matches(name, version))
}

/// The product and the version that a document is about, by its path: `ecs/2014-05-26.yaml`.
fn place(input: &Input) -> Option<(&str, &str)> {
    let (folder, file) = input.path.rsplit_once('/')?;
    let (version, _) = file.rsplit_once('.')?;
    Some((folder.rsplit(['/', ':']).next().unwrap_or(folder), version))
}

/// That there is no document of a product.
fn missing(product: &ProductSettings, inputs: &[Input], folder: &str) -> Diagnostic {
    let (name, version) = (&product.product.value, &product.version.value);
    let message = format!("no document of {name} {version} in `{folder}`");
    let places = || inputs.iter().filter_map(place);
    let versions: Vec<&str> =
        places().filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, version)| version).collect();
    let lower = name.to_lowercase();
    let help = match generator::closest(&lower, places().map(|(known, _)| known)) {
        _ if !versions.is_empty() => format!("there is {}", versions.join(", ")),
        Some(close) if close != lower => format!("did you mean `{close}`?"),
        _ => format!("import one: `{} add {lower}/{version}`", program::name()),
    };
    let error = Diagnostic::error("missing-document", CONFIGURATION, &message, &help);
    Diagnostic { position: Some(product.product.position), ..error }
}
