//! A service that serves two variants at random, and what becomes of a file.

use std::fs;

use generator::Input;
use generator::import::{Options, Upstream, import};
use tempfile::tempdir;

use super::document::{FETCHES, How, Ours, Updated};
use super::*;
use crate::documents::tests::{Scripted, reply};

/// A document whose operation has these parameters.
fn document(parameters: &[&str]) -> String {
    let parameter = |name: &&str| {
        format!(r#"{{"name": "{name}", "in": "query", "schema": {{"type": "string", "description": "{name}."}}}}"#)
    };
    let parameters: Vec<String> = parameters.iter().map(parameter).collect();
    format!(
        r#"{{"version": "1.0", "info": {{"style": "RPC", "product": "Demo", "version": "2024-01-31"}}, "components":
        {{"schemas": {{}}}}, "apis": {{"Ping": {{"summary": "Answers.", "methods": ["post"], "parameters":
        [{}], "responses": {{}}}}}}}}"#,
        parameters.join(", ")
    )
}

/// A file of ours that was made from a document.
fn file(document: &str) -> String {
    let input = Input::new("demo.json", document);
    let options = Options { date: Some("2024-02-01".to_owned()), sha256: "0".repeat(64), ..Options::default() };
    import(Upstream::read(&input).unwrap(), None, &options).unwrap().text
}

/// What becomes of a file when the service answers like this, and how often it is asked.
fn attempt(file: &str, answers: &[&str]) -> (Result<Updated, Fault>, usize) {
    let folder = tempdir().unwrap();
    fs::create_dir_all(folder.path().join("specs/demo")).unwrap();
    fs::write(folder.path().join("specs/demo/2024-01-31.yaml"), file).unwrap();
    let network = Scripted::new(answers.iter().map(|answer| reply(200, answer)));
    let project = Project::with_documents(folder.path(), "https://example.com").with_network(network.clone());
    let source = DocumentSource::of(&project, false).unwrap_or_else(|failure| panic!("{}", failure.message));
    let found = SpecFiles::find(&[project.specs()], &project).documents;
    let ours = Ours::read(found.into_iter().next().unwrap()).unwrap_or_else(|_| panic!("our file is faulty"));
    let updated = ours.updated(
        &source,
        How { date: None, without_texts: false, describes: true, verbose: false },
        &Progress::new(MessageFormat::Json),
    );
    let asked = network.urls.lock().unwrap().len();
    (updated, asked)
}

fn updated(file: &str, answers: &[&str]) -> Updated {
    attempt(file, answers).0.unwrap_or_else(|fault| panic!("{:?}", fault.diagnostics))
}

fn text(updated: Updated) -> String {
    updated.text.expect("another text")
}

#[test]
fn a_new_parameter_is_one_fetch() {
    let (updated, asked) = attempt(&file(&document(&["A"])), &[&document(&["A", "B"])]);
    let updated = updated.unwrap_or_else(|_| panic!());
    assert_eq!(asked, 1);
    assert_eq!((updated.summary.as_str(), updated.variants), ("1 came", 1));
    assert!(text(updated).contains("name: \"B\""));
}

#[test]
fn what_another_variant_has_is_not_gone() {
    let (both, first, second) = (document(&["A", "B"]), document(&["A"]), document(&["B"]));
    let text = text(updated(&file(&document(&["A"])), &[&second, &first]));
    assert!(!text.contains("goneSince"), "{text}");
    assert!(text.contains("name: \"A\"") && text.contains("name: \"B\""));
    // The same variants again, in any order, say nothing new.
    for answers in [&[first.as_str(), &second][..], &[&second, &first], &[&both]] {
        assert!(updated(&text, answers).text.is_none());
    }
}

#[test]
fn the_order_of_the_variants_says_nothing() {
    let ours = file(&document(&["A", "B", "C"]));
    let (first, second) = (document(&["A", "C"]), document(&["B", "C"]));
    assert!(updated(&ours, &[&first, &second]).text.is_none());
    let typed = |document: &str| document.replace("\"type\": \"string\"", "\"type\": \"integer\"");
    let one = text(updated(&ours, &[&first, &typed(&second), &first, &first, &first, &first]));
    let other = text(updated(&ours, &[&typed(&second), &first, &first, &first, &first, &first]));
    assert_eq!(one, other);
}

#[test]
fn what_no_variant_has_is_gone() {
    let answer = document(&["A"]);
    let (updated, asked) = attempt(&file(&document(&["A", "B"])), &[answer.as_str(); FETCHES]);
    let updated = updated.unwrap_or_else(|_| panic!());
    assert_eq!(asked, FETCHES);
    assert_eq!((updated.summary.as_str(), updated.variants), ("1 went", 1));
    let text = text(updated);
    assert_eq!(text.matches("goneSince").count(), 1);
    // Asking once is enough where nothing else is new.
    assert!(super::tests::updated(&text, &[&answer]).text.is_none());
}

#[test]
fn the_record_alone_is_no_change() {
    let answer = document(&["A"]).replace(": ", ":");
    let updated = updated(&file(&document(&["A"])), &[&answer]);
    assert!(updated.text.is_none());
}

#[test]
fn an_answer_that_is_another_document_changes_nothing() {
    let ours = file(&document(&["A"]));
    let message = |answer: &str| {
        let fault = attempt(&ours, &[answer]).0.err().expect("a fault");
        fault.diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect::<Vec<_>>().join("; ")
    };
    let other = document(&["A"]).replace("Demo", "Other");
    assert_eq!(message(&other), "this is the document of Other/2024-01-31, not of Demo/2024-01-31");
    let half = document(&["A"]);
    let half = &half[..half.len() / 2];
    assert!(message(half).contains("EOF") || message(half).contains("end"), "{}", message(half));
}

/// What an update from the folder `archive` of the project says of the day, with `document` at `path` in it.
fn archived(path: &str, date: Option<&str>) -> Result<String, String> {
    let folder = tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("specs/demo/2024-01-31.yaml", &file(&document(&["A"])));
    put(&format!("archive/{path}"), &document(&["A", "B"]));
    let project = Project::with_documents(folder.path(), "archive");
    let source = DocumentSource::of(&project, true).unwrap_or_else(|failure| panic!("{}", failure.message));
    let ours = SpecFiles::find(&[project.specs()], &project).documents.into_iter().next().unwrap();
    let ours = Ours::read(ours).unwrap_or_else(|_| panic!("our file is faulty"));
    let how = How { date, without_texts: false, describes: true, verbose: false };
    match ours.updated(&source, how, &Progress::new(MessageFormat::Json)) {
        Ok(updated) => {
            Ok(text(updated).lines().find(|line| line.contains("date:")).unwrap_or_default().trim().to_owned())
        }
        Err(fault) => Err(fault.diagnostics.into_iter().map(|found| found.message).collect()),
    }
}

#[test]
fn a_document_of_a_folder_is_of_the_day_in_its_path() {
    // The record of our file says 2024-02-01.
    let dated = |path| archived(path, None);
    assert_eq!(dated("2024-06-30/demo/2024-01-31.json").as_deref(), Ok("date: \"2024-06-30\""));
    assert_eq!(dated("demo/2024-01-31_2024-06-30.json").as_deref(), Ok("date: \"2024-06-30\""));
    let older = "the document of 2024-01-15 is older than the last imported one of 2024-02-01";
    assert_eq!(dated("2024-01-15/demo/2024-01-31.json"), Err(older.to_owned()));
    // Neither the version nor the time of the copy says when it was published.
    let unknown = "the date of the document is unknown; the last imported one is of 2024-02-01";
    assert_eq!(dated("demo/2024-01-31.json"), Err(unknown.to_owned()));
    let given = archived("demo/2024-01-31.json", Some("2024-07-01"));
    assert_eq!(given.as_deref(), Ok("date: \"2024-07-01\""));
}
