use generator::Position;

use super::*;

fn diagnostic(severity: Severity, message: &str) -> Diagnostic {
    Diagnostic {
        severity,
        file: "specs/a.yaml".to_owned(),
        position: Some(Position { line: 12, column: 7 }),
        path: None,
        operation: None,
        refuses: Vec::new(),
        message: message.to_owned(),
        help: None,
        kind: "test",
    }
}

fn refused(number: usize, kind: &'static str) -> Diagnostic {
    let name = format!("Operation{number}");
    Diagnostic {
        operation: Some(name.clone()),
        refuses: vec![name],
        kind,
        ..diagnostic(Severity::Refused, "streams are not supported")
    }
}

fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

fn rendered(diagnostics: &[Diagnostic], policy: Policy) -> String {
    plain(&render(diagnostics, &Texts::default(), policy))
}

#[test]
fn a_diagnostic_is_shown_as_rustc_does() {
    let text = format!("{}      requird: true\n", "\n".repeat(11));
    let diagnostic = Diagnostic {
        path: Some("apis.Get.parameters[Id].schema.requird".to_owned()),
        help: Some("did you mean `required`?".to_owned()),
        ..diagnostic(Severity::Error, "unknown key `requird`")
    };
    let expected = "\
error: unknown key `requird`
  --> specs/a.yaml:12:7
   |
12 |       requird: true
   |       ^^^^^^^
   = in: apis.Get.parameters[Id].schema.requird
   = help: did you mean `required`?

";
    let texts = Texts::of([("specs/a.yaml", text.as_str())]);
    assert_eq!(plain(&render(&[diagnostic], &texts, Policy::default())), expected);
}

#[test]
fn a_fault_says_what_it_costs() {
    let costs = |number: usize| {
        let refuses = (0..number).map(|number| format!("Get{number}")).collect();
        Diagnostic { refuses, ..diagnostic(Severity::Warning, "odd") }
    };
    let shown = |number: usize, policy: Policy| rendered(&[costs(number)], policy);
    assert!(shown(1, Policy::default()).ends_with("  = note: the operation `Get0` is refused for it\n\n"));
    let many = "= note: the operations `Get0`, `Get1`, `Get2`, `Get3`, `Get4` and 2 more (`--verbose` shows all) are refused for it\n\n";
    assert!(shown(7, Policy::default()).ends_with(many), "{}", shown(7, Policy::default()));
    assert!(shown(7, Policy { verbose: true, ..Policy::default() }).contains("`Get5`, `Get6` are refused"));
    // Where it is an error, everything is refused.
    assert!(!shown(1, Policy { deny_warnings: true, ..Policy::default() }).contains("note"));
    let totals = Totals::of(&[costs(2), costs(1), refused(1, "host")], Policy::default());
    assert_eq!(plain(&totals.line()), "warning: 2 warnings, 3 refused operations\n");
}

#[test]
fn a_warning_names_its_kind_for_corrections() {
    let path = Some("info.style".to_owned());
    let warning = Diagnostic { path, ..diagnostic(Severity::Warning, "odd") };
    let deny = Policy { deny_warnings: true, ..Policy::default() };
    assert!(rendered(std::slice::from_ref(&warning), Policy::default()).starts_with("warning[test]: odd\n"));
    assert!(rendered(&[warning], deny).starts_with("error[test]: odd\n"));
}

#[test]
fn without_its_text_a_diagnostic_has_no_excerpt() {
    let help = Some("did you mean `required`?\nkeys are case-sensitive".to_owned());
    let diagnostics = [
        Diagnostic { help, ..diagnostic(Severity::Error, "unknown key `requird`") },
        Diagnostic { position: None, ..diagnostic(Severity::Warning, "no title") },
    ];
    let expected = "\
warning: no title
  --> specs/a.yaml

error: unknown key `requird`
  --> specs/a.yaml:12:7
  = help: did you mean `required`?
          keys are case-sensitive

";
    assert_eq!(rendered(&diagnostics, Policy::default()), expected);
}

#[test]
fn a_refusal_names_its_operation() {
    let expected = "refused: `Operation1`: streams are not supported\n  --> specs/a.yaml:12:7\n\n";
    assert_eq!(rendered(&[refused(1, "stream")], Policy::default()), expected);
    let named = Diagnostic { message: "Operation1 is a stream".to_owned(), ..refused(1, "stream") };
    assert!(rendered(&[named], Policy::default()).starts_with("refused: Operation1 is a stream\n"));
}

#[test]
fn many_refusals_are_grouped_by_reason_the_largest_group_first() {
    let diagnostics: Vec<_> = (0..22).map(|number| refused(number, if number < 2 { "a" } else { "b" })).collect();
    let text = rendered(&diagnostics, Policy::default());
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 8, "{text}");
    assert_eq!(lines[0], "refused: 20 operations: streams are not supported");
    assert_eq!(lines[1], "  --> specs/a.yaml:12:7 and 19 more; `--verbose` shows each");
    assert!(lines[2].starts_with("  = note: Operation10, Operation11, "), "{text}");
    assert_eq!(lines[6], "  = note: Operation0, Operation1");

    let verbose = Policy { verbose: true, ..Policy::default() };
    assert_eq!(rendered(&diagnostics, verbose).lines().count(), 66);
    assert_eq!(rendered(&diagnostics[..20], Policy::default()).lines().count(), 60);
}

#[test]
fn errors_come_last_and_warnings_are_left_out_first() {
    let severity = |number| if number == 150 { Severity::Error } else { Severity::Warning };
    let diagnostics: Vec<_> =
        (0..151).map(|number| diagnostic(severity(number), &format!("number {number}"))).collect();
    let text = rendered(&diagnostics, Policy::default());
    assert!(text.starts_with("warning: number 0\n"), "{text}");
    let end = "\n\nnote: 51 more warnings; `--verbose` shows all\n\nerror: number 150\n  --> specs/a.yaml:12:7\n\n";
    assert!(text.ends_with(end), "{text}");
    assert_eq!(text.matches("warning: ").count(), 99);
    let all = rendered(&diagnostics, Policy { verbose: true, ..Policy::default() });
    assert!(all.starts_with("warning: number 0\n") && all.ends_with("error: number 150\n  --> specs/a.yaml:12:7\n\n"));

    // So where warnings count as errors.
    let deny = Policy { deny_warnings: true, ..Policy::default() };
    let text = rendered(&diagnostics, deny);
    assert!(text.contains("\nnote: 51 more errors; `--verbose` shows all\n\nerror: number 150\n"), "{text}");

    let errors: Vec<_> = (0..110).map(|number| diagnostic(Severity::Error, &format!("number {number}"))).collect();
    let text = rendered(&[errors, diagnostics].concat(), Policy::default());
    assert!(text.starts_with("note: 11 more errors, 150 more warnings; `--verbose` shows all\n\nerror: number 0\n"));
    assert_eq!((text.matches("error: ").count(), text.matches("warning: ").count()), (100, 0));
}

#[test]
fn refused_operations_come_before_warnings_and_errors() {
    let diagnostics = [diagnostic(Severity::Error, "bad"), refused(1, "a"), diagnostic(Severity::Warning, "odd")];
    let text = rendered(&diagnostics, Policy::default());
    let first = text.lines().filter(|line| line.starts_with(char::is_alphabetic));
    let first: Vec<_> = first.collect();
    assert_eq!(first, ["refused: `Operation1`: streams are not supported", "warning: odd", "error: bad"]);
}

#[test]
fn the_reason_of_a_refusal_does_not_name_the_operation() {
    let of = |message: &str| reason(&Diagnostic { message: message.to_owned(), ..refused(1, "a") }).to_owned();
    assert_eq!(of("Operation1: the body is XML"), "the body is XML");
    assert_eq!(of("`Operation1`: the body is XML"), "the body is XML");
    assert_eq!(of("Operation11: the body is XML"), "Operation11: the body is XML");

    let two = |number| {
        let message = format!("Operation{number}: {}", if number < 2 { "XML" } else { "a stream" });
        Diagnostic { message, ..refused(number, "refused") }
    };
    let text = rendered(&(0..22).map(two).collect::<Vec<_>>(), Policy::default());
    assert!(text.starts_with("refused: 20 operations: a stream\n"), "{text}");
    assert!(text.contains("\nrefused: 2 operations: XML\n"), "{text}");
}

#[test]
fn denied_warnings_are_errors() {
    let diagnostics = [diagnostic(Severity::Warning, "no title"), refused(1, "a")];
    let deny = Policy { deny_warnings: true, ..Policy::default() };
    assert!(rendered(&diagnostics, deny).contains("\n\nerror: no title\n"));
    let totals = Totals::of(&diagnostics, deny);
    assert!(totals.failed());
    let line = "error: 1 error, 1 refused operation (warnings count as errors here); nothing was written\n";
    assert_eq!(plain(&totals.line()), line);
}

#[test]
fn totals_count_operations_not_reasons() {
    let diagnostics = [diagnostic(Severity::Warning, "no title"), refused(1, "a"), refused(1, "b"), refused(2, "b")];
    let totals = Totals::of(&diagnostics, Policy::default());
    assert!(!totals.failed());
    assert_eq!(plain(&totals.line()), "warning: 1 warning, 2 refused operations\n");
    assert_eq!(Totals::of(&[], Policy::default()).line(), "");
}

#[test]
fn documents_cannot_send_commands_to_the_terminal() {
    let text = rendered(&[diagnostic(Severity::Error, "bad \u{1b}[2J\u{7} name")], Policy::default());
    assert!(text.starts_with("error: bad \\u{1b}[2J\\u{7} name\n"), "{text}");
}
