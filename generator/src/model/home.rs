//! The crate that a module stands in, and where in it.

use super::Module;
use crate::names;
use std::collections::BTreeMap;

/// The package of every module that has a crate of its own, by the name of the module. Its version is given by that name, too.
pub(crate) fn packages(versions: &BTreeMap<String, String>) -> BTreeMap<&str, String> {
    let package = |module: &str| names::package(module, versions.get(module).map_or("", String::as_str));
    names::settle(versions.keys().map(String::as_str), package)
}

impl Module {
    /// Gives the module a crate of its own, whose root it is.
    pub(crate) fn separate(&mut self, package: String) {
        self.crate_name = package.replace('-', "_");
        self.package = Some(package);
    }

    /// The module, as programs name it: `generated::ice20201109`, or `alibabacloud_ice_20201109`.
    #[must_use]
    pub fn rust_path(&self) -> String {
        match self.package {
            Some(_) => self.crate_name.clone(),
            None => format!("{}::{}", self.crate_name, self.name),
        }
    }

    /// The feature that the module is compiled with, where it shares a crate with others.
    pub(crate) fn feature(&self) -> Option<&str> {
        self.package.is_none().then_some(self.name.as_str())
    }

    /// The command that runs the example program with these arguments.
    pub(crate) fn example_command(&self, arguments: &str) -> String {
        let options = match &self.package {
            Some(package) => format!("--package {package}"),
            None => format!("--features {}", self.name),
        };
        format!("cargo run {options} --example {} -- {arguments}", self.name)
    }

    /// The path of a module below this one, from the root of the crate.
    pub(crate) fn below<'m>(&'m self, path: &[&'m str]) -> Vec<&'m str> {
        self.feature().into_iter().chain(path.iter().copied()).collect()
    }

    /// The path of a source file of the module, from the output folder: `src/ice20201109/client.rs`.
    pub(crate) fn source_file(&self, path: &str) -> String {
        match self.package {
            Some(_) => self.package_file(&format!("src/{path}")),
            None => format!("src/{}/{path}", self.name),
        }
    }

    /// The path of a file of the package, from the output folder: `tests/ice20201109.rs`.
    pub(crate) fn package_file(&self, path: &str) -> String {
        match &self.package {
            Some(package) => format!("{package}/{path}"),
            None => path.to_owned(),
        }
    }
}
