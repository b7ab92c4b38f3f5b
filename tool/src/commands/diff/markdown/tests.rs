use expect_test::expect_file;

use super::super::sample;
use super::*;
use generator::diff::Report;

#[test]
fn a_report_for_a_pull_request() {
    let report = sample::report();
    expect_file!["report.md"].assert_eq(&render(&sample::view(&report)));
}

#[test]
fn nothing_is_a_line() {
    let report = Report::default();
    assert_eq!(render(&sample::view(&report)), "## No change\n\nNothing changed between `HEAD` and `specs`.\n");
}

#[test]
fn details_stand_between_blank_lines() {
    let report = sample::report();
    let text = render(&View { verbose: true, ..sample::view(&report) });
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        if *line == "<details>" || *line == "</details>" {
            assert_eq!(lines[index - 1], "", "{text}");
        }
        if line.starts_with("<summary>") {
            assert_eq!([lines[index - 1], lines[index + 1]], ["<details>", ""], "{text}");
        }
    }
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
}

/// GitHub refuses longer comments.
#[test]
fn long_comments_show_less() {
    let mut report = sample::report();
    let document = report.documents[0].clone();
    report.documents = std::iter::repeat_n(document, 25).collect();
    let text = render(&sample::view(&report));
    assert!(text.chars().count() <= LONGEST, "{}", text.len());
    assert_eq!(text.matches("#### Breaking").count(), 25);
    assert!(render(&View { verbose: true, ..sample::view(&report) }).chars().count() > LONGEST);
}

/// Where what breaks is too much by itself it is counted, too.
#[test]
fn very_long_comments_count_what_breaks() {
    let mut report = sample::report();
    let document = report.documents.swap_remove(0);
    let owners = document.owners.iter().cloned().cycle().take(5000).collect();
    report.documents = vec![DocumentChanges { owners, ..document }];
    let text = render(&sample::view(&report));
    assert!(text.chars().count() <= LONGEST, "{}", text.len());
    let (_, breaking) = text.split_once("#### Breaking\n").unwrap();
    let (breaking, _) = breaking.split_once("<details>").unwrap();
    assert_eq!(breaking.lines().filter(|line| line.starts_with("- ")).count(), 50);
    assert!(breaking.contains("\n… and ") && breaking.contains(" more; `cargo xtask diff --verbose` shows all.\n"));
    assert!(text.ends_with("`cargo xtask diff` shows the corrections that would hold it back.\n"), "{text}");
}

#[test]
fn names_are_code_whatever_is_in_them() {
    assert_eq!(code("a|<b>*c*"), "`a|<b>*c*`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`a``b"), "``` `a``b ```");
    assert_eq!(code("a\nb\u{202e}"), "`a b\\u{202e}`");
    assert_eq!(code(""), "`  `");
}
