//! Pages of made-up documents, at several widths.

mod hostile;
mod real;

use anstream::adapter::strip_str;
use expect_test::{ExpectFile, expect_file};
use generator::Input;
use generator::describe::{Contents, Name, contents, describe};

use super::lookup::{Operation, Product};
use super::view::{Section, View, step};
use super::{contents as table_of_contents, json, page, text};

const DEMO: &str = include_str!("demo.yaml");

fn demo() -> Input {
    Input::new("specs/demo.yaml", DEMO)
}

fn operations(input: &Input, names: &[&str]) -> Vec<Operation> {
    let names: Vec<Name> = names.iter().map(|name| Name::parse(name)).collect();
    let found = describe(std::slice::from_ref(input), &names);
    assert_eq!((found.errors, found.unknown), (Vec::new(), Vec::new()));
    found.operations.into_iter().map(|description| Operation { description, others: Vec::new() }).collect()
}

fn operation(input: &Input, name: &str) -> Operation {
    operations(input, &[name]).remove(0)
}

fn view(width: usize, sections: &[Section]) -> View<'_> {
    View { width, depth: 3, step: step(width), sections, is_full: false }
}

fn shown(operation: &Operation, view: &View<'_>) -> String {
    page::page(operation, view)
}

fn plain(page: &str) -> String {
    strip_str(page).to_string()
}

/// Asserts that no line is wider than asked, and that none ends with a blank.
#[track_caller]
fn fits(page: &str, width: usize) {
    for line in plain(page).lines() {
        assert!(text::columns(line) <= width, "{} columns of {width}: {line:?}", text::columns(line));
        assert_eq!(line.trim_end(), line);
    }
}

fn check(page: &str, width: usize, expected: &ExpectFile) {
    fits(page, width);
    expected.assert_eq(&plain(page));
}

#[test]
fn a_page_is_readable_at_every_width() {
    let launch = operation(&demo(), "LaunchShip");
    check(&shown(&launch, &view(60, &[])), 60, &expect_file!["launch-60.txt"]);
    check(&shown(&launch, &view(80, &[])), 80, &expect_file!["launch-80.txt"]);
    check(&shown(&launch, &view(100, &[])), 100, &expect_file!["launch-100.txt"]);
}

#[test]
fn what_is_deprecated_or_not_generated_says_so_first() {
    let pages: Vec<String> =
        operations(&demo(), &["OpenPort", "SinkShip"]).iter().map(|found| shown(found, &view(80, &[]))).collect();
    check(&pages.join("\n"), 80, &expect_file!["others-80.txt"]);
}

#[test]
fn why_has_all_evidence() {
    let list = operation(&demo(), "ListShips");
    check(&shown(&list, &view(80, &[Section::Call, Section::Why])), 80, &expect_file!["why-80.txt"]);
}

#[test]
fn parts_are_shown_alone() {
    let launch = operation(&demo(), "launchship");
    let parts = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        page::parts(&launch.description, &view(80, &[]), &names)
    };
    check(&parts(&["crew.rank", "Ship"]).unwrap(), 80, &expect_file!["parts-80.txt"]);
    // `Tows` is a member of itself.
    assert!(plain(&parts(&["Tows"]).unwrap()).contains("in Ship\n"));
    assert_eq!(parts(&["Captain"]), None);
    // As calls write them.
    for indexed in ["Crew.1.Rank", "Crew[0].Rank", "crew.12.rank"] {
        assert_eq!(parts(&[indexed]), parts(&["Crew.Rank"]), "{indexed}");
    }
    assert_eq!((parts(&["1"]), parts(&["Crew.1.Captain"])), (None, None));
}

#[test]
fn styles_are_legible_everywhere() {
    let page = shown(&operation(&demo(), "LaunchShip"), &view(80, &[]));
    let codes: std::collections::BTreeSet<&str> = page
        .split('\u{1b}')
        .skip(1)
        .filter_map(|rest| rest.strip_prefix('[')?.split_once('m'))
        .map(|(c, _)| c)
        .collect();
    // Bold, dimmed, underlined, italic; red and magenta, which are legible on dark and on light.
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["0", "1", "2", "31", "35", "4"]);
}

/// A document with many parameters, errors and members.
fn large() -> Input {
    let parameters: Vec<String> = (0..120)
        .map(|at| format!("      - {{name: \"Parameter{at:03}\", in: \"query\", schema: {{type: \"string\", description: \"The parameter {at}, which has a text that does not fit on one line of a page.\"}}}}\n"))
        .collect();
    let errors: Vec<String> =
        (0..50).map(|at| format!("{{errorCode: \"Error.{at:02}\", errorMessage: \"It is wrong.\"}}")).collect();
    let text = DEMO
        .replace("      - {name: \"Remark\"", &(parameters.concat() + "      - {name: \"Remark\""))
        .replace("\"403\": [", &format!("\"404\": [{}]\n      \"403\": [", errors.join(", ")));
    Input::new("specs/demo.yaml", text)
}

#[test]
fn a_large_operation_is_shown_in_brief() {
    let launch = operation(&large(), "LaunchShip");
    let sections = [Section::Errors];
    let [brief, errors] = [&[][..], &sections].map(|sections| shown(&launch, &view(80, sections)));
    check(&brief, 80, &expect_file!["large-80.txt"]);
    assert!(plain(&errors).contains("Error.49") && !plain(&brief).contains("Error.49"));
    let full = shown(&launch, &View { is_full: true, ..view(60, &[]) });
    fits(&full, 60);
    assert!(plain(&full).contains("Error.49") && plain(&full).contains("Parameter119"));
}

#[test]
fn no_more_levels_are_laid_out_than_there_are() {
    for name in ["LaunchShip", "ListShips"] {
        let found = operation(&demo(), name);
        let [deep, deepest] = [20, usize::MAX].map(|depth| shown(&found, &View { depth, ..view(80, &[]) }));
        assert_eq!(deep, deepest, "{name}");
    }
}

#[test]
fn a_product_lists_its_operations() {
    let found: Vec<Contents> = contents(&[demo()], &Name::parse("demo"));
    assert_eq!(found.len(), 1);
    let page = table_of_contents::page(&Product::of(found[0].clone()), 60, step(60));
    check(&page, 60, &expect_file!["contents-60.txt"]);
    assert_eq!(contents(&[demo()], &Name::parse("Demo/2025-01-01")), []);
}

#[test]
fn programs_get_json() {
    let launch = operation(&demo(), "LaunchShip");
    expect_file!["launch.json"].assert_eq(&json::text(&json::operation(&launch.description, 2)));
}
