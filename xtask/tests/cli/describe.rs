//! `describe`: what is known of an operation, and why.

use crate::support::{DOCUMENT, Project};

#[test]
fn an_operation_is_described_with_what_speaks_for_its_effect() {
    let project = Project::new();
    let output = project.xtask(&["describe", "Ping"]).exits(0);
    let expected = "\
Demo 2024-01-31 Ping
Answers.

document     specs/demo/2024-01-31.yaml:9:3
method       demo20240131::Client::ping
call         POST / (RPC style), signed
token        none
paged        no: no parameter selects a page
effect       write: a read needs a name that reads and a field that agrees
             name                      does not begin with a word that reads
             operationType             write  specs/demo/2024-01-31.yaml:15:20
             systemTags.operationType  not given
retried      only when the service cannot have carried it out, unless `Call::idempotent` is called
request      PingRequest: 1 parameter, 0 required
             Text  text  query
response     PingResponse (1 field)
";
    assert_eq!(output.out, expected);
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
        (reads, "GetPing", "retried      when another attempt may help: it only reads\n"),
        (
            token,
            "Ping",
            "retried      when another attempt may help: with the same `ClientToken`, the service carries it out once\n",
        ),
        (sampled, "Ping", "response     PingResponse (1 field), with a sample\n"),
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
        .out_has("\npaged        no: beside `PageNo` there is neither the size of a page nor a total\neffect");
    described(&document.replace("Jobs:", "Total: {type: \"integer\"}\n            Jobs:")).out_has(
        "\npaged        `PageNo` takes the number of the page\n             \
         items  Jobs[]  the only list\n             size   not given\n             total  Total\neffect",
    );
    let token = document.replace(
        "\"PageNo\", in: \"query\", schema: {type: \"integer\"}",
        "\"NextToken\", in: \"query\", schema: {type: \"string\"}",
    );
    described(&token.replace("Jobs:", "NextToken: {type: \"string\"}\n            Jobs:")).out_has(
        "\npaged        `NextToken` takes the token `NextToken` of the page before\n             \
         items  Jobs[]  the only list\n             size   not given\neffect",
    );
}

#[test]
fn an_unknown_operation_is_an_error_with_the_closest_name() {
    let project = Project::new();
    let output = project.xtask(&["describe", "Pong", "ping"]).exits(1);
    assert!(output.err.contains("no document has an operation `Pong`"), "{}", output.err);
    assert!(output.err.contains("did you mean `Ping`?"), "{}", output.err);
    assert!(output.out.starts_with("Demo 2024-01-31 Ping\n"), "{}", output.out);
    project.xtask(&["describe"]).exits(2);
}
