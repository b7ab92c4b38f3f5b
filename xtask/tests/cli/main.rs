//! The program as a user meets it: arguments and folders in; files, messages and an exit code out.

mod ci;
mod corrections;
mod describe;
mod destination;
mod diff;
mod drift;
mod generate;
mod git;
mod import;
#[cfg(unix)]
mod lab;
mod layout;
mod messages;
mod program;
mod revision;
mod support;
mod version;

/// The program that is run.
const PROGRAM: &str = env!("CARGO_BIN_EXE_xtask");
