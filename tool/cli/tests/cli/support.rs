//! A folder of its own for each test, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A document with the operations `Ping` and `Echo`.
pub(crate) const DOCUMENT: &str = r#"version: "1.0"
info:
  style: "RPC"
  product: "Demo"
  version: "2024-01-31"
directories:
  - "Ping"
  - "Echo"
apis:
  Ping:
    summary: "Answers."
    methods: ["post"]
    schemes: ["https"]
    security:
      - AK: []
    operationType: "write"
    parameters:
      - name: "Text"
        in: "query"
        schema:
          description: "What to answer."
          type: "string"
          required: false
    responses:
      "200":
        schema:
          type: "object"
          properties:
            RequestId:
              description: "The id of the request."
              type: "string"
  Echo:
    summary: "Answers the same."
    methods: ["post"]
    schemes: ["https"]
    security:
      - AK: []
    operationType: "write"
    parameters: []
    responses:
      "200":
        schema:
          type: "object"
          properties:
            RequestId:
              description: "The id of the request."
              type: "string"
components:
  schemas: {}
endpoints:
  - regionId: "cn-shanghai"
    endpoint: "demo.cn-shanghai.aliyuncs.com"
"#;

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

/// The output of the program, and its exit code.
pub(crate) struct CommandOutput {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with a configuration, and with two documents beside it.
    pub(crate) fn configured() -> Self {
        let folder = Self::empty();
        folder.put("alibabacloud.yaml", CONFIGURATION);
        folder.put("vendor/demo/2024-01-31/api-docs.yaml", DOCUMENT);
        folder.put("vendor/demo/2025-01-31/api-docs.yaml", &DOCUMENT.replace("2024-01-31", "2025-01-31"));
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
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-alibabacloud"));
        command.arg("alibabacloud").args(arguments).current_dir(self.path(below));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "GIT_DIR", "GIT_WORK_TREE"] {
            command.env_remove(name);
        }
        let output = command.output().unwrap();
        CommandOutput {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
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

impl CommandOutput {
    /// Asserts the exit code, and shows everything when it is another.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n-- out\n{}\n-- err\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub(crate) fn out_has(self, part: &str) -> Self {
        assert!(self.out.contains(part), "no {part:?} in:\n{}", self.out);
        self
    }

    #[track_caller]
    pub(crate) fn err_has(self, part: &str) -> Self {
        assert!(self.err.contains(part), "no {part:?} in:\n{}", self.err);
        self
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
