//! Findings as tests write them down.

use generator::Finding;

/// One line: `file:line:column: severity: message / help`.
pub(crate) fn line(finding: &Finding) -> String {
    let place = match finding.position {
        Some(position) => format!("{}:{}:{}", finding.file, position.line, position.column),
        None => finding.file.clone(),
    };
    let help = finding.help.as_ref().map(|help| format!(" / {help}")).unwrap_or_default();
    format!("{place}: {}: {}{help}", finding.severity, finding.message)
}
