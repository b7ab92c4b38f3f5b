//! What cargo does with a crate.

use crate::child::MESSAGES;

/// A command of cargo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CargoCommand {
    /// Compiles everything, without code.
    Check,
    /// Builds the documentation.
    Doc,
    /// Runs the tests.
    Test,
}

impl CargoCommand {
    /// Its name: of the option, the log and the column.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Doc => "doc",
            Self::Test => "test",
        }
    }

    /// The words after `cargo`. Tests do not print while they run, but one after the other in the end.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check", "--all-targets", "--all-features", MESSAGES],
            Self::Doc => &["doc", "--no-deps", "--all-features", MESSAGES],
            Self::Test => &["test", "--all-features", "--no-fail-fast", MESSAGES, "--", "--show-output"],
        }
    }
}
