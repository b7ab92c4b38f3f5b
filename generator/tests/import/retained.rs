//! Editions with faults: what is faulty stays as it is in the file, and everything else is taken.

use generator::Input;
use generator::import::{Operations, Options, Upstream, import};

use super::faults::lines;
use super::{imported, options};

/// Two operations that share a component, and one that stands for itself.
const OURS: &str = r##"info: {style: "RPC", product: "Demo", version: "2024-01-31"}
components:
  schemas:
    Job: {description: "A job.", type: "object", properties: {Id: {type: "string"}}}
apis:
  GetJob: {title: "Gets a job.", methods: ["get"], responses: {"200": {schema: {$ref: "#/components/schemas/Job"}}}}
  ListJobs:
    title: "Lists jobs."
    methods: ["get"]
    parameters: [{name: "State", in: "query", schema: {description: "Which.", type: "string"}}]
    responses: {"200": {schema: {type: "array", items: {$ref: "#/components/schemas/Job"}}}}
  Ping: {title: "Pings.", methods: ["get"]}
"##;

/// The next edition: everywhere something new.
const THEIRS: &str = r##"{"info": {"style": "RPC", "product": "Demo", "version": "2024-01-31"},
"components": {"schemas": {
 "Job": {"type": "object", "properties": {"Id": {"type": "string"}, "Name": {"type": "string"}}}}},
"apis": {
 "GetJob": {"methods": ["get", "post"], "responses": {"200": {"schema": {"$ref": "#/components/schemas/Job"}}}},
 "ListJobs": {"methods": ["get", "post"], "parameters": [{"name": "Page", "in": "query", "schema": {"type": "integer"}}],
  "responses": {"200": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Job"}}}}},
 "Ping": {"methods": ["get", "post"]},
 "StopJob": {"methods": ["post"], "responses": {"200": {"schema": {"$ref": "#/components/schemas/Job"}}}}}}"##;

fn theirs(from: &str, to: &str) -> Input {
    let text = THEIRS.replacen(from, to, 1);
    assert_ne!(text, THEIRS);
    Input::new("next.json", text)
}

fn ours() -> Input {
    Input::new("specs/demo.yaml", OURS)
}

fn all() -> Options {
    Options { operations: Operations::All, ..options() }
}

/// The lines of a document that are about one operation or component.
fn part<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let mut lines = text
        .lines()
        .skip_while(|line| line.trim_end() != format!("  {name}:") && line.trim_end() != format!("    {name}:"));
    let indent = |line: &str| line.len() - line.trim_start().len();
    let Some(first) = lines.next() else { return Vec::new() };
    lines.take_while(|line| line.trim().is_empty() || indent(line) > indent(first)).collect()
}

#[test]
fn a_faulty_operation_stays_and_the_others_are_taken() {
    let outcome = imported(
        &theirs(r#""ListJobs": {"methods": ["get", "post"]"#, r#""ListJobs": {"methods": ["get", "trace"]"#),
        Some(&ours()),
        &all(),
    );
    assert_eq!(
        lines(&outcome.report.retained),
        [
            "next.json:6:34: warning: unknown method `trace` / expected one of delete, get, head, options, patch, post, put; operation `ListJobs` is kept as it is in the file"
        ]
    );
    let listed = part(&outcome.text, "ListJobs").join("\n");
    assert!(listed.contains("State") && !listed.contains("Page") && !listed.contains("goneSince"), "{listed}");
    for name in ["GetJob", "Ping"] {
        assert!(part(&outcome.text, name).join("\n").contains("post"), "{name}: {}", outcome.text);
    }
    assert!(!part(&outcome.text, "StopJob").is_empty());
    // What was written can be read without a fault, and importing it once more changes nothing.
    assert_eq!(
        lines(&generator::lower::lower(&[Input::new("specs/demo.yaml", &outcome.text)]).diagnostics),
        [] as [String; 0]
    );
}

#[test]
fn a_faulty_operation_that_is_new_is_not_taken() {
    let faulty = theirs(r#""StopJob": {"methods": ["post"]"#, r#""StopJob": {"methods": "post""#);
    let outcome = imported(&faulty, Some(&ours()), &all());
    assert!(
        lines(&outcome.report.retained)[0].ends_with("operation `StopJob` is not imported"),
        "{:?}",
        outcome.report.retained
    );
    assert!(part(&outcome.text, "StopJob").is_empty());
    assert_eq!(outcome.report.not_taken, 1);
    // Requested by name, it is an error.
    let named = Options { operations: Operations::Named(vec!["StopJob".to_owned()]), ..options() };
    let refused = import(Upstream::read(&faulty).unwrap(), Some(&ours()), &named).map(|_| ()).unwrap_err();
    assert!(lines(&refused)[0].starts_with("next.json:9:25: error: expected a list for `methods`"), "{refused:?}");
}

#[test]
fn a_faulty_component_stays_and_serves_all_that_use_it() {
    let faulty = theirs(r#""Name": {"type": "string"}"#, r#""Name": ["string"]"#);
    let outcome = imported(&faulty, Some(&ours()), &all());
    assert!(lines(&outcome.report.retained)[0].ends_with("component `Job` is kept as it is in the file"));
    let job = part(&outcome.text, "Job").join("\n");
    assert!(job.contains("Id") && !job.contains("Name") && !job.contains("goneSince"), "{job}");
    assert!(!part(&outcome.text, "StopJob").is_empty(), "its component is known");
    // Into an empty folder: what needs the component is not imported.
    let fresh = imported(&faulty, None, &all());
    assert!(
        lines(&fresh.report.retained)[0].ends_with("operation `GetJob` (and 2 more) is not imported"),
        "{:?}",
        fresh.report.retained
    );
    assert_eq!((fresh.operations, fresh.components), (1, 0));
}

#[test]
fn what_is_corrected_is_taken() {
    let correction = "corrections:\n- at: apis.ListJobs.methods\n  was: [[\"get\"], [\"get\", \"trace\"]]\n  is: [\"get\"]\n  reason: \"There is no such verb.\"\n";
    let faulty = theirs(r#""ListJobs": {"methods": ["get", "post"]"#, r#""ListJobs": {"methods": ["get", "trace"]"#);
    let ours = ours().with_corrections("specs/demo.corrections.yaml", correction);
    let outcome = imported(&faulty, Some(&ours), &all());
    assert_eq!(lines(&outcome.report.retained), [] as [String; 0]);
    let listed = part(&outcome.text, "ListJobs").join("\n");
    assert!(listed.contains("trace") && listed.contains("Page"), "the document is as the vendor has it: {listed}");
    let again =
        Input::new("specs/demo.yaml", &outcome.text).with_corrections("specs/demo.corrections.yaml", correction);
    assert_eq!(lines(&generator::lower::lower(&[again]).diagnostics), [] as [String; 0]);
}

#[test]
fn faults_of_what_is_not_taken_are_not_told() {
    let faulty = theirs(r#""StopJob": {"methods": ["post"]"#, r#""StopJob": {"methods": "post""#);
    let outcome = imported(&faulty, Some(&ours()), &options());
    assert_eq!(lines(&outcome.report.retained), [] as [String; 0]);
}
