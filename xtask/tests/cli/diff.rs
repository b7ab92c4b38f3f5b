//! `cargo xtask diff`: what its sides may be, what it says, and how it ends.

use std::fs;

use crate::git::{commit, git, is_missing};
use crate::support::{DOCUMENT, Project};

/// The document with one more optional parameter.
pub(crate) fn extended() -> String {
    let parameter =
        "      - name: \"Size\"\n        in: \"query\"\n        schema:\n          type: \"integer\"\n    responses:";
    DOCUMENT.replace("    responses:", parameter)
}

/// The document whose parameter has another type.
fn broken() -> String {
    DOCUMENT.replace("type: \"string\"\n          required: false", "type: \"integer\"\n          required: false")
}

/// A project with a commit.
pub(crate) fn committed() -> Project {
    let project = Project::new();
    commit(&project, "first");
    project
}

#[test]
fn nothing_changed_is_a_line() {
    if is_missing() {
        return;
    }
    let project = committed();
    let output = project.xtask(&["diff"]).exits(0);
    assert_eq!((output.out.as_str(), output.err.as_str()), ("none: nothing changed between HEAD and specs\n", ""));
    // Order and layout are no change.
    project.put("specs/demo/2024-01-31.yaml", &format!("# A comment.\n{DOCUMENT}"));
    project.xtask(&["diff"]).exits(0).out_has("none: nothing changed");
}

#[test]
fn the_last_commit_is_compared_with_the_files_as_they_are() {
    if is_missing() {
        return;
    }
    let project = committed();
    project.put("specs/demo/2024-01-31.yaml", &extended());
    project
        .xtask(&["diff"])
        .exits(0)
        .out_has("minor: 1 additive change\nin Rust: 1 additive\n")
        .out_has("  HEAD:specs/demo/2024-01-31.yaml → specs/demo/2024-01-31.yaml, 1 operation\n")
        .out_has("    additive  + request Size: optional parameter added: integer  → :23\n              ↳ PingRequest::size: field added\n");
}

#[test]
fn a_path_wins_over_a_revision() {
    if is_missing() {
        return;
    }
    let project = committed();
    project.put("main/2024-01-31.yaml", &DOCUMENT.replace("Answers.", "Says."));
    let output = project.xtask(&["diff", "main", "specs"]).exits(0);
    output.out_has("  main/2024-01-31.yaml → specs/demo/2024-01-31.yaml, ").out_has("patch: ");
}

#[test]
fn a_single_document_is_compared_with_its_counterpart() {
    if is_missing() {
        return;
    }
    let project = committed();
    project.put("specs/demo/2024-02-29.yaml", &DOCUMENT.replace("2024-01-31", "2024-02-29"));
    project.put("theirs.yaml", &extended());
    let output = project.xtask(&["diff", "theirs.yaml"]).exits(0).out_has("major: 1 breaking change");
    assert!(!output.out.contains("2024-02-29"), "{}", output.out);
    let output = project.xtask(&["diff", "HEAD:specs/demo/2024-01-31.yaml"]).exits(0);
    assert_eq!(output.out, "none: nothing changed between HEAD:specs/demo/2024-01-31.yaml and specs\n");
    project.put("theirs.yaml", &DOCUMENT.replace("\"Demo\"", "\"Other\""));
    project
        .xtask(&["diff", "theirs.yaml"])
        .exits(1)
        .err_has("error: the project has no document of Other 2024-01-31 to compare `theirs.yaml` with\n");
    project.xtask(&["diff", "theirs.yaml", "specs"]).exits(0).out_has("document added").out_has("document removed");
}

#[test]
fn a_side_that_is_nothing_says_what_was_looked_for() {
    if is_missing() {
        return;
    }
    let project = committed();
    project
        .xtask(&["diff", "v9"])
        .exits(1)
        .err_has("error: `v9` is neither a path nor a revision of this repository\n");
    project
        .xtask(&["diff", "v9:specs"])
        .exits(1)
        .err_has("error: `v9:specs` is not a path, and `v9` is not a revision");
    project
        .xtask(&["diff", "HEAD", "nowhere/a.json"])
        .exits(1)
        .err_has("= help: name a folder or document that exists\n");
    for sides in ["HEAD~1..HEAD", "v0.1.0...", "feature/a..HEAD"] {
        project.xtask(&["diff", sides]).exits(1).err_has("help: name the two sides one after the other: ");
    }
    project.xtask(&["diff", ":specs/demo"]).exits(1).err_has("help: name a revision before the colon");
    let output = project.xtask(&["diff", "v9", "--message-format", "json"]).exits(1);
    assert!(output.err.starts_with("{\"severity\":\"error\",\"kind\":\"unknown-side\""), "{}", output.err);
    project
        .xtask(&["diff", "--deny", "braking"])
        .exits(2)
        .err_has("[possible values: breaking, behavior, additive, documentation]");
}

#[test]
fn paths_need_no_git() {
    let project = Project::new();
    project.put("old/a.yaml", &extended());
    let nothing = project.path("nothing");
    let without = [("PATH", nothing.to_str().unwrap())];
    project.xtask_with(&["diff", "old", "specs"], &without).exits(0).out_has("major: ");
    project
        .xtask_with(&["diff"], &without)
        .exits(1)
        .err_has("error: `HEAD` is not a path, and `git` is not installed\n")
        .err_has("= help: install git, or name two folders or documents\n");
    if !is_missing() {
        // Git looks for a repository in the folders above, too.
        let above = project.path("..").canonicalize().unwrap();
        let ceiling = [("GIT_CEILING_DIRECTORIES", above.to_str().unwrap())];
        project.xtask_with(&["diff"], &ceiling).exits(1).err_has("the project is not in a git repository");
    }
}

#[test]
fn a_repository_without_commits_is_reported() {
    if is_missing() {
        return;
    }
    let project = Project::new();
    git(&project, &["init", "--quiet"]);
    project.xtask(&["diff"]).exits(1).err_has("help: nothing is committed yet");
}

#[test]
fn faults_of_both_sides_are_shown_where_they_are() {
    if is_missing() {
        return;
    }
    let project = Project::new();
    project.put("specs/demo/2024-01-31.yaml", &DOCUMENT.replace("style:", "stile:"));
    fs::write(project.path("specs/latin.yaml"), b"a: \xe4\n").unwrap();
    commit(&project, "faulty");
    fs::remove_file(project.path("specs/latin.yaml")).unwrap();
    let output = project.xtask(&["diff"]).exits(1);
    assert_eq!(output.out, "");
    output.err_has(
        "error: unknown key `stile` in `info`\n --> HEAD:specs/demo/2024-01-31.yaml:3:3\n  |\n3 |   stile: \"RPC\"\n",
    )
    .err_has("error: not UTF-8 text\n  --> HEAD:specs/latin.yaml:1:4\n")
    .err_has(" --> specs/demo/2024-01-31.yaml:3:3\n")
    .err_has("error: 3 errors; nothing was compared\n");
}

#[test]
fn what_is_denied_fails_after_the_report() {
    if is_missing() {
        return;
    }
    let project = committed();
    project.put("specs/demo/2024-01-31.yaml", &broken());
    project
        .xtask(&["diff", "--deny", "breaking"])
        .exits(1)
        .out_has("major: 1 breaking change")
        .out_has("corrections:\n  - at: \"apis.Ping.parameters[Text].schema.type\"\n")
        .err_has("error: there are breaking changes, denied by `--deny`\n  = help: hold them back with corrections");
    project.xtask(&["diff", "--deny", "behavior,additive", "--deny", "documentation,behaviour"]).exits(0);
    project.put("specs/demo/2024-01-31.yaml", &extended());
    project.xtask(&["diff", "--deny", "breaking,additive"]).exits(1).err_has("there are additive changes");
    project.xtask(&["diff", "--deny", "breaking"]).exits(0);
}

#[test]
fn suggested_corrections_hold_the_change_back() {
    if is_missing() {
        return;
    }
    let project = committed();
    project.put("specs/demo/2024-01-31.yaml", &broken());
    let output = project.xtask(&["diff"]).exits(0);
    let (_, block) = output.out.split_once("\ncorrections:\n").unwrap();
    project.put("specs/demo/2024-01-31.corrections.yaml", &format!("corrections:\n{block}"));
    project.xtask(&["diff"]).exits(0).out_has("none: nothing changed");
}

#[test]
fn every_format_tells_the_verdict() {
    if is_missing() {
        return;
    }
    let project = committed();
    project.put("Cargo.toml", "[workspace.package]\nversion = \"0.3.1\"\n");
    commit(&project, "versioned");
    project.put("specs/demo/2024-01-31.yaml", &broken());
    project.xtask(&["diff"]).exits(0).out_has("; generated 0.3.1 → 0.4.0\n");
    project
        .xtask(&["diff", "--format", "markdown"])
        .exits(0)
        .out_has("## Major: 1 breaking change; generated 0.3.1 → 0.4.0\n");
    let output = project.xtask(&["diff", "--format", "json"]).exits(0);
    let value: serde_json::Value = serde_json::from_str(&output.out).unwrap();
    assert_eq!((&value["version"], &value["verdict"]), (&1.into(), &"major".into()));
    assert_eq!(value["generated"]["new"], "0.4.0");
    assert_eq!(value["documents"][0]["owners"][0]["changes"][0]["old"]["line"], 21);
    project.xtask(&["diff", "--format", "yaml"]).exits(2);
}

#[test]
fn texts_are_shown_on_demand_and_whole_for_programs() {
    if is_missing() {
        return;
    }
    let text = |what: &str| format!("{}What to {what}.", "Long. ".repeat(40));
    let document = |what: &str| DOCUMENT.replace("What to answer.", &text(what));
    let project = Project::new();
    project.put("specs/demo/2024-01-31.yaml", &document("answer"));
    commit(&project, "first");
    project.put("specs/demo/2024-01-31.yaml", &document("say"));
    let output = project.xtask(&["diff"]).exits(0).out_has("documentation: description 1; `--verbose` shows them\n");
    assert!(!output.out.contains("answer."), "{}", output.out);
    project.xtask(&["diff", "--verbose"]).exits(0).out_has(
        "    documentation ~ request Text: description  :17 → :17
                    - …Long. Long. Long. What to answer.
                    + …Long. Long. Long. What to say.
",
    );
    let markdown = project.xtask(&["diff", "--verbose", "--format", "markdown"]).exits(0);
    markdown.out_has("\n\n  ```diff\n  - ").out_has("\n  ```\n");
    let output = project.xtask(&["diff", "--format", "json"]).exits(0);
    let value: serde_json::Value = serde_json::from_str(&output.out).unwrap();
    let change = &value["documents"][0]["owners"][0]["changes"][0];
    assert_eq!((&change["before"], &change["after"]), (&text("answer").into(), &text("say").into()));
    // A text that is rendered alike is no change.
    project.put("specs/demo/2024-01-31.yaml", &document("answer").replace("Long. What", "Long.\\nWhat"));
    project.xtask(&["diff"]).exits(0).out_has("none: nothing changed between HEAD and specs\n");
}

/// Hosts that differ behind the sixtieth character are different hosts.
#[test]
fn values_that_differ_look_different() {
    if is_missing() {
        return;
    }
    let host =
        |end: &str| DOCUMENT.replace("demo.cn-shanghai.aliyuncs.com", &format!("{}.{end}.example.com", "a".repeat(60)));
    let project = Project::new();
    project.put("specs/demo/2024-01-31.yaml", &host("x"));
    commit(&project, "first");
    project.put("specs/demo/2024-01-31.yaml", &host("y"));
    project.xtask(&["diff"]).exits(0).out_has(".x.example.com → …aaaaaaaaaaa.y.example.com");
    let output = project.xtask(&["diff", "--format", "json"]).exits(0);
    output.out_has(&format!("\"{}.y.example.com\"", "a".repeat(60)));
}
