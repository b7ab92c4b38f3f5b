//! A small change of a document is a small change of the output.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::{Flavour, Input, Options};
use similar::{ChangeTag, TextDiff};

fn read() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/ice/2020-11-09.yaml")).unwrap()
}

fn files(text: &str) -> BTreeMap<String, String> {
    let input = Input::new("specs/ice/2020-11-09.yaml", text);
    let outcome = generator::generate(&[input], &Options { flavour: Flavour::Member });
    assert_eq!(outcome.diagnostics, []);
    outcome.files.into_iter().map(|file| (file.path, file.content)).collect()
}

/// What two versions of the crate do not have in common: path, lines removed, lines added.
fn changes(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<(String, Vec<String>, Vec<String>)> {
    assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
    let differing = old.iter().filter(|(path, content)| new[*path] != **content);
    differing
        .map(|(path, content)| {
            let diff = TextDiff::from_lines(content, &new[path]);
            let lines = |tag: ChangeTag| {
                diff.iter_all_changes()
                    .filter(|change| change.tag() == tag)
                    .map(|change| change.value().to_owned())
                    .collect()
            };
            (path.clone(), lines(ChangeTag::Delete), lines(ChangeTag::Insert))
        })
        .collect()
}

#[test]
fn an_optional_parameter_adds_lines_to_one_file() {
    let old = read();
    let before = "      - name: \"SessionId\"\n";
    assert_eq!(old.matches(before).count(), 1);
    let parameter = "      - name: \"Priority\"\n        in: \"query\"\n        schema:\n          type: \"integer\"\n          \
                     format: \"int32\"\n          description: \"How urgent the call is.\"\n          example: \"3\"\n";
    let new = old.replace(before, &format!("{parameter}{before}"));
    let changes = changes(&files(&old), &files(&new));
    let [(path, removed, added)] = changes.as_slice() else { panic!("one file changes: {changes:#?}") };
    assert_eq!(path, "src/ice20201109/operations/start_ai_agent_instance.rs");
    assert_eq!(removed, &[] as &[String]);
    let expected = "
    /// How urgent the call is.
    ///
    /// Wire name `Priority`. Example: `3`.
    pub priority: Option<i64>,

    /// Sets [`priority`](Self::priority).
    #[inline]
    pub fn with_priority(mut self, priority: i64) -> Self {
        self.priority = Some(priority);
        self
    }
    priority: \"Priority\",
";
    // Which of two equal lines is the added one (a blank line, a brace) is the diff's choice.
    let sorted = |lines: Vec<&str>| {
        let mut lines: Vec<String> = lines.into_iter().map(|line| line.trim().to_owned()).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(added.iter().map(String::as_str).collect()), sorted(expected.trim_start().lines().collect()));
}

#[test]
fn an_optional_field_of_a_shared_type_adds_lines_to_one_file() {
    let old = read();
    let before = "    AIAgentRuntimeConfig:\n";
    assert_eq!(old.matches(before).count(), 1);
    let (head, tail) = old.split_once(before).unwrap();
    let field = "        Zeal: {type: \"boolean\", description: \"How eager the agent is.\"}\n";
    let tail = tail.replacen("      properties:\n", &format!("      properties:\n{field}"), 1);
    let changes = changes(&files(&old), &files(&format!("{head}{before}{tail}")));
    let [(path, removed, added)] = changes.as_slice() else { panic!("one file changes: {changes:#?}") };
    assert_eq!(path, "src/ice20201109/types/ai_agent_runtime_config.rs");
    assert_eq!(removed, &[] as &[String]);
    assert!(added.len() < 15, "{added:#?}");
}
