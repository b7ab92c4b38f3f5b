//! What cannot be imported, and the diagnostics.

use generator::import::{Operations, Options, Upstream, import};
use generator::{Diagnostic, Input};

use super::options;

#[path = "../support/diagnostics.rs"]
mod diagnostics;

const GOOD: &str = r#"{"info": {"style": "RPC", "product": "Demo", "version": "2024-01-31"}, "apis": {"Get": {}, "List": {"methods": ["gte"]}}}"#;

pub(crate) fn lines(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(diagnostics::line).collect()
}

#[test]
fn what_is_no_document() {
    let cases = [
        ("", "standard input:1:1: error: the file is empty"),
        (" \n", "standard input:1:1: error: the file is empty"),
        ("<!DOCTYPE html>", "standard input:1:1: error: this is an HTML or XML page, not an api-docs document"),
        (&GOOD[..40], "standard input:1:40: error: invalid JSON: EOF while parsing a string"),
        ("key: value\n", "standard input:1:1: error: not an api-docs document: it has neither `info` nor `apis`"),
        ("[]", "standard input:1:1: error: expected a map with `info` and `apis`, found a list"),
        (
            r#"{"code": 500, "message": "server error"}"#,
            "standard input:1:1: error: this is an error response, not an api-docs document: 500, server error",
        ),
        (
            r#"{"RequestId": "x", "Code": "Throttling"}"#,
            "standard input:1:1: error: this is an error response, not an api-docs document: Throttling",
        ),
    ];
    for (text, expected) in cases {
        let faults = Upstream::read(&Input::new("standard input", text)).map(|_| ()).unwrap_err();
        assert!(lines(&faults).iter().any(|line| line.starts_with(expected)), "{text:?}: {:#?}", lines(&faults));
        assert!(faults.iter().all(|fault| fault.help.is_some()), "{faults:#?}");
    }
}

#[test]
fn what_belongs_in_no_file() {
    for (old, new) in [
        (r#""product": "Demo", "#, ""),
        (r#""product": "Demo""#, r#""product": "../Demo""#),
        (r#""product": "Demo""#, r#""product": ".."#),
        (r#""product": "Demo""#, r#""product": "Demo/x""#),
        (r#""version": "2024-01-31""#, r#""version": """#),
        (r#""version": "2024-01-31""#, r#""version": ".2024""#),
        (r#""version": "2024-01-31""#, r#""version": "C:\\x""#),
    ] {
        let text = GOOD.replace(old, new);
        assert_ne!(text, GOOD);
        let faults = Upstream::read(&Input::new("a.json", text)).map(|upstream| upstream.file()).unwrap_err();
        assert!(faults.iter().all(|fault| fault.position.is_some()), "{faults:#?}");
    }
    let good = Input::new("a.json", GOOD);
    assert_eq!(Upstream::read(&good).unwrap().file(), "demo/2024-01-31.yaml");
}

fn refused(existing: Option<&str>, operations: &[&str]) -> Vec<String> {
    let input = Input::new("a.json", GOOD);
    let existing = existing.map(|text| Input::new("specs/demo.yaml", text));
    let operations = Operations::Named(operations.iter().map(|&name| name.to_owned()).collect());
    let options = Options { operations, ..options() };
    lines(&import(Upstream::read(&input).unwrap(), existing.as_ref(), &options).map(|_| ()).unwrap_err())
}

#[test]
fn operations_that_cannot_be_taken() {
    let unknown = ["Gte", "st", "Nothing"];
    let expected = [
        "a.json: error: the document has no operation `Gte` / did you mean `Get`?",
        "a.json: error: the document has no operation `st` / did you mean `List`?",
        "a.json: error: the document has no operation `Nothing` / the document has 2 operations",
    ];
    assert_eq!(refused(None, &unknown), expected);
    // An operation that is not imported may be faulty.
    assert!(
        import(
            Upstream::read(&Input::new("a.json", GOOD)).unwrap(),
            None,
            &Options { operations: Operations::Named(vec!["Get".to_owned()]), ..options() }
        )
        .is_ok()
    );
    let faults = refused(None, &["List"]);
    assert!(faults[0].contains("a.json:1:") && faults[0].contains("unknown method `gte`"), "{faults:?}");
}

#[test]
fn files_that_cannot_be_brought_up_to_date() {
    let other = GOOD.replace("Demo", "Other").replace("gte", "get");
    let expected = "specs/demo.yaml: error: this file is for other 2024-01-31, but the document is for Demo 2024-01-31";
    assert!(refused(Some(&other), &["Get"])[0].starts_with(expected));
    assert!(refused(Some("info: {"), &["Get"])[0].starts_with("specs/demo.yaml:"));
    let misspelt = GOOD.replace("gte", "get").replace("\"Get\": {}", "\"Get\": {\"paramters\": []}");
    assert!(refused(Some(&misspelt), &["Get"])[0].contains("unknown key `paramters`"));
}
