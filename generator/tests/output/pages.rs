//! The pages of a crate: a program first, operations under the vendor's headings, and nothing that is told twice.

use std::collections::BTreeMap;

use generator::{File, Flavour, Input, Options};
use serde_json::{Value, json};
use syn::{Attribute, Expr, ImplItem, Item, Lit, Meta};

use crate::metadata;

/// Text of this length is information; shorter ones are names and formulas.
const TELLING: usize = 40;

fn document() -> Value {
    let operation = |name: &str, extra: Value| {
        let mut api = json!({
            "summary": format!("Does what {name} is for, and does so in one sentence."),
            "description": format!("Does what {name} is for, and does so in one sentence.\n\nThe description of {name} goes on \
                                    for a while and says more."),
            "methods": ["post"],
            "parameters": [{"name": "Id", "in": "query", "schema": {"type": "string", "required": true}}],
            "errorCodes": {"404": [{"errorCode": "NotFound", "errorMessage": "What was asked for does not exist anywhere."}]},
            "ramActions": [{"ramAction": {"action": format!("demo:{name}"), "resources": []}}],
            "responses": {"200": {"schema": {"type": "object", "properties": {"Name": {"type": "string"}}}}},
        });
        api.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        api
    };
    let names = ["StartJob", "StopJob", "GetJob", "CopyDisk", "GetLog", "OldJob", "Ping"];
    let apis: serde_json::Map<String, Value> = names
        .into_iter()
        .map(|name| {
            (name.to_owned(), operation(name, if name == "OldJob" { json!({"deprecated": true}) } else { json!({}) }))
        })
        .collect();
    json!({
        "version": "1.0",
        "info": {"style": "RPC", "product": "Demo", "version": "2024-01-31"},
        "directories": [
            {"title": "Old", "children": ["OldJob"]},
            {"title": "Jobs", "children": ["StopJob", "GetJob", {"title": "Logs", "children": ["GetLog"]}, "StartJob"]},
            {"title": "Disks", "children": ["CopyDisk"]},
        ],
        "apis": apis,
    })
}

fn generate(document: &Value) -> Vec<File> {
    let outcome =
        generator::generate(&[Input::new("demo.json", document.to_string())], &Options { flavour: Flavour::Member });
    assert_eq!(outcome.diagnostics, []);
    outcome.files
}

fn content<'f>(files: &'f [File], path: &str) -> &'f str {
    &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path}")).content
}

fn parsed(files: &[File], path: &str) -> syn::File {
    syn::parse_file(content(files, path)).unwrap()
}

/// The lines of a doc comment.
fn docs(attributes: &[Attribute]) -> String {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim_start().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// The headings and operations of a client's page from top to bottom: `# Jobs`, `get_job`, ….
fn outline_of_client(file: &syn::File) -> Vec<String> {
    let mut outline = Vec::new();
    for item in &file.items {
        let Item::Impl(block) = item else { continue };
        outline.extend(docs(&block.attrs).lines().filter(|line| !line.is_empty()).map(str::to_owned));
        outline.extend(block.items.iter().filter_map(|item| match item {
            ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
            _ => None,
        }));
    }
    assert_eq!(outline[..2], ["new", "call"], "what every client has comes first");
    outline.split_off(2)
}

/// The page of a file without the programs on it.
fn prose(text: &str) -> Vec<&str> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("//!")).map(str::trim_start);
    let mut is_code = false;
    let mut prose = Vec::new();
    for line in lines {
        match (line.starts_with("```"), is_code) {
            (true, _) => is_code = !is_code,
            (false, true) => {}
            (false, false) => prose.push(line),
        }
    }
    prose
}

/// The same of a module's page.
fn outline_of_module(text: &str) -> Vec<&str> {
    let entry = |line| str::strip_prefix(line, "- [`")?.split_once('`').map(|(name, _)| name);
    prose(text).into_iter().filter_map(|line| if line.starts_with('#') { Some(line) } else { entry(line) }).collect()
}

#[test]
fn clients_are_divided_as_the_page_of_their_module() {
    let files = generate(&document());
    let expected = [
        "# Disks",
        "copy_disk",
        "# Jobs",
        "get_job",
        "start_job",
        "stop_job",
        "## Logs",
        "get_log",
        "# Old",
        "old_job",
        "# Other operations",
        "ping",
    ];
    assert_eq!(outline_of_module(content(&files, "src/demo20240131/mod.rs")), expected);
    for path in ["src/demo20240131/client.rs", "src/demo20240131/blocking.rs"] {
        let file = parsed(&files, path);
        assert_eq!(outline_of_client(&file), expected, "{path}");
        let client =
            file.items.iter().find_map(|item| if let Item::Struct(s) = item { Some(docs(&s.attrs)) } else { None });
        let topics = "# Topics\n\n[Disks](Self::copy_disk)\n· [Jobs](Self::get_job)\n· [Old](Self::old_job)\n\
                      · [Other operations](Self::ping)";
        assert!(client.as_ref().is_some_and(|docs| docs.contains(topics)), "{path}: {client:?}");
    }
}

/// Where there is nothing to choose from, there is no list of topics.
#[test]
fn a_client_without_topics_has_one_heading() {
    let mut document = document();
    document["directories"] = json!([]);
    let files = generate(&document);
    for path in ["src/demo20240131/client.rs", "src/demo20240131/blocking.rs"] {
        let headings: Vec<String> = outline_of_client(&parsed(&files, path));
        assert_eq!(headings.iter().filter(|line| line.starts_with('#')).collect::<Vec<_>>(), ["# Operations"]);
        assert!(!content(&files, path).contains("# Topics"), "{path}");
    }
}

#[test]
fn a_crate_begins_with_a_program_and_lists_types_of_others_by_themselves() {
    let files = generate(&document());
    let lib = content(&files, "src/lib.rs");
    let page: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("//!")).map(str::trim_start).collect();
    assert_eq!(
        page[1..4],
        ["", "```", "# #[cfg(feature = \"demo20240131\")] async fn example() -> Result<(), generated::Error> {"]
    );
    let headings: Vec<&str> = prose(lib).into_iter().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headings, ["# Guide", "# Overview", "# Products", "# Features"]);
    assert!(lib.contains("#[doc(no_inline)]\n    pub use runtime::{Bytes, HeaderMap, StatusCode, Value};\n"), "{lib}");
    assert!(page.contains(&"| `demo20240131` | `Demo` 2024-01-31 | 7 |"), "{page:?}");
}

/// Every paragraph of an operation's documentation, by the place that it stands in.
fn paragraphs(files: &[File], module: &str) -> BTreeMap<(String, String), Vec<&'static str>> {
    let mut found: BTreeMap<(String, String), Vec<&'static str>> = BTreeMap::new();
    let mut add = |operation: &str, place: &'static str, docs: &str| {
        for paragraph in
            docs.split("\n\n").filter(|paragraph| paragraph.len() >= TELLING && !paragraph.starts_with("```"))
        {
            found.entry((operation.to_owned(), paragraph.to_owned())).or_default().push(place);
        }
    };
    for item in parsed(files, &format!("src/{module}/client.rs")).items {
        let Item::Impl(block) = item else { continue };
        for item in &block.items {
            if let ImplItem::Fn(method) = item {
                add(method.sig.ident.to_string().trim_start_matches("r#"), "method", &docs(&method.attrs));
            }
        }
    }
    let folder = format!("src/{module}/operations/");
    for file in files {
        let Some(name) = file.path.strip_prefix(&folder).and_then(|name| name.strip_suffix(".rs")) else { continue };
        if name == "mod" {
            continue;
        }
        // The request comes first, the response second.
        let structs = parsed(files, &file.path).items.into_iter().filter_map(|item| match item {
            Item::Struct(definition) => Some(docs(&definition.attrs)),
            _ => None,
        });
        for (place, docs) in ["request", "response"].into_iter().zip(structs.take(2).collect::<Vec<_>>()) {
            add(name, place, &docs);
        }
    }
    found
}

fn told_twice(files: &[File], module: &str) -> Vec<String> {
    let twice = paragraphs(files, module).into_iter().filter(|(_, places)| places.len() > 1);
    twice.map(|((operation, text), places)| format!("{operation}, {places:?}: {text}")).collect()
}

#[test]
fn nothing_is_told_twice_of_an_operation() {
    let files = generate(&document());
    let paragraphs = paragraphs(&files, "demo20240131");
    let place = |text: &str| paragraphs[&("get_job".to_owned(), text.to_owned())].clone();
    assert_eq!(place("Does what `GetJob` is for, and does so in one sentence."), ["method"]);
    assert_eq!(place("The description of `GetJob` goes on for a while and says more."), ["request"]);
    let table = "| status | code | message |\n|---|---|---|\n\
                 | 404 | [`NotFound`](super::super::errors::NOT_FOUND) | What was asked for does not exist anywhere. |";
    assert_eq!(place(table), ["request"]);
    assert_eq!(told_twice(&files, "demo20240131"), [""; 0]);
}

#[test]
fn nothing_is_told_twice_of_real_operations() {
    let Some(folder) = metadata::folder() else { return };
    let input = metadata::read(&folder, "2024-06-zh/ice/2020-11-09/api-docs.json");
    let files = generator::generate(&[input], &Options { flavour: Flavour::Member }).files;
    assert!(paragraphs(&files, "ice20201109").len() > 500);
    assert_eq!(told_twice(&files, "ice20201109"), [""; 0]);
}
