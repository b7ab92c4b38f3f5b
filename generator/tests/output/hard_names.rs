//! Documents whose names are hard on what is generated: names that generated text itself uses, and names as long as they
//! may be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use generator::{File, Flavour, Input, Options};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};

use crate::cases::Case;

/// The longest name of a file that common file systems allow, in bytes.
const LONGEST_FILE: usize = 255;

/// A document for each kind of hard names.
pub(crate) fn documents() -> Vec<Input> {
    vec![used(), long(), alike()]
}

fn document(product: &str, apis: &Value, schemas: &Value) -> Input {
    let info = json!({"style": "RPC", "product": product, "version": "2024-01-01"});
    let document = json!({"version": "1.0", "info": info, "components": {"schemas": schemas}, "apis": apis});
    Input::new("hard-names.json", document.to_string())
}

fn object(properties: &Value) -> Value {
    json!({"type": "object", "properties": properties, "required": true})
}

fn reference(component: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{component}"), "required": true})
}

fn parameter(name: &str, schema: &Value) -> Value {
    json!({"name": name, "in": "query", "style": "json", "schema": schema})
}

/// The same for each word.
fn each(words: &[&String], value: impl Fn(&str) -> Value) -> Value {
    words.iter().map(|word| (String::clone(word), value(word))).collect::<Map<_, _>>().into()
}

/// Operations, components, fields, values and error codes called like what generated text uses.
fn used() -> Input {
    let words = words();
    let is_lower = |word: &&String| word.starts_with(|c: char| c.is_lowercase() || c == '_');
    // Operations become methods and modules, components become types.
    let (modules, types): (Vec<&String>, Vec<&String>) = words.iter().partition(is_lower);
    let text = json!({"type": "string"});
    let mut texts: Vec<Value> = words.iter().map(|word| parameter(word, &text)).collect();
    texts.push(parameter("AnyOfThem", &json!({"type": "string", "enum": words})));
    let objects: Vec<Value> = types.iter().map(|word| parameter(word, &reference(word))).collect();
    let codes: Vec<Value> = words.iter().map(|word| json!({"errorCode": word})).collect();

    let mut apis = each(&modules, |_| json!({"methods": ["post"], "parameters": [], "responses": {}}));
    apis["GiveTexts"] = json!({
        "methods": ["post"],
        "parameters": texts,
        "responses": {"200": {"schema": object(&each(&modules, |_| text.clone()))}},
        "responseDemo": json!([{"type": "json", "example": "{\"std\": \"a\"}"}]).to_string(),
        "errorCodes": {"400": codes},
    });
    apis["GiveObjects"] = json!({
        "methods": ["post"],
        "parameters": objects,
        "responses": {"200": {"schema": object(&each(&types, reference))}},
    });
    let map = json!({"type": "object", "additionalProperties": {"type": "any"}, "required": true});
    document("DemoUsed", &apis, &each(&types, |_| object(&json!({"Map": map}))))
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
    cases.retain(|_, count| *count > 2);
    assert!(cases.contains_key("std") && cases.contains_key("tokio"), "{cases:?}");
    cases.into_keys().collect()
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

fn is_rust(file: &File) -> bool {
    Path::new(&file.path).extension().is_some_and(|ending| ending == "rs")
}

/// The longest name that an operation or a component may have.
fn longest_name() -> String {
    "Long".repeat(30)
}

/// The longest names that anything else may have, with letters of one, two and three bytes; the last two differ only in
/// what is cut.
fn longest_words() -> [String; 5] {
    let plain = "Long".repeat(250);
    let [a, b] = ["A", "B"].map(|last| format!("{}{last}", &plain[1..]));
    [plain, "Ł".repeat(500), "名".repeat(333), a, b]
}

/// Error codes may be longer still. Two capitals stand for the letter of the second one.
fn long_codes() -> [String; 2] {
    ["Long".repeat(5_000), "ŉ".repeat(5_000)]
}

/// Everything that has a name has a long one.
fn long() -> Input {
    let name = longest_name();
    let [plain, two, three, a, b] = longest_words();
    let choice = json!({"type": "string", "enum": ["a", "b"], "required": true});
    let plainly = object(&json!({"Text": {"type": "string"}}));
    let inline = object(&json!({two: object(&json!({three: choice})), a: plainly, b: plainly}));
    let operation = json!({
        "methods": ["post"],
        "parameters": [parameter(&plain, &inline), parameter("Shared", &reference(&name))],
        "responses": {"200": {"schema": inline}},
        "errorCodes": {"400": long_codes().map(|code| json!({"errorCode": code}))},
    });
    document(&"x".repeat(120), &json!({name.clone(): operation}), &json!({name: inline}))
}

/// Types that want the same name in the list of all types: nested ones, and one that is a component.
fn alike() -> Input {
    let leaf = object(&json!({"Text": {"type": "string"}}));
    let schemas = json!({
        "One": object(&json!({"TwoThree": leaf, "Four": leaf})),
        "OneTwo": object(&json!({"Three": leaf})),
        "OneFour": leaf,
    });
    let names: Vec<&String> = schemas.as_object().unwrap().keys().collect();
    let parameters: Vec<Value> = names.into_iter().map(|name| parameter(name, &reference(name))).collect();
    document("DemoAlike", &json!({"Take": {"methods": ["post"], "parameters": parameters, "responses": {}}}), &schemas)
}

fn files_of_long() -> Vec<File> {
    let outcome = generator::generate(&[long()], &Options { flavour: Flavour::Member });
    assert_eq!(outcome.diagnostics, []);
    outcome.files
}

/// Cargo, the compiler and rustdoc name files after what is generated.
#[test]
fn no_name_is_too_long_for_a_file() {
    for file in files_of_long() {
        for part in file.path.split('/') {
            // The compiler writes the name of a program twice into that of an object file, with two hashes.
            let is_program = !file.path.starts_with("src/");
            let longest = if is_program { 2 * part.len() + 50 } else { part.len() + ".html".len() };
            assert!(longest <= LONGEST_FILE, "{part}");
        }
        if is_rust(&file) {
            let items = syn::parse_file(&file.content).unwrap().items;
            for page in items.iter().filter_map(page) {
                assert!(page.len() <= LONGEST_FILE, "{page}");
            }
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

/// What is cut is a name in Rust; on the wire everything is called as before.
#[test]
fn long_names_are_whole_on_the_wire() {
    let code: String = files_of_long().into_iter().map(|file| file.content).collect();
    for name in [longest_name()].into_iter().chain(longest_words()).chain(long_codes()) {
        assert!(code.contains(&format!("\"{name}\"")), "{name}");
    }
}
