//! Golden files: each folder of `tests/golden` holds documents, every file that is generated from them (`expected`)
//! and, where there are any, the diagnostics (`diagnostics.txt`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

use similar::TextDiff;

use crate::cases::Case;
use crate::diagnostics;

/// A diff is cut after this many lines.
const LINES: usize = 200;
/// Where diagnostics are kept.
const DIAGNOSTICS: &str = "diagnostics.txt";

macro_rules! cases {
    ($($name:ident)*) => {
        $(#[test] fn $name() { check(stringify!($name)); })*

        #[test]
        fn every_folder_is_a_case() {
            let folders: BTreeSet<String> = Case::all().into_iter().map(|case| case.name).collect();
            assert_eq!(folders, [$(stringify!($name)),*].map(str::to_owned).into());
        }
    };
}

cases! {
    calls corrections crates deprecated documentation enums gone names nested paging preludes products references refusals
    required responses roa scalars secrets styles
}

fn check(name: &str) {
    let case = Case::load(name);
    let outcome = case.outcome();
    let mut actual: BTreeMap<String, String> =
        outcome.files.into_iter().map(|file| (format!("expected/{}", file.path), file.content)).collect();
    if !outcome.diagnostics.is_empty() {
        let lines = outcome.diagnostics.iter().map(|diagnostic| diagnostics::line(diagnostic) + "\n");
        actual.insert(DIAGNOSTICS.to_owned(), lines.collect());
    }
    if env::var_os("UPDATE_GOLDEN").is_some() {
        bless(&case.folder, &actual);
        return;
    }
    let difference = difference(&expected(&case.folder), &actual);
    assert!(
        difference.is_empty(),
        "the output of tests/golden/{name} has changed:\n\n{difference}\n\
         If this is meant, run `UPDATE_GOLDEN=1 cargo test --package generator --test output golden` and review the diff."
    );
}

/// The golden files of a case, by path.
fn expected(case: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![case.join("expected")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name: Vec<_> = path.strip_prefix(case).unwrap().iter().map(|part| part.to_string_lossy()).collect();
                files.insert(name.join("/"), fs::read_to_string(&path).unwrap());
            }
        }
    }
    if let Ok(diagnostics) = fs::read_to_string(case.join(DIAGNOSTICS)) {
        files.insert(DIAGNOSTICS.to_owned(), diagnostics);
    }
    files
}

fn bless(case: &Path, files: &BTreeMap<String, String>) {
    // Both may be absent.
    let _ = fs::remove_dir_all(case.join("expected"));
    let _ = fs::remove_file(case.join(DIAGNOSTICS));
    for (path, content) in files {
        let path = case.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

/// A unified diff, file by file; empty when there is no difference.
fn difference(expected: &BTreeMap<String, String>, actual: &BTreeMap<String, String>) -> String {
    let paths: BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    let (mut text, none) = (String::new(), String::new());
    for path in paths {
        let (old, new) = (expected.get(path).unwrap_or(&none), actual.get(path).unwrap_or(&none));
        let diff = TextDiff::from_lines(old, new);
        text.push_str(&diff.unified_diff().header(&format!("golden/{path}"), &format!("generated/{path}")).to_string());
    }
    let lines = text.lines().count();
    if lines <= LINES {
        return text;
    }
    let shown: Vec<&str> = text.lines().take(LINES).collect();
    format!("{}\n… and {} more lines\n", shown.join("\n"), lines - LINES)
}
