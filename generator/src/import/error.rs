//! Errors about a file as a whole.

use crate::{Diagnostic, Severity};

/// An error about a file, without a position.
pub(super) fn error(kind: &'static str, file: &str, message: &str, help: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: file.to_owned(),
        position: None,
        path: None,
        operation: None,
        refuses: Vec::new(),
        message: message.to_owned(),
        help: Some(help.to_owned()),
        kind,
    }
}
