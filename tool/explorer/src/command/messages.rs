//! What is said on the standard error.

use generator::{Diagnostic, Severity};
use runtime::error::ErrorKind;
use tool::report::diagnostics::Policy;
use tool::report::excerpt::Texts;
use tool::report::failure::Failure;
use tool::terminal::{self, BAD, NOTE, WARN};

use super::advice::for_command_line;
use super::{Args, End};
use crate::document::Missing;
use crate::operation::ExploredOperation;

impl Args {
    /// Says why a call failed.
    pub(super) fn call_failed(&self, error: &runtime::Error, operation: &ExploredOperation) -> End {
        let message = terminal::printable(&for_command_line(&format!("{error:#}")));
        let has_host = self.client.region.is_some() || self.client.endpoint.is_some();
        if error.kind() == ErrorKind::Config && !has_host {
            let regions: Vec<&str> = operation.regions().take(3).collect();
            let such = if regions.is_empty() { String::new() } else { format!(", such as {}", regions.join(", ")) };
            self.failed("region", &message, &format!("name one with `--region REGION`{such}"));
            return End::WrongUsage;
        }
        self.failed("call", &message, "")
    }

    pub(super) fn missing(&self, missing: Missing) -> End {
        match missing {
            Missing::Failed(Failure { kind, message, help }) => self.failed(kind, &message, &help),
            Missing::WrongUsage(Failure { kind, message, help }) => {
                self.failed(kind, &message, &help);
                End::WrongUsage
            }
            Missing::Faulty { diagnostics, input } => {
                let texts = Texts::of(input.files());
                terminal::err(&self.message_format.diagnostics(&diagnostics, &texts, Policy::default()));
                End::Failed
            }
        }
    }

    pub(super) fn failed(&self, kind: &'static str, message: &str, help: &str) -> End {
        match (self.message_format.is_human(), help) {
            (true, "") => terminal::err(&format!("{BAD}error{BAD:#}: {message}\n")),
            _ => terminal::err(&self.message_format.failure(kind, "", message, help)),
        }
        End::Failed
    }

    pub(super) fn warn(&self, message: &str) {
        if self.message_format.is_human() {
            return terminal::err(&format!("{WARN}warning{WARN:#}: {message}\n"));
        }
        let warning = Diagnostic { severity: Severity::Warning, ..Diagnostic::error("argument", "", message, "") };
        terminal::err(&self.message_format.diagnostics(&[warning], &Texts::default(), Policy::default()));
    }

    /// Says something that people should know, and programs need not.
    pub(super) fn note(&self, message: &str) {
        if self.message_format.is_human() {
            terminal::err(&format!("{NOTE}note{NOTE:#}: {message}\n"));
        }
    }
}
