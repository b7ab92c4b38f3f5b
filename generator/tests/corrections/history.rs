//! Real documents that changed: with corrections, what is generated did not.

use std::fs;

use generator::Input;
use serde_json::Value;

use crate::{CORRECTIONS, content, file, generate, metadata};

/// Snapshots of one document: date and text.
fn snapshots(document: &str) -> Vec<(String, String)> {
    let Some(metadata) = metadata::folder() else { return Vec::new() };
    let folder = format!("../history/{document}");
    let Ok(entries) = fs::read_dir(metadata.join(&folder)) else {
        println!("skipped: there is no folder {}", metadata.join(&folder).display());
        return Vec::new();
    };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let read = |name: String| {
        let text = metadata::read(&metadata, &format!("{folder}/{name}")).text;
        (name, text)
    };
    names.into_iter().map(read).collect()
}

/// A document with some of its operations only.
fn reduced(text: &str, operations: &[&str]) -> String {
    let mut document: Value = serde_json::from_str(text).unwrap();
    document["apis"].as_object_mut().unwrap().retain(|name, _| operations.contains(&name.as_str()));
    document.to_string()
}

/// What is generated for an operation, without its documentation.
#[track_caller]
fn code(text: &str, operation: &str, ending: &str, corrections: &[&str]) -> String {
    let input = Input::new("demo.json", reduced(text, &[operation]));
    let outcome = generate(input.with_corrections(CORRECTIONS, file(corrections)));
    content(&outcome, ending)
        .lines()
        .filter(|line| !line.trim_start().starts_with("///"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Asserts that all snapshots with an operation give the same code with corrections, and not without.
#[track_caller]
fn check(document: &str, operation: &str, ending: &str, corrections: &[&str]) {
    let snapshots = snapshots(document);
    let has_it = |(_, text): &&(String, String)| text.contains(&format!("\"{operation}\""));
    let snapshots: Vec<_> = snapshots.iter().filter(has_it).collect();
    let Some((first, later)) = snapshots.split_first() else { return };
    let (expected, before) = (code(&first.1, operation, ending, corrections), code(&first.1, operation, ending, &[]));
    let mut changes = 0;
    for (date, text) in later.iter().copied() {
        let actual = code(text, operation, ending, corrections);
        assert!(actual == expected, "{operation} of {date}:\n{actual}\n---\n{expected}");
        changes += usize::from(code(text, operation, ending, &[]) != before);
    }
    println!("{operation}: {} snapshots, {changes} unlike the first without corrections, none with", snapshots.len());
    assert!(changes > 0, "nothing is held");
}

/// Texts become integers in May 2025.
#[test]
fn another_type() {
    let held = |name: &str| {
        let schema = format!("at: 'apis.SubmitCopyrightJob.parameters[{name}].schema");
        [
            format!("{schema}.type', was: [string, integer], is: string"),
            format!("{schema}.format', was: [null, int64], is: null"),
        ]
    };
    let held = [held("StartTime"), held("TotalTime")].concat();
    let held: Vec<&str> = held.iter().map(String::as_str).collect();
    check("ice/2020-11-09", "SubmitCopyrightJob", "submit_copyright_job.rs", &held);
}

/// Two parameters are gone every other week.
#[test]
fn parameters_that_come_and_go() {
    let held = ["PageNo", "PageSize"].map(|name| {
        let is = format!("{{name: {name}, in: query, schema: {{type: integer, format: int32}}}}");
        format!("at: 'apis.ListTemplates.parameters[{name}]', was: [null, {{name: {name}}}], is: {is}")
    });
    check("ice/2020-11-09", "ListTemplates", "list_templates.rs", &held.each_ref().map(String::as_str));
}

/// What `new` takes does not follow a flag; and a parameter that nobody asked for stays away.
#[test]
fn a_required_flag() {
    let held = [
        "at: 'apis.SetDeletionProtection.parameters[ProtectedResourceArn].schema.required', \
         was: [true, false, null], is: true",
        "at: 'apis.SetDeletionProtection.parameters[KeyId]', was: [null, {name: KeyId}], is: null",
    ];
    check("kms/2016-01-20", "SetDeletionProtection", "set_deletion_protection.rs", &held);
}
