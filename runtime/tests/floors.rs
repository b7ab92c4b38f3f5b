//! The floors of the library: no folder or file imports what stands above it.

use std::fs;
use std::path::{Path, PathBuf};

/// From the lowest to the highest; what stands together may not know of each other either, unless it is in this order.
const FLOORS: &[&str] = &[
    "date",
    "sorting",
    "encoding",
    "environment",
    "draft",
    "user_agent",
    "causes",
    "trace",
    "format",
    "codec",
    "sign",
    "executor",
    "body",
    "request_id",
    "http_response",
    "output",
    "operation",
    "transport",
    "identity",
    "redaction",
    "call_context",
    "error",
    "retry",
    "request",
    "config",
    "attempt",
    "call",
    "paging",
    "events",
    "download",
    "client",
    "described",
    "blocking",
    "mock",
    "guide",
];

fn files(within: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(within).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The names that stand behind `crate::`, also in braces: `use crate::{a, b::C};`.
fn named(code: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        if code[..at].ends_with('$') {
            continue;
        }
        let rest = &code[at + path.len()..];
        let list = rest
            .strip_prefix('{')
            .map_or(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next(), |list| list.split("};").next());
        let names_of =
            list.unwrap_or_default().split(',').map(|part| part.trim().split("::").next().unwrap_or_default());
        names.extend(names_of.filter(|name| name.starts_with(|c: char| c.is_lowercase())));
    }
    names
}

#[test]
fn nothing_imports_what_stands_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    assert!(found.len() > 100, "{}", found.len());
    let mut upward = Vec::new();
    for file in found {
        let inside = file.strip_prefix(&root).unwrap();
        let folder = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if matches!(folder, "lib" | "codegen") || inside.iter().any(|part| part == "tests" || part == "tests.rs") {
            continue;
        }
        let floor = |name: &str| FLOORS.iter().position(|floor| *floor == name);
        let own = floor(folder).unwrap_or_else(|| panic!("{folder} stands on no floor"));
        let code = fs::read_to_string(&file).unwrap();
        let lines: Vec<_> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for name in named(&lines.join("\n")) {
            // Macros of the crate have no floor.
            if floor(name).is_some_and(|floor| floor > own) {
                upward.push(format!("{} imports {name}", inside.display()));
            }
        }
    }
    assert_eq!(upward, [""; 0], "see the floors in `src/lib.rs`");
}
