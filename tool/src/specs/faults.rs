//! What is wrong with files, as diagnostics.

use std::io;

use generator::Diagnostic;

use super::read::LARGEST;

pub(crate) fn unreadable(shown: &str, error: &io::Error) -> Diagnostic {
    fault(shown, &format!("cannot be read: {error}"), "make it readable, or move it away")
}

pub(crate) fn too_large(shown: &str) -> Box<Diagnostic> {
    let help = "an api-docs document has a few MiB: is this one?";
    Box::new(fault(shown, &format!("larger than {LARGEST} MiB"), help))
}

/// Corrections that were named themselves.
pub(crate) fn no_document(shown: &str) -> Diagnostic {
    fault(shown, "corrections, not a document", "name the document beside it: its corrections are read, too")
}

/// A second file of corrections beside the first one.
pub(crate) fn corrected_twice(shown: &str, first: &str) -> Diagnostic {
    let message = format!("the document already has corrections in `{first}`");
    fault(shown, &message, "merge the two files into one")
}

/// Corrections without their document.
pub(crate) fn nothing_corrected(shown: &str, document: &str) -> Diagnostic {
    let message = format!("corrections without a document: no `{document}.yaml`, `.yml` or `.json`");
    fault(shown, &message, "name them after the document they correct, or remove them")
}

pub(crate) fn fault(shown: &str, message: &str, help: &str) -> Diagnostic {
    Diagnostic::error("unreadable", shown, message, help)
}
