//! All golden output, and that of documents with hard names, as one crate: formatted, without a warning of the compiler, clippy or rustdoc, and its tests pass.

use std::collections::BTreeSet;
use std::process::Command;

use generator::{File, Flavour, Input, Options, Outcome};

use crate::cases::Case;
use crate::hard_names;
use crate::project::{Project, workspace};

#[test]
#[ignore = "compiles everything that the runtime stands on; the step `output` of `cargo xtask ci` runs it"]
fn golden_output_compiles() {
    let project = Project::write("golden", &generated().files);
    if has("fmt") {
        project.cargo(&format!("fmt --check -- --config-path {}", workspace().display()));
    }
    check(&project, "");
}

/// A crate for each product version, with paths from its own root; formatting leaves it alone.
#[test]
#[ignore = "compiles everything that the runtime stands on; the step `output` of `cargo xtask ci` runs it"]
fn golden_workspace_compiles() {
    let runtime_path = workspace().join("runtime").to_string_lossy().into_owned();
    let project = Project::write("golden-crates", &Case::load("crates").outcome_beside(runtime_path).files);
    if has("fmt") {
        project.cargo("fmt --check");
    }
    check(&project, "--workspace ");
}

/// Without a warning of the compiler, clippy or rustdoc, and with tests that pass.
fn check(project: &Project, packages: &str) {
    // Clippy is the compiler with more lints. Behind `--` they are denied for this crate alone, not for what it stands on.
    match (has("clippy"), packages) {
        (true, _) => project.cargo(&format!("clippy {packages}--all-targets --all-features -- -D warnings")),
        (false, "") => project.cargo("rustc --lib --all-features -- -D warnings"),
        (false, _) => project.cargo(&format!("check {packages}--all-features")),
    }
    project.cargo(&format!("doc {packages}--no-deps --all-features"));
    project.cargo(&format!("test {packages}--tests --all-features"));
}

/// A module does not depend on what else is in the crate.
#[test]
fn golden_output_is_the_same_in_one_crate() {
    let together: BTreeSet<(String, String)> = by_path(generated().files).collect();
    for case in Case::all().into_iter().filter(Case::is_one_crate) {
        let whole = ["Cargo.toml", "README.md", "src/lib.rs"];
        for (path, content) in by_path(case.outcome().files).filter(|(path, _)| !whole.contains(&path.as_str())) {
            assert!(together.contains(&(path.clone(), content)), "{}: {path}", case.name);
        }
    }
}

fn by_path(files: Vec<File>) -> impl Iterator<Item = (String, String)> {
    files.into_iter().map(|file| (file.path, file.content))
}

/// The documents of all cases in one crate, and those with hard names.
fn generated() -> Outcome {
    let cases = Case::all().into_iter().flat_map(|case| case.inputs);
    let inputs: Vec<Input> = cases.chain(hard_names::documents()).collect();
    let runtime_path = workspace().join("runtime").to_string_lossy().into_owned();
    generator::generate(&inputs, &Options { flavour: Flavour::Standalone { runtime_path } })
}

/// Whether cargo has this command: not every toolchain has clippy and rustfmt.
fn has(command: &str) -> bool {
    Command::new(env!("CARGO")).args([command, "--version"]).output().is_ok_and(|output| output.status.success())
}
