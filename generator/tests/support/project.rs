//! A generated crate on disk, below the workspace's target folder, and cargo in it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use generator::File;

/// The folder of the workspace: the nearest one, from this crate upwards, with a lock file.
pub(crate) fn workspace() -> PathBuf {
    let crate_folder = fs::canonicalize(env!("CARGO_MANIFEST_DIR")).unwrap();
    crate_folder.ancestors().find(|folder| folder.join("Cargo.lock").is_file()).unwrap().to_owned()
}

/// The crate on disk, below the workspace's target folder.
pub(crate) struct Project {
    folder: PathBuf,
}

impl Project {
    /// Writes what differs and removes what is left from other runs, so that only what changed is compiled again.
    pub(crate) fn write(name: &str, files: &[File]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let wanted: BTreeSet<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
        let folders: BTreeSet<&str> = files.iter().filter_map(|file| Some(file.path.split_once('/')?.0)).collect();
        for known in ["src", "examples", "tests"].into_iter().chain(folders) {
            remove_others(&folder.join(known), &wanted);
        }
        for file in files {
            write(&folder.join(&file.path), &file.content);
        }
        // The same versions as in the workspace: they are there already, so no network is needed.
        let lock = fs::read_to_string(workspace().join("Cargo.lock")).unwrap();
        write(&folder.join("Cargo.lock"), &lock);
        Self { folder }
    }

    /// Runs cargo: without network, or with it where something is missing.
    pub(crate) fn cargo(&self, arguments: &str) {
        let mut output = self.run("--offline", arguments);
        if !output.status.success() && stderr(&output).contains("offline") {
            output = self.run("--quiet", arguments);
        }
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success(),
            "`cargo {arguments}` in {}:\n{stdout}{}",
            self.folder.display(),
            stderr(&output)
        );
    }

    fn run(&self, option: &str, arguments: &str) -> Output {
        let mut command = Command::new(env!("CARGO"));
        // What the cargo that runs this test says about the package under test is not for this one.
        for (name, _) in
            env::vars().filter(|(name, _)| name.starts_with("CARGO_MANIFEST_") || name.starts_with("CARGO_PKG_"))
        {
            command.env_remove(name);
        }
        let (name, arguments) = arguments.split_once(' ').unwrap();
        let option = if name == "fmt" { None } else { Some(option) };
        command.current_dir(&self.folder).arg(name).args(option).args(arguments.split(' '));
        // One target folder for all such crates: what they stand on is compiled once.
        command.env("CARGO_TARGET_DIR", self.folder.with_file_name("target")).env("CARGO_PROFILE_DEV_DEBUG", "0");
        command.env("RUSTDOCFLAGS", "-D warnings").output().unwrap()
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn write(path: &Path, content: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == content) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

fn remove_others(folder: &Path, wanted: &BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            remove_others(&path, wanted);
        } else if !wanted.contains(&path) {
            fs::remove_file(&path).unwrap();
        }
    }
}
