//! One crate, or a workspace with a crate for each product version.

use crate::support::{DOCUMENT, Project};

const CRATES: [&str; 6] = ["gen", "--specs", "theirs", "--out", "sdk", "--layout"];

/// A project with a workspace `sdk` made from `theirs`, which has two products.
fn workspace() -> Project {
    let project = Project::new();
    project.put("theirs/demo/1.yaml", DOCUMENT);
    project.put("theirs/other/1.yaml", &DOCUMENT.replace("\"Demo\"", "\"Other\""));
    project.xtask(&[&CRATES[..], &["crates"]].concat()).exits(0);
    project
}

#[test]
fn a_workspace_has_a_crate_for_each_product_version() {
    let project = workspace();
    let packages = ["alibabacloud-demo-20240131", "alibabacloud-other-20240131"];
    for package in packages {
        assert!(project.get("sdk/Cargo.toml").contains(&format!("    \"{package}\",\n")));
        assert!(project.get(&format!("sdk/{package}/src/lib.rs")).contains("pub use client::Client;"));
    }
    assert!(project.get("sdk/Cargo.toml").contains("path = \"../runtime\""), "{}", project.get("sdk/Cargo.toml"));
    // What is there says how it is divided.
    project.xtask(&["gen", "--specs", "theirs", "--out", "sdk", "--check"]).exits(0).out_has(" unchanged (");
}

#[test]
fn a_crate_keeps_its_version_and_goes_with_its_document() {
    let project = workspace();
    let manifest = "sdk/alibabacloud-demo-20240131/Cargo.toml";
    project.put(manifest, &project.get(manifest).replace("version = \"0.1.0\"", "version = \"2.3.4\""));
    let arguments = ["gen", "--specs", "theirs/demo", "--out", "sdk"];
    let message = "`alibabacloud-other-20240131` is not among these";
    project.xtask(&arguments).exits(1).err_has(message);
    project.xtask(&[&arguments[..], &["--replace"]].concat()).exits(0);
    assert!(project.get(manifest).contains("version = \"2.3.4\""));
    assert!(!project.path("sdk/alibabacloud-other-20240131").exists());
}

#[test]
fn the_layout_of_a_folder_changes_only_when_that_is_meant() {
    let project = workspace();
    let before = project.files("sdk");
    let modules = [&CRATES[..], &["modules"]].concat();
    project
        .xtask(&modules)
        .exits(1)
        .err_has("error: `sdk` holds a workspace with a crate for each product version; nothing was written\n")
        .err_has("help: leave out `--layout`, name another folder, or replace what is there with `--replace`");
    assert_eq!(project.files("sdk"), before);
    project.xtask(&[&modules[..], &["--replace"]].concat()).exits(0);
    assert!(project.path("sdk/src/lib.rs").exists());
    assert!(!project.path("sdk/alibabacloud-demo-20240131").exists());
    project.xtask(&[&CRATES[..], &["crates"]].concat()).exits(1).err_has("`sdk` holds one crate with a module");
    // The project's own crate is a member of its workspace.
    project.xtask(&["gen", "--layout", "crates"]).exits(2).err_has("--out <DIR>");
}
