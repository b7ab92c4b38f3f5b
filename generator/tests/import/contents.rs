//! The table of contents from one edition to the next.

use generator::Input;
use generator::import::{Operations, Options, Outcome};

use super::{imported, options};

fn document(directories: &str) -> Input {
    let text = format!(
        r#"{{"info": {{"style": "RPC", "product": "Demo", "version": "2024-01-31"}}, "directories": {directories},
        "apis": {{"Get": {{"methods": ["post"]}}, "List": {{"methods": ["post"]}}, "Stop": {{"methods": ["post"]}}}}}}"#
    );
    Input::new("demo.json", text)
}

fn options_of(changed: &str) -> Options {
    Options { sha256: changed.to_owned(), operations: Operations::All, ..options() }
}

fn first() -> String {
    let directories = r#"[{"id": 1, "title": "Jobs", "children": ["Get", {"id": 2, "title": "More", "children": ["Stop"]}]},
        {"title": "Lists", "children": ["List"]}]"#;
    imported(&document(directories), None, &options_of("1")).text.replace("\"Jobs\"", "\"By hand\"")
}

fn next(directories: &str, options: &Options) -> Outcome {
    imported(&document(directories), Some(&Input::new("specs/demo.yaml", first())), options)
}

#[track_caller]
fn check(directories: &str, options: &Options, expected: &str) -> Outcome {
    let outcome = next(directories, options);
    let contents = outcome.text.split_once("directories:\n").unwrap().1.split_once("\napis:").unwrap().0;
    let line = |line: &str| line.strip_prefix("  ").unwrap_or(line).replace("title: ", "").replace('"', "");
    let lines: Vec<String> = contents.lines().map(line).filter(|line| !line.contains("children:")).collect();
    assert_eq!(lines.join("\n"), expected, "{}", outcome.text);
    let again = imported(&document(directories), Some(&Input::new("specs/demo.yaml", outcome.text.as_str())), options);
    assert_eq!(again.text, outcome.text, "twice is the same");
    outcome
}

/// A folder is known by its id: its title is a text.
#[test]
fn a_title_is_a_text() {
    let renamed = r#"[{"id": 1, "title": "Tasks", "children": ["Get", {"id": 2, "title": "More", "children": ["Stop"]}]},
        {"title": "Lists", "children": ["List"]}]"#;
    let rest = "    - Get\n    - id: 2\n      More\n        - Stop";
    let outcome = check(renamed, &options_of("2"), &format!("- Lists\n    - List\n- id: 1\n  By hand\n{rest}"));
    assert_eq!((outcome.report.texts_kept, outcome.report.texts_taken), (1, 0));
    let update = Options { update_texts: true, ..options_of("2") };
    let outcome = check(renamed, &update, &format!("- Lists\n    - List\n- id: 1\n  Tasks\n{rest}"));
    assert_eq!((outcome.report.texts_kept, outcome.report.texts_taken), (0, 1));
}

/// A folder without an id is known by its title; one with other ids than before as well.
#[test]
fn operations_follow_into_the_folder_that_upstream_has_them_in() {
    let renamed = r#"[{"id": 1, "title": "Jobs", "children": ["Get", {"id": 9, "title": "More", "children": ["Stop"]}]},
        {"title": "All of them", "children": ["List"]}]"#;
    let expected = "- id: 1\n  By hand\n    - Get\n    - id: 9\n      More\n        - Stop\n- All of them\n    - List";
    check(renamed, &options_of("2"), expected);

    let moved = r#"[{"title": "Lists", "children": ["List", "Stop"]}, {"id": 7, "title": "Top", "children": [
        {"id": 1, "title": "Jobs", "children": ["Get"]}]}]"#;
    let expected = "- Lists\n    - List\n    - Stop\n- id: 7\n  Top\n    - id: 1\n      By hand\n        - Get";
    check(moved, &options_of("2"), expected);
}

/// Upstream loses its table of contents as it loses other things.
#[test]
fn what_upstream_lists_nowhere_stays() {
    let all = "- Lists\n    - List\n- id: 1\n  By hand\n    - Get\n    - id: 2\n      More\n        - Stop";
    check("[]", &options_of("2"), all);
    check(r#"[{"title": "Lists", "children": ["List"]}]"#, &options_of("2"), all);
    check("[]", &Options { prune: true, ..options_of("2") }, all);
}
