//! What the generator is given: documents, their corrections, and what is selected of them.

use crate::Position;
use std::collections::BTreeMap;

/// One document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// The name that messages show, `/`-separated: `../vendor/ice/2020-11-09.yaml`.
    pub path: String,
    /// The name that headers of generated files show. It must not depend on where the file is, nor on how it was found:
    /// `specs/ice/2020-11-09.yaml`.
    pub origin: String,
    /// Its text, YAML or JSON.
    pub text: String,
    /// What overrules it, where there is such a file.
    pub corrections: Option<Corrections>,
    /// The operations to generate; all if none.
    pub selection: Option<Selection>,
}

/// Which operations of a document are generated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The file that names them, as messages show it.
    pub path: String,
    /// The operations, by wire name, and where the file names them.
    pub operations: BTreeMap<String, Position>,
}

/// A file that stands beside a document and overrules it: see [`crate::spec::corrections`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The name that messages show: `specs/ice/2020-11-09.corrections.yaml`.
    pub path: String,
    /// Its text, YAML or JSON.
    pub text: String,
}

impl Input {
    /// A document without corrections. Messages and headers show the same name.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let path = path.into();
        Self { origin: path.clone(), path, text: text.into(), corrections: None, selection: None }
    }

    /// The same document with another name in headers.
    #[must_use]
    pub fn with_origin(self, origin: impl Into<String>) -> Self {
        Self { origin: origin.into(), ..self }
    }

    /// The same document with corrections.
    #[must_use]
    pub fn with_corrections(self, path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { corrections: Some(Corrections { path: path.into(), text: text.into() }), ..self }
    }

    /// The same document with a part of its operations.
    #[must_use]
    pub fn with_selection(self, selection: Option<Selection>) -> Self {
        Self { selection, ..self }
    }

    /// Path and text of every file that diagnostics may be about.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let corrections = self.corrections.iter().map(|c| (c.path.as_str(), c.text.as_str()));
        std::iter::once((self.path.as_str(), self.text.as_str())).chain(corrections)
    }
}
