//! Running a process to its end: what it printed, and how long the processors worked for it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// Errors go to the standard error as text, everything that was built to the standard output as JSON.
pub(crate) const MESSAGES: &str = "--message-format=json-render-diagnostics";

/// What a process did.
pub(crate) struct ProcessOutput {
    /// How it ended.
    pub(crate) status: ExitStatus,
    /// What it printed on its standard output.
    pub(crate) out: String,
    /// What it printed on its standard error.
    pub(crate) err: String,
    /// What the processors worked for it, and for all that it started and waited for.
    pub(crate) cpu: Duration,
    /// How long it took.
    pub(crate) wall: Duration,
}

/// Runs a process. What it prints on its standard error goes to `log`, so that it can be watched.
pub(crate) fn run(command: &mut Command, log: &Path) -> io::Result<ProcessOutput> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(log)?);
    let started = Instant::now();
    let mut child = command.spawn()?;
    let mut printed = Vec::new();
    let read = child.stdout.take().map_or(Ok(0), |mut pipe| pipe.read_to_end(&mut printed));
    let used = child.wait4()?;
    let wall = started.elapsed();
    read?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let cpu = used.rusage.utime + used.rusage.stime;
    Ok(ProcessOutput { status: used.status, out: text(&printed), err: text(&fs::read(log)?), cpu, wall })
}

/// The lines from the first error on, or the last lines if there is none.
pub(crate) fn first_fault(output: &str, most: usize) -> String {
    let lines: Vec<_> = output.lines().collect();
    let first = lines.iter().position(|line| line.starts_with("error"));
    let start = first.unwrap_or(lines.len().saturating_sub(most));
    let shown: Vec<_> = lines.into_iter().skip(start).take(most).collect();
    shown.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_is_shown_without_what_went_before() {
        let output = "   Compiling a\nerror[E1]: bad\n --> a.rs\n\nerror: more\n";
        assert_eq!(first_fault(output, 2), "error[E1]: bad\n --> a.rs");
        assert_eq!(first_fault(output, 3), "error[E1]: bad\n --> a.rs");
        assert_eq!(first_fault("1\n2\n3\n", 2), "2\n3");
        assert_eq!(first_fault("", 2), "");
    }
}
