//! Findings as tests write them down.

use generator::{Finding, Severity};

/// One line: `file:line:column: severity: message / help`; an operation that is refused stands before its reason, those
/// that a fault costs behind it.
pub(crate) fn line(finding: &Finding) -> String {
    let place = match finding.position {
        Some(position) => format!("{}:{}:{}", finding.file, position.line, position.column),
        None => finding.file.clone(),
    };
    let operation = finding.operation.iter().filter(|_| finding.severity == Severity::Refused);
    let operation: String = operation.flat_map(|name| [name, ": "]).collect();
    let help = finding.help.as_ref().map(|help| format!(" / {help}")).unwrap_or_default();
    let costs = match (finding.severity, finding.refuses.as_slice()) {
        (Severity::Refused, _) | (_, []) => String::new(),
        (_, refused) => format!(" / refuses {}", refused.join(", ")),
    };
    format!("{place}: {}: {operation}{}{help}{costs}", finding.severity, finding.message)
}
