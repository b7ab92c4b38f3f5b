//! The steps: what is checked, by which command, and what to do when it fails.

use std::env;
use std::io;
use std::path::Path;
use std::process::Command;

/// One check.
pub(super) struct Step {
    /// Its name on the command line.
    pub(super) name: &'static str,
    /// What it makes sure of.
    purpose: &'static str,
    /// An environment variable for it, with its value.
    variable: Option<(&'static str, &'static str)>,
    /// The words after `cargo`.
    arguments: &'static str,
    /// What to do when it fails.
    pub(super) repair: &'static str,
}

/// All steps, in the order in which they run.
pub(super) const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        purpose: "hand-written code is formatted",
        variable: None,
        arguments: "fmt --all --check",
        repair: "run `cargo fmt --all`",
    },
    Step {
        name: "clippy",
        purpose: "no warning of the compiler or of clippy, generated code included",
        variable: None,
        arguments: "clippy --workspace --all-targets --all-features -- -D warnings",
        repair: "repair what is named above; for generated code, repair the generator",
    },
    Step {
        name: "gen",
        purpose: "generated code is what the documents give",
        variable: None,
        arguments: "xtask gen --check",
        repair: "run `cargo xtask gen`",
    },
    Step {
        name: "test",
        purpose: "all tests, doctests and examples, as the README runs them",
        variable: None,
        arguments: "test --workspace --all-features",
        repair: "repair what is named above",
    },
    Step {
        name: "release",
        purpose: "the codec's tests with optimization on, where compilers have bugs of their own",
        variable: None,
        arguments: "test --release --package runtime --all-features",
        repair: "repair what is named above",
    },
    Step {
        name: "doc",
        purpose: "the documentation builds without warnings, every link in it leads somewhere",
        variable: Some(("RUSTDOCFLAGS", "-D warnings")),
        arguments: "doc --workspace --no-deps --all-features",
        repair: "repair what is named above",
    },
    Step {
        name: "deny",
        purpose: "dependencies: licences, banned crates, sources (deny.toml)",
        variable: None,
        arguments: "deny check bans licenses sources",
        repair: "see deny.toml; a missing tool comes with `cargo install cargo-deny --locked`",
    },
];

/// Cargo's description of this package, which children must not take for their own: build scripts that watch these
/// variables would run again with every change between `cargo test` and `cargo xtask ci`.
const OWN_VARIABLES: [&str; 2] = ["CARGO_MANIFEST_", "CARGO_PKG_"];

impl Step {
    /// The command as one types it.
    pub(super) fn command_line(&self) -> String {
        let variable = self.variable.map(|(name, value)| format!("{name}='{value}' ")).unwrap_or_default();
        format!("{variable}cargo {}", self.arguments)
    }

    /// The lines of `--list`.
    pub(super) fn listing(&self) -> String {
        format!("{:8} {}\n         {}\n", self.name, self.purpose, self.command_line())
    }

    /// Runs the command in the project's folder; whether it passed.
    pub(super) fn execute(&self, root: &Path) -> io::Result<bool> {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(self.arguments.split(' ')).current_dir(root).envs(self.variable);
        for (name, _) in env::vars_os() {
            if OWN_VARIABLES.iter().any(|own| name.as_encoded_bytes().starts_with(own.as_bytes())) {
                command.env_remove(name);
            }
        }
        command.status().map(|status| status.success())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_commands_are_plain_words() {
        for (index, step) in STEPS.iter().enumerate() {
            assert!(STEPS.iter().skip(index + 1).all(|other| other.name != step.name), "{}", step.name);
            assert!(!step.arguments.contains("  ") && !step.arguments.contains(['"', '\'']), "{}", step.name);
        }
    }

    #[test]
    fn a_command_line_can_be_pasted_into_a_shell() {
        let line = |name| STEPS.iter().find(|step| step.name == name).map(Step::command_line).unwrap();
        assert_eq!(line("doc"), "RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --all-features");
        assert_eq!(line("gen"), "cargo xtask gen --check");
    }
}
