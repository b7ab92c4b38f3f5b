//! Calling cargo from a program that cargo started.

use std::env;
use std::process::Command;

/// Cargo's description of this package, which children must not take for their own: build scripts that watch these
/// variables would run again with every change between `cargo test` and `cargo xtask ci`.
const OWN_VARIABLES: [&str; 2] = ["CARGO_MANIFEST_", "CARGO_PKG_"];

/// Faults go to the standard error as text, everything that was built to the standard output as JSON.
pub(crate) const MESSAGES: &str = "--message-format=json-render-diagnostics";

/// The cargo that runs this program, to be called as if from a shell.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        if OWN_VARIABLES.iter().any(|own| name.as_encoded_bytes().starts_with(own.as_bytes())) {
            command.env_remove(name);
        }
    }
    command
}
