use tempfile::tempdir;

use super::*;

fn workspace() -> Workspace {
    Workspace::find()
}

/// Why a crate is not written there; empty when it is.
fn refusal(out: &Path, specs: &[PathBuf]) -> String {
    check_place(out, specs, &workspace()).err().map(|refused| refused.message).unwrap_or_default()
}

#[track_caller]
fn is_refused(out: impl AsRef<Path>, specs: &[PathBuf], reason: &str) {
    let said = refusal(out.as_ref(), specs);
    assert!(said.ends_with(&format!("`: {reason}")), "{}: {said:?}", out.as_ref().display());
}

#[test]
fn protected_folders_and_what_they_are_in_are_refused_by_any_name() {
    let root = workspace().root().to_owned();
    is_refused("/", &[], "it is the root of the file system");
    is_refused("/usr/../..", &[], "it is the root of the file system");
    let home = std::env::home_dir().unwrap();
    is_refused(&home, &[], "it is your home folder");
    is_refused(&root, &[], "the folder of the project's documents is in it");
    is_refused(root.join("generator/.."), &[], "the folder of the project's documents is in it");
    is_refused("..", &[], "the folder of the project's documents is in it");
    is_refused(root.join("specs"), &[], "it is the folder of the project's documents");
    is_refused("../specs/../specs", &[], "it is the folder of the project's documents");
    is_refused(root.join("specs/ice"), &[], "the project's documents are there");
    is_refused(root.join("specs/new/sdk"), &[], "the project's documents are there");
    assert_eq!(refusal(&root.join("generated"), &[root.join("specs")]), "");
    assert_eq!(refusal(&root.join("target/sdk"), &[root.join("specs")]), "");
}

#[test]
fn documents_that_are_read_are_protected_wherever_they_are() {
    let folder = tempdir().unwrap();
    let [docs, one] = ["a/docs", "a/one/d.json"].map(|path| folder.path().join(path));
    fs::create_dir_all(&docs).unwrap();
    fs::create_dir_all(one.parent().unwrap()).unwrap();
    fs::write(&one, "").unwrap();
    let specs = [docs.clone(), one];
    is_refused(&docs, &specs, "it is a folder of documents");
    is_refused(folder.path().join("a"), &specs, "a folder of documents is in it");
    is_refused(folder.path().join("a/one"), &specs, "it is a folder of documents");
    // Who generates from the current folder names a folder in it.
    assert_eq!(refusal(&docs.join("sdk"), &specs), "");
    assert_eq!(refusal(&folder.path().join("a/docs2"), &specs), "");
}

#[cfg(unix)]
#[test]
fn links_are_seen_through() {
    use std::os::unix::fs::symlink;
    let folder = tempdir().unwrap();
    let link = |name: &str, target: &Path| {
        symlink(target, folder.path().join(name)).unwrap();
        folder.path().join(name)
    };
    is_refused(link("root", Path::new("/")), &[], "it is the root of the file system");
    is_refused(link("home", &std::env::home_dir().unwrap()), &[], "it is your home folder");
    let project = link("project", workspace().root());
    is_refused(project.join("specs"), &[], "it is the folder of the project's documents");
    is_refused(project.join("specs/ice"), &[], "the project's documents are there");
    // Documents may be named through a link, too.
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).unwrap();
    is_refused(&docs, &[link("linked", &docs)], "it is a folder of documents");
}

fn content(out: &Path) -> String {
    check_content(out, "out").err().map(|refused| format!("{}: {}", refused.message, refused.help)).unwrap_or_default()
}

#[test]
fn an_empty_folder_is_taken_and_so_is_what_a_killed_command_left_of_one() {
    let folder = tempdir().unwrap();
    assert_eq!(content(folder.path()), "");
    assert_eq!(content(&folder.path().join("not/yet")), "");
    fs::create_dir_all(folder.path().join("src/ice/types")).unwrap();
    fs::create_dir_all(folder.path().join(".git/objects")).unwrap();
    fs::write(folder.path().join(".git/HEAD"), "").unwrap();
    fs::write(folder.path().join(".xtask-1.tmp"), "half of a te").unwrap();
    assert_eq!(content(folder.path()), "");
    fs::write(folder.path().join("src/ice/mine.rs"), "").unwrap();
    assert!(content(folder.path()).contains("it has `src`: name an empty folder"), "{}", content(folder.path()));
}

#[test]
fn only_a_manifest_with_the_marker_makes_a_folder_the_generators() {
    let folder = tempdir().unwrap();
    for name in ["Cargo.toml", "b", "c", "d", "e"] {
        fs::write(folder.path().join(name), "[package]\n").unwrap();
    }
    let said = content(folder.path());
    assert!(said.contains("`out` is not empty, and no crate that"), "{said}");
    assert!(said.contains(": it has `Cargo.toml`, `b`, `c` and 2 more: "), "{said}");
    let manifest = format!("# {}. Do not edit.\n\n[package]\n", generator::MARKER);
    fs::write(folder.path().join("Cargo.toml"), &manifest).unwrap();
    assert_eq!(content(folder.path()), "");
    // A marker in another file says nothing.
    fs::remove_file(folder.path().join("Cargo.toml")).unwrap();
    fs::write(folder.path().join("README.md"), &manifest).unwrap();
    assert!(content(folder.path()).contains("`README.md`"));
    // Nor does the crate that is generated in another clone of the project.
    fs::write(folder.path().join("Cargo.toml"), manifest + "version.workspace = true\n").unwrap();
    assert!(content(folder.path()).contains("is a part of another workspace"), "{}", content(folder.path()));
}

#[test]
fn what_is_no_folder_is_named() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(content(&file).starts_with("`out` is a file, and no folder for a crate: name an empty folder"));
    assert!(content(&file.join("sdk")).starts_with("there can be no folder `out`: it would be inside a file: name"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("nothing"), folder.path().join("link")).unwrap();
        assert!(
            content(&folder.path().join("link")).starts_with("`out` is a link that leads nowhere: remove the link")
        );
    }
}
