//! A folder of its own for each test, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

#[path = "../../../tool/tests/support/output.rs"]
mod output;

pub(crate) use output::CommandOutput;

/// A small document without a fault.
pub(crate) const DOCUMENT: &str = include_str!("../../../tool/tests/support/demo.yaml");

/// A folder that the program takes for the project's, with one document in `specs`.
pub(crate) struct Project {
    folder: TempDir,
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
        for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"].into_iter().chain(of_others) {
            command.env_remove(name);
        }
        CommandOutput::of(command.envs(variables.iter().copied()))
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
