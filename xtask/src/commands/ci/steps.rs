//! The steps: what is checked, by which command, and what to do when it fails.

use std::io;

use tool::git::Git;
use tool::project::Project;
use tool::version::base::release;

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
    /// What it needs that is not everywhere.
    need: Need,
    /// What to do when it fails.
    pub(super) repair: &'static str,
}

/// What is not everywhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Nothing.
    Nothing,
    /// The vendor's documents.
    Metadata,
    /// A tag of git that names a version. A clone without its history has none.
    Release,
}

/// All steps, in the order in which they run.
pub(super) const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        purpose: "hand-written code is formatted",
        variable: None,
        arguments: "fmt --all --check",
        need: Need::Nothing,
        repair: "run `cargo fmt --all`",
    },
    Step {
        name: "clippy",
        purpose: "no warning of the compiler or of clippy, generated code included",
        variable: None,
        arguments: "clippy --workspace --all-targets --all-features -- -D warnings",
        need: Need::Nothing,
        repair: "repair what is named above; for generated code, repair the generator",
    },
    Step {
        name: "features",
        purpose: "no warning in the runtime without its features",
        variable: None,
        arguments: "clippy --package alibabacloud-runtime --no-default-features -- -D warnings",
        need: Need::Nothing,
        repair: "repair what is named above",
    },
    Step {
        name: "gen",
        purpose: "generated code is what the documents give",
        variable: None,
        arguments: "xtask gen --check",
        need: Need::Nothing,
        repair: "run `cargo xtask gen`",
    },
    Step {
        name: "version",
        purpose: "version and changelog reflect the changes since the last release",
        variable: None,
        arguments: "xtask gen --check --bump",
        need: Need::Release,
        repair: "run `cargo xtask gen --bump`",
    },
    Step {
        name: "test",
        purpose: "all tests, doctests and examples, as the README runs them",
        variable: None,
        arguments: "test --workspace --all-features",
        need: Need::Nothing,
        repair: "repair what is named above",
    },
    Step {
        name: "output",
        purpose: "golden output compiles without a warning of any tool, and sends what was recorded and what the explorer sends",
        variable: None,
        // The same packages and features as before, so that nothing is compiled anew.
        arguments: "test --workspace --all-features --test output --test wire --test equality -- --ignored",
        need: Need::Nothing,
        repair: "repair the emitter or the runtime; the crates are in `tmp` in the target folder",
    },
    Step {
        name: "release",
        purpose: "the runtime's tests with what others turn on: optimization, and all digits in serde_json",
        // 64 threads make as many calls each; by default, fewer.
        variable: Some(("BLOCKING_CALLS", "1000")),
        arguments: "test --release --package alibabacloud-runtime --package alibabacloud-runtime-testing --all-features \
                    --features serde_json/arbitrary_precision",
        need: Need::Nothing,
        repair: "repair what is named above",
    },
    Step {
        name: "survival",
        purpose: "calls survive faults of every kind, 10,000 writes, 10,000 reads and an outage; prints the figures",
        variable: None,
        // The same packages and features as before, so that nothing is compiled anew.
        arguments: "test --release --package alibabacloud-runtime --package alibabacloud-runtime-testing --all-features \
                    --features serde_json/arbitrary_precision --test faults -- --ignored --nocapture",
        need: Need::Nothing,
        repair: "repair the runtime; the figures name the call, `runtime/testing/tests/faults` has the rules",
    },
    Step {
        name: "transfers",
        purpose: "files of 1 GiB are sent and received with less than 16 MiB of memory; prints the figures",
        variable: Some(("TRANSFER_MIB", "1024")),
        // The same packages and features as before, so that nothing is compiled anew.
        arguments: "test --release --package alibabacloud-runtime --package alibabacloud-runtime-testing --all-features \
                    --features serde_json/arbitrary_precision --test network -- large_files --nocapture",
        need: Need::Nothing,
        repair: "repair the runtime; the test is in `runtime/tests/network/files/large.rs`",
    },
    Step {
        name: "doc",
        purpose: "the documentation builds without warnings, every link in it leads somewhere",
        variable: Some(("RUSTDOCFLAGS", "-D warnings")),
        arguments: "doc --workspace --no-deps --all-features",
        need: Need::Nothing,
        repair: "repair what is named above",
    },
    Step {
        name: "deny",
        purpose: "dependencies: licenses, banned crates, sources (deny.toml)",
        variable: None,
        arguments: "deny check bans licenses sources",
        need: Need::Nothing,
        repair: "see deny.toml; a missing tool comes with `cargo install cargo-deny --locked`",
    },
    Step {
        name: "installed",
        purpose: "the README's first call in another repository, from `cargo install` to a crate that can be packaged",
        variable: None,
        arguments: "test --package cargo-alibabacloud --test installed -- --ignored",
        need: Need::Nothing,
        repair: "repair the command, the runtime's manifest or the README; the test shows the command that failed",
    },
    // A slice for a few minutes on two cores: RPC, ROA and the styles between, a large product in two editions.
    Step {
        name: "catalogue",
        purpose: "the vendor's documents give crates that compile and read their samples; a slice of them",
        variable: None,
        arguments: "xtask catalogue --check --test --only /sts/ --only /fc/ --only /cloudcontrol/ \
                    --only 2024-06-zh/cs/ --only 2024-06-zh/ice/",
        need: Need::Metadata,
        repair: "repair the generator or the runtime; `cargo xtask catalogue --only …` tries a single document",
    },
];

impl Step {
    /// The command as one types it.
    pub(super) fn command_line(&self) -> String {
        let variable = self.variable.map(|(name, value)| format!("{name}='{value}' ")).unwrap_or_default();
        format!("{variable}cargo {}", self.arguments)
    }

    /// The lines of `--list`.
    pub(super) fn listing(&self) -> String {
        format!("{:9} {}\n          {}\n", self.name, self.purpose, self.command_line())
    }

    /// Why the step cannot run here, when it cannot.
    pub(super) fn missing(&self, project: &Project) -> Option<String> {
        match self.need {
            Need::Nothing => None,
            Need::Metadata => project.missing_metadata(),
            Need::Release => match release(Git::of(project.root()), "") {
                Ok(Some(_)) => None,
                _ => Some("no tag like `v1.2.3` that git knows here, so that nothing is released yet".to_owned()),
            },
        }
    }

    /// Runs the command in the project's folder; whether it passed.
    pub(super) fn execute(&self, project: &Project) -> io::Result<bool> {
        let mut command = xtask_launcher::cargo();
        command.args(self.arguments.split(' ')).current_dir(project.root()).envs(self.variable);
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
