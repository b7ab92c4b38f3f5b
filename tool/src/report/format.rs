//! The output format of diagnostics and failures: `--message-format`.

use clap::ValueEnum;
use generator::{Diagnostic, Severity};

use super::diagnostics::{self, Policy, Totals};
use super::excerpt::Texts;
use super::machine;
use crate::terminal::{BAD, NOTE, WARN};

/// For whom messages are made.
///
/// All of them go to the standard error: the standard output is for what a command makes, such as lists of files and
/// tables. A service that runs commands reads both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people: the place in the document, what is wrong, what to do about it.
    #[default]
    Human,
    /// For programs: a JSON object on each line of the standard error, and nothing else there.
    Json,
    /// For GitHub: workflow commands, shown as annotations of the files.
    Github,
}

impl MessageFormat {
    /// Diagnostics, and their totals where people read them.
    pub fn diagnostics(self, diagnostics: &[Diagnostic], texts: &Texts<'_>, policy: Policy) -> String {
        match self {
            Self::Human => diagnostics::render(diagnostics, texts, policy) + &Totals::of(diagnostics, policy).line(),
            Self::Json => diagnostics.iter().map(|diagnostic| machine::json(diagnostic, policy)).collect(),
            Self::Github => diagnostics.iter().map(|diagnostic| machine::github(diagnostic, policy)).collect(),
        }
    }

    /// A failure of the command itself, about a file or folder if there is one.
    pub fn failure(self, kind: &'static str, file: &str, message: &str, help: &str) -> String {
        if self == Self::Human {
            return format!("{BAD}error{BAD:#}: {message}\n  {NOTE}= help:{NOTE:#} {help}\n");
        }
        let diagnostic = Diagnostic::error(kind, file, message, help);
        self.diagnostics(&[diagnostic], &Texts::default(), Policy::default())
    }

    /// A warning about nothing in a document.
    pub fn warning(self, kind: &'static str, message: &str, help: &str) -> String {
        if self == Self::Human {
            return format!("{WARN}warning{WARN:#}: {message}\n  {NOTE}= help:{NOTE:#} {help}\n");
        }
        let diagnostic = Diagnostic { severity: Severity::Warning, ..Diagnostic::error(kind, "", message, help) };
        self.diagnostics(&[diagnostic], &Texts::default(), Policy::default())
    }

    /// Whether people read it, so that more than messages may stand between them.
    pub fn is_human(self) -> bool {
        self == Self::Human
    }
}
