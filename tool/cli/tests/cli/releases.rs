//! `diff` and `gen --bump` in a repository of others.

use crate::support::{Folder, has_no_git};

#[test]
fn the_version_of_a_workspace_is_not_raised() {
    let Some(folder) = committed() else { return };
    folder.edit("my-cloud/Cargo.toml", "version = \"0.1.0\"", "version.workspace = true");
    let message =
        "error: the version in `my-cloud/Cargo.toml` is inherited from the workspace, and of other packages, too\n";
    folder.run(&["gen", "--bump"]).exits(1).err_has(message);
}

/// A repository with a commit.
fn committed() -> Option<Folder> {
    if has_no_git() {
        return None;
    }
    let folder = Folder::generated();
    folder.put("my-cloud/Cargo.lock", "version = 4\n\n[[package]]\nname = \"my-cloud\"\nversion = \"0.1.0\"\n");
    folder.git(&["init", "--quiet"]);
    folder.commit();
    Some(folder)
}

#[test]
fn changes_are_those_of_the_crate() {
    let Some(folder) = committed() else { return };
    folder.run(&["diff"]).exits(0).out_has("none: nothing changed between HEAD and specs\n");
    folder.run(&["add", "demo/2024-01-31", "Echo"]).exits(0);
    let output = folder.run(&["gen"]).exits(0);
    output.out_has("since HEAD: minor: ").out_has("`cargo alibabacloud diff` shows everything\n");
    let output = folder.run(&["diff"]).exits(0);
    output.out_has("; my_cloud 0.1.0 → 0.1.1\n").out_has("Demo 2024-01-31, `my_cloud::demo20240131`: minor\n");
}

#[test]
fn an_operation_that_is_not_listed_any_more_is_a_breaking_change() {
    let Some(folder) = committed() else { return };
    folder.run(&["add", "demo/2024-01-31", "Echo"]).exits(0);
    folder.run(&["gen"]).exits(0);
    folder.commit();
    folder.edit("alibabacloud.yaml", "          - \"Ping\"\n", "");
    folder.run(&["diff", "--deny", "breaking"]).exits(1).out_has("my_cloud 0.1.0 → 0.2.0\n");
}

#[test]
fn the_version_of_a_crate_is_its_own() {
    let Some(folder) = committed() else { return };
    // A tag of the application is no release of the crate.
    folder.git(&["tag", "v7.0.0"]);
    folder.git(&["tag", "my-cloud-v0.1.0"]);
    folder.run(&["add", "demo/2024-01-31", "Echo"]).exits(0);
    let output = folder.run(&["gen", "--bump"]).exits(0);
    output.out_has("~ my-cloud/CHANGELOG.md\n~ my-cloud/Cargo.lock\n~ my-cloud/Cargo.toml\nversion 0.1.0 → 0.1.1: the changes since my-cloud-v0.1.0 ask for 0.1.1 (minor)\n");
    assert!(folder.get("my-cloud/Cargo.toml").contains("\nversion = \"0.1.1\"\n"));
    assert!(folder.get("my-cloud/Cargo.lock").contains("\nversion = \"0.1.1\"\n"));
    assert!(folder.get("my-cloud/CHANGELOG.md").starts_with("## 0.1.1\n\n<!-- changes -->\n"));
    folder.run(&["gen", "--bump", "--check"]).exits(0);
}
