//! The crate that a module stands in.

use super::{Crate, Module};
use crate::names;
use std::collections::BTreeMap;

/// The name of the crate that holds every module.
const SHARED: &str = "generated";

/// The crate that a module stands in, and where programs find it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The package: `generated`, or `alibabacloud-ecs-20140526`.
    pub package: String,
    /// Whether the module is the root of the crate, whose folder is then called like the package.
    pub is_root: bool,
}

impl Default for Home {
    fn default() -> Self {
        Self { package: SHARED.to_owned(), is_root: false }
    }
}

impl Crate {
    /// Gives every module a crate of its own.
    #[must_use]
    pub fn separated(mut self) -> Self {
        let versions: BTreeMap<&str, &str> =
            self.modules.iter().map(|module| (module.name.as_str(), module.version.as_str())).collect();
        let package = |module: &str| names::package(module, versions.get(module).copied().unwrap_or_default());
        let packages = names::settle(versions.keys().copied(), package);
        let packages: Vec<String> =
            self.modules.iter().filter_map(|module| packages.get(&*module.name).cloned()).collect();
        for (module, package) in self.modules.iter_mut().zip(packages) {
            module.home = Home { package, is_root: true };
        }
        self
    }
}

impl Module {
    /// The crate, as programs name it: `generated`.
    #[must_use]
    pub fn crate_name(&self) -> String {
        self.home.package.replace('-', "_")
    }

    /// The module, as programs name it: `generated::ice20201109`, or `alibabacloud_ice_20201109`.
    #[must_use]
    pub fn rust_path(&self) -> String {
        match self.home.is_root {
            true => self.crate_name(),
            false => format!("{}::{}", self.crate_name(), self.name),
        }
    }

    /// The feature that the module is compiled with, where it shares a crate with others.
    pub(crate) fn feature(&self) -> Option<&str> {
        (!self.home.is_root).then_some(self.name.as_str())
    }

    /// The command that runs the example program with these arguments.
    pub(crate) fn example_command(&self, arguments: &str) -> String {
        let features = self.feature().map(|name| format!("--features {name} ")).unwrap_or_default();
        let package = self.home.is_root.then(|| format!("--package {} ", self.home.package)).unwrap_or_default();
        format!("cargo run {package}{features}--example {} -- {arguments}", self.name)
    }

    /// The path of a module below this one, from the root of the crate.
    pub(crate) fn below<'m>(&'m self, path: &[&'m str]) -> Vec<&'m str> {
        let own = (!self.home.is_root).then_some(self.name.as_str());
        own.into_iter().chain(path.iter().copied()).collect()
    }

    /// The path of a source file of the module, from the output folder: `src/ice20201109/client.rs`.
    pub(crate) fn source_file(&self, path: &str) -> String {
        match self.home.is_root {
            true => self.package_file(&format!("src/{path}")),
            false => format!("src/{}/{path}", self.name),
        }
    }

    /// The path of a file of the package, from the output folder: `tests/ice20201109.rs`.
    pub(crate) fn package_file(&self, path: &str) -> String {
        match self.home.is_root {
            true => format!("{}/{path}", self.home.package),
            false => path.to_owned(),
        }
    }
}
