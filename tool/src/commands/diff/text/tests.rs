use expect_test::expect_file;

use super::super::sample;
use super::*;
use generator::diff::Report;

fn plain(view: &View<'_>, width: usize) -> String {
    anstream::adapter::strip_str(&render(view, width)).to_string()
}

#[test]
fn a_report_for_a_terminal() {
    let report = sample::report();
    expect_file!["report.txt"].assert_eq(&plain(&sample::view(&report), 100));
}

#[test]
fn everything_is_shown_on_demand() {
    let report = sample::report();
    let view = View { verbose: true, version: None, ..sample::view(&report) };
    expect_file!["verbose.txt"].assert_eq(&plain(&view, 100));
}

#[test]
fn lines_fit_the_terminal_unless_a_word_does_not() {
    let report = sample::report();
    let text = plain(&sample::view(&report), 60);
    let report = text.split("\ncorrections:").next().unwrap();
    for line in report.lines().filter(|line| wrap::columns(line) > 60) {
        // At most a column of heads and one word.
        assert!(line.char_indices().nth(16).is_none_or(|(at, _)| !line[at..].contains(' ')), "{line}");
    }
}

#[test]
fn breaking_changes_are_never_cut() {
    let mut report = sample::report();
    for document in &mut report.documents {
        for owner in &mut document.owners {
            let breaking: Vec<_> =
                owner.wire.iter().filter(|change| change.weight == Weight::Breaking).cloned().collect();
            owner.wire.extend(breaking.iter().cycle().take(breaking.len() * 99).cloned());
        }
    }
    let text = plain(&sample::view(&report), 100);
    assert_eq!(text.matches("request Start: type changed").count(), 100);
}

#[test]
fn nothing_is_a_line() {
    let report = Report::default();
    assert_eq!(plain(&sample::view(&report), 100), "none: nothing changed between HEAD and specs\n");
}

#[test]
fn signs_of_a_document_do_not_reach_the_terminal() {
    let mut report = sample::report();
    report.documents[0].owners[3].wire[0].path = "a\u{1b}[31mb".to_owned();
    assert!(plain(&sample::view(&report), 100).contains("request a\\u{1b}[31mb: type changed"));
}
