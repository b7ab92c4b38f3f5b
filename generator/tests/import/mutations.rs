//! Damaged documents and files: whatever happens, nothing panics, and what is written is a document.

use generator::import::{Operations, Options, Upstream, import};
use generator::{Diagnostic, Input};
use serde_json::{Value, json};

use super::options;

const FIRST: &str = include_str!("first.json");

/// What takes the place of something else.
fn replacements() -> [Value; 9] {
    let long = "x".repeat(300);
    [
        json!(null),
        json!(false),
        json!(-1.5),
        json!(""),
        json!(" # text: \n\t"),
        json!(long),
        json!([]),
        json!({}),
        json!([{"name": ["a"]}, "b", [{"$ref": "#/components/schemas/Tag"}]]),
    ]
}

/// Replaces one node, counted in the order of the document; whether there was one.
fn replace(value: &mut Value, index: &mut usize, with: &Value) -> bool {
    if *index == 0 {
        value.clone_from(with);
        return true;
    }
    *index -= 1;
    match value {
        Value::Array(elements) => elements.iter_mut().any(|element| replace(element, index, with)),
        Value::Object(members) => members.values_mut().any(|member| replace(member, index, with)),
        _ => false,
    }
}

/// Every fifth pair of a node and what replaces it.
fn damaged() -> Vec<String> {
    let document: Value = serde_json::from_str(FIRST).unwrap();
    let mut damaged = Vec::new();
    for (kind, with) in replacements().iter().enumerate() {
        for number in (kind % 5..).step_by(5) {
            let (mut copy, mut index) = (document.clone(), number);
            if !replace(&mut copy, &mut index, with) {
                break;
            }
            damaged.push(copy.to_string());
        }
    }
    damaged
}

/// Imports; the text, or why there is none.
fn attempt(upstream: &str, file: Option<&str>, options: &Options) -> Result<String, Vec<Diagnostic>> {
    let input = Input::new("new", upstream);
    let file = file.map(|text| Input::new("specs/old.yaml", text));
    let outcome = Upstream::read(&input).and_then(|upstream| import(upstream, file.as_ref(), options));
    let faults = outcome.as_ref().err().cloned().unwrap_or_default();
    assert!(faults.iter().all(|fault| fault.kind != "defect"), "{upstream}\n{faults:#?}");
    outcome.map(|outcome| outcome.text)
}

#[test]
fn damaged_documents() {
    let all = Options { operations: Operations::All, ..options() };
    let whole = attempt(FIRST, None, &all).unwrap();
    let (mut written, documents) = (0, damaged());
    for document in &documents {
        for (upstream, file) in [(document.as_str(), None), (document, Some(whole.as_str())), (FIRST, Some(document))] {
            let Ok(text) = attempt(upstream, file, &Options { sha256: "02".into(), ..all.clone() }) else { continue };
            // What was written can be brought up to date, unless it is about another product.
            if let Err(faults) = attempt(FIRST, Some(&text), &all) {
                assert!(faults.iter().all(|fault| fault.kind == "other-document"), "{upstream}\n{text}\n{faults:#?}");
            }
            written += 1;
        }
    }
    assert!(written > documents.len() / 2, "{written} of {}", documents.len());
}
