use std::fs;
use std::path::Path;

use tempfile::{TempDir, tempdir};

use generator::Position;

use super::read::{LARGEST, bytes};
use super::*;

/// This repository.
fn here() -> Project {
    Project::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
}

fn tree(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempdir().unwrap();
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Reads trees below a folder; paths come back relative to it.
fn read(folder: &Path, roots: &[&str]) -> (Vec<String>, Vec<String>) {
    let roots: Vec<PathBuf> = roots.iter().map(|root| folder.join(root)).collect();
    let specs = Specs::read(&roots, &here());
    let prefix = format!("{}/", folder.display());
    let relative = |path: &str| path.strip_prefix(&prefix).unwrap().to_owned();
    let inputs = specs.inputs.iter().map(|input| relative(&input.path)).collect();
    let faults = specs.faults.iter().map(|fault| format!("{}: {}", relative(&fault.file), fault.message)).collect();
    (inputs, faults)
}

#[test]
fn documents_of_every_kind_are_read_in_the_order_of_their_names() {
    let folder = tree(&[
        ("specs/b/2.yml", b""),
        ("specs/b/1.json", b"{}"),
        ("specs/a.YAML", b""),
        ("specs/notes.md", b"\xff"),
        ("specs/.hidden.yaml", b"\xff"),
        ("specs/.git/config.yaml", b"\xff"),
    ]);
    let (inputs, faults) = read(folder.path(), &["specs"]);
    assert_eq!(inputs, ["specs/a.YAML", "specs/b/1.json", "specs/b/2.yml"]);
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn a_root_may_be_a_single_document() {
    let folder = tree(&[("a.yaml", b""), ("a.txt", b"")]);
    let (inputs, faults) = read(folder.path(), &["a.yaml", "a.txt"]);
    assert_eq!(inputs, ["a.yaml"]);
    assert_eq!(faults, ["a.txt: not a .yaml, .yml or .json file"]);
}

#[test]
fn all_faults_are_found_in_one_run() {
    let folder =
        tree(&[("empty/notes.md", b""), ("specs/bad.yaml", b"a: 1\nb: \xc3\xa4\xe4"), ("specs/good.yaml", b"")]);
    let (inputs, faults) = read(folder.path(), &["empty", "missing", "specs"]);
    assert_eq!(inputs, ["specs/good.yaml"]);
    assert_eq!(
        faults,
        [
            "empty: no .yaml, .yml or .json file in this folder",
            "missing: no such file or folder",
            "specs/bad.yaml: not UTF-8 text",
        ]
    );
}

#[test]
fn a_byte_that_is_no_text_has_its_position() {
    let folder = tree(&[("bad.yaml", b"a: 1\nb: \xc3\xa4\xe4")]);
    let specs = Specs::read(&[folder.path().join("bad.yaml")], &here());
    assert_eq!(specs.faults[0].position, Some(Position { line: 2, column: 5 }));
}

#[test]
fn the_byte_order_mark_is_no_part_of_the_text() {
    let folder = tree(&[("a.yaml", b"\xef\xbb\xbfinfo:")]);
    assert_eq!(Specs::read(&[folder.path().to_owned()], &here()).inputs[0].text, "info:");
}

#[test]
fn overlapping_trees_are_read_once() {
    let folder = tree(&[("specs/ice/a.yaml", b"")]);
    let (inputs, faults) = read(folder.path(), &["specs/ice", "specs", "specs/ice/a.yaml"]);
    assert_eq!(inputs, ["specs/ice/a.yaml"]);
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn corrections_go_with_the_document_beside_them() {
    let folder = tree(&[
        ("specs/a.yaml", b"a"),
        ("specs/a.corrections.yml", b"\xef\xbb\xbfc"),
        ("specs/b.json", b"b"),
        ("specs/1.0.JSON", b"{}"),
        ("specs/1.0.corrections.JSON", b"d"),
    ]);
    for root in ["specs", "specs/a.yaml"] {
        let specs = Specs::read(&[folder.path().join(root)], &here());
        assert!(specs.faults.is_empty(), "{:?}", specs.faults);
        let a = specs.inputs.iter().find(|input| input.text == "a").unwrap();
        let corrections = a.corrections.as_ref().unwrap();
        assert_eq!(corrections.path, format!("{}/specs/a.corrections.yml", folder.path().display()));
        assert_eq!(corrections.text, "c");
    }
    let specs = Specs::read(&[folder.path().to_owned()], &here());
    let texts = specs.inputs.iter().map(|input| input.corrections.as_ref().map_or("", |c| c.text.as_str()));
    assert_eq!(texts.collect::<Vec<_>>(), ["d", "c", ""]);
}

#[test]
fn corrections_without_a_document_and_two_of_one() {
    let folder = tree(&[
        ("alone/a.corrections.yaml", b""),
        ("alone/a.corrections.corrections.yaml", b""),
        ("twice/b.yaml", b""),
        ("twice/b.corrections.json", b""),
        ("twice/b.corrections.yaml", b""),
    ]);
    let (inputs, faults) = read(folder.path(), &["alone", "twice", "twice/b.corrections.json"]);
    assert_eq!(inputs, ["twice/b.yaml"]);
    assert_eq!(
        faults,
        [
            "alone/a.corrections.corrections.yaml: corrections without a document: no `a.corrections.yaml`, \
             `.yml` or `.json`",
            "alone/a.corrections.yaml: corrections without a document: no `a.yaml`, `.yml` or `.json`",
            "twice/b.corrections.yaml: the document already has corrections in `b.corrections.json`",
            "twice/b.corrections.json: corrections, not a document",
        ]
    );
}

#[test]
fn corrections_that_cannot_be_read_are_a_fault() {
    let folder = tree(&[("a.yaml", b""), ("a.corrections.yaml", b"\xff")]);
    let (inputs, faults) = read(folder.path(), &["a.yaml"]);
    assert!(inputs.is_empty(), "{inputs:?}");
    assert_eq!(faults, ["a.corrections.yaml: not UTF-8 text"]);
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = tree(&[("large.json", b""), ("good.json", b"")]);
    let large = fs::OpenOptions::new().write(true).open(folder.path().join("large.json")).unwrap();
    large.set_len(LARGEST * 1024 * 1024 + 1).unwrap();
    let (inputs, faults) = read(folder.path(), &["good.json", "large.json"]);
    assert_eq!(inputs, ["good.json"]);
    assert_eq!(faults, ["large.json: larger than 64 MiB"]);
    large.set_len(LARGEST * 1024 * 1024).unwrap();
    assert!(bytes(&folder.path().join("large.json")).unwrap().is_some());
}

#[cfg(unix)]
#[test]
fn a_file_that_does_not_say_its_size_is_read_as_far_as_allowed() {
    assert!(bytes(Path::new("/dev/zero")).unwrap().is_none());
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_are_harmless() {
    use std::os::unix::fs::symlink;
    let folder = tree(&[("specs/a/1.yaml", b""), ("outside/2.yaml", b"")]);
    symlink("..", folder.path().join("specs/a/loop")).unwrap();
    symlink("../outside", folder.path().join("specs/linked")).unwrap();
    symlink("a/1.yaml", folder.path().join("specs/again.yaml")).unwrap();
    symlink("nowhere", folder.path().join("specs/broken.yaml")).unwrap();
    symlink("nowhere", folder.path().join("specs/broken.txt")).unwrap();
    let (inputs, faults) = read(folder.path(), &["specs"]);
    assert_eq!(inputs, ["specs/a/1.yaml", "specs/linked/2.yaml"]);
    assert_eq!(faults, ["specs/broken.yaml: cannot be read: No such file or directory (os error 2)"]);

    symlink(".", folder.path().join("outside/loop")).unwrap();
    fs::remove_file(folder.path().join("outside/2.yaml")).unwrap();
    let (_, faults) = read(folder.path(), &["outside"]);
    assert_eq!(faults, ["outside: no .yaml, .yml or .json file in this folder"]);
}
