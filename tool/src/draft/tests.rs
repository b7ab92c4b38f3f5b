use tempfile::{TempDir, tempdir};

use super::*;

type Replace = fn(&Draft, &Path, &str) -> io::Result<()>;

const BOTH: [Replace; 2] = [Draft::replace, Draft::replace_safely];

fn names(folder: &TempDir) -> Vec<String> {
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn a_file_is_replaced_as_a_whole() {
    for replace in BOTH {
        let folder = tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        for text in ["old", "new"] {
            replace(&Draft::within(folder.path()), &path, text).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
            assert_eq!(names(&folder), ["a.yaml"]);
        }
    }
}

#[test]
fn a_write_that_fails_leaves_everything_as_it_was() {
    for replace in BOTH {
        let folder = tempdir().unwrap();
        // A folder cannot be replaced by a file: the last step fails, after the whole text was written.
        let path = folder.path().join("a.yaml");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("mine"), "old").unwrap();
        replace(&Draft::within(folder.path()), &path, "new").unwrap_err();
        assert_eq!(fs::read_to_string(path.join("mine")).unwrap(), "old");
        assert_eq!(names(&folder), ["a.yaml"]);
        // Nothing can be written below a file.
        fs::write(folder.path().join("b"), "old").unwrap();
        replace(&Draft::within(&folder.path().join("b")), &folder.path().join("b/c"), "new").unwrap_err();
        assert_eq!(fs::read_to_string(folder.path().join("b")).unwrap(), "old");
    }
}

#[test]
fn only_what_a_killed_command_left_behind_is_removed() {
    let folder = tempdir().unwrap();
    let own = format!(".xtask-{}.tmp", process::id());
    let left_behind = [".xtask-1.tmp", ".xtask-4294967295.tmp", own.as_str()];
    let others = [".xtask-.tmp", ".xtask-01.tmp", ".xtask-+1.tmp", ".xtask-1.tmp~", "xtask-1.tmp", ".xtask-1a.tmp"];
    for name in left_behind.iter().chain(&others) {
        fs::write(folder.path().join(name), "half of a te").unwrap();
    }
    fs::create_dir(folder.path().join(".xtask-2.tmp")).unwrap();
    let locked = File::create(folder.path().join(".xtask-4.tmp")).unwrap();
    locked.lock().unwrap();

    remove_left_behind(folder.path());
    let mut expected: Vec<_> = others.to_vec();
    expected.extend([".xtask-2.tmp", ".xtask-4.tmp"]);
    expected.sort_unstable();
    assert_eq!(names(&folder), expected);

    drop(locked);
    Draft::within(folder.path());
    assert!(!names(&folder).contains(&".xtask-4.tmp".to_owned()), "its process is gone now");
}

#[test]
fn a_file_that_is_another_one_meanwhile_is_left_alone() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("new/a.yaml");
    assert_eq!(replace_unchanged(&path, None, "1").unwrap(), Replacement::Done);
    assert_eq!(replace_unchanged(&path, None, "2").unwrap(), Replacement::Outdated);
    assert_eq!(replace_unchanged(&path, Some("0"), "2").unwrap(), Replacement::Outdated);
    assert_eq!(fs::read_to_string(&path).unwrap(), "1");
    assert_eq!(replace_unchanged(&path, Some("1"), "\u{feff}2").unwrap(), Replacement::Done);
    assert_eq!(replace_unchanged(&path, Some("2"), "3").unwrap(), Replacement::Done);
    fs::remove_file(&path).unwrap();
    assert_eq!(replace_unchanged(&path, Some("3"), "4").unwrap(), Replacement::Outdated);
    assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_draft_is_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = tempdir().unwrap();
    let theirs = folder.path().join("theirs");
    fs::write(&theirs, "theirs").unwrap();
    let foreign = folder.path().join(".xtask-3.tmp");
    symlink(&theirs, &foreign).unwrap();
    symlink(&theirs, folder.path().join(format!(".xtask-{}.tmp", process::id()))).unwrap();
    Draft::within(folder.path()).replace(&folder.path().join("a"), "new").unwrap_err();
    assert_eq!(fs::read_to_string(theirs).unwrap(), "theirs");
    assert!(foreign.is_symlink());
}
