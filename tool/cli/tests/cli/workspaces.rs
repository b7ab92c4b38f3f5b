//! Crates in the folder of a cargo workspace.

use crate::support::Folder;

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"app\"]\n\n[workspace.package]\nversion = \"3.1.4\"\nlicense = \"MIT\"\nedition = \"2021\"\n";

/// A workspace with a member, and a configuration with a product.
fn workspace() -> Folder {
    let folder = Folder::configured();
    folder.put("Cargo.toml", WORKSPACE);
    folder.put("app/Cargo.toml", "[package]\nname = \"app\"\nversion.workspace = true\nedition.workspace = true\n");
    folder.put("app/src/main.rs", "fn main() {}\n");
    folder.run(&["add", "demo/2024-01-31", "Ping"]).exits(0);
    folder
}

#[test]
fn a_member_inherits_what_the_workspace_has() {
    let folder = workspace();
    let note = "note: `my-cloud` is not a member of the workspace yet: add `my-cloud` to `members`, or depend on it: `cargo add --path my-cloud`\n";
    folder.run(&["gen"]).exits(0).err_has(note);
    let manifest = folder.get("my-cloud/Cargo.toml");
    assert!(manifest.contains("\nversion.workspace = true\nedition = \"2024\"\n"), "{manifest}");
    assert!(manifest.contains("\nlicense.workspace = true\n") && !manifest.contains("[workspace]"), "{manifest}");
}

#[test]
fn a_member_of_the_list_needs_no_note() {
    let folder = workspace();
    folder.edit("Cargo.toml", "[\"app\"]", "[\"app\", \"my-*\"]");
    let output = folder.run(&["gen"]).exits(0);
    assert!(!output.err.contains("note"), "{}", output.err);
}

#[test]
fn a_crate_stands_alone_where_it_is_set() {
    let folder = workspace();
    folder.edit("alibabacloud.yaml", "    products:\n", "    workspace: false\n    products:\n");
    folder.run(&["gen"]).exits(0);
    let manifest = folder.get("my-cloud/Cargo.toml");
    assert!(
        manifest.contains("\nversion = \"0.1.0\"\n") && manifest.contains("\n[workspace]\n# </generated>\n"),
        "{manifest}"
    );
    let alone = Folder::generated();
    alone.edit("alibabacloud.yaml", "    products:\n", "    workspace: true\n    products:\n");
    let message = "error: `my-cloud` is to be a member of a workspace, but no folder above it has one\n";
    alone.run(&["gen"]).exits(1).err_has(message);
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let folder = workspace();
    folder.edit("alibabacloud.yaml", "\"my-cloud\"", "\"app\"\n    path: \"clients\"");
    let message = "error: the workspace already has a package `app`, in `app`\n  = help: give the crate another name\n";
    folder.run(&["gen"]).exits(1).err_has(message);
    assert!(!folder.path("clients").exists());
}
