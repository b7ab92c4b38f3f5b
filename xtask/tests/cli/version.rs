//! `cargo xtask gen`: what changed since the last commit, and the version that this requires.

use crate::git::{commit, git, is_missing};
use crate::support::{CommandOutput, DOCUMENT, Project};

const MANIFEST: &str = "# The project.\n[workspace.package]\nversion = \"0.1.0\" # an input\nedition = \"2024\"\n";
const LOCK: &str = "version = 4\n\n[[package]]\nname = \"generated\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"other\"\nversion = \"0.1.0\"\nsource = \"registry\"\n";
const CHANGELOG: &str = "# Changelog\n\n## 0.1.0\n\n* By hand.\n";

/// The document with one more optional parameter.
fn extended() -> String {
    let parameter =
        "      - name: \"Size\"\n        in: \"query\"\n        schema:\n          type: \"integer\"\n    responses:";
    DOCUMENT.replace("    responses:", parameter)
}

/// The same whose first parameter has another type.
fn broken() -> String {
    extended().replace("type: \"string\"\n          required: false", "type: \"integer\"\n          required: false")
}

/// A project with a version, released.
fn released() -> Project {
    let project = Project::new();
    project.put("Cargo.toml", MANIFEST);
    project.put("Cargo.lock", LOCK);
    project.put("CHANGELOG.md", CHANGELOG);
    project.xtask(&["gen"]).exits(0);
    commit(&project, "first");
    git(&project, &["tag", "not-a-version"]);
    git(&project, &["tag", "v0.1.0"]);
    project
}

fn put(project: &Project, document: &str) {
    project.put("specs/demo/2024-01-31.yaml", document);
}

fn state(project: &Project) -> [String; 3] {
    ["Cargo.toml", "Cargo.lock", "CHANGELOG.md"].map(|path| project.get(path))
}

#[track_caller]
fn versions(project: &Project) -> String {
    let manifest = project.get("Cargo.toml");
    let version = manifest.split('"').nth(1).unwrap().to_owned();
    assert_eq!(manifest, MANIFEST.replace("0.1.0", &version));
    assert_eq!(project.get("Cargo.lock"), LOCK.replacen("0.1.0", &version, 1));
    version
}

#[test]
fn generating_tells_in_short_what_changed() {
    if is_missing() {
        return;
    }
    let project = released();
    let silent = |output: CommandOutput| assert!(!output.out.contains("since HEAD"), "{}", output.out);
    silent(project.xtask(&["gen"]).exits(0));
    put(&project, &broken());
    silent(project.xtask(&["gen", "--check"]).exits(1));
    silent(project.xtask(&["gen", "--out", "sdk"]).exits(0));
    let output = project.xtask(&["gen"]).exits(0);
    output.out_has("\nsince HEAD: major: 1 breaking, 1 additive changes\n").out_has(
        "\n  breaking  Demo 2024-01-31 operation Ping: request Text: type changed: string → integer, and 1 more\n`cargo xtask diff` shows everything\n",
    );
    silent(project.xtask(&["gen"]).exits(0));
    put(&project, &extended());
    let output = project.xtask(&["gen", "--message-format", "json"]).exits(0);
    assert_eq!(output.err, "");
    silent(output);
}

#[test]
fn generating_needs_no_git() {
    let project = Project::new();
    let nothing = project.path("nothing");
    let output = project.xtask_with(&["gen"], &[("PATH", nothing.to_str().unwrap())]).exits(0);
    assert!(output.err.is_empty() && !output.out.contains("since"), "{}{}", output.out, output.err);
}

#[test]
fn the_version_is_counted_up_as_far_as_needed() {
    if is_missing() {
        return;
    }
    let project = released();
    project
        .xtask(&["gen", "--bump"])
        .exits(0)
        .out_has("version stays 0.1.0: no change since v0.1.0 asks for another\n");
    assert_eq!(state(&project), [MANIFEST, LOCK, CHANGELOG].map(str::to_owned));

    put(&project, &extended());
    let output = project.xtask(&["gen", "--bump"]).exits(0);
    output.out_has(
        "~ CHANGELOG.md\n~ Cargo.lock\n~ Cargo.toml\nversion 0.1.0 → 0.1.1: the changes since v0.1.0 ask for 0.1.1 (minor)\n  below 1.0.0 the second number counts major changes, the third all others\n",
    );
    assert_eq!(versions(&project), "0.1.1");
    let entry = "## 0.1.1\n\n<!-- changes -->\n\n* New, Demo 2024-01-31 `Ping`: request `Size`\n\n<!-- /changes -->\n\n## 0.1.0\n";
    assert_eq!(project.get("CHANGELOG.md"), CHANGELOG.replace("## 0.1.0\n", entry));

    // A second time nothing happens, also when it is committed.
    let before = state(&project);
    for _ in 0..2 {
        project.xtask(&["gen", "--bump"]).exits(0).out_has("version stays 0.1.1: ");
        assert_eq!(state(&project), before);
        commit(&project, "minor");
    }

    // What breaks raises it again; the entry becomes the one of the next version, and what people wrote stays.
    let written = project.get("CHANGELOG.md").replace("## 0.1.1\n\n", "## 0.1.1\n\nBy hand, too.\n\n");
    project.put("CHANGELOG.md", &written);
    put(&project, &broken());
    project
        .xtask(&["gen", "--bump"])
        .exits(0)
        .out_has("version 0.1.1 → 0.2.0: the changes since v0.1.0 ask for 0.2.0 (major)\n");
    assert_eq!(versions(&project), "0.2.0");
    let changelog = project.get("CHANGELOG.md");
    assert!(
        changelog.starts_with("# Changelog\n\n## 0.2.0\n\nBy hand, too.\n\n<!-- changes -->\n\n* Breaking, Demo "),
        "{changelog}"
    );
    assert!(!changelog.contains("0.1.1"), "{changelog}");

    // A version that is high enough is never lowered.
    put(&project, &extended());
    project.xtask(&["gen", "--bump"]).exits(0).out_has("version stays 0.2.0: ");
    assert_eq!(versions(&project), "0.2.0");
    assert!(!project.get("CHANGELOG.md").contains("Breaking"));
}

#[test]
fn checking_says_what_would_be_written() {
    if is_missing() {
        return;
    }
    let project = released();
    project.xtask(&["gen", "--check", "--bump"]).exits(0).out_has("version stays 0.1.0");
    put(&project, &extended());
    project.xtask(&["gen"]).exits(0);
    let before = state(&project);
    project
        .xtask(&["gen", "--check", "--bump"])
        .exits(1)
        .out_has("~ Cargo.toml\nversion 0.1.0 → 0.1.1: ")
        .err_has("error: the version or the changelog does not reflect the changes since v0.1.0\n  = help: run `cargo xtask gen --bump`\n");
    assert_eq!(state(&project), before);
    project.xtask(&["gen", "--bump"]).exits(0);
    project.xtask(&["gen", "--check", "--bump"]).exits(0);
}

#[test]
fn without_a_release_the_last_commit_counts() {
    if is_missing() {
        return;
    }
    let project = released();
    git(&project, &["tag", "--delete", "v0.1.0"]);
    put(&project, &broken());
    project
        .xtask(&["gen", "--bump"])
        .exits(0)
        .out_has("version 0.1.0 → 0.2.0: the changes since HEAD ask for 0.2.0 (major)\n");
    commit(&project, "major");
    project.xtask(&["gen", "--bump"]).exits(0).out_has("version stays 0.2.0: no change since HEAD asks for another\n");
}

#[test]
fn the_highest_release_before_head_counts() {
    if is_missing() {
        return;
    }
    let project = released();
    put(&project, &extended());
    project.xtask(&["gen", "--bump"]).exits(0);
    commit(&project, "minor");
    git(&project, &["tag", "0.1.1"]);
    project.xtask(&["gen", "--bump"]).exits(0).out_has("no change since 0.1.1 asks for another\n");
    git(&project, &["checkout", "--quiet", "v0.1.0"]);
    project.xtask(&["gen", "--bump"]).exits(0).out_has("no change since v0.1.0 asks for another\n");
}

#[test]
fn a_version_that_cannot_be_counted_is_left_alone() {
    if is_missing() {
        return;
    }
    let project = released();
    put(&project, &extended());
    project.put("Cargo.toml", &MANIFEST.replace("0.1.0", "0.2.0-rc.1"));
    project
        .xtask(&["gen", "--bump"])
        .exits(1)
        .err_has("error: the version `0.2.0-rc.1` in `Cargo.toml` cannot be raised\n");
    assert_eq!(project.get("CHANGELOG.md"), CHANGELOG);
    project.xtask(&["gen", "--bump", "--out", "sdk"]).exits(2);
    project.put("Cargo.toml", "[workspace]\n");
    commit(&project, "none");
    project.xtask(&["gen", "--bump"]).exits(1).err_has("error: `Cargo.toml` has no version under");
    git(&project, &["tag", "v0.1.1"]);
    project.put("Cargo.toml", MANIFEST);
    project.xtask(&["gen", "--bump"]).exits(1).err_has("error: `Cargo.toml` of v0.1.1 has no version of three numbers");
}

#[test]
fn ci_judges_the_version_where_something_is_released() {
    if is_missing() {
        return;
    }
    let project = Project::new();
    project.xtask(&["ci", "version"]).exits(0).out_has("skipped: no tag like `v1.2.3`").out_has("skipped version (");
    let output = released().xtask(&["ci", "--list", "version"]).exits(0);
    output.out_has("cargo xtask gen --check --bump\n");
}

/// What waits for its release is not counted up a second time: `diff` and `gen --bump` agree.
#[test]
fn a_version_that_is_not_released_is_not_counted_from() {
    if is_missing() {
        return;
    }
    let project = released();
    put(&project, &broken());
    project.xtask(&["diff"]).exits(0).out_has("; generated 0.1.0 → 0.2.0\n");
    project.xtask(&["gen", "--bump"]).exits(0);
    commit(&project, "major");
    put(&project, &broken().replace("\"Size\"", "\"Length\""));
    let output = project.xtask(&["diff"]).exits(0).out_has("major: 1 breaking, 1 additive changes\n");
    assert!(!output.out.contains("generated 0."), "{}", output.out);
    project.xtask(&["diff", "v0.1.0"]).exits(0).out_has("; generated 0.1.0 → 0.2.0\n");
    project.xtask(&["gen", "--bump"]).exits(0).out_has("version stays 0.2.0: the changes since v0.1.0 ask for 0.2.0");
    git(&project, &["tag", "v0.2.0"]);
    project.xtask(&["diff"]).exits(0).out_has("; generated 0.2.0 → 0.3.0\n");
}

#[test]
fn a_version_that_was_given_up_leaves_no_entry() {
    if is_missing() {
        return;
    }
    let project = released();
    put(&project, &extended());
    project.put("Cargo.toml", &MANIFEST.replace("0.1.0", "1.0.0"));
    let output = project.xtask(&["gen", "--bump"]).exits(0);
    output.out_has("version stays 1.0.0: the changes since v0.1.0 ask for 0.1.1 (minor)\n");
    project.put("Cargo.toml", MANIFEST);
    project.xtask(&["gen", "--bump"]).exits(0).out_has("version 0.1.0 → 0.1.1: ");
    let changelog = project.get("CHANGELOG.md");
    assert!(changelog.contains("## 0.1.1\n") && !changelog.contains("## 1.0.0"), "{changelog}");
}
