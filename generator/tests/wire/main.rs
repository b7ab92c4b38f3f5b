//! Recorded requests of the vendor's own libraries, made by clients that are generated from real documents.
//!
//! The documents, reduced to the operations of the vectors, become one crate; `driver.rs` is its test. Products without a
//! document run from the vector's own description of the operation. Skipped when the documents are not there.
//!
//! `written.json` holds requests that nobody recorded: what the rules say about bodies of DELETE and GET.

#[path = "../support/metadata.rs"]
mod metadata;
#[path = "../support/project.rs"]
mod project;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use generator::{File, Flavour, Input, Options, Severity, names};
use serde_json::{Value, json};

use project::{Project, workspace};

/// What Rust types cannot express; tested at the codec (`runtime/tests/codec`).
const EXCLUDED: [&str; 1] = ["ecs/RunInstances/null-in-array"];

/// Editions, the one to prefer first: the operations of AI agents are only in the newer one.
const EDITIONS: [&str; 2] = ["2025-12-zh", "2024-06-zh"];

/// By product: newer documents than ours declare these parameters in the query, and were the base of what was recorded.
const CORRECTIONS: [(&str, &str); 1] = [(
    "elasticsearch",
    "corrections:
  - {at: 'apis.UntagResources.parameters[body].in', was: 'body', is: 'query', reason: 'It moved.'}
  - {at: 'apis.GetEmonGrafanaAlerts.parameters[body].in', was: 'body', is: 'query', reason: 'It moved.'}
",
)];

type Product = (String, String);

#[test]
#[ignore = "compiles everything that the runtime stands on; the step `output` of `cargo xtask ci` runs it"]
fn generated_clients_send_what_was_recorded() {
    let Some(folder) = metadata::folder() else { return };
    let vectors = vectors();
    assert_eq!(vectors.len(), 61 + 4);
    let mut products: BTreeMap<Product, Vec<&Value>> = BTreeMap::new();
    for vector in &vectors {
        let product = (text(&vector["spec"]["product"]), text(&vector["expected"]["headers"]["x-acs-version"]));
        products.entry(product).or_default().push(vector);
    }
    let inputs: Vec<Input> = products.iter().map(|(product, vectors)| document(&folder, product, vectors)).collect();
    let runtime_path = workspace().join("runtime").to_string_lossy().into_owned();
    let outcome = generator::generate(&inputs, &Options { flavour: Flavour::Standalone { runtime_path } });
    assert!(
        outcome.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error),
        "{:?}",
        outcome.diagnostics
    );
    assert_eq!(outcome.summary.refused, 0);
    // The samples and examples of these documents are tested elsewhere.
    let mut files: Vec<File> = outcome.files;
    files.retain(|file| !file.path.starts_with("tests/") && !file.path.starts_with("examples/"));
    for file in files.iter_mut().filter(|file| file.path == "Cargo.toml") {
        file.content = manifest(&file.content);
    }
    files.push(File { path: "tests/wire.rs".to_owned(), content: driver(&vectors) });
    files.push(File { path: "tests/vectors.json".to_owned(), content: Value::from(vectors).to_string() });
    Project::write("wire", &files).cargo("test --test wire --all-features");
}

fn vectors() -> Vec<Value> {
    let files = [include_str!("../../../runtime/tests/vectors/requests.json"), include_str!("written.json")];
    files.iter().flat_map(|file| serde_json::from_str::<Vec<Value>>(file).unwrap()).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The product's document with the operations of its vectors only, or one made of their own descriptions.
fn document(folder: &Path, (product, version): &Product, vectors: &[&Value]) -> Input {
    let operations: BTreeSet<String> = vectors.iter().map(|vector| text(&vector["operation"])).collect();
    let paths = EDITIONS.map(|edition| format!("{edition}/{}/{version}/api-docs.json", product.to_lowercase()));
    let found = paths.iter().find(|path| folder.join(path).is_file());
    let whole = found.map(|path| serde_json::from_str::<Value>(&metadata::read(folder, path).text).unwrap());
    let mut document = whole.unwrap_or_else(|| described(product, version, vectors));
    document["apis"].as_object_mut().unwrap().retain(|name, _| operations.contains(name));
    assert_eq!(document["apis"].as_object().unwrap().len(), operations.len(), "{product} {version}");
    let input = Input::new(format!("{product}/{version}.json"), document.to_string());
    match CORRECTIONS.iter().find(|(name, _)| name == product) {
        Some((_, text)) => input.with_corrections(format!("{product}/{version}.corrections.yaml"), *text),
        None => input,
    }
}

/// A document made of what the vectors say of their operations; each names only the parameters that it uses.
fn described(product: &str, version: &str, vectors: &[&Value]) -> Value {
    println!("{product} {version}: no document, made from the vectors");
    let mut apis = json!({});
    for vector in vectors {
        let (spec, name) = (&vector["spec"], text(&vector["operation"]));
        let path = spec["path"].as_str().unwrap_or_default();
        let call = json!({ "methods": spec["methods"], "path": path, "security": [{ "AK": [] }], "parameters": [] });
        let operation = apis.as_object_mut().unwrap().entry(name).or_insert(call);
        let known = operation["parameters"].as_array_mut().unwrap();
        for parameter in spec["parameters"].as_array().unwrap() {
            if known.iter().all(|other| other["name"] != parameter["name"]) {
                known.push(with_member(parameter));
            }
        }
        operation["responses"] = json!({ "200": { "schema": { "type": "object" } } });
    }
    let style = if vectors[0]["spec"]["path"].is_null() { "RPC" } else { "ROA" };
    json!({ "version": "1.0", "info": { "product": product, "version": version, "style": style }, "apis": apis })
}

/// The vectors leave out the members of an object body; the one that they use is called like the parameter.
fn with_member(parameter: &Value) -> Value {
    let mut parameter = parameter.clone();
    if parameter["in"] == "body" && parameter["schema"]["type"] == "object" {
        let name = text(&parameter["name"]);
        parameter["schema"]["properties"] = json!({ name: { "type": "string" } });
    }
    parameter
}

/// The manifest without examples, and with what the driver needs.
fn manifest(generated: &str) -> String {
    let (before, after) = generated.split_once("\n[[example]]").unwrap_or((generated, ""));
    let lints = after.find("\n[lints").map_or("", |at| &after[at..]);
    format!("{before}serde = \"1\"\nserde_json = \"1\"\n{lints}")
}

/// The driver, and a test for each vector that calls the right method of the right client.
fn driver(vectors: &[Value]) -> String {
    let mut code = include_str!("driver.rs").to_owned();
    let tested = vectors.iter().enumerate().filter(|(_, vector)| !EXCLUDED.contains(&vector["id"].as_str().unwrap()));
    for (number, vector) in tested {
        let module =
            names::module(&text(&vector["spec"]["product"]), &text(&vector["expected"]["headers"]["x-acs-version"]));
        let method = names::method(&text(&vector["operation"]));
        let _ = write!(
            code,
            "\n#[tokio::test]\nasync fn vector_{number:02}() {{\n    \
             check({number}, |config, request| generated::{module}::Client::new(config).unwrap().{method}(request)).await;\n}}\n"
        );
    }
    code
}
