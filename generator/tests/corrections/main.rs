//! Corrections: what they do to a document, and what is said when they do not apply.
//!
//! | module | what |
//! |---|---|
//! | `values` | every kind of value that is overruled; values that come and go |
//! | `names` | Rust names that are chosen |
//! | `paging` | how an operation gives its items page by page |
//! | `warnings` | warnings that are accepted |
//! | `faults` | corrections that do not apply, word for word |
//! | `history` | real documents that changed |

#![expect(clippy::needless_raw_string_hashes, reason = "expectations are written by `UPDATE_EXPECT=1`")]

use expect_test::Expect;
use generator::{Flavour, Input, Options, Outcome, Severity};

#[path = "../support/diagnostics.rs"]
mod diagnostics;
#[path = "../support/metadata.rs"]
mod metadata;
#[path = "../support/syntax.rs"]
mod syntax;

mod faults;
mod history;
mod names;
mod paging;
mod values;
mod warnings;

/// What most tests correct.
const DOCUMENT: &str = r##"version: "1.0"
info: {style: "RPC", product: "Demo", version: "2024-01-01"}
apis:
  GetJob:
    summary: "Gits a job."
    methods: ["post"]
    parameters:
      - {name: "JobId", in: "query", schema: {type: "string", description: "Which one.", required: true}}
      - {name: "Kind", in: "query", schema: {type: "string", enum: ["a", "b"]}}
      - {name: "Old", in: "query", schema: {type: "string", deprecated: true}}
    responses:
      "200":
        schema:
          type: "object"
          properties:
            Job: {$ref: "#/components/schemas/JobDTO"}
            Total: {type: "string", maxLength: 9}
  ListJobs:
    summary: "Lists jobs."
    methods: ["post"]
components:
  schemas:
    JobDTO:
      type: "object"
      properties:
        Id: {type: "string"}
        Opener: {type: "string"}
        Owner: {type: "object", properties: {Name: {type: "string"}}}
"##;

/// The name of a file of corrections.
const CORRECTIONS: &str = "demo.corrections.yaml";

fn generate(input: Input) -> Outcome {
    let outcome = generator::generate(&[input], &Options { flavour: Flavour::Member });
    syntax::assert_rust("demo", &outcome.files);
    outcome
}

/// Generates from a document and corrections, each without the reason.
fn corrected(document: &str, corrections: &[&str]) -> Outcome {
    generate(Input::new("demo.yaml", document).with_corrections(CORRECTIONS, file(corrections)))
}

/// A file of corrections; each has a line of its own, from line 2 on.
fn file(corrections: &[&str]) -> String {
    let lines = corrections.iter().map(|correction| format!("  - {{{correction}, reason: \"A test.\"}}\n"));
    format!("corrections:\n{}", lines.collect::<String>())
}

/// [`DOCUMENT`] with something else in it.
#[track_caller]
fn edited(edits: &[(&str, &str)]) -> String {
    let edit = |text: String, (from, to): &(&str, &str)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    };
    edits.iter().fold(DOCUMENT.to_owned(), edit)
}

/// Asserts that corrections do the same as changes of the document itself, from which something is generated.
#[track_caller]
fn check_same(corrections: &[&str], edits: &[(&str, &str)]) {
    check_outcomes(&corrected(DOCUMENT, corrections), &generate(Input::new("demo.yaml", edited(edits))));
}

#[track_caller]
fn check_outcomes(actual: &Outcome, expected: &Outcome) {
    assert_eq!(lines(actual), [""; 0]);
    assert_eq!(lines(expected), [""; 0]);
    assert!(!actual.files.is_empty());
    for (actual, expected) in actual.files.iter().zip(&expected.files) {
        assert_eq!(actual.content, expected.content, "{}", expected.path);
    }
    assert_eq!(actual.files.len(), expected.files.len());
}

/// Compares what is said about corrections of [`DOCUMENT`]; nothing is generated when there is an error.
#[track_caller]
fn check_faults(corrections: &[&str], expected: &Expect) {
    check_outcome(&corrected(DOCUMENT, corrections), expected);
}

#[track_caller]
fn check_outcome(outcome: &Outcome, expected: &Expect) {
    expected.assert_eq(&lines(outcome).iter().flat_map(|line| [line, "\n"]).collect::<String>());
    let failed = outcome.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    assert_eq!(outcome.files.is_empty(), failed);
}

/// The diagnostics, one a line, with the dotted path behind the place.
fn lines(outcome: &Outcome) -> Vec<String> {
    let line = |diagnostic: &generator::Diagnostic| {
        let path = diagnostic.path.as_ref().map(|path| format!(" / {path}")).unwrap_or_default();
        diagnostics::line(diagnostic) + &path
    };
    outcome.diagnostics.iter().map(line).collect()
}

/// One generated file.
#[track_caller]
fn content<'o>(outcome: &'o Outcome, ending: &str) -> &'o str {
    let file = outcome.files.iter().find(|file| file.path.ends_with(ending));
    &file.unwrap_or_else(|| panic!("no {ending}: {:?}", lines(outcome))).content
}
