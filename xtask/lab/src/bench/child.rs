//! Running a process that must succeed.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::child::{self, ProcessOutput};
use crate::error::Error;

/// How many lines of a fault are shown.
const LINES: usize = 20;

/// Runs a process to its end. What it prints on its standard error goes to `log`, and is shown when it fails.
pub(super) fn run(command: &mut Command, log: &Path) -> Result<ProcessOutput, Error> {
    let words = words(command);
    let done = child::run(command, log).map_err(|error: io::Error| {
        Error::new(format!("cannot run `{words}`: {error}")).help(format!("its output goes to `{}`", log.display()))
    })?;
    if done.status.success() {
        return Ok(done);
    }
    let fault = child::first_fault(&done.err, LINES);
    Err(Error::new(format!("`{words}` failed"))
        .excerpt(fault)
        .help(format!("the full output is in `{}`", log.display())))
}

/// The command as one types it, or nearly so.
fn words(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
    [name].into_iter().chain(arguments).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let failure = run(Command::new("no-such-program").arg("--rounds"), &folder.path().join("a/log")).err().unwrap();
        assert!(failure.render().contains("cannot run `no-such-program --rounds`: "), "{failure:?}");
    }
}
