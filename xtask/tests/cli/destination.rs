//! Where crates are written, and where never.

use std::fs;

use crate::support::{DOCUMENT, Project};

/// A project with a crate `sdk` made from `theirs`, which has two products.
fn two_products() -> Project {
    let project = Project::new();
    project.put("theirs/demo/1.yaml", DOCUMENT);
    project.put("theirs/other/1.yaml", &DOCUMENT.replace("\"Demo\"", "\"Other\""));
    project.xtask(&["gen", "--specs", "theirs", "--out", "sdk"]).exits(0);
    project
}

#[test]
fn a_home_folder_the_project_and_the_documents_are_never_written_into() {
    let project = Project::new();
    let home = tempfile::tempdir().unwrap();
    let shown = home.path().to_str().unwrap();
    let before = project.files(".");
    for (out, expected) in [
        (shown, "it is your home folder"),
        (".", "the folder of the project's documents is in it"),
        ("specs", "it is the folder of the project's documents"),
        ("specs/sdk", "the project's documents are there"),
    ] {
        for option in ["--replace", "--check"] {
            let said = project.xtask_with(&["gen", "--out", out, option], &[("HOME", shown)]).exits(1);
            said.err_has(&format!("error: a crate is never written into `{out}`: {expected}\n  = help: name an empty"));
        }
    }
    assert_eq!(project.files("."), before);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn folders_of_others_are_not_written_into() {
    let project = Project::new();
    project.put("mine/Cargo.toml", "[package]\n");
    project.put("mine/src/main.rs", "fn main() {}\n");
    project.put("notes/todo.txt", "");
    let before = project.files(".");
    for option in [&[][..], &["--replace"], &["--check"]] {
        let said = project.xtask(&[&["gen", "--out", "mine"], option].concat()).exits(1);
        assert_eq!(said.out, "");
        said.err_has(
            "error: `mine` is not empty, and no crate that `cargo xtask gen` made: it has `Cargo.toml`, `src`\n",
        )
        .err_has("  = help: name an empty folder, or one that does not exist yet, as in `--out sdk`\n");
        project.xtask(&[&["gen", "--out", "notes"], option].concat()).exits(1).err_has("it has `todo.txt`\n");
    }
    assert_eq!(project.files("."), before);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_said_to_be_one() {
    let project = Project::new();
    project.put("out", "");
    let said = project.xtask(&["gen", "--out", "out"]).exits(1);
    assert!(!said.err.contains("does no harm"), "{}", said.err);
    said.err_has("error: `out` is a file, and no folder for a crate\n  = help: name an empty folder, or one that");
    project.xtask(&["gen", "--out", "out/sdk"]).exits(1).err_has("`out/sdk`: it would be inside a file\n");
    let said = project.xtask(&["gen", "--out", "out", "--message-format", "json"]).exits(1);
    said.err_has(r#"{"severity":"error","kind":"destination","id":"763787dfbba63dd0","file":"out","#);
}

#[test]
fn a_crate_made_from_other_documents_is_replaced_only_when_that_is_meant() {
    let project = two_products();
    let arguments = ["gen", "--specs", "theirs/demo", "--out", "sdk"];
    let before = project.files("sdk");
    let message = "the crate in `sdk` was made from other documents: `other20240131` is not among these";
    let command = "`cargo xtask gen --specs theirs/demo --out sdk --replace`";
    let said = project.xtask(&arguments).exits(1);
    assert_eq!(said.out, "");
    said.err_has(&format!("error: {message}; nothing is written\n"))
        .err_has(&format!("  = help: name another folder, or replace the crate: {command}\n"));
    let said = project.xtask(&[&arguments[..], &["--check"]].concat()).exits(1);
    said.out_has("- sdk/src/other20240131/").err_has(&format!("error: {message}\n  = help: run {command}\n"));
    assert_eq!(project.files("sdk"), before);

    project.xtask(&[&arguments[..], &["--replace"]].concat()).exits(0).out_has("- sdk/src/other20240131/");
    assert!(!project.path("sdk/src/other20240131").exists());
    project.xtask(&[&arguments[..], &["--check"]].concat()).exits(0);
    // Whoever has more documents than before loses nothing.
    project.xtask(&["gen", "--specs", "theirs", "--out", "sdk"]).exits(0).out_has("+ sdk/src/other20240131/");
}

/// The same product version from another folder is next week's edition.
#[test]
fn another_edition_of_the_same_documents_is_an_update() {
    let project = two_products();
    let edition = DOCUMENT.replace("Answers.", "Answers at once.");
    project.put("next-week/demo.yaml", &edition);
    project.put("next-week/other.yaml", &edition.replace("\"Demo\"", "\"Other\""));
    project
        .xtask(&["gen", "--specs", "next-week", "--out", "sdk"])
        .exits(0)
        .out_has("~ sdk/src/demo20240131/client.rs");
}

#[test]
fn the_projects_own_crate_loses_what_its_own_documents_do_not_have_any_more() {
    let project = Project::new();
    project.put("specs/other/1.yaml", &DOCUMENT.replace("\"Demo\"", "\"Other\""));
    project.put("theirs/demo.yaml", DOCUMENT);
    project.xtask(&["gen"]).exits(0);
    let said = project.xtask(&["gen", "--specs", "theirs"]).exits(1);
    said.err_has("the crate in `generated` was made from other documents: `other20240131` is not");
    fs::remove_file(project.path("specs/other/1.yaml")).unwrap();
    project.xtask(&["gen"]).exits(0).out_has("- generated/src/other20240131/");
}

#[test]
fn another_clones_crate_is_left_to_its_own_command() {
    let (project, other) = (Project::new(), Project::new());
    other.xtask(&["gen"]).exits(0);
    let before = other.files("generated");
    let out = other.path("generated");
    let said = project.xtask(&["gen", "--replace", "--out", out.to_str().unwrap()]).exits(1);
    said.err_has("is a part of another workspace, not a crate of its own\n  = help: run `cargo xtask gen` there, or");
    assert_eq!(other.files("generated"), before);
}

/// Wherever the first run is stopped, the manifest is there, or nothing but its draft and empty folders.
#[test]
fn a_run_that_was_killed_is_repeated() {
    let project = Project::new();
    project.put("sdk/.xtask-1.tmp", "# @generat");
    fs::create_dir_all(project.path("sdk/src/demo20240131")).unwrap();
    project.xtask(&["gen", "--out", "sdk"]).exits(0);
    let whole = project.files("sdk");
    assert!(whole.iter().all(|(path, _)| !path.contains("xtask")), "{whole:?}");
    for (path, _) in whole.iter().filter(|(path, _)| path != "Cargo.toml") {
        fs::remove_file(project.path("sdk").join(path)).unwrap();
    }
    project.xtask(&["gen", "--out", "sdk"]).exits(0);
    assert_eq!(project.files("sdk"), whole);
}

#[test]
fn what_a_killed_command_left_behind_is_removed_by_the_next_one() {
    let project = Project::new();
    let drafts = [".xtask-1.tmp", "generated/.xtask-2.tmp"];
    let write_drafts = || drafts.iter().for_each(|path| project.put(path, "half of a te"));
    let are_there = || drafts.map(|path| project.path(path).exists());
    write_drafts();
    project.put("generated/.xtask-mine.tmp", "");
    project.xtask(&["gen"]).exits(0);
    assert_eq!(are_there(), [false, false]);
    assert!(project.path("generated/.xtask-mine.tmp").exists());
    // Also when nothing else is to be written; checking removes nothing.
    write_drafts();
    project.xtask(&["gen", "--check"]).exits(0);
    assert_eq!(are_there(), [true, true]);
    project.xtask(&["gen"]).exits(0).out_has(" unchanged (");
    assert_eq!(are_there(), [false, false]);
}
