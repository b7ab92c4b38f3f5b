//! The program with something in the place of cargo and of the commands.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::{TempDir, tempdir};

/// A target folder with the program, a cargo and commands that are scripts.
fn target(cargo: &str) -> TempDir {
    let target = tempdir().unwrap();
    let debug = target.path().join("debug");
    fs::create_dir(&debug).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_xtask-launcher"), debug.join("xtask-launcher")).unwrap();
    script(&target.path().join("cargo"), cargo);
    script(&debug.join("xtask"), "echo \"$# $* from ${CARGO_MANIFEST_DIR##*/}\"; echo said >&2; exit 7");
    target
}

fn script(path: &Path, text: &str) {
    fs::write(path, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn launch(target: &TempDir) -> Output {
    let mut command = Command::new(target.path().join("debug/xtask-launcher"));
    command.args(["gen", "a b"]).env("CARGO", target.path().join("cargo"));
    command.env("CARGO_MANIFEST_DIR", "/project/xtask/launcher").env("CARGO_PKG_NAME", "xtask-launcher");
    command.output().unwrap()
}

fn texts(output: &Output) -> [String; 2] {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned())
}

/// One test: what is written while another thread starts a program cannot be run for a moment.
#[test]
fn xtask_is_built_and_run_and_only_a_build_that_fails_is_shown() {
    let built = target("echo \"$* $CARGO_PKG_NAME\" > \"${0%/*}/words\"; echo Finished >&2");
    let output = launch(&built);
    assert_eq!(texts(&output), ["2 gen a b from xtask\n", "said\n"]);
    assert_eq!(output.status.code(), Some(7), "the exit code of the commands");
    let words = fs::read_to_string(built.path().join("words")).unwrap();
    let folder = built.path().display();
    let manifest = "/project/xtask/Cargo.toml";
    assert_eq!(
        words,
        format!("build --package xtask --color never --target-dir {folder} --manifest-path {manifest} \n")
    );

    let output = launch(&target("echo 'error: no such crate' >&2; exit 101"));
    assert_eq!(texts(&output), ["", "error: no such crate\n"]);
    assert_eq!(output.status.code(), Some(101));
}
