//! Diagnostics for programs: JSON objects and GitHub's workflow commands, one a line.

use std::fmt::Write;

use generator::{Diagnostic, Severity};
use serde_json::json;

use super::diagnostics::Policy;
use crate::terminal::printable;

/// An object with all that is known; `null` where there is nothing.
pub(super) fn json(diagnostic: &Diagnostic, policy: Policy) -> String {
    let object = json!({
        "severity": policy.severity(diagnostic).to_string(),
        "kind": diagnostic.kind,
        "id": diagnostic.id(),
        "file": Some(&diagnostic.file).filter(|file| !file.is_empty()),
        "line": diagnostic.position.map(|position| position.line),
        "column": diagnostic.position.map(|position| position.column),
        "path": diagnostic.path,
        "operation": diagnostic.operation,
        "refuses": diagnostic.refuses,
        "message": diagnostic.message,
        "help": diagnostic.help,
    });
    format!("{object}\n")
}

/// `::error file=specs/a.yaml,line=12,col=7,title=misspelt-key::unknown key …`
pub(super) fn github(diagnostic: &Diagnostic, policy: Policy) -> String {
    let severity = policy.severity(diagnostic);
    let command = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Refused => "notice",
    };
    let mut properties = format!("title={}", property(diagnostic.kind));
    if let Some(position) = diagnostic.position {
        properties = format!("line={},col={},{properties}", position.line, position.column);
    }
    if !diagnostic.file.is_empty() {
        properties = format!("file={},{properties}", property(&diagnostic.file));
    }
    let mut message = match (&diagnostic.operation, diagnostic.severity) {
        (Some(operation), Severity::Refused) => format!("`{operation}`: {}", diagnostic.message),
        _ => diagnostic.message.clone(),
    };
    let refuses = Some(diagnostic.refuses.join(", ")).filter(|_| severity == Severity::Warning);
    let refuses = refuses.filter(|names| !names.is_empty());
    for (label, note) in [("in", &diagnostic.path), ("help", &diagnostic.help), ("refused for it", &refuses)] {
        if let Some(note) = note {
            let _ = write!(message, "\n{label}: {note}");
        }
    }
    format!("::{command} {properties}::{}\n", data(&message))
}

/// A text as GitHub reads it back.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25").replace('\n', "%0A")
}

/// The same in a property, which ends at a comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use generator::Position;

    use super::*;

    fn diagnostic() -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            file: "specs/50%,a:b.yaml".to_owned(),
            position: Some(Position { line: 12, column: 7 }),
            path: Some("apis.Get".to_owned()),
            operation: Some("Get".to_owned()),
            refuses: Vec::new(),
            message: "100% \u{1b}wrong\r\n\"so\"".to_owned(),
            help: None,
            kind: "test",
        }
    }

    #[test]
    fn an_object_on_a_line() {
        let expected = r#"{"severity":"warning","kind":"test","id":"b15ccebce90a95a4","file":"specs/50%,a:b.yaml","line":12,"column":7,"path":"apis.Get","operation":"Get","refuses":[],"message":"100% \u001bwrong\r\n\"so\"","help":null}"#;
        assert_eq!(json(&diagnostic(), Policy::default()), format!("{expected}\n"));
        let deny = Policy { deny_warnings: true, ..Policy::default() };
        assert!(json(&diagnostic(), deny).starts_with(r#"{"severity":"error","#));
        let bare = Diagnostic { file: String::new(), position: None, ..diagnostic() };
        assert!(json(&bare, deny).contains(r#""file":null,"line":null,"column":null"#));
    }

    #[test]
    fn a_workflow_command() {
        let expected = "::warning file=specs/50%25%2Ca%3Ab.yaml,line=12,col=7,title=test\
                        ::100%25 \\u{1b}wrong\\r%0A\"so\"%0Ain: apis.Get\n";
        assert_eq!(github(&diagnostic(), Policy::default()), expected);
        let refused = Diagnostic {
            severity: Severity::Refused,
            path: None,
            message: "a stream".to_owned(),
            help: Some("no".to_owned()),
            position: None,
            file: String::new(),
            ..diagnostic()
        };
        assert_eq!(github(&refused, Policy::default()), "::notice title=test::`Get`: a stream%0Ahelp: no\n");
    }
}
