//! Diagnostics: errors, warnings and refusals.

use crate::stable_id::stable_id;
use std::fmt;

/// The severity of a [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document cannot be read as a whole; nothing is generated.
    Error,
    /// A defect that does not stop the generator: there is a documented fallback, or the operations that
    /// [`Diagnostic::refuses`] names are left out, and no others.
    Warning,
    /// An operation that is left out, since it needs something that is not supported.
    Refused,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Refused => "refused",
        })
    }
}

/// A place in a text, counted from one; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// An error, a warning or a refusal, with its place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its severity.
    pub severity: Severity,
    /// The document, as named by [`crate::Input::path`].
    pub file: String,
    /// Where in the document, when there is such a place.
    pub position: Option<Position>,
    /// The dotted path of that place: `apis.GetJob.parameters[JobId].schema`.
    pub path: Option<String>,
    /// The operation that it is about, by wire name.
    pub operation: Option<String>,
    /// The operations that are left out for it, by wire name, sorted.
    pub refuses: Vec<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it, or what the generator does instead.
    pub help: Option<String>,
    /// A short name of the kind of diagnostic, for counting (`dangling-ref`, `style`, …).
    pub kind: &'static str,
}

impl Diagnostic {
    /// An error about a file as a whole; an empty `help` is none.
    #[must_use]
    pub fn error(kind: &'static str, file: &str, message: &str, help: &str) -> Self {
        Self {
            severity: Severity::Error,
            file: file.to_owned(),
            position: None,
            path: None,
            operation: None,
            refuses: Vec::new(),
            message: message.to_owned(),
            help: Some(help.to_owned()).filter(|help| !help.is_empty()),
            kind,
        }
    }

    /// A stable id: sixteen hexadecimal digits made of kind, file, path and operation, and of the message where there is no
    /// path. It depends on no other diagnostic, order or position; diagnostics of one kind at one path share it.
    #[must_use]
    pub fn id(&self) -> String {
        let [path, operation] = [&self.path, &self.operation].map(|text| text.as_deref().unwrap_or_default());
        let message = if self.path.is_none() { self.message.as_str() } else { "" };
        // The word is part of every id that users keep, and stays what it was.
        stable_id(["finding", self.kind, &self.file, path, operation, message])
    }
}
