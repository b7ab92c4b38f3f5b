//! What is wrong with files, as diagnostics.

use std::io;

use generator::{Diagnostic, Severity};

use super::read::LARGEST;

pub(crate) fn unreadable(shown: &str, error: &io::Error) -> Diagnostic {
    fault(shown, &format!("cannot be read: {error}"), "make it readable, or move it elsewhere")
}

pub(crate) fn too_large(shown: &str) -> Box<Diagnostic> {
    let help = "an api-docs document has a few MiB: see what this is";
    Box::new(fault(shown, &format!("larger than {LARGEST} MiB"), help))
}

/// Corrections that were named themselves.
pub(crate) fn no_document(shown: &str) -> Diagnostic {
    fault(shown, "corrections, not a document", "name the document beside it: its corrections are read, too")
}

/// A second file of corrections beside the first one.
pub(crate) fn corrected_twice(shown: &str, first: &str) -> Diagnostic {
    let message = format!("the same document has corrections in `{first}`, too");
    fault(shown, &message, "keep one of the two files, with everything in it")
}

/// Corrections without their document.
pub(crate) fn nothing_corrected(shown: &str, document: &str) -> Diagnostic {
    let message = format!("corrections of a document that is not there: `{document}.yaml`, `.yml` or `.json`");
    fault(shown, &message, "name them after the document beside them, or remove them")
}

pub(crate) fn fault(shown: &str, message: &str, help: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: shown.to_owned(),
        position: None,
        path: None,
        operation: None,
        refuses: Vec::new(),
        message: message.to_owned(),
        help: Some(help.to_owned()),
        kind: "unreadable",
    }
}
