//! Names that upstream spells differently from one edition to the next, in the case of letters only.

use generator::Input;
use generator::import::{Operations, Options};

use super::merge::{between, first, lines, second, upstream};
use super::{imported, options};

/// A parameter, a property and a value, all of them with texts of their own in the file.
const RENAMED: [(&str, &str); 3] = [
    (r#"{"name": "JobId""#, r#"{"name": "JobID""#),
    (r#""Token": {"type""#, r#""TOKEN": {"type""#),
    (r#""enum": ["up", "down"]"#, r#""enum": ["UP", "down"]"#),
];

fn fields(text: &str) -> Vec<String> {
    let mut lowered = generator::lower::lower(&[Input::new("specs/demo.yaml", text)]);
    let operation = lowered.krate.modules.remove(0).operations.remove(0);
    let fields = operation.request.fields.iter().map(|field| format!("{}: {}", field.name, field.wire));
    fields.collect()
}

#[test]
fn what_is_renamed_in_case_is_the_same_element() {
    let hand = first().text.replace("\"Upstream's id.\"", "\"By hand.\"").replace(
        "            - \"up\"\n",
        "            - \"up\"\n          enumValueTitles:\n            up: \"First things first.\"\n",
    );
    let hand = Input::new(
        "specs/demo.yaml",
        hand.replace("      - name: \"JobId\"", "      # Ours.\n      - name: \"JobId\""),
    );
    let outcome = second(&hand, &RENAMED, &options());
    let expected = [
        "~ parameters[JobID] name: JobId → JobID",
        "~ parameters[Sort].schema.enum[UP] name: up → UP",
        "~ responses.200.schema.properties.TOKEN name: Token → TOKEN",
    ];
    assert_eq!(lines(&outcome), expected);
    let text = &outcome.text;
    for dead in ["JobId", "Token\"", "Token:", "\"up\"", "oneSince", "# Ours.\n\n"] {
        assert!(!text.contains(dead), "{dead} in:\n{text}");
    }
    assert!(text.contains("            UP: \"First things first.\"\n"), "{text}");
    let parameter = between(text, "      # Ours.\n      - name: \"JobID\"\n", "      - name");
    assert!(parameter.contains("\"By hand.\"") && outcome.report.lost_comments.is_empty(), "{text}");
    assert_eq!(fields(text), ["filter: Filter", "job_id: JobID", "sort: Sort"]);
    assert_eq!(fields(&hand.text), ["filter: Filter", "job_id: JobId", "sort: Sort"]);

    let again = second(&Input::new("specs/demo.yaml", text), &RENAMED, &options());
    assert_eq!((lines(&again), &again.text == text), (vec![], true));
    let back = second(&Input::new("specs/demo.yaml", text), &[], &options());
    assert_eq!(lines(&back).len(), 3);
    assert_eq!(back.text.replace("\"01\"", "\"00\""), hand.text);
}

/// What has a name of its own may be named elsewhere: in the table of contents, in references of what is gone upstream.
#[test]
fn operations_and_components_take_what_names_them_along() {
    let all = Options { operations: Operations::All, ..options() };
    let file = Input::new("specs/demo.yaml", imported(&upstream(&[]), None, &all).text);
    let renamed = [
        (r#""GetJob": {"#, r#""GETJob": {"#),
        (r#""children": ["GetJob""#, r#""children": ["GETJob""#),
        ("\n    \"Tag\": ", "\n    \"TAG\": "),
        // What refers to the component is gone, and kept.
        (r##""properties": {"Tag": {"$ref": "#/components/schemas/Tag"}}"##, r#""properties": {}"#),
    ];
    for options in [options(), Options { operations: Operations::Named(vec!["GETJob".to_owned()]), ..options() }] {
        let outcome = second(&file, &renamed, &options);
        let expected = ["~  name: GetJob → GETJob", "- properties.Tag", "~  name: Tag → TAG"];
        assert_eq!(lines(&outcome), expected);
        let text = &outcome.text;
        assert!(!text.contains("GetJob") && !text.contains("schemas/Tag"), "{text}");
        assert!(text.contains("$ref: \"#/components/schemas/TAG\"\n"), "{text}");
        let pruned = second(&file, &renamed, &Options { prune: true, ..options });
        assert!(between(&pruned.text, "directories:", "\napis:").contains("- \"GETJob\"\n"), "{}", pruned.text);
    }
}

#[test]
fn two_spellings_at_the_same_time_are_two() {
    let both = [(
        r#"{"name": "JobId""#,
        r#"{"name": "jobid", "in": "query", "schema": {"type": "string"}}, {"name": "JobId""#,
    )];
    let file = Input::new("specs/demo.yaml", second(&first(), &both, &options()).text);
    let dropped = second(&file, &[], &options());
    assert_eq!(lines(&dropped), ["- parameters[jobid]"]);

    // Of the two, the one that is still there is renamed.
    let file = Input::new("specs/demo.yaml", dropped.text);
    let third = second(&file, &[(r#"{"name": "JobId""#, r#"{"name": "JOBID""#)], &options());
    assert_eq!(lines(&third), ["~ parameters[JOBID] name: JobId → JOBID"]);
    assert_eq!(third.report.still_gone, 1);
}

/// An element that is gone comes back under another spelling.
#[test]
fn what_comes_back_may_be_spelled_differently() {
    let gone = Input::new(
        "specs/demo.yaml",
        second(&first(), &[(r#"{"name": "JobId""#, r#"{"name": "Other""#)], &options()).text,
    );
    let back = second(&gone, &[(r#"{"name": "JobId""#, r#"{"name": "JobID""#)], &options());
    let expected =
        ["^ parameters[JobID] gone since 2025-01-31", "~ parameters[JobID] name: JobId → JobID", "- parameters[Other]"];
    assert_eq!(lines(&back), expected);
}
