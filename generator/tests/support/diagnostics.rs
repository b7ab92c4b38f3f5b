//! Diagnostics as tests write them down.

use generator::{Diagnostic, Severity};

/// One line: `file:line:column: severity: message / help`; an operation that is refused stands before its reason, those
/// that a fault costs behind it.
pub(crate) fn line(diagnostic: &Diagnostic) -> String {
    let place = match diagnostic.position {
        Some(position) => format!("{}:{}:{}", diagnostic.file, position.line, position.column),
        None => diagnostic.file.clone(),
    };
    let operation = diagnostic.operation.iter().filter(|_| diagnostic.severity == Severity::Refused);
    let operation: String = operation.flat_map(|name| [name, ": "]).collect();
    let help = diagnostic.help.as_ref().map(|help| format!(" / {help}")).unwrap_or_default();
    let costs = match (diagnostic.severity, diagnostic.refuses.as_slice()) {
        (Severity::Refused, _) | (_, []) => String::new(),
        (_, refused) => format!(" / refuses {}", refused.join(", ")),
    };
    format!("{place}: {}: {operation}{}{help}{costs}", diagnostic.severity, diagnostic.message)
}
