//! What a program printed, for the tests of all programs with these commands.

use std::process::Command;

/// The output of a program, and its exit code.
pub(crate) struct CommandOutput {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl CommandOutput {
    /// Runs a command to its end.
    #[track_caller]
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Asserts the exit code, and shows everything when it is another.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n-- out\n{}\n-- err\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub(crate) fn out_has(self, part: &str) -> Self {
        assert!(self.out.contains(part), "no {part:?} in:\n{}", self.out);
        self
    }

    #[track_caller]
    pub(crate) fn err_has(self, part: &str) -> Self {
        assert!(self.err.contains(part), "no {part:?} in:\n{}", self.err);
        self
    }
}
