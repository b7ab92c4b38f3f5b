//! `describe`: what is known of an operation, and why.

use crate::support::Project;

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
effect       write: a read needs a name that reads and a field that agrees
             name                      does not begin with a word that reads
             operationType             write  specs/demo/2024-01-31.yaml:15:20
             systemTags.operationType  not given
request      PingRequest: 1 parameter, 0 required
             Text  text  query
response     PingResponse (1 field)
";
    assert_eq!(output.out, expected);
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
