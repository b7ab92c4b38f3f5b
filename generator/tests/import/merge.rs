//! What happens to the parts of a file when a new edition is imported over it.

use generator::Input;
use generator::import::{ElementChangeKind, Operations, Options, Outcome};

use super::{imported, options};

/// Upstream's first edition.
const FIRST: &str = include_str!("first.json");

/// A second edition: a parameter, a property, a value, an error and a host are gone, some have another name.
const GONE: [(&str, &str); 5] = [
    (r#""enum": ["up", "down"]"#, r#""enum": ["up"]"#),
    (r#"{"name": "JobId", "in": "query""#, r#"{"name": "OtherId", "in": "query""#),
    (r#""Token": {"type""#, r#""Key": {"type""#),
    (r#"{"404": [{"errorCode": "NotFound", "errorMessage": "No such job."}]}"#, "{}"),
    (r#", {"regionId": "cn-a", "endpoint": "a.test"}"#, ""),
];

pub(crate) fn upstream(changes: &[(&str, &str)]) -> Input {
    let text = changes.iter().fold(FIRST.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text.replace(old, new)
    });
    Input::new("demo.json", text)
}

/// The file of the first edition, with `GetJob` alone.
pub(crate) fn first() -> Input {
    let options = Options { operations: Operations::Named(vec!["GetJob".to_owned()]), ..options() };
    Input::new("specs/demo/2024-01-31.yaml", imported(&upstream(&[]), None, &options).text)
}

/// The first edition with changes, imported over the file of the first one.
pub(crate) fn second(file: &Input, changes: &[(&str, &str)], options: &Options) -> Outcome {
    imported(&upstream(changes), Some(file), &Options { sha256: "01".into(), ..options.clone() })
}

/// The notes, one a line.
pub(crate) fn lines(outcome: &Outcome) -> Vec<String> {
    let sign = |kind| match kind {
        ElementChangeKind::Added => '+',
        ElementChangeKind::Back => '^',
        ElementChangeKind::Gone => '-',
        ElementChangeKind::Removed => 'x',
        ElementChangeKind::Changed => '~',
    };
    let notes = outcome.report.changes.iter();
    notes.map(|note| format!("{} {} {}", sign(note.kind), note.path, note.detail).trim_end().to_owned()).collect()
}

/// The part of a file between two texts.
pub(crate) fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let from = text.find(start).unwrap_or_else(|| panic!("no {start:?} in:\n{text}"));
    let rest = &text[from..];
    &rest[..rest[start.len()..].find(end).map_or(rest.len(), |length| start.len() + length)]
}

#[test]
fn a_new_file() {
    let text = first().text;
    assert_eq!(text, include_str!("first.yaml"), "{text}");
}

#[test]
fn what_goes_is_kept_and_marked() {
    let outcome = second(&first(), &GONE, &options());
    let expected = [
        "- parameters[JobId]",
        "- parameters[Sort].schema.enum[down]",
        "+ parameters[OtherId]",
        "- responses.200.schema.properties.Token",
        "+ responses.200.schema.properties.Key",
        "- errorCodes.404[NotFound]",
        "- endpoints[cn-a]",
    ];
    assert_eq!(lines(&outcome), expected);
    let marked = between(&outcome.text, "      - name: \"JobId\"\n", "        in:");
    assert_eq!(marked, "      - name: \"JobId\"\n        goneSince: \"2025-01-31\"\n");
    assert!(outcome.text.contains("enumGoneSince:\n            down: \"2025-01-31\"\n"), "{}", outcome.text);
}

#[test]
fn variants_of_an_edition_are_united() {
    let first = first();
    let united = |file: &Input| {
        let outcome = second(file, &GONE, &Options { unite: true, ..options() });
        assert!(!outcome.text.contains("oneSince"), "{}", outcome.text);
        (lines(&outcome), Input::new("specs/demo.yaml", outcome.text))
    };
    let (came, both) = united(&first);
    assert_eq!(came, ["+ parameters[OtherId]", "+ responses.200.schema.properties.Key"]);
    // Whatever comes in between: what one variant takes away, the other one brings back.
    let marked = Input::new("specs/demo.yaml", second(&first, &GONE, &options()).text);
    let back = second(&marked, &[], &Options { unite: true, ..options() });
    assert!(!back.text.contains("oneSince"), "{}", back.text);
    assert_eq!(united(&both).0, [""; 0]);
}

#[test]
fn marks_stay() {
    let text = second(&first(), &GONE, &options()).text;
    assert_eq!(generator::lower::lower(&[Input::new("specs/demo.yaml", text.as_str())]).diagnostics, []);
    let file = Input::new("specs/demo.yaml", text);
    let later = Options { date: Some("2025-02-28".into()), ..options() };
    let again = second(&file, &GONE, &later);
    assert_eq!(again.report.still_gone, 5);
    assert_eq!((lines(&again), again.text == file.text), (vec![], true));
}

#[test]
fn what_comes_back_is_not_marked_any_more() {
    let marked = Input::new("specs/demo.yaml", second(&first(), &GONE, &options()).text);
    let back = second(&marked, &[], &options());
    let expected = [
        "^ parameters[JobId] gone since 2025-01-31",
        "- parameters[OtherId]",
        "^ parameters[Sort].schema.enum[down] gone since 2025-01-31",
        "- responses.200.schema.properties.Key",
        "^ responses.200.schema.properties.Token gone since 2025-01-31",
        "^ errorCodes.404[NotFound] gone since 2025-01-31",
        "^ endpoints[cn-a] gone since 2025-01-31",
    ];
    assert_eq!(lines(&back), expected);
    assert_eq!(back.text.matches("oneSince").count(), 2);
    let back = Input::new("specs/demo.yaml", back.text);
    let pruned = second(&back, &[], &Options { prune: true, ..options() });
    assert_eq!(lines(&pruned), ["x parameters[OtherId]", "x responses.200.schema.properties.Key"]);
    assert_eq!(pruned.text.replace("sha256: \"01\"", "sha256: \"00\""), first().text);
}

#[test]
fn operations_and_components_go_the_same_way() {
    let all = Options { operations: Operations::All, ..options() };
    let file = Input::new("specs/demo.yaml", imported(&upstream(&[]), None, &all).text);
    let gone = [
        (r#""StopJob": {"methods""#, r#""HaltJob": {"methods""#),
        (r##"{"$ref": "#/components/schemas/Tag"}"##, r#"{"type": "string"}"#),
        ("\n    \"Tag\": ", "\n    \"Tags\": "),
    ];
    let outcome = second(&file, &gone, &options());
    assert_eq!(outcome.report.not_taken, 1);
    assert_eq!((outcome.operations, outcome.components), (3, 2));
    let expected = [
        "-",
        "~ properties.Tag type: nothing → string",
        "~ properties.Tag $ref: #/components/schemas/Tag → nothing",
        "-",
    ];
    assert_eq!(lines(&outcome), expected);
    let outcome = second(&file, &gone, &Options { prune: true, ..options() });
    assert_eq!((outcome.operations, outcome.components), (2, 1));
    assert!(!outcome.text.contains("StopJob"), "in the table of contents, too: {}", outcome.text);
    assert!(!between(&outcome.text, "directories:", "apis:").contains("id: 3"), "{}", outcome.text);
}

#[test]
fn facts_follow_upstream() {
    let changes = [
        (r#"{"type": "string", "required": true, "desc"#, r#"{"type": "integer", "format": "int64", "desc"#),
        (r#""style": "json", "schema": {"#, r#""style": "flat", "schema": {"deprecated": true, "#),
        (
            r#""methods": ["post", "get"], "schemes": ["http", "https"]"#,
            r#""methods": ["get", "post"], "schemes": ["https"]"#,
        ),
        (r#""systemTags": {"riskType": "none", "abilityTreeCode": "1"},"#, ""),
        (r#", "default": "10""#, ""),
    ];
    let outcome = second(&first(), &changes, &options());
    let expected = [
        "~  schemes: http, https → https",
        "~ parameters[Filter] style: json → flat",
        "~ parameters[Filter].schema deprecated: nothing → true",
        "~ parameters[JobId].schema type: string → integer",
        "~ parameters[JobId].schema format: nothing → int64",
        "~ parameters[JobId].schema required: true → nothing",
    ];
    assert_eq!(lines(&outcome), expected);
    assert_eq!(outcome.report.hints_kept, 1);
    assert!(outcome.text.contains("default: \"10\"") && outcome.text.contains("riskType: \"none\""));
    let outcome = second(&first(), &changes, &Options { prune: true, ..options() });
    assert!(!outcome.text.contains("default: \"10\"") && outcome.text.contains("riskType: \"none\""));
}

#[test]
fn texts_stay() {
    let hand = first()
        .text
        .replace("\"Upstream's id.\"", "\"By hand.\"")
        .replace("    summary: \"Upstream's summary.\"\n", "");
    let hand = Input::new("specs/demo.yaml", hand);
    let changes = [("How many.", "How many there are."), ("No such job.", "There is no such job.")];
    let outcome = second(&hand, &changes, &options());
    // What has no text at all is given upstream's.
    assert_eq!((outcome.report.texts_kept, outcome.report.texts_taken), (3, 1));
    assert!(outcome.text.contains("By hand.") && outcome.text.contains("How many.\""), "{}", outcome.text);
    assert!(outcome.text.contains("    summary: \"Upstream's summary.\"\n"));
    let outcome = second(&hand, &changes, &Options { update_texts: true, ..options() });
    assert_eq!((outcome.report.texts_kept, outcome.report.texts_taken), (0, 4));
    assert!(!outcome.text.contains("By hand.") && outcome.text.contains("There is no such job."));
    let outcome = second(&hand, &changes, &Options { without_texts: true, ..options() });
    assert_eq!((outcome.report.texts_kept, outcome.report.texts_taken), (0, 0));
    assert!(!outcome.text.contains("summary:"));
}

/// Whoever wants upstream's texts, and nothing that upstream does not have, gets just these.
#[test]
fn texts_that_upstream_drops_go_when_both_are_asked_for() {
    let labels = "            - \"up\"\n          enumValueTitles:\n            up: \"First.\"\n";
    let hand = Input::new("specs/demo.yaml", first().text.replace("            - \"up\"\n", labels));
    let dropped = [(r#""summary": "Upstream's summary.", "#, ""), (r#", "description": "Upstream's id.""#, "")];
    for (update_texts, prune, removed) in [(false, false, 0), (true, false, 0), (false, true, 0), (true, true, 3)] {
        let outcome = second(&hand, &dropped, &Options { update_texts, prune, ..options() });
        assert_eq!(outcome.report.texts_removed, removed);
        for text in ["summary: \"Upstream's summary.\"", "\"Upstream's id.\"", "enumValueTitles"] {
            assert_eq!(outcome.text.contains(text), removed == 0, "{text} in:\n{}", outcome.text);
        }
    }
}

#[test]
fn new_things_without_a_text_are_to_be_described() {
    let new = r#"{"name": "Kind", "in": "query", "schema": {"type": "object", "properties": {"Of": {"type": "string"}}}},
        {"name": "JobId""#;
    let outcome = second(&first(), &[(r#"{"name": "JobId""#, new)], &options());
    assert_eq!(lines(&outcome), ["+ parameters[Kind]"]);
    let undescribed: Vec<_> = outcome
        .report
        .undescribed
        .iter()
        .map(|diagnostic| {
            let line = diagnostic.position.map_or(0, |position| position.line as usize);
            (diagnostic.path.clone().unwrap_or_default(), outcome.text.lines().nth(line - 1).unwrap_or_default().trim())
        })
        .collect();
    let expected = [
        ("apis.GetJob.parameters[Kind]".to_owned(), "- name: \"Kind\""),
        ("apis.GetJob.parameters[Kind].schema.properties.Of".to_owned(), "Of:"),
    ];
    assert_eq!(undescribed, expected);
}

#[test]
fn an_operation_that_is_named_comes_with_its_place() {
    let options = Options { operations: Operations::Named(vec!["StopJob".to_owned()]), ..options() };
    let outcome = second(&first(), &[], &options);
    assert_eq!(lines(&outcome), ["+"]);
    assert_eq!(outcome.report.not_taken, 1);
    let expected = "directories:
  - id: 2
    title: \"Jobs\"
    type: \"directory\"
    children:
      - \"GetJob\"
      - id: 3
        children:
          - \"StopJob\"
";
    assert_eq!(between(&outcome.text, "directories:", "\napis:"), expected);
}

#[test]
fn comments_and_what_only_the_file_says_stay() {
    let hand = first()
        .text
        .replace("      - name: \"Sort\"\n", "      # About sorting.\n      - name: \"Sort\"\n        x-note: 1\n");
    let hand = Input::new("specs/demo.yaml", hand.replace("version: \"1.0\"", "# Head.\n\nversion: \"1.0\""));
    let sort = r#"{"name": "Sort", "in": "query", "schema": {"type": "string", "enum": ["up", "down"]}},"#;
    let outcome = second(&hand, &[(sort, "")], &options());
    assert!(outcome.text.starts_with("# Head.\n\nversion"), "{}", outcome.text);
    let expected =
        "      # About sorting.\n      - name: \"Sort\"\n        goneSince: \"2025-01-31\"\n        in: \"query\"\n";
    assert!(outcome.text.contains(expected), "{}", outcome.text);
    assert!(outcome.text.contains("        x-note: 1\n"), "{}", outcome.text);
    let outcome = second(&hand, &[(sort, "")], &Options { prune: true, ..options() });
    assert_eq!(outcome.report.lost_comments, ["# About sorting."]);
}

#[test]
fn the_order_of_upstream_says_nothing() {
    let reversed = [
        (r#""enum": ["up", "down"]"#, r#""enum": ["down", "up"]"#),
        (
            r#"{"regionId": "cn-b", "endpoint": "b.test", "areaName": "x"}, {"regionId": "cn-a", "endpoint": "a.test"}"#,
            r#"{"regionId": "cn-a", "endpoint": "a.test"}, {"endpoint": "b.test", "regionId": "cn-b"}"#,
        ),
        (r#""Unused": {"type": "object"},"#, ""),
        (r#""Tag": {"type": "string"}}}"#, r#""Tag": {"type": "string"}, "Unused": {"type": "object"}}}"#),
    ];
    let all = Options { operations: Operations::All, ..options() };
    assert_eq!(imported(&upstream(&reversed), None, &all).text, imported(&upstream(&[]), None, &all).text);
}

#[test]
fn what_is_new_stands_behind_what_is_not_sorted() {
    let text = first().text;
    let (start, filter) = (
        text.find("      - name: \"Filter\"").unwrap(),
        between(&text, "      - name: \"Filter\"", "      - name: \"JobId\""),
    );
    let rest = between(&text, "      - name: \"JobId\"", "\n    responses:").to_owned();
    let unsorted = format!("{}{rest}{filter}{}", &text[..start], &text[start + filter.len() + rest.len()..]);
    let new = r#"{"name": "B", "in": "query", "schema": {"type": "string"}}, {"name": "A", "in": "query", "schema": {"type": "string"}}, {"name": "JobId""#;
    let outcome = second(&Input::new("specs/demo.yaml", unsorted), &[(r#"{"name": "JobId""#, new)], &options());
    let names: Vec<&str> = outcome.text.lines().filter_map(|line| line.strip_prefix("      - name: ")).collect();
    assert_eq!(names, ["\"JobId\"", "\"Sort\"", "\"Filter\"", "\"A\"", "\"B\""]);
}
