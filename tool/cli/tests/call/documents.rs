//! Where the document comes from.

use std::fs;

use runtime_testing::Reply;

use crate::support::{CommandOutput, DOCUMENT, Folder, Service, grow_old, reply};

const FETCHED: &str = r#"{
    "version": "1.0", "info": {"style": "RPC", "product": "Demo", "version": "2024-01-31"}, "components": {"schemas": {}},
    "apis": {"Ping": {"methods": ["post"], "schemes": ["https"], "security": [{"AK": []}], "operationType": "write",
        "parameters": [], "responses": {"200": {"schema": {"type": "object", "properties": {}}}}}}
}"#;
const PRODUCTS: &str = r#"[{"code": "Demo", "versions": ["2024-01-31"]}]"#;

/// A call that fetches its document.
fn ping(folder: &Folder, address: &str, arguments: &[&str]) -> CommandOutput {
    let mut command = folder.command(arguments);
    command.args(["--dry-run"]).env("ALIBABACLOUD_DOCUMENTS", address);
    CommandOutput::of(&mut command)
}

#[test]
fn a_fetched_document_is_kept_and_needs_no_network_then() {
    let folder = Folder::new();
    let service = Service::new([Reply::json(PRODUCTS), Reply::json(FETCHED)]);
    let address = format!("http://{}/meta", service.server.address());
    ping(&folder, &address, &["demo", "ping"]).exits(0).out_has("x-acs-action: Ping");
    ping(&folder, &address, &["Demo/2024-01-31", "Ping"]).exits(0);
    assert_eq!(service.server.requests().len(), 2);
    drop(service);
    let output = ping(&folder, &address, &["DEMO", "Ping", "--offline"]).exits(0);
    assert_eq!(output.err, "");
    grow_old(&folder.path("alibabacloud"));
    let output = ping(&folder, &address, &["Demo", "Ping"]).exits(0);
    output.out_has("x-acs-action: Ping").err_has("note: ").err_has("comes from the cache, ");
    ping(&folder, &address, &["Demo", "Ping", "--offline"]).exits(0).err_has("the network is not used (`--offline`)");
}

#[test]
fn products_and_operations_are_suggested() {
    let folder = Folder::new();
    let list = || Service::new([Reply::json(PRODUCTS), Reply::json(FETCHED)]);
    let service = list();
    let address = format!("http://{}", service.server.address());
    let output = ping(&folder, &address, &["Dmo", "Ping"]).exits(1).err_has("there is no product `Dmo`");
    output.err_has("did you mean `Demo/2024-01-31`?");
    ping(&folder, &address, &["Demo", "Pong"]).exits(2).err_has("did you mean `Ping`?");
    let output = CommandOutput::of(&mut folder.demo(&["DescribeThin"])).exits(2);
    assert_eq!(
        output.err,
        "error: Demo 2024-01-31 has no operation `DescribeThin`\n  = help: did you mean `DescribeThing`?\n"
    );
    let output = CommandOutput::of(&mut folder.command(&["ecs", "Ping", "--specs", "demo.yaml"])).exits(2);
    output.err_has("`demo.yaml` is the document of Demo 2024-01-31").err_has("name that product: `Demo/2024-01-31`");
}

#[test]
fn a_service_that_is_down_is_named() {
    let service =
        Service::new([reply(503, "text/plain", ""), reply(503, "text/plain", ""), reply(503, "text/plain", "")]);
    let address = format!("http://{}", service.server.address());
    let output = ping(&Folder::new(), &address, &["Demo/2024-01-31", "Ping"]).exits(1);
    output.err_has("cannot fetch Demo/2024-01-31").err_has("status 503");
    let output = ping(&Folder::new(), "http://example.com", &["Demo/2024-01-31", "Ping", "--offline"]).exits(1);
    output.err_has("it is not in the cache");
}

#[test]
fn an_operation_that_is_refused_says_why() {
    let folder = Folder::new();
    let text = DOCUMENT.replace("{name: \"Id\", in: \"query\"", "{name: \"Id\", in: \"host\"");
    fs::write(folder.path("demo.yaml"), text).unwrap();
    let output = CommandOutput::of(&mut folder.demo(&["describething"])).exits(1);
    output.err_has("`DescribeThing` cannot be called: ").err_has("host");
}

#[test]
fn a_project_has_documents_of_its_own() {
    let folder = Folder::new();
    let configuration = "documents: \"vendor\"\nruntime: {git: \"https://example.com/a.git\", \
                         rev: \"0123456789012345678901234567890123456789\"}\ncrates:\n  - name: \"my-cloud\"\n    \
                         products:\n      - {product: \"demo\", version: \"2024-01-31\", operations: [\"LogIn\"]}\n";
    fs::write(folder.path("alibabacloud.yaml"), configuration).unwrap();
    fs::create_dir_all(folder.path("specs/demo")).unwrap();
    fs::create_dir_all(folder.path("vendor/demo")).unwrap();
    // The project has imported some operations, and corrected one of them.
    let own = DOCUMENT.replace("  Chat:\n", "  Talk:\n").replace("\"Chat\"", "\"Talk\"");
    fs::write(folder.path("specs/demo/2024-01-31.yaml"), own).unwrap();
    let corrections =
        "corrections:\n  - {at: 'apis.LogIn.parameters[User].in', was: 'query', is: 'formData', reason: 'So it is.'}\n";
    fs::write(folder.path("specs/demo/2024-01-31.corrections.yaml"), corrections).unwrap();
    fs::write(folder.path("vendor/demo/2024-01-31.yaml"), DOCUMENT).unwrap();
    let run = |arguments: &[&str]| CommandOutput::of(folder.command(&["demo"]).args(arguments).arg("--dry-run"));
    run(&["LogIn", "User=me"]).exits(0).out_has("\nUser=me\n");
    run(&["Talk"]).exits(0);
    // What it has not imported comes from where documents come from.
    run(&["Chat"]).exits(0).out_has("x-acs-action: Chat");
    run(&["Chant"]).exits(2).err_has("did you mean `Chat`?");
    fs::write(folder.path("alibabacloud.yaml"), "crates: 7\n").unwrap();
    run(&["LogIn"]).exits(1).err_has("alibabacloud.yaml:1");
}
