//! Documents whose names are hard on what is generated: every name that generated text itself uses, and names that are as
//! long as names may be.

use std::collections::{BTreeMap, BTreeSet};

use generator::{File, Input};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};

use crate::cases::Case;

/// The longest name of a file that common file systems allow, in bytes.
const LONGEST_FILE: usize = 255;

/// One document for each kind of hard names.
pub(crate) fn documents() -> Vec<Input> {
    vec![used(), long()]
}

/// Operations, components, fields, values and error codes called like what generated text uses.
fn used() -> Input {
    let words = words();
    // Operations and shared types become modules; each word is tried as what it can be mistaken for.
    let (modules, types): (Vec<&String>, Vec<&String>) =
        words.iter().partition(|word| word.starts_with(|c: char| c.is_lowercase() || c == '_'));
    let text = json!({"type": "string"});
    let reference = |word: &str| json!({"$ref": format!("#/components/schemas/{word}"), "required": true});
    let operation = json!({"methods": ["post"], "parameters": [], "responses": {}});
    let mut apis = each(&modules, |_| operation.clone());
    let mut texts: Vec<Value> = words.iter().map(|word| parameter(word, text.clone())).collect();
    texts.push(parameter("AnyOfThem", json!({"type": "string", "enum": words})));
    apis["GiveTexts"] = json!({
        "methods": ["post"], "parameters": texts,
        "responses": {"200": {"schema": object(each(&modules, |_| text.clone()))}},
        "responseDemo": json!([{"type": "json", "example": "{\"std\": \"a\"}"}]).to_string(),
        "errorCodes": {"400": words.iter().map(|word| json!({"errorCode": word})).collect::<Vec<_>>()},
    });
    apis["GiveObjects"] = json!({
        "methods": ["post"],
        "parameters": types.iter().map(|word| parameter(word, reference(word))).collect::<Vec<_>>(),
        "responses": {"200": {"schema": object(each(&types, reference))}},
    });
    let map = json!({"type": "object", "additionalProperties": {"type": "any"}, "required": true});
    document("used", "DemoUsed", apis, each(&types, |_| object(json!({"Map": map}))))
}

fn each(words: &[&String], value: impl Fn(&str) -> Value) -> Value {
    words.iter().map(|word| (String::clone(word), value(word))).collect::<Map<_, _>>().into()
}

fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

fn parameter(name: &str, schema: Value) -> Value {
    json!({"name": name, "in": "query", "style": "json", "schema": schema})
}

fn document(path: &str, product: &str, apis: Value, schemas: Value) -> Input {
    let info = json!({"style": "RPC", "product": product, "version": "2024-01-01"});
    let document = json!({"version": "1.0", "info": info, "components": {"schemas": schemas}, "apis": apis});
    Input::new(format!("hard-names/{path}.json"), document.to_string())
}

/// The identifiers in what comes of the golden documents. What only one or two of them lead to is theirs.
fn words() -> Vec<String> {
    let mut cases: BTreeMap<String, usize> = BTreeMap::new();
    for case in Case::all() {
        let mut found = BTreeSet::new();
        for file in case.outcome().files.iter().filter(|file| is_rust(file)) {
            identifiers(file.content.parse().unwrap(), &mut found);
        }
        for word in found {
            *cases.entry(word).or_default() += 1;
        }
    }
    cases.into_iter().filter(|(_, count)| *count > 2).map(|(word, _)| word).collect()
}

fn is_rust(file: &File) -> bool {
    file.path.ends_with(".rs")
}

fn identifiers(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                let ident = ident.to_string();
                found.insert(ident.strip_prefix("r#").unwrap_or(&ident).to_owned());
            }
            TokenTree::Group(group) => identifiers(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Names of everything as long as the reader takes them, in letters of one, two and three bytes.
fn long() -> Input {
    let name = "Long".repeat(30);
    let [plain, two, three] = ["Long".repeat(250), "Ł".repeat(500), "名".repeat(333)];
    let text = json!({"type": "string"});
    let choice = json!({"type": "string", "enum": ["a", "b"], "required": true});
    // The same but for their last letter: what they are cut to must still differ.
    let rivals = [format!("{}A", &plain[..900]), format!("{}B", &plain[..900])];
    let mut properties = json!({two: {"type": "object", "properties": {three: choice}, "required": true}});
    for rival in rivals {
        properties[rival] = json!({"type": "object", "properties": {"Text": text}, "required": true});
    }
    let inline = json!({"type": "object", "required": true, "properties": properties});
    let component = json!({"$ref": format!("#/components/schemas/{name}"), "required": true});
    let operation = json!({
        "methods": ["post"],
        "parameters": [parameter(&plain, inline.clone()), parameter("Shared", component)],
        "responses": {"200": {"schema": inline}},
        "errorCodes": {"400": [{"errorCode": "Long".repeat(5000)}, {"errorCode": "ŉ".repeat(5000)}]},
    });
    document("long", &"x".repeat(120), json!({name.clone(): operation}), json!({name: inline}))
}

/// Cargo, the compiler and rustdoc name files after what is generated.
#[test]
fn no_name_is_too_long_for_a_file() {
    let outcome = generator::generate(&[long()], &generator::Options { flavour: generator::Flavour::Member });
    assert!(!outcome.files.is_empty(), "{:?}", outcome.findings);
    for file in &outcome.files {
        for part in file.path.split('/') {
            // The compiler writes the name of a test program twice into the name of an object file.
            let longest =
                if file.path.starts_with("tests/") { 2 * part.len() + 50 } else { part.len() + ".html".len() };
            assert!(longest <= LONGEST_FILE, "{part}");
        }
        let mut names = BTreeSet::new();
        if is_rust(file) {
            let exported: Vec<syn::Item> = syn::parse_file(&file.content).unwrap().items;
            names.extend(exported.iter().filter_map(page));
        }
        for name in names {
            assert!(name.len() <= LONGEST_FILE, "{name}");
        }
    }
}

/// The name of the page that rustdoc gives to an item.
fn page(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Struct(item) => Some(format!("struct.{}.html", item.ident)),
        syn::Item::Enum(item) => Some(format!("enum.{}.html", item.ident)),
        syn::Item::Const(item) => Some(format!("constant.{}.html", item.ident)),
        _ => None,
    }
}

/// What is cut is the name in Rust; on the wire everything is called as before.
#[test]
fn long_names_are_whole_on_the_wire() {
    let input = long();
    let outcome =
        generator::generate(std::slice::from_ref(&input), &generator::Options { flavour: generator::Flavour::Member });
    let code: String = outcome.files.iter().map(|file| file.content.as_str()).collect();
    for name in [
        "Long".repeat(30),
        "Long".repeat(250),
        "Ł".repeat(500),
        "名".repeat(333),
        "Long".repeat(5000),
        "ŉ".repeat(5000),
    ] {
        assert!(code.contains(&format!("\"{name}\"")), "{name}");
    }
}
