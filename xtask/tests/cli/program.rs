//! The program as a whole.

use crate::git::{commit, is_missing};
use crate::support::Project;

#[test]
fn the_version_includes_the_commit_if_there_is_one() {
    let project = Project::new();
    let version = format!("cargo xtask {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(project.xtask(&["--version"]).exits(0).out, format!("{version}\n"));
    if is_missing() {
        return;
    }
    commit(&project, "first");
    let output = project.xtask(&["-V"]).exits(0).out;
    let name = output.strip_prefix(&format!("{version} (")).and_then(|rest| rest.strip_suffix(")\n"));
    assert!(
        name.is_some_and(|name| name.len() >= 4 && name.chars().all(|digit| digit.is_ascii_hexdigit())),
        "{output:?}"
    );
    project.put("specs/demo/2024-01-31.yaml", "");
    assert_eq!(project.xtask(&["--version"]).exits(0).out, output.replace(')', "-modified)"));
}
