//! `describe`: what is known of an operation, and why.

use crate::support::{DOCUMENT, Project};

#[test]
fn an_operation_is_a_page() {
    let project = Project::new();
    let output = project.xtask(&["describe", "Ping"]).exits(0);
    let expected = "\
Ping                                                                                 Demo 2024-01-31
    Answers.

Call
    POST https://demo.{region}.aliyuncs.com/  RPC style, signed
    demo20240131::Client::ping(PingRequest::new())
    Retried only when the service cannot have carried it out, unless Call::idempotent is called.

Parameters
    Text  text
        What to answer.

Response
    RequestId  text
        The id of the request.

Permissions
    None documented.

Why
    document  specs/demo/2024-01-31.yaml:9:3
    effect    write: a read needs a name that reads and a field that agrees
    pages     none: no parameter selects a page
    token     none
";
    assert_eq!(output.out, expected);
}

#[test]
fn what_speaks_for_an_effect_is_shown_on_demand() {
    let output = Project::new().xtask(&["describe", "Ping", "--section", "why"]).exits(0);
    let expected = "
    What speaks for the effect:
      name                       does not begin with a word that reads
      operationType              write                                  specs/demo/2024-01-31.yaml:15:20
      systemTags.operationType   not given
";
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(squeezed(&output.out).contains(&squeezed(expected)), "{}", output.out);
}

#[test]
fn what_is_retried_follows_from_effect_and_token() {
    let project = Project::new();
    let document = project.get("specs/demo/2024-01-31.yaml");
    let reads = document.replace("Ping", "GetPing").replace("operationType: \"write\"", "operationType: \"read\"");
    let token = document.replace("\"Text\"", "\"ClientToken\"");
    let sampled = document.replace(
        "    operationType:",
        "    responseDemo: '[{\"type\": \"json\", \"example\": \"{}\"}]'\n    operationType:",
    );
    let cases = [
        (reads, "GetPing", "    Retried when another attempt may help: it only reads.\n"),
        (token, "Ping", "    token     ClientToken: the service carries out calls with the same token once\n"),
        (sampled, "Ping", "\nSample response\n    {}\n"),
    ];
    for (document, operation, line) in cases {
        project.put("specs/demo/2024-01-31.yaml", &document);
        let output = project.xtask(&["describe", operation]).exits(0);
        assert!(output.out.contains(line), "{}", output.out);
    }
}

#[test]
fn a_list_is_described_with_its_pages() {
    let project = Project::new();
    let numbers = "      - {name: \"PageNo\", in: \"query\", schema: {type: \"integer\"}}\n";
    let list = "            Jobs: {type: \"array\", items: {type: \"string\"}}\n";
    let document = DOCUMENT.replace("    parameters:\n", &format!("    parameters:\n{numbers}"));
    let document = document.replace("          properties:\n", &format!("          properties:\n{list}"));
    let described = |document: &str| {
        project.put("specs/demo/2024-01-31.yaml", document);
        project.xtask(&["describe", "Ping"]).exits(0)
    };
    described(&document)
        .out_has("    pages     none: beside `PageNo` there is neither the size of a page nor a total\n");
    described(&document.replace("Jobs:", "Total: {type: \"integer\"}\n            Jobs:"))
        .out_has("    Paged: PageNo takes the number of the page; items are in Jobs[], Total in all.\n");
    let token = document.replace(
        "\"PageNo\", in: \"query\", schema: {type: \"integer\"}",
        "\"NextToken\", in: \"query\", schema: {type: \"string\"}",
    );
    described(&token.replace("Jobs:", "NextToken: {type: \"string\"}\n            Jobs:"))
        .out_has("    Paged: NextToken takes the token NextToken of the page before; items are in Jobs[].\n");
}

#[test]
fn an_unknown_operation_is_an_error_with_the_closest_name() {
    let project = Project::new();
    let output = project.xtask(&["describe", "Pong"]).exits(1);
    let output = output.err_has("no document has an operation or product `Pong`").err_has("did you mean `Ping`?");
    assert_eq!(output.out, "");
    let output = project.xtask(&["describe", "Nothing", "ping"]).exits(1);
    output.err_has("no document has an operation `Nothing`, and `Ping` no such parameter").out_has("Ping    ");
    project.xtask(&["describe", "Ping", "--parameter", "Texts"]).exits(1).err_has("did you mean `Text`?");
    project.xtask(&["describe"]).exits(2);
}

#[test]
fn a_parameter_is_shown_alone() {
    let project = Project::new();
    let output = project.xtask(&["describe", "Ping", "text"]).exits(0);
    assert!(output.out.contains("What to answer.") && !output.out.contains("Call"), "{}", output.out);
    assert_eq!(project.xtask(&["describe", "Ping", "--parameter", "Text"]).exits(0).out, output.out);
}

#[test]
fn a_product_lists_its_operations() {
    let project = Project::new();
    for name in ["demo", "Demo/2024-01-31"] {
        project.xtask(&["describe", name]).exits(0).out_has("1 operation\n").out_has("    Ping  Answers.\n");
    }
}

#[test]
fn an_operation_of_several_versions_has_to_be_named_with_one() {
    let project = Project::new();
    let document = project.get("specs/demo/2024-01-31.yaml");
    project.put("specs/demo/2025-01-31.yaml", &document.replace("2024-01-31", "2025-01-31"));
    project.put("specs/other/2024-01-31.yaml", &document);
    let output = project.xtask(&["describe", "Ping"]).exits(1);
    let output = output.err_has("`Ping` is an operation of 2 versions");
    output.err_has("name one: `Demo/2024-01-31/Ping`, `Demo/2025-01-31/Ping`");
    project.xtask(&["describe", "Demo/2025-01-31/Ping"]).exits(0).out_has("Demo 2025-01-31");
    // One version in two documents, such as editions, is one operation.
    let output = project.xtask(&["describe", "demo/2024-01-31/ping"]).exits(0);
    output.out_has("document  specs/demo/2024-01-31.yaml:9:3\n    also in   specs/other/2024-01-31.yaml\n");
}

#[test]
fn an_operation_that_the_project_has_not_taken_comes_from_the_source() {
    let project = Project::new();
    let document = project.get("specs/demo/2024-01-31.yaml");
    project.put("vendor/other/2024-01-31/api-docs.yaml", &document.replace("Demo", "Other").replace("Ping", "Pong"));
    let variable = [("ALIBABACLOUD_DOCUMENTS", "vendor")];
    for name in ["Other/Pong", "other/2024-01-31/pong"] {
        let output = project.xtask_with(&["describe", name], &variable).exits(0);
        output.out_has("Other 2024-01-31").out_has("document  vendor/other/2024-01-31/api-docs.yaml:9:3");
    }
    for name in ["Other", "Other/2024-01-31"] {
        project.xtask_with(&["describe", name], &variable).exits(0).out_has("Pong  Answers.");
    }
    project.xtask_with(&["describe", "Other/Pang"], &variable).exits(1).err_has("did you mean `Pong`?");
    project.xtask_with(&["describe", "Third/Ping"], &variable).exits(1).err_has("no document of `Third`");
    // It never needs the network for what the project has.
    project.xtask_with(&["describe", "Demo/Ping"], &[("ALIBABACLOUD_DOCUMENTS", "https://example.invalid")]).exits(0);
}

#[test]
fn a_policy_is_json_alone_and_tells_what_is_not_known() {
    let project = Project::new();
    let document = project.get("specs/demo/2024-01-31.yaml");
    project
        .xtask(&["describe", "Ping", "--policy"])
        .exits(1)
        .err_has("no RAM action is documented for `Demo/2024-01-31/Ping`");
    let actions =
        "    ramActions: [{ramAction: {action: \"demo:Ping\", resources: [{arn: \"acs:demo:*:*:ping/{#Id}\"}]}}]\n";
    project.put(
        "specs/demo/2024-01-31.yaml",
        &document.replace("    parameters:\n", &format!("{actions}    parameters:\n")),
    );
    project.put("specs/other/1.yaml", &document.replace("Demo", "Other").replace("Ping", "Pong"));
    let output = project.xtask(&["describe", "Ping", "Pong", "--policy"]).exits(0);
    let policy: serde_json::Value = serde_json::from_str(&output.out).unwrap();
    let expected = serde_json::json!({"Version": "1", "Statement": [
        {"Effect": "Allow", "Action": ["demo:Ping"], "Resource": "acs:demo:*:*:ping/*"},
    ]});
    assert_eq!(policy, expected);
    output.err_has("warning: no RAM action is documented for `Other/2024-01-31/Pong`");
}
