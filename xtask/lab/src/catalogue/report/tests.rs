use generator::{Severity, Summary};

use super::super::result::CommandResult;
use super::*;

fn diagnostic(severity: Severity, kind: &'static str, operation: &str, message: &str) -> Diagnostic {
    Diagnostic {
        severity,
        file: "a.json".to_owned(),
        position: None,
        path: None,
        operation: Some(operation.to_owned()),
        refuses: vec![operation.to_owned()].into_iter().filter(|_| severity == Severity::Refused).collect(),
        message: message.to_owned(),
        help: None,
        kind,
    }
}

fn sample(operation: &str, class: Class) -> SampleResult {
    SampleResult {
        operation: operation.to_owned(),
        exact: 7,
        class,
        passed: class < Class::Lost,
        ..SampleResult::default()
    }
}

/// A document that went well, with some oddities.
fn good() -> DocumentResult {
    let ms = Duration::from_millis;
    let summary = Summary { modules: 1, declared: 5, operations: 3, refused: 2, types: 11, accepted: 0 };
    let refused = |name: &str| diagnostic(Severity::Refused, "style", name, &format!("{name}: a stream"));
    let warning = diagnostic(Severity::Warning, "dangling-ref", "List", "`$ref` points to nothing");
    let generated = GeneratedOutput {
        summary,
        files: 9,
        bytes: 1000,
        time: ms(21),
        warnings: vec![warning.clone(), warning],
        refused: vec![refused("B"), refused("A")],
    };
    let ran =
        |step, cpu, rmeta, rlib| CommandResult { step, cpu: ms(cpu), wall: ms(9), rmeta, rlib, log: "log".to_owned() };
    DocumentResult {
        name: "24/demo/1".to_owned(),
        document: "specs/24/demo/1/api-docs.json".to_owned(),
        generated: Some(generated),
        ran: vec![
            ran(CargoCommand::Check, 1940, Some(150_000), None),
            ran(CargoCommand::Test, 3000, None, Some(2_550_000)),
        ],
        samples: vec![
            sample("Get", Class::Exact),
            SampleResult { unknown: 4, ..sample("List", Class::Unknown) },
            SampleResult { unknown: 2, mismatched: 1, ..sample("Put", Class::Mismatched) },
        ],
        ..DocumentResult::default()
    }
}

/// A document whose samples failed.
fn bad() -> DocumentResult {
    let failure = DocumentFailure {
        stage: "test",
        message: "1 of 1 samples failed".to_owned(),
        excerpt: "Get: unreadable: no list\n".to_owned(),
        log: Some("out/25/test.log".to_owned()),
        ..DocumentFailure::default()
    };
    let fault = Some("unreadable: no list".to_owned());
    DocumentResult {
        name: "25/demo/1".to_owned(),
        document: "specs/25/demo/1/api-docs.json".to_owned(),
        generated: Some(GeneratedOutput {
            time: Duration::from_millis(30),
            refused: Vec::new(),
            warnings: Vec::new(),
            ..good().generated.unwrap()
        }),
        ran: good().ran,
        samples: vec![SampleResult { fault, ..sample("Get", Class::Unreadable) }],
        failure: Some(failure),
        ..DocumentResult::default()
    }
}

fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[test]
fn a_run_is_reported_from_the_table_to_the_last_line() {
    let text = plain(&all(
        &[good(), bad()],
        &[CargoCommand::Check, CargoCommand::Test],
        "target/catalogue",
        Duration::from_millis(9_540),
    ));
    let expected = "\
document     operations  types  refused  warnings  files  gen ms  check s  test s  rmeta MB  rlib MB  exact  tolerated  failed  result
24/demo/1             3     11        2         2      9      21      1.9     3.0       0.2      2.6      1          2       0  ok
25/demo/1             3     11        2         0      9      30      1.9     3.0       0.2      2.6      0          0       1  FAILED (test)
---------------------------------------------------------------------------------------------------------------------------------------------
2 documents           6     22        4         2     18      51      3.9     6.0       0.3      5.1      1          2       1

gen ms  slowest to generate
    30  25/demo/1
    21  24/demo/1

check s  slowest to check
    1.9  24/demo/1
    1.9  25/demo/1

library MB  largest libraries
       2.6  24/demo/1
       2.6  25/demo/1

operations  documents  refused because  in
         2          1  a stream         24/demo/1

warnings  documents  kind          for example
       2          1  dangling-ref  24/demo/1: `$ref` points to nothing

samples            operations  values
exact                       1      28
converted scalars           0       0
unknown fields              1       6
mismatches                  1       1
lost or changed             0       -
decode errors               1       -
no report                   0       -
-------------------------------------
all                         4

unknown fields
  24/demo/1: List (4 unknown)
mismatches
  24/demo/1: Put (2 unknown, 1 mismatched)
decode errors
  25/demo/1: Get (unreadable: no list)

error: specs/25/demo/1/api-docs.json: test: 1 of 1 samples failed
  Get: unreadable: no list
  = note: the full output is in out/25/test.log

FAILED: 2 documents, 6 operations (4 refused), 1 failed; crates in target/catalogue (9.5 s)
";
    assert_eq!(text, expected);
}

#[test]
fn empty_groups_are_not_reported() {
    let entry = DocumentResult { ran: Vec::new(), samples: Vec::new(), generated: None, ..good() };
    let text = plain(&all(&[entry], &[], "out", Duration::ZERO));
    let expected = "\
document    operations  types  refused  warnings  files  gen ms  result
24/demo/1            -      -        -         -      -       -  ok
-----------------------------------------------------------------------
1 document           0      0        0         0      0       0

ok: 1 document, 0 operations (0 refused); crates in out (0.0 s)
";
    assert_eq!(text, expected);
}

#[test]
fn only_some_documents_are_named_as_examples() {
    assert_eq!(examples(&BTreeSet::from(["a", "b", "c"])), "a, b, c");
    assert_eq!(examples(&BTreeSet::from(["a", "b", "c", "d", "e"])), "a, b, c and 2 more");
}
