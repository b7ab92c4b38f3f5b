//! Warnings that are accepted.

use expect_test::expect;
use generator::Severity;

use crate::{DOCUMENT, check_faults, check_outcome, corrected, edited, lines};

/// A document with warnings of the reader and of the lowering.
fn faulty() -> String {
    edited(&[
        ("style: \"RPC\"", "style: \"RCP\""),
        ("{type: \"string\", deprecated: true}", "{type: \"text\"}"),
        ("Total: {type: \"string\"", "Total: {description: [\"no text\"], type: \"text\""),
    ])
}

#[test]
fn accepted_by_kind_and_place() {
    let outcome = corrected(&faulty(), &[]);
    let kinds: Vec<_> =
        outcome.diagnostics.iter().map(|diagnostic| (diagnostic.kind, diagnostic.path.clone().unwrap())).collect();
    assert!(outcome.diagnostics.iter().all(|f| f.severity == Severity::Warning), "{:?}", lines(&outcome));
    assert_eq!(outcome.summary.accepted, 0);
    let accept = kinds.iter().map(|(kind, path)| format!("at: '{path}', accept: {kind}"));
    let accept: Vec<String> = accept.collect();
    assert_eq!(accept.len(), 4, "{accept:?}");
    let all: Vec<&str> = accept.iter().map(String::as_str).collect();
    let outcome = corrected(&faulty(), &all);
    assert_eq!(lines(&outcome), [""; 0]);
    assert_eq!(outcome.summary.accepted, 4);
    // One stays when it is not accepted.
    let outcome = corrected(&faulty(), &all[1..]);
    assert_eq!(outcome.diagnostics.len(), 1);
    assert_eq!(outcome.diagnostics[0].kind, kinds[0].0);
    assert_eq!(outcome.summary.accepted, 3);
}

#[test]
fn a_warning_that_is_not_there() {
    check_faults(
        &["at: info.style, accept: style", "at: 'apis.GetJob.parameters[Old].schema', accept: untyped"],
        &expect![[r#"
            demo.corrections.yaml:2:30: error: no warning of the kind `style` here / there are no warnings here: remove this correction / info.style
            demo.corrections.yaml:3:56: error: no warning of the kind `untyped` here / there are no warnings here: remove this correction / apis.GetJob.parameters[Old].schema
        "#]],
    );
    let document = edited(&[("style: \"RPC\"", "style: \"RCP\"")]);
    check_outcome(
        &corrected(&document, &["at: info.style, accept: stile"]),
        &expect![[r#"
        demo.corrections.yaml:2:30: error: no warning of the kind `stile` here / did you mean `style`? / info.style
        demo.yaml:2:15: warning: unknown style `RCP` / did you mean `RPC`? As it is, operations with a path are called by path, others as in RPC / info.style
    "#]],
    );
    check_outcome(
        &corrected(&document, &["at: info.style, accept: untyped"]),
        &expect![[r#"
        demo.corrections.yaml:2:30: error: no warning of the kind `untyped` here / the warnings here are of the kind style / info.style
        demo.yaml:2:15: warning: unknown style `RCP` / did you mean `RPC`? As it is, operations with a path are called by path, others as in RPC / info.style
    "#]],
    );
}

/// Only warnings can be accepted; and where there are errors nobody knows which warnings there would be.
#[test]
fn errors_are_not_accepted() {
    let document = DOCUMENT.replace("required: true", "requird: true");
    let accept = "at: 'apis.GetJob.parameters[JobId].schema.requird', accept: misspelt-key";
    check_outcome(
        &corrected(&document, &[accept]),
        &expect![[r#"
            demo.yaml:8:90: warning: unknown key `requird` in a schema / did you mean `required`? / refuses GetJob / apis.GetJob.parameters[JobId].schema.requird
        "#]],
    );
}
