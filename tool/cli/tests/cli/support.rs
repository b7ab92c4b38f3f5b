//! A folder of its own for each test, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

#[path = "../../../tests/support/output.rs"]
mod output;

pub(crate) use output::CommandOutput;

/// A document with the operation `Ping`.
const DEMO: &str = include_str!("../../../tests/support/demo.yaml");

/// A document with the operations `Ping` and `Echo`.
pub(crate) fn document() -> String {
    let (head, rest) = DEMO.split_once("apis:\n").unwrap();
    let (ping, tail) = rest.split_once("components:\n").unwrap();
    let echo = ping.replace("Ping", "Echo").replace("Answers.", "Answers the same.");
    let head = head.replace("  - \"Ping\"\n", "  - \"Ping\"\n  - \"Echo\"\n");
    format!("{head}apis:\n{ping}{echo}components:\n{tail}")
}

/// A configuration without a product.
pub(crate) const CONFIGURATION: &str = r#"documents: "vendor"
runtime:
  git: "https://example.com/alibabacloud.git"
  rev: "0123456789012345678901234567890123456789"
crates:
  - name: "my-cloud"
    products:
"#;

/// A folder that the program runs in.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with a configuration, and with two documents beside it.
    pub(crate) fn configured() -> Self {
        let folder = Self::empty();
        folder.put("alibabacloud.yaml", CONFIGURATION);
        folder.put("vendor/demo/2024-01-31/api-docs.yaml", &document());
        folder.put("vendor/demo/2025-01-31/api-docs.yaml", &document().replace("2024-01-31", "2025-01-31"));
        folder
    }

    /// A configured folder with a generated crate of one operation.
    pub(crate) fn generated() -> Self {
        let folder = Self::configured();
        folder.run(&["add", "demo/2024-01-31", "Ping"]).exits(0);
        folder.run(&["gen"]).exits(0);
        folder
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, content: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Replaces a part of a file, which must be there.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.get(path);
        assert!(text.contains(old), "no {old:?} in:\n{text}");
        self.put(path, &text.replace(old, new));
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> CommandOutput {
        self.run_in("", arguments)
    }

    /// Runs the program in a folder below this one.
    pub(crate) fn run_in(&self, below: &str, arguments: &[&str]) -> CommandOutput {
        CommandOutput::of(&mut self.command(below, arguments))
    }

    /// Starts the program; its output can be read when it ends.
    pub(crate) fn spawn(&self, arguments: &[&str]) -> Child {
        self.command("", arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// The program in a folder below this one.
    pub(crate) fn command(&self, below: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-alibabacloud"));
        command.arg("alibabacloud").args(arguments).current_dir(self.path(below));
        for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "GIT_DIR", "GIT_WORK_TREE"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs git.
    #[track_caller]
    pub(crate) fn git(&self, arguments: &[&str]) {
        let settings = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"];
        let mut command = Command::new("git");
        command.args(settings).args(arguments).current_dir(self.0.path());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Commits everything.
    #[track_caller]
    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "a commit"]);
    }
}

/// Whether git is missing, which is printed then.
pub(crate) fn has_no_git() -> bool {
    let is_missing = Command::new("git").arg("--version").output().is_err();
    if is_missing {
        eprintln!("skipped: git is not installed");
    }
    is_missing
}

/// The files in a folder, by relative path.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            } else {
                found.push(entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}
