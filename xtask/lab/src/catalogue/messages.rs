//! Messages for programs: all findings, document by document, without progress.

use generator::{Diagnostic, Severity};

use super::result::{DocumentFailure, DocumentResult};
use tool::report::diagnostics::Policy;
use tool::report::excerpt::Texts;
use tool::report::format::MessageFormat;

/// All messages; none in the human format, where the report has them.
pub(super) fn all(entries: &[DocumentResult], format: MessageFormat) -> String {
    if format.is_human() { String::new() } else { entries.iter().map(|entry| of(entry, format)).collect() }
}

fn of(entry: &DocumentResult, format: MessageFormat) -> String {
    let (warnings, refused): (Vec<_>, Vec<_>) = entry.generated.iter().map(|g| (&g.warnings, &g.refused)).unzip();
    // Warnings that cost operations are among both.
    let refused = refused.into_iter().flatten().filter(|diagnostic| diagnostic.severity == Severity::Refused);
    let generated = warnings.into_iter().flatten().chain(refused);
    let faults = entry.failure.iter().flat_map(|failure| &failure.diagnostics);
    let diagnostics: Vec<Diagnostic> = faults.chain(generated).cloned().collect();
    let diagnostics = format.diagnostics(&diagnostics, &Texts::default(), Policy::default());
    let failure = entry.failure.as_ref().filter(|failure| failure.diagnostics.is_empty());
    diagnostics + &failure.map(|failure| failed(&entry.document, failure, format)).unwrap_or_default()
}

/// A failure that is not about places in a document.
pub(super) fn failed(document: &str, failure: &DocumentFailure, format: MessageFormat) -> String {
    let log = failure.log.as_ref().map(|log| format!("the full output is in {log}")).unwrap_or_default();
    format.failure(failure.stage, document, &failure.message, &log)
}
