//! All golden output as one crate: formatted, without a warning of the compiler, clippy or rustdoc, and its tests pass.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use generator::{File, Flavour, Input, Options, Outcome};

use crate::cases::Case;

#[test]
fn golden_output_compiles() {
    let project = Project::write(&generated().files);
    if has("fmt") {
        project.cargo(&format!("fmt --check -- --config-path {}", workspace().display()));
    }
    // Clippy is the compiler with more lints. Behind `--` they are denied for this crate alone, not for what it stands on.
    let checker = if has("clippy") { "clippy" } else { "rustc" };
    match checker {
        "clippy" => project.cargo("clippy --all-targets --all-features -- -D warnings"),
        _ => project.cargo("rustc --lib --all-features -- -D warnings"),
    }
    project.cargo("doc --no-deps --all-features");
    project.cargo("test --tests --all-features");
}

/// A module does not depend on what else is in the crate.
#[test]
fn golden_output_is_the_same_in_one_crate() {
    let together: BTreeSet<(String, String)> = by_path(generated().files).collect();
    for case in Case::all() {
        let whole = ["Cargo.toml", "README.md", "src/lib.rs"];
        for (path, content) in by_path(case.outcome().files).filter(|(path, _)| !whole.contains(&path.as_str())) {
            assert!(together.contains(&(path.clone(), content)), "{}: {path}", case.name);
        }
    }
}

fn by_path(files: Vec<File>) -> impl Iterator<Item = (String, String)> {
    files.into_iter().map(|file| (file.path, file.content))
}

/// The documents of all cases in one crate.
fn generated() -> Outcome {
    let inputs: Vec<Input> = Case::all().into_iter().flat_map(|case| case.inputs).collect();
    let runtime_path = workspace().join("runtime").to_string_lossy().into_owned();
    generator::generate(&inputs, &Options { flavour: Flavour::Standalone { runtime_path } })
}

fn workspace() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap()
}

/// The crate on disk, below the workspace's target folder.
struct Project {
    folder: PathBuf,
}

impl Project {
    /// Writes what differs and removes what is left from other runs, so that only what changed is compiled again.
    fn write(files: &[File]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
        let wanted: BTreeSet<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
        for known in ["src", "examples", "tests"] {
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
    fn cargo(&self, arguments: &str) {
        let mut output = self.run("--offline", arguments);
        if !output.status.success() && stderr(&output).contains("offline") {
            output = self.run("--quiet", arguments);
        }
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "`cargo {arguments}` in {}:\n{stdout}{}", self.folder.display(), stderr(&output));
    }

    fn run(&self, option: &str, arguments: &str) -> Output {
        let mut command = Command::new(env!("CARGO"));
        // What the cargo that runs this test says about the package under test is not for this one.
        for (name, _) in env::vars().filter(|(name, _)| name.starts_with("CARGO_MANIFEST_") || name.starts_with("CARGO_PKG_")) {
            command.env_remove(name);
        }
        let (name, arguments) = arguments.split_once(' ').unwrap();
        let option = if name == "fmt" { None } else { Some(option) };
        command.current_dir(&self.folder).arg(name).args(option).args(arguments.split(' '));
        command.env("CARGO_TARGET_DIR", self.folder.join("target")).env("CARGO_PROFILE_DEV_DEBUG", "0");
        command.env("RUSTDOCFLAGS", "-D warnings").output().unwrap()
    }
}

/// Whether cargo has this command: not every toolchain has clippy and rustfmt.
fn has(command: &str) -> bool {
    Command::new(env!("CARGO")).args([command, "--version"]).output().is_ok_and(|output| output.status.success())
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
