//! Revisions of git as sides of `cargo xtask diff`.

use std::fs;

use crate::diff::{committed, extended};
use crate::git::{commit, git, is_missing};
use crate::support::{DOCUMENT, Project};

#[test]
fn revisions_are_read_with_their_corrections() {
    if is_missing() {
        return;
    }
    let project = committed();
    git(&project, &["tag", "v0.1.0"]);
    let required = "corrections:\n  - at: apis.Ping.parameters[Text].schema.required\n    was: [false, null]\n    is: true\n    reason: \"A test.\"\n";
    project.put("specs/demo/2024-01-31.corrections.yaml", required);
    commit(&project, "second");
    for sides in [["v0.1.0", "HEAD"], ["HEAD~1", "main"], ["v0.1.0:specs/demo/2024-01-31.yaml", "HEAD:./specs/"]] {
        let output = project.xtask(&["diff", sides[0], sides[1]]).exits(0);
        output.out_has("major: 1 breaking change").out_has("request Text: optional becomes required");
    }
    project.xtask(&["diff", "v0.1.0", "specs"]).exits(0).out_has("major: ");
    project.xtask(&["diff", "HEAD"]).exits(0).out_has("none: ");
}

#[test]
fn a_commit_without_specs_has_no_documents() {
    if is_missing() {
        return;
    }
    let project = Project::new();
    project.put("keep", "");
    let specs = fs::read(project.path("specs/demo/2024-01-31.yaml")).unwrap();
    fs::remove_dir_all(project.path("specs")).unwrap();
    commit(&project, "empty");
    project.put("specs/demo/2024-01-31.yaml", &String::from_utf8(specs).unwrap());
    project.xtask(&["diff"]).exits(0).out_has("minor: ").out_has("document added");
    project
        .xtask(&["diff", "HEAD:specs"])
        .exits(1)
        .err_has("error: no .yaml, .yml or .json file there\n  --> HEAD:specs\n")
        .err_has("error: 1 error; nothing was compared\n");
}

/// A project may be a folder of a larger repository.
#[test]
fn the_project_need_not_be_the_whole_repository() {
    if is_missing() {
        return;
    }
    let outer = Project::new();
    let inner = outer.path("parts/sdk");
    outer.put("parts/sdk/specs/demo/2024-01-31.yaml", DOCUMENT);
    commit(&outer, "first");
    outer.put("parts/sdk/specs/demo/2024-01-31.yaml", &extended());
    let xtask = inner.join("xtask");
    let output = outer.xtask_with(&["diff"], &[("CARGO_MANIFEST_DIR", xtask.to_str().unwrap())]).exits(0);
    output.out_has("minor: 1 additive change").out_has("HEAD:specs/demo/2024-01-31.yaml");
}

#[test]
fn what_is_no_document_in_a_revision_is_named() {
    if is_missing() {
        return;
    }
    let project = Project::new();
    project.put("keep.txt", "");
    project.put("specs/demo/2024-01-31.corrections.yaml", "corrections: []\n");
    commit(&project, "first");
    for path in ["keep.txt", "nowhere", "specs/nowhere.yaml", "nowhere.corrections.yaml"] {
        let output = project.xtask(&["diff", &format!("HEAD:{path}")]).exits(1);
        output.err_has(&format!("error: no .yaml, .yml or .json file there\n  --> HEAD:{path}\n"));
    }
    let corrections = "specs/demo/2024-01-31.corrections.yaml";
    for side in ["HEAD:", ""] {
        let output = project.xtask(&["diff", &format!("{side}{corrections}")]).exits(1);
        output.err_has(&format!("error: corrections, not a document\n  --> {side}{corrections}\n"));
    }
}

/// What the disk refuses a revision refuses, too, with the same words.
#[test]
fn corrections_without_a_document_and_twice_are_faults_in_a_revision() {
    if is_missing() {
        return;
    }
    let project = Project::new();
    for name in ["2024-01-31.corrections.yaml", "2024-01-31.corrections.yml", "other.corrections.json"] {
        project.put(&format!("specs/demo/{name}"), "corrections: []\n");
    }
    commit(&project, "faulty");
    let output = project.xtask(&["diff"]).exits(1);
    let times = |part: &str| output.err.matches(part).count();
    for side in ["HEAD:specs", "specs"] {
        assert_eq!(times(&format!("  --> {side}/demo/2024-01-31.corrections.yml\n")), 1);
        assert_eq!(times(&format!("  --> {side}/demo/other.corrections.json\n")), 1);
    }
    assert_eq!(times("error: the document already has corrections in `2024-01-31.corrections.yaml`\n"), 2);
}

#[cfg(unix)]
#[test]
fn a_link_in_a_revision_is_not_followed() {
    if is_missing() {
        return;
    }
    let project = Project::new();
    std::os::unix::fs::symlink("2024-01-31.yaml", project.path("specs/demo/link.yaml")).unwrap();
    commit(&project, "linked");
    project
        .xtask(&["diff", "HEAD", "specs/demo"])
        .exits(1)
        .err_has("error: symbolic links are not followed in a revision\n  --> HEAD:specs/demo/link.yaml\n");
}
