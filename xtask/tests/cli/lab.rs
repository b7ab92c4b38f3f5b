//! The commands of `xtask-lab`: this program lists them, builds that one, and becomes it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::support::Project;

/// A target folder with this program in it.
fn target(project: &Project) -> PathBuf {
    let debug = project.path("target/debug");
    fs::create_dir_all(&debug).unwrap();
    let program = debug.join("xtask");
    // A link, where both are on one file system: a file that is being written cannot be run.
    fs::hard_link(crate::PROGRAM, &program).or_else(|_| fs::copy(crate::PROGRAM, &program).map(drop)).unwrap();
    program
}

fn run(project: &Project, arguments: &[&str]) -> Output {
    let mut command = Command::new(target(project));
    command.args(arguments).current_dir(project.path("specs")).stdin(Stdio::null());
    command.env("CARGO_MANIFEST_DIR", project.path("xtask")).env("FAKE", project.path("fake"));
    command.env("CARGO", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/fake-build")).output().unwrap()
}

fn texts(output: &Output) -> [String; 2] {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned())
}

#[test]
fn every_command_is_listed_and_suggested() {
    let project = Project::new();
    let output = project.xtask(&["--help"]).exits(0);
    for name in ["gen", "import", "diff", "catalogue", "ci", "bench", "mutations"] {
        assert!(output.out.lines().any(|line| line.trim_start().starts_with(&format!("{name} "))), "{}", output.out);
    }
    for (typo, name) in [("benhc", "bench"), ("catalog", "catalogue"), ("mutation", "mutations"), ("imprt", "import")] {
        project.xtask(&[typo]).exits(2).err_has(&format!("a similar subcommand exists: '{name}'"));
    }
}

#[test]
fn the_command_line_is_passed_on_as_it_is() {
    for arguments in [&["bench", "--help"][..], &["catalogue", "--only", "a b", "--", "-x"], &["mutations"]] {
        let project = Project::new();
        project.put("fake/calls", "");
        let output = run(&project, arguments);
        let expected = format!("{} {} in lab\n", arguments.len(), arguments.join(" "));
        assert_eq!(texts(&output), [expected, String::new()]);
        assert_eq!(output.status.code(), Some(7), "the exit code of `xtask-lab`");
        let root = fs::canonicalize(project.path("")).unwrap();
        let words = format!(
            "build --package xtask-lab --color never --target-dir {} --manifest-path {}\n",
            project.path("target").display(),
            root.join("xtask/lab/Cargo.toml").display()
        );
        assert_eq!(project.get("fake/calls"), words);
    }
}

#[test]
fn a_build_that_fails_ends_the_command() {
    let project = Project::new();
    project.put("fake/fail", "error: no such crate\n");
    let output = run(&project, &["bench", "--list"]);
    assert_eq!(texts(&output), ["", "error: no such crate\n"]);
    assert_eq!(output.status.code(), Some(101));
}
