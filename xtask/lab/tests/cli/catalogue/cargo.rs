//! `cargo xtask catalogue` with a fake cargo: which commands it runs, and how it evaluates their output.

use super::{catalogue, row};
use crate::support::{CommandOutput, DOCUMENT, Project};

const TESTS: &str = "
running 2 tests
test get::sample ... ok
test list::sample ... ok

successes:

---- get::sample stdout ----
Get: 5 exact, 0 converted, 0 unknown, 0 mismatched

---- list::sample stdout ----
List: 3 exact, 0 converted, 2 unknown, 0 mismatched

successes:
    get::sample
    list::sample

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";

fn prepared() -> Project {
    let project = catalogue();
    project.put("fake/test-output", TESTS);
    project.put("Cargo.lock", "# the project's versions\n");
    project
}

fn run(project: &Project, arguments: &[&str]) -> CommandOutput {
    let (cargo, fake) = (concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/fake-cargo"), project.path("fake"));
    let arguments: Vec<_> = ["catalogue", "--specs", "docs"].iter().chain(arguments).copied().collect();
    let variables = [("CARGO", cargo), ("FAKE", fake.to_str().unwrap()), ("CARGO_ENCODED_RUSTFLAGS", "-Cx")];
    project.xtask_with(&arguments, &variables)
}

fn calls(project: &Project) -> Vec<String> {
    project.get("fake/calls").lines().map(str::to_owned).collect()
}

#[test]
fn each_crate_is_compiled_anew_on_dependencies_that_are_built_before() {
    let project = prepared();
    let output = run(&project, &["--check", "--doc", "--test", "--only", "demo"]).exits(0);
    let of = |folder: &str, commands: &[&str]| {
        commands.iter().map(|command| format!("{folder} {command} target -Dwarnings true")).collect::<Vec<_>>()
    };
    let expected = [
        of(".dependencies", &["check", "doc", "test"]),
        of("api-docs.yaml", &["clean", "check", "doc", "test"]),
        of("api-docs.yaml", &["clean", "check", "doc", "test"]),
    ];
    assert_eq!(calls(&project), expected.concat());
    assert_eq!(project.get("target/catalogue/25-en/demo/1/api-docs.yaml/Cargo.lock"), "# the project's versions\n");
    output.err_has("building the dependencies\n").err_has("[2/2] 25-zh/demo/1: 1 operation in ");
}

#[test]
fn the_figures_are_in_the_table_and_in_the_json() {
    let project = prepared();
    let output = run(&project, &["--check", "--test", "--only", "25-en", "--json", "all.json"]).exits(0);
    let cells = row(&output, "25-en/demo/1");
    // Behind operations, types, refused, warnings, files, milliseconds, and the seconds of two commands.
    assert_eq!(cells[8..], ["0.3", "0.3", "1", "1", "0", "ok"], "{}", output.out);
    let json: serde_json::Value = serde_json::from_str(&project.get("all.json")).unwrap();
    let document = &json["documents"][0];
    assert_eq!(document["cargo"]["check"]["rmeta_bytes"], 250_000);
    assert_eq!(document["cargo"]["test"]["rlib_bytes"], 250_000);
    assert_eq!(document["samples"][1]["operation"], "List");
    assert_eq!(document["samples"][1]["unknown"], 2);
    assert_eq!(json["totals"]["samples_by_class"]["unknown"], 1);
    output
        .out_has("\nexact                       1       8\n")
        .out_has("\nunknown fields\n  25-en/demo/1: List (2 unknown)\n");
}

#[test]
fn compiler_output_is_shown_and_stored() {
    let project = prepared();
    project.put("fake/fail-check", "error[E0599]: no such method\n  --> src/lib.rs:1:1\n");
    project.put("fake/fail-in", "wrong.yaml");
    project.put("docs/wrong.yaml", DOCUMENT);
    let output = run(&project, &["--check", "--test", "--json", "-"]).exits(1);
    output.err_has(
        "error: docs/wrong.yaml: check: cargo check failed\n  error[E0599]: no such method\n    --> src/lib.rs:1:1\n",
    )
    .err_has("  = note: the full output is in target/catalogue/wrong.yaml/check.log\n")
    .err_has("FAILED: 4 documents, ");
    let log = project.get("target/catalogue/wrong.yaml/check.log");
    assert_eq!(log, "   Compiling wrong.yaml\nerror[E0599]: no such method\n  --> src/lib.rs:1:1\n");
    assert!(!calls(&project).iter().any(|call| call.starts_with("wrong.yaml test")), "a step follows one that failed");
}

#[test]
fn a_sample_that_fails_fails_the_document() {
    let project = prepared();
    let failed = TESTS.replace("list::sample ... ok", "list::sample ... FAILED");
    project
        .put("fake/test-output", &failed.replace("0 mismatched\n\nsucc", "0 mismatched, lost or changed: A.B\n\nsucc"));
    let output = run(&project, &["--test", "--only", "25-en"]).exits(1);
    assert_eq!(row(&output, "25-en/demo/1")[8..], ["1", "0", "1", "FAILED", "(test)"], "{}", output.out);
    output.out_has(
        "test: 1 of 2 samples failed\n  List: lost or changed: A.B\n  = note: the full output is in target/catalogue/",
    );
}

#[test]
fn a_crate_that_cargo_takes_for_compiled_is_a_failure() {
    let project = prepared();
    project.put("fake/fresh", "");
    run(&project, &["--check"]).exits(1).out_has("check: cargo did not compile the crate again\n");
}

#[test]
fn nothing_is_tried_when_the_dependencies_do_not_build() {
    let project = prepared();
    project.put("fake/fail-check", "error: could not compile `runtime`\n");
    let output = run(&project, &["--check"]).exits(1);
    output
        .err_has("error: the dependencies of all crates: build: cargo failed; no document was tried\n")
        .err_has("  error: could not compile `runtime`\n")
        .err_has("the full output is in target/catalogue/.dependencies/target-check.log\n");
    assert_eq!(calls(&project), [".dependencies check target -Dwarnings true"]);
}

#[test]
fn the_network_is_asked_only_for_what_is_not_on_the_disk() {
    let project = prepared();
    project.put("fake/fail-check", "error: no matching package; you may wish to retry without the offline flag\n");
    run(&project, &["--check"]).exits(1);
    let expected = [".dependencies check target -Dwarnings true", ".dependencies check target -Dwarnings "];
    assert_eq!(calls(&project), expected);
}

#[test]
fn each_worker_has_a_target_folder() {
    let project = prepared();
    run(&project, &["--check", "--jobs", "2"]).exits(0).out_has("\nok: 3 documents, ");
    let mut calls = calls(&project);
    calls.sort();
    assert_eq!(
        calls[..2],
        [".dependencies check target -Dwarnings true", ".dependencies check target-2 -Dwarnings true"]
    );
    assert_eq!(calls.len(), 2 + 2 * 3);
}

#[test]
fn a_missing_cargo_is_reported() {
    let project = prepared();
    let output = project.xtask_with(&["catalogue", "--specs", "docs", "--check"], &[("CARGO", "/no/such/cargo")]);
    output.exits(1).err_has("cannot run cargo, or cannot write `target/catalogue/.dependencies/target-check.log`: ");
}
