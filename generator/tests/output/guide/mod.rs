//! `GENERATED.md`: what becomes of each construct of a document, made of `template.md` and the golden cases.
//!
//! The template is Markdown. A block of code in it names excerpts, one a line; the page has the excerpts instead. They are cut
//! out of the inputs and outputs of the golden cases, so they cannot lag behind:
//!
//! | block | a line in it |
//! |---|---|
//! | `yaml CASE` or `yaml CASE/FILE` | an element path of a document of that case, see [`document`] |
//! | `rust CASE` | `PATH: ITEM`, where the path of one generated file ends like that, see [`rust`]; the next line may omit it |
//! | `text CASE` | a part of one diagnostic, or the beginning of paths of generated files |

mod document;
mod rust;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use generator::Outcome;
use similar::TextDiff;

use crate::cases::Case;
use crate::{diagnostics, tree};

/// A page that nobody reads to its end explains nothing.
const MOST_LINES: usize = 560;

/// The golden cases with what is generated from them, made when a block asks for them.
#[derive(Default)]
struct Golden(BTreeMap<String, (Case, Outcome)>);

impl Golden {
    fn case(&mut self, name: &str) -> &(Case, Outcome) {
        self.0.entry(name.to_owned()).or_insert_with(|| {
            let case = Case::load(name);
            let outcome = case.outcome();
            (case, outcome)
        })
    }

    /// What stands in a block instead of the lines that name excerpts.
    fn excerpts(&mut self, info: &str, lines: &[&str]) -> Vec<String> {
        let words: Vec<&str> = info.split(' ').collect();
        match words[..] {
            ["yaml", at] => {
                let (name, file) = at.split_once('/').unwrap_or((at, "spec.yaml"));
                let (case, _) = self.case(name);
                let document = case.document(file);
                lines.iter().map(|line| document::excerpt(&document, line)).collect()
            }
            ["rust", name] => items(&self.case(name).1, lines),
            ["text", name] => {
                let (_, outcome) = self.case(name);
                lines.iter().map(|line| outcome_lines(outcome, line)).collect()
            }
            _ => panic!("no block of excerpts: {info}"),
        }
    }
}

impl Case {
    /// A document, or a file of corrections, as a tree.
    fn document(&self, file: &str) -> serde_json::Value {
        let text = fs::read_to_string(self.folder.join(file)).unwrap();
        tree::parse(&generator::Input::new(file, text))
    }
}

/// Items of generated files.
fn items(outcome: &Outcome, lines: &[&str]) -> Vec<String> {
    let (mut file, mut excerpts) = (None, Vec::new());
    for line in lines {
        let selected = match line.split_once(".rs: ") {
            Some((path, selected)) => {
                let path = format!("{path}.rs");
                let new = only(outcome.files.iter().filter(|file| file.path.ends_with(&path)), &path);
                file = Some(new);
                selected
            }
            None => *line,
        };
        excerpts.push(rust::excerpt(&file.expect("a path comes first").content, selected));
    }
    excerpts
}

/// The diagnostic that contains `part`, or else the paths of generated files that begin with it.
fn outcome_lines(outcome: &Outcome, part: &str) -> String {
    let lines: Vec<String> = outcome.diagnostics.iter().map(diagnostics::line).collect();
    let matching: Vec<&String> = lines.iter().filter(|line| line.contains(part)).collect();
    if let [line] = matching[..] {
        return line.clone();
    }
    let paths = outcome.files.iter().map(|file| file.path.as_str()).filter(|path| path.starts_with(part));
    let paths: Vec<&str> = paths.collect();
    assert!(!paths.is_empty(), "neither one diagnostic nor a file: {part}");
    paths.join("\n")
}

/// The only one there is.
#[track_caller]
fn only<T>(mut found: impl Iterator<Item = T>, what: &str) -> T {
    let first = found.next().unwrap_or_else(|| panic!("there is no {what}"));
    assert!(found.next().is_none(), "there is more than one {what}");
    first
}

/// The page that a template makes.
fn page(template: &str) -> String {
    let (mut golden, mut page) = (Golden::default(), String::new());
    let mut lines = template.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            writeln!(page, "{line}").unwrap();
            continue;
        };
        let selected: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let excerpts = golden.excerpts(info, &selected).join("\n");
        let language = info.split(' ').next().unwrap();
        writeln!(page, "```{language}\n{excerpts}\n```").unwrap();
    }
    page
}

#[test]
fn golden_excerpts_are_up_to_date() {
    let actual = page(include_str!("template.md"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("GENERATED.md");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &actual).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let diff = TextDiff::from_lines(&expected, &actual);
    assert!(
        expected == actual,
        "generator/GENERATED.md is out of date:\n\n{}\n\
         If this is meant, run `UPDATE_GOLDEN=1 cargo test --package generator --test output golden` and review the diff.",
        diff.unified_diff().header("GENERATED.md", "generated")
    );
    let lines = actual.lines().count();
    assert!(lines <= MOST_LINES, "generator/GENERATED.md has {lines} lines, more than {MOST_LINES}");
}
