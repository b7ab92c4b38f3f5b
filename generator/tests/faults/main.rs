//! Faulty documents: what is said about them, word for word, and that nothing is generated when there is an error.
//!
//! Each diagnostic says where, what, and what to do about it, or what is done instead.

use generator::{Flavour, Input, Options, Outcome, Severity};

#[path = "../support/diagnostics.rs"]
mod diagnostics;

mod contained;
mod documents;
mod keys;
mod operations;
mod shapes;

/// The first line of most documents here.
const INFO: &str = "info: {style: \"RPC\", product: \"Demo\", version: \"2024-01-01\"}\n";

fn generate(inputs: &[(&str, &str)]) -> Outcome {
    let inputs: Vec<Input> = inputs.iter().map(|(path, text)| Input::new(*path, *text)).collect();
    generator::generate(&inputs, &Options { flavour: Flavour::Member })
}

/// Compares the diagnostics of some documents, one a line, and whether anything is generated.
#[track_caller]
fn check_all(inputs: &[(&str, &str)], expected: &[&str]) {
    let outcome = generate(inputs);
    let lines: Vec<String> = outcome.diagnostics.iter().map(diagnostics::line).collect();
    assert_eq!(lines, expected, "\n\ngot:\n{}\n", lines.join("\n"));
    let failed = outcome.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    assert_eq!(outcome.files.is_empty(), failed, "nothing is generated when there is an error, and only then");
}

/// The same for one document.
#[track_caller]
fn check(path: &str, text: &str, expected: &[&str]) {
    check_all(&[(path, text)], expected);
}

/// The same for a YAML document of one operation, given by its keys from line 4 on.
#[track_caller]
fn check_operation(keys: &str, expected: &[&str]) {
    check("demo.yaml", &format!("{INFO}apis:\n  Get:\n{keys}"), expected);
}

/// The same for its parameters, one a line, from line 5 on.
#[track_caller]
fn check_parameters(parameters: &[&str], expected: &[&str]) {
    let lines: String = parameters.iter().flat_map(|parameter| ["      - ", parameter, "\n"]).collect();
    check_operation(&format!("    parameters:\n{lines}"), expected);
}
