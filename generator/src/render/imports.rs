//! Renders the `use` declarations of a file, sorted as by `rustfmt`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The `use` declarations of `paths`, grouped by origin and sorted as by `rustfmt`; names of one module share a declaration.
pub(crate) fn imports<'p>(paths: impl IntoIterator<Item = &'p str>) -> String {
    let mut grouped: BTreeMap<(u8, &str), Vec<&str>> = BTreeMap::new();
    for path in paths {
        let (parent, name) = path.rsplit_once("::").unwrap_or(("", path));
        grouped.entry((rank(parent), parent)).or_default().push(name);
    }
    let mut text = String::new();
    for ((_, parent), mut names) in grouped {
        names.sort_unstable_by_key(|name| (name.starts_with(char::is_lowercase), *name));
        names.dedup();
        let _ = match names.as_slice() {
            [one] => writeln!(text, "use {parent}::{one};"),
            _ => writeln!(text, "{}", list(parent, &names)),
        };
    }
    text
}

fn rank(parent: &str) -> u8 {
    match parent.split("::").next() {
        Some("crate") => 0,
        Some("super" | "self") => 1,
        Some("std") => 3,
        _ => 2,
    }
}

fn list(parent: &str, names: &[&str]) -> String {
    let line = format!("use {parent}::{{{}}};", names.join(", "));
    if line.len() <= 100 {
        return line;
    }
    let mut text = format!("use {parent}::{{\n");
    let mut row = String::from("   ");
    for name in names {
        if row.len() + name.len() + 2 > 100 {
            text.push_str(&row);
            text.push('\n');
            row = String::from("   ");
        }
        row.push(' ');
        row.push_str(name);
        row.push(',');
    }
    format!("{text}{row}\n}};")
}
