//! Builds a package of this workspace and becomes its program: the alias `cargo xtask` becomes `xtask` in this way, and
//! `xtask` becomes `xtask-lab` for the commands that are in there.
//!
//! `cargo run --quiet` is silent for the minute that a first build takes, and `cargo run` prints two lines even when there
//! is nothing to build. So cargo's messages are buffered: they appear once a build takes longer than a second, or when it
//! fails. Only a terminal shows progress: programs that read the standard error get what the commands print.

mod relay;

use std::env;
use std::ffi::OsString;
use std::io::{self, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::time::Duration;

/// A build that takes no longer shows no messages.
const PATIENCE: Duration = Duration::from_secs(1);

/// Cargo's description of the running package. Children must not take it for their own: build scripts that watch these
/// variables would run again with every change between `cargo test` and `cargo xtask ci`.
const OWN_VARIABLES: [&str; 2] = ["CARGO_MANIFEST_", "CARGO_PKG_"];

/// The profile of the folder `target/debug`.
const DEV_FOLDER: &str = "debug";

/// A package with a program of the same name.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name.
    pub name: &'static str,
    /// The folder of its manifest.
    pub folder: PathBuf,
}

/// The cargo that runs this program, to be called as if from a shell.
#[must_use]
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        if OWN_VARIABLES.iter().any(|own| name.as_encoded_bytes().starts_with(own.as_bytes())) {
            command.env_remove(name);
        }
    }
    command
}

/// Has cargo build the program of a package beside the running one, and becomes it. Where a process cannot become
/// another one, it runs the program and returns its exit code.
///
/// # Errors
///
/// Cargo or the program cannot be started. A build that fails is no error: cargo has printed why, and its exit code is
/// returned.
pub fn launch(package: &Package, arguments: impl IntoIterator<Item = OsString>) -> Result<ExitCode, String> {
    let own = env::current_exe().map_err(|error| format!("cannot find the path of the running program: {error}"))?;
    let status = build(package, &own).map_err(|error| format!("cannot run cargo: {error}"))?;
    if !status.success() {
        return Ok(code(status));
    }
    let program = own.with_file_name(format!("{}{}", package.name, env::consts::EXE_SUFFIX));
    let mut command = Command::new(&program);
    // `cargo run` sets this variable, too.
    command.args(arguments).env("CARGO_MANIFEST_DIR", &package.folder);
    run(&mut command).map_err(|error| format!("cannot run `{}`: {error}", program.display()))
}

/// Has cargo build a package into the folder of the running program.
fn build(package: &Package, own: &Path) -> io::Result<ExitStatus> {
    let is_watched = io::stderr().is_terminal();
    let mut cargo = cargo();
    cargo.args(["build", "--package", package.name, "--color", if is_watched { "always" } else { "never" }]);
    // `target/debug/xtask`
    let profile = own.parent().and_then(Path::file_name).filter(|folder| *folder != DEV_FOLDER);
    cargo.args(profile.into_iter().flat_map(|name| ["--profile".as_ref(), name]));
    if let Some(target) = own.ancestors().nth(2) {
        cargo.arg("--target-dir").arg(target);
    }
    cargo.arg("--manifest-path").arg(package.folder.join("Cargo.toml"));
    let mut child = cargo.stdin(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let lines = child.stderr.take().map(|pipe| relay::lines(BufReader::new(pipe)));
    let patience = if is_watched { PATIENCE } else { Duration::MAX };
    let buffered = lines.map(|lines| relay::relay(&lines, patience, &mut io::stderr())).unwrap_or_default();
    let status = child.wait()?;
    if !status.success() {
        io::stderr().write_all(&buffered)?;
    }
    Ok(status)
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

/// The exit code of a program that has ended.
fn code(status: ExitStatus) -> ExitCode {
    status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}
