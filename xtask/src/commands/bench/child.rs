//! Running a process: what it printed, and how long the processors worked for it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use wait4::Wait4;

use super::failure::Failure;

/// How many lines of a fault are shown.
const LINES: usize = 20;

/// What a process did.
pub(super) struct Done {
    /// What it printed on its standard output.
    pub(super) out: String,
    /// The processors' time for it, and for all that it started and waited for.
    pub(super) cpu: Duration,
}

/// Runs a process to its end. What it prints on its standard error goes to `log`, and is shown when it fails.
pub(super) fn run(command: &mut Command, log: &Path) -> Result<Done, Failure> {
    let words = words(command);
    let cannot = |error: io::Error| {
        Failure::new(format!("cannot run `{words}`: {error}")).help(format!("its words go to `{}`", log.display()))
    };
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let errors = File::create(log).map_err(cannot)?;
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors);
    let mut child = command.spawn().map_err(cannot)?;
    let mut out = Vec::new();
    let read = child.stdout.take().map_or(Ok(0), |mut pipe| pipe.read_to_end(&mut out));
    let used = child.wait4().map_err(cannot)?;
    read.map_err(cannot)?;
    if used.status.success() {
        let out = String::from_utf8_lossy(&out).into_owned();
        return Ok(Done { out, cpu: used.rusage.utime + used.rusage.stime });
    }
    let said = fs::read(log).map_err(cannot)?;
    let excerpt = excerpt(&String::from_utf8_lossy(&said));
    Err(Failure::new(format!("`{words}` failed")).excerpt(excerpt).help(format!("all of it is in `{}`", log.display())))
}

/// The command as one types it, or nearly so.
fn words(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
    [name].into_iter().chain(arguments).collect::<Vec<_>>().join(" ")
}

/// The first lines that say what is wrong, else the last ones.
fn excerpt(said: &str) -> String {
    let lines: Vec<_> = said.lines().collect();
    let first = lines.iter().position(|line| line.starts_with("error"));
    let start = first.unwrap_or(lines.len().saturating_sub(LINES));
    lines.into_iter().skip(start).take(LINES).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_is_shown_without_what_went_before() {
        assert_eq!(excerpt("   Compiling a\nerror: bad\n --> a.rs\n"), "error: bad\n --> a.rs");
        assert_eq!(excerpt(&"x\n".repeat(30)), "x\n".repeat(LINES).trim_end());
    }

    #[test]
    fn a_program_that_is_not_there_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let failure = run(Command::new("no-such-program").arg("--rounds"), &folder.path().join("a/log")).err().unwrap();
        assert!(failure.render().contains("cannot run `no-such-program --rounds`: "), "{failure:?}");
    }
}
