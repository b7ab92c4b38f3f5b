//! What corrections of `paging` do, and what is said when they do not fit.

use expect_test::{Expect, expect};
use generator::lower::lower;
use generator::{Input, Severity};

use crate::{CORRECTIONS, diagnostics, file};

/// An operation with a number, and a response with two lists.
const PAGES: &str = r##"version: "1.0"
info: {style: "RPC", product: "Demo", version: "2024-01-01"}
apis:
  ListJobs:
    methods: ["post"]
    parameters:
      - {name: "From", in: "query", schema: {type: "string"}}
      - {name: "Page", in: "query", schema: {type: "integer"}}
      - {name: "PageSize", in: "query", schema: {type: "integer"}}
      - {name: "Whole", in: "query", schema: {type: "boolean"}}
    responses:
      "200":
        schema:
          type: "object"
          properties:
            Data: {type: "object", properties: {Open: {type: "array", items: {type: "integer"}}, Last: {type: "string"}}}
            Tasks: {type: "array", items: {type: "string"}}
            Total: {type: "integer"}
            Users: {type: "array", items: {type: "string"}}
"##;

/// How `ListJobs` pages under a correction, or what is said.
fn outcome(correction: &str) -> String {
    let corrections: Vec<String> = match correction {
        "" => Vec::new(),
        value => vec![format!("at: apis.ListJobs.paging, was: null, is: {value}")],
    };
    let corrections: Vec<&str> = corrections.iter().map(String::as_str).collect();
    let lowered = lower(&[Input::new("demo.yaml", PAGES).with_corrections(CORRECTIONS, file(&corrections))]);
    let errors: Vec<_> = lowered.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    if !errors.is_empty() {
        return errors.into_iter().map(diagnostics::line).collect::<Vec<_>>().join("\n");
    }
    match &lowered.krate.modules[0].operations[0].paging {
        Ok(paging) => format!("{} {:?} {:?} {}", paging.request, paging.style, paging.size, paging.items_path()),
        Err(reason) => reason.to_string(),
    }
}

#[track_caller]
fn check(correction: &str, expected: &Expect) {
    expected.assert_eq(&(outcome(correction) + "\n"));
}

#[test]
fn what_a_correction_leaves_out_is_concluded_from_the_document() {
    check(
        "",
        &expect![[r#"
        nothing tells which list has the items: Data.Open[], Tasks[], Users[]
    "#]],
    );
    check(
        r#""none""#,
        &expect![[r#"
        a correction says so
    "#]],
    );
    check(
        r#"{number: Page, items: "Tasks[]"}"#,
        &expect![[r#"
        Page Number { first: 1, total: Some("Total") } Some("PageSize") Tasks[]
    "#]],
    );
    check(
        "{number: Page, items: Data.Open, total: none, size: PageSize}",
        &expect![[r#"
        Page Number { first: 1, total: None } Some("PageSize") Data.Open[]
    "#]],
    );
    check(
        "{number: Page, items: Tasks, first: 0}",
        &expect![[r#"
        Page Number { first: 0, total: Some("Total") } Some("PageSize") Tasks[]
    "#]],
    );
    check(
        "{offset: From, items: Users}",
        &expect![[r#"
        From Offset { total: Some("Total") } Some("PageSize") Users[]
    "#]],
    );
    check(
        "{token: From, next: Data.Last, items: Users}",
        &expect![[r#"
        From Token { response: "Data.Last" } Some("PageSize") Users[]
    "#]],
    );
}

#[test]
fn what_does_not_fit_is_an_error_that_says_what_would() {
    check(
        "whole",
        &expect![[r#"
        demo.corrections.yaml:2:47: error: unknown paging `whole` / write `none`, or a map such as `{token: "NextToken"}`
    "#]],
    );
    check(
        "[Page]",
        &expect![[r#"
        demo.corrections.yaml:2:47: error: expected a map for `paging`, found a list / write a map as `{key: value}`, or with one key per line
    "#]],
    );
    check(
        "{}",
        &expect![[r#"
        demo.corrections.yaml:2:47: error: `paging` does not name exactly one parameter that selects the page / set one of `token`, `number` and `offset`, or write `none` in place of the map
    "#]],
    );
    check(
        "{number: Page, token: From}",
        &expect![[r#"
        demo.corrections.yaml:2:47: error: `paging` does not name exactly one parameter that selects the page / set one of `token`, `number` and `offset`, or write `none` in place of the map
    "#]],
    );
    check(
        "{number: Pages, items: Tasks}",
        &expect![[r#"
        demo.corrections.yaml:2:56: error: the request has no text or integer `Pages` / did you mean `Page`?
    "#]],
    );
    check(
        "{number: Whole, items: Tasks}",
        &expect![[r#"
        demo.corrections.yaml:2:56: error: the request has no text or integer `Whole` / expected one of From, Page, PageSize
    "#]],
    );
    check(
        "{number: Page}",
        &expect![[r#"
        demo.corrections.yaml:2:47: error: the response has several lists: Data.Open[], Tasks[], Users[] / say with `items` which list has the items
    "#]],
    );
    check(
        "{number: Page, items: Data}",
        &expect![[r#"
        demo.corrections.yaml:2:69: error: the response has no list `Data` / expected one of Data.Open, Tasks, Users
    "#]],
    );
    check(
        "{number: Page, items: Task}",
        &expect![[r#"
        demo.corrections.yaml:2:69: error: the response has no list `Task` / did you mean `Tasks`?
    "#]],
    );
}

#[test]
fn what_has_no_effect_or_is_missing_is_an_error() {
    check(
        "{number: Page, items: Tasks, next: Data.Last}",
        &expect![[r#"
        demo.corrections.yaml:2:82: error: `next` has no effect on this `paging` / remove it: only `token` goes with it
    "#]],
    );
    check(
        "{number: Page, items: Tasks, totals: Total}",
        &expect![[r#"
        demo.corrections.yaml:2:76: error: unknown key `totals` in `paging` / did you mean `total`?
    "#]],
    );
    check(
        "{number: Page, items: Tasks, list: Tasks}",
        &expect![[r#"
        demo.corrections.yaml:2:76: error: the generator does not read `list` in `paging` / it has no effect on generated code: remove this correction
    "#]],
    );
    check(
        "{token: From, items: Tasks}",
        &expect![[r#"
        demo.corrections.yaml:2:47: error: no member of the response is known to give the next `From` / say with `next` where the response gives the token: `next: "Data.NextToken"`
    "#]],
    );
    check(
        "{token: From, items: Tasks, next: Last}",
        &expect![[r#"
        demo.corrections.yaml:2:81: error: the response has no text or integer `Last` / expected one of Data.Last, Total
    "#]],
    );
    check(
        "{token: From, items: Tasks, next: Data.Last, total: Total}",
        &expect![[r#"
        demo.corrections.yaml:2:99: error: `total` has no effect on this `paging` / remove it: the number of items does not matter where there is a token
    "#]],
    );
    check(
        "{number: Page, items: Tasks, first: one}",
        &expect![[r#"
        demo.corrections.yaml:2:83: error: the number of the first page is an integer, not `one` / write `first: 0`, or leave it out for 1
    "#]],
    );
    check(
        "{offset: From, items: Tasks, first: 0}",
        &expect![[r#"
        demo.corrections.yaml:2:83: error: `first` has no effect on this `paging` / remove it: only `number` goes with it
    "#]],
    );
}
