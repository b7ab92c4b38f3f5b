//! What the alias `cargo xtask` runs: has cargo build the package `xtask`, and runs it.
//!
//! `cargo run --quiet` is silent for the minute that the first build takes, and `cargo run` says two lines whenever nothing
//! is to be built. So what cargo says is held back at first: it is shown when the build takes a while or fails, and never
//! when it is done at once. Only a terminal sees it: programs that read the standard error get what the commands say.

use std::env;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// What takes no longer is not worth a word.
const PATIENCE: Duration = Duration::from_secs(1);

/// The package with the commands, and its program.
const PACKAGE: &str = "xtask";

/// Cargo's description of this package, which is none of the other one's.
const OWN_VARIABLES: [&str; 2] = ["CARGO_MANIFEST_", "CARGO_PKG_"];

fn main() -> ExitCode {
    launch().unwrap_or_else(|message| {
        eprintln!("error: {message}");
        ExitCode::FAILURE
    })
}

/// Builds the commands and runs them; how they ended.
fn launch() -> Result<ExitCode, String> {
    let program = env::current_exe().map_err(|error| format!("this program's place is not known: {error}"))?;
    let status = build(&program).map_err(|error| format!("cannot run cargo: {error}"))?;
    if !status.success() {
        return Ok(code(status));
    }
    let commands = program.with_file_name(format!("{PACKAGE}{}", env::consts::EXE_SUFFIX));
    let mut command = Command::new(&commands);
    // As `cargo run` says where a program comes from.
    command.args(env::args_os().skip(1)).env("CARGO_MANIFEST_DIR", manifest_folder());
    run(&mut command).map_err(|error| format!("cannot run `{}`: {error}", commands.display()))
}

/// The folder of the package with the commands: the one above this package's.
fn manifest_folder() -> PathBuf {
    let own = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    own.parent().map(Path::to_owned).unwrap_or(own)
}

/// Has cargo build the commands beside this program.
fn build(program: &Path) -> io::Result<ExitStatus> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        if OWN_VARIABLES.iter().any(|own| name.as_encoded_bytes().starts_with(own.as_bytes())) {
            cargo.env_remove(name);
        }
    }
    let is_watched = io::stderr().is_terminal();
    cargo.args(["build", "--package", PACKAGE, "--color", if is_watched { "always" } else { "never" }]);
    // `target/debug/xtask-launcher`
    if let Some(target) = program.ancestors().nth(2) {
        cargo.arg("--target-dir").arg(target);
    }
    cargo.arg("--manifest-path").arg(manifest_folder().join("Cargo.toml"));
    let mut child = cargo.stdin(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let lines = child.stderr.take().map(|pipe| lines(BufReader::new(pipe)));
    let patience = if is_watched { PATIENCE } else { Duration::MAX };
    let held_back = lines.map(|lines| relay(&lines, patience, &mut io::stderr())).unwrap_or_default();
    let status = child.wait()?;
    if !status.success() {
        io::stderr().write_all(&held_back)?;
    }
    Ok(status)
}

/// What is read, line by line as it comes.
fn lines(mut reader: impl BufRead + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) && sender.send(line).is_ok() {
            line = Vec::new();
        }
    });
    receiver
}

/// Passes on what is said, from the moment on when it takes longer than `patience`; what was not passed on.
fn relay(lines: &Receiver<Vec<u8>>, patience: Duration, to: &mut impl Write) -> Vec<u8> {
    let started = Instant::now();
    let mut held_back = Vec::new();
    loop {
        match lines.recv_timeout(patience.saturating_sub(started.elapsed())) {
            Ok(line) => held_back.extend(line),
            Err(RecvTimeoutError::Disconnected) => return held_back,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    // Who does not read it keeps nobody from building.
    let _ = to.write_all(&held_back);
    for line in lines {
        let _ = to.write_all(&line);
    }
    Vec::new()
}

/// Becomes another program.
#[cfg(unix)]
fn run(command: &mut Command) -> io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

/// Runs another program to its end.
#[cfg(not(unix))]
fn run(command: &mut Command) -> io::Result<ExitCode> {
    command.status().map(code)
}

/// How a program ended.
fn code(status: ExitStatus) -> ExitCode {
    status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "   Compiling a\n   Compiling b\n    Finished";

    #[test]
    fn what_is_done_at_once_is_not_told() {
        let mut told = Vec::new();
        let held_back = relay(&lines(SAID.as_bytes()), Duration::MAX, &mut told);
        assert_eq!((held_back.as_slice(), told.as_slice()), (SAID.as_bytes(), &b""[..]));
    }

    #[test]
    fn what_takes_longer_is_told_from_its_beginning() {
        let mut told = Vec::new();
        let (sender, receiver) = mpsc::channel();
        // It is over before the sender has gone.
        let end = thread::spawn(move || {
            for line in SAID.split_inclusive('\n') {
                sender.send(line.as_bytes().to_vec()).unwrap();
            }
        });
        let held_back = relay(&receiver, Duration::ZERO, &mut told);
        end.join().unwrap();
        assert_eq!([told, held_back].concat(), SAID.as_bytes());
    }
}
