//! A folder of its own for each test, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A small document without a fault.
pub(crate) const DOCUMENT: &str = r#"version: "1.0"
info:
  style: "RPC"
  product: "Demo"
  version: "2024-01-31"
directories:
  - "Ping"
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
components:
  schemas: {}
endpoints:
  - regionId: "cn-shanghai"
    endpoint: "demo.cn-shanghai.aliyuncs.com"
"#;

/// A folder that the program takes for the project's, with one document in `specs`.
pub(crate) struct Project {
    folder: TempDir,
}

/// The output of the program, and its exit code.
pub(crate) struct CommandOutput {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    pub(crate) fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.put("specs/demo/2024-01-31.yaml", DOCUMENT);
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, content: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn get(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Every file below a folder, by relative path.
    pub(crate) fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        walk(&self.path(folder), "", &mut files);
        files.sort();
        files
    }

    /// Runs the program with the project as current folder.
    pub(crate) fn xtask(&self, arguments: &[&str]) -> CommandOutput {
        self.xtask_with(arguments, &[])
    }

    pub(crate) fn xtask_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> CommandOutput {
        let mut command = Command::new(crate::PROGRAM);
        command.args(arguments).current_dir(self.folder.path()).env("CARGO_MANIFEST_DIR", self.path("xtask"));
        let of_others = ["ALIBABACLOUD_METADATA", "CARGO_TARGET_DIR", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"];
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"].into_iter().chain(of_others) {
            command.env_remove(name);
        }
        let output = command.envs(variables.iter().copied()).output().unwrap();
        CommandOutput {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
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

fn walk(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), &(path + "/"), files);
        } else {
            files.push((path, fs::read(entry.path()).unwrap()));
        }
    }
}
