//! Faults that lie in a part of the document: what they cost, and what not.

use generator::{Flavour, Input, Options, Severity};

use crate::INFO;

/// Three operations; two of them use the component `Job`, one through another component.
const DOCUMENT: &str = r##"
components:
  schemas:
    Job: {type: "object", properties: {Id: {type: "string"}}}
    Page: {type: "object", properties: {Jobs: {type: "array", items: {$ref: "#/components/schemas/Job"}}}}
    Fault: {type: "object", properties: {Code: {type: "string"}}}
apis:
  GetJob:
    methods: ["get"]
    parameters: [{name: "Id", in: "query", schema: {type: "string"}}]
    responses:
      "200": {schema: {$ref: "#/components/schemas/Job"}}
      "400": {schema: {$ref: "#/components/schemas/Fault"}}
    errorCodes: {"400": [{errorCode: "Missing", errorMessage: "No."}]}
    staticInfo: {returnType: "synchronous"}
  ListJobs:
    methods: ["get"]
    responses: {"200": {schema: {$ref: "#/components/schemas/Page"}}}
  Ping:
    methods: ["post"]
endpoints: [{regionId: "cn-hangzhou", endpoint: "demo.aliyuncs.com"}]
directories: [{title: "Jobs", children: ["GetJob"]}]
"##;

/// The operations that are generated from the document with one text replaced, and those that each warning that costs any refuses.
#[track_caller]
fn generated(old: &str, new: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let text = format!("{INFO}{DOCUMENT}");
    assert_eq!(text.matches(old).count(), 1, "{old}");
    let inputs = [Input::new("demo.yaml", text.replace(old, new))];
    let lowered = generator::lower::lower(&inputs);
    assert!(lowered.diagnostics.iter().all(|f| f.severity == Severity::Warning), "{:#?}", lowered.diagnostics);
    let outcome = generator::generate(&inputs, &Options { flavour: Flavour::Member });
    assert!(!outcome.files.is_empty() && !lowered.diagnostics.is_empty());
    assert_eq!(outcome.summary.declared, 3);
    assert_eq!(outcome.summary.operations + outcome.summary.refused, 3);
    let operations = lowered.krate.modules[0].operations.iter().map(|operation| operation.wire.clone()).collect();
    let costs =
        lowered.diagnostics.into_iter().map(|diagnostic| diagnostic.refuses).filter(|refused| !refused.is_empty());
    (operations, costs.collect())
}

#[test]
fn an_operation() {
    for (old, new) in [
        (r#"methods: ["post"]"#, r#"methods: ["post", "trace"]"#),
        (r#"methods: ["post"]"#, r"methods: {post: true}"),
        (
            r#"methods: ["post"]"#,
            r#"methods: ["post"], methods: ["get"]"#.replace(", methods", "\n    methods").as_str(),
        ),
        (r#"methods: ["post"]"#, "metods: []"),
        (r#"methods: ["post"]"#, "path: [\"/\"]"),
    ] {
        let (operations, refused) = generated(old, new);
        assert_eq!(operations, ["GetJob", "ListJobs"], "{new}");
        assert_eq!(refused, [["Ping"]], "{new}");
    }
}

#[test]
fn a_component_costs_the_operations_that_use_it() {
    let (operations, refused) = generated(r#"{Id: {type: "string"}}}"#, r#"{Id: {type: ["string"]}}}"#);
    assert_eq!(operations, ["Ping"]);
    assert_eq!(refused, [["GetJob", "ListJobs"]]);
    let (operations, refused) = generated("properties: {Jobs:", "propertys: {Jobs:");
    assert_eq!(operations, ["GetJob", "Ping"]);
    assert_eq!(refused, [["ListJobs"]]);
}

#[test]
fn what_no_type_is_made_from_costs_nothing() {
    for (old, new) in [
        ("{type: \"object\", properties: {Code: {type: \"string\"}}}", "[\"object\"]"),
        ("{errorCode: \"Missing\", errorMessage: \"No.\"}", "\"Missing\""),
        ("staticInfo: {returnType: \"synchronous\"}", "staticInfo: [\"synchronous\"]"),
        ("staticInfo: {returnType: \"synchronous\"}", "staticInfo: {returnTypes: 1, substitution: []}"),
        ("staticInfo: {returnType: \"synchronous\"}", "deprecated: \"no\""),
        ("staticInfo: {returnType: \"synchronous\"}", "descripton: \"It.\""),
        ("\"400\": {schema: {$ref: \"#/components/schemas/Fault\"}}", "\"400\": {schema: 1}"),
        ("[{regionId: \"cn-hangzhou\", endpoint: \"demo.aliyuncs.com\"}]", "{cn-hangzhou: demo}"),
        ("{regionId: \"cn-hangzhou\", endpoint: \"demo.aliyuncs.com\"}", "{regionid: \"cn-hangzhou\"}"),
        ("[{title: \"Jobs\", children: [\"GetJob\"]}]", "[[\"GetJob\"]]"),
        ("directories: [{title: \"Jobs\", children: [\"GetJob\"]}]", "directores: []"),
    ] {
        let (operations, refused) = generated(old, new);
        assert_eq!(operations, ["GetJob", "ListJobs", "Ping"], "{new}");
        assert_eq!(refused, [[""; 0]; 0], "{new}");
    }
}

/// Nobody knows what was meant: whoever says so much of a value does not want it shown.
#[test]
fn a_damaged_mark_of_a_secret_is_one() {
    let text = format!("{INFO}{DOCUMENT}")
        .replace(r#"{Id: {type: "string"}}}"#, r#"{Id: {type: "string", sensitive: "yes"}}}"#);
    let diagnostics = generator::lower::lower(&[Input::new("demo.yaml", &text)]).diagnostics;
    assert!(
        diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning && diagnostic.refuses.is_empty())
    );
    let files = generator::generate(&[Input::new("demo.yaml", text)], &Options { flavour: Flavour::Member }).files;
    let job = files.iter().find(|file| file.path.ends_with("types/job.rs")).unwrap();
    assert!(job.content.contains("secret"), "{}", job.content);
}
