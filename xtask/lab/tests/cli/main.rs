//! The program as a user meets it: arguments and folders in; files, messages and an exit code out.

mod bench;
mod catalogue;
mod documents;
#[path = "../../../tests/cli/support.rs"]
mod support;

/// The program that is run.
const PROGRAM: &str = env!("CARGO_BIN_EXE_xtask-lab");
