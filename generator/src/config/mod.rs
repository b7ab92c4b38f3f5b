//! The file that says what to generate in a repository: `alibabacloud.yaml`.
//!
//! ```yaml
//! # Where documents are fetched from: an address, or a folder.
//! documents: "https://api.aliyun.com/meta/v1"
//! # The folder of the documents that were imported.
//! specs: "specs"
//! # Where the crate `alibabacloud-runtime` comes from: a repository (`git`, `rev`), a registry (`version`, `registry`) or a
//! # folder (`path`).
//! runtime:
//!   git: "https://example.com/alibabacloud.git"
//! crates:
//!   - name: "my-cloud"
//!     path: "crates/my-cloud"
//!     products:
//!       - product: "Ecs"
//!         version: "2014-05-26"
//!         # Left out: all operations of the imported document.
//!         operations:
//!           - "DescribeInstances"
//! ```
//!
//! The file is read strictly, as documents are: every fault has its place, and a misspelt key its correction.

mod edit;
mod names;
mod read;

pub use edit::{Addition, add};
pub use names::package_name_fault;

use crate::{Diagnostic, Position};
use std::collections::BTreeMap;

/// A text of the configuration, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub value: String,
    /// Where it stands.
    pub position: Position,
}

/// What to generate in a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// Where documents are fetched from: an address, or a folder relative to the file.
    pub documents: Option<Text>,
    /// The folder of the imported documents, relative to the file.
    pub specs: Option<Text>,
    /// Where the runtime comes from; where the program comes from if none.
    pub runtime: Option<Runtime>,
    /// The crates, in the order of the file.
    pub crates: Vec<CrateSettings>,
}

/// Where the runtime comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// A repository.
    Git {
        /// Its address.
        url: Text,
        /// The commit; the one that the program was built from if none.
        revision: Option<Text>,
    },
    /// A registry.
    Registry {
        /// The version.
        version: Text,
        /// The name of the registry; crates.io if none.
        registry: Option<Text>,
    },
    /// A folder, relative to the file.
    Path(Text),
}

/// A crate to generate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateSettings {
    /// The name of its package.
    pub name: Text,
    /// Its folder, relative to the file; the name if none.
    pub path: Option<Text>,
    /// Whether it is a member of the workspace that it is in the folder of; if none, it is.
    pub workspace: Option<bool>,
    /// The license of the package, where it does not inherit one from its workspace.
    pub license: Option<Text>,
    /// The products, in the order of the file.
    pub products: Vec<ProductSettings>,
    /// Where the list of products stands, or the crate if it has none.
    position: Position,
}

/// A version of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductSettings {
    /// The code of the product; the case of letters does not matter.
    pub product: Text,
    /// The version.
    pub version: Text,
    /// The operations and where they stand, by name; all of the document if none.
    pub operations: Option<BTreeMap<String, Position>>,
    /// The last line of the entry.
    last_line: u32,
}

impl Configuration {
    /// Reads the file; `path` is its name in messages.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, by position.
    pub fn read(path: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        read::configuration(path, text)
    }
}

impl CrateSettings {
    /// The folder of the crate, relative to the file.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path.as_ref().map_or(&self.name.value, |path| path.value.trim_end_matches('/'))
    }
}

impl ProductSettings {
    /// Whether a document is of this version of the product.
    #[must_use]
    pub fn matches(&self, product: &str, version: &str) -> bool {
        self.product.value.eq_ignore_ascii_case(product) && self.version.value.eq_ignore_ascii_case(version)
    }
}

#[cfg(test)]
mod tests;
