//! The version in `Cargo.toml` and `Cargo.lock`, where nothing else is touched.

use std::ops::Range;

/// The version in a table of a manifest.
pub(crate) fn version<'m>(manifest: &'m str, table: &str) -> Option<&'m str> {
    text(manifest, table, "version")
}

/// A text in a table of a manifest.
pub(crate) fn text<'m>(manifest: &'m str, table: &str, key: &str) -> Option<&'m str> {
    manifest.get(place(manifest, table, key)?)
}

/// The manifest with another version in a table.
pub(crate) fn with_version(manifest: &str, table: &str, version: &str) -> Option<String> {
    let Range { start, end } = place(manifest, table, "version")?;
    Some([manifest.get(..start)?, version, manifest.get(end..)?].concat())
}

/// Where a text stands, without its quotes.
fn place(manifest: &str, table: &str, key: &str) -> Option<Range<usize>> {
    let mut lines = lines(manifest);
    lines.by_ref().find(|(_, line)| is_header(line, table))?;
    let mut table = lines.take_while(|(_, line)| !line.trim_start().starts_with('['));
    table.find_map(|(start, line)| value(line, key).map(|Range { start: a, end: b }| start + a..start + b))
}

/// The lock file with another version of the members that have the old one, or only of the package that is named. Members are
/// the packages that come from nowhere.
pub(crate) fn locked(lock: &str, package: Option<&str>, old: &str, new: &str) -> String {
    let is_named = |text: &str| package.is_none_or(|name| text.contains(&format!("\nname = {name:?}\n")));
    let mut text = String::with_capacity(lock.len());
    for entry in lock.split_inclusive("\n\n") {
        let is_member = entry.starts_with("[[package]]")
            && is_named(entry)
            && !lines(entry).any(|(_, line)| line.starts_with("source = "));
        let place = lines(entry).find_map(|(start, line)| {
            let place = value(line, "version")?;
            Some(start + place.start..start + place.end)
        });
        match place.filter(|place| is_member && entry.get(place.clone()) == Some(old)) {
            Some(Range { start, end }) => text.extend([&entry[..start], new, &entry[end..]]),
            None => text.push_str(entry),
        }
    }
    text
}

/// Every line with the place at which it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len();
        Some((start, line))
    })
}

fn is_header(line: &str, header: &str) -> bool {
    line.trim()
        .strip_prefix(header)
        .is_some_and(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with('#'))
}

/// The place of the text in `key = "text"`.
fn value(line: &str, key: &str) -> Option<Range<usize>> {
    let rest = line.trim_start().strip_prefix(key)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|first| "\"'".contains(*first))?;
    let start = line.len() - rest.len() + 1;
    let length = line.get(start..)?.find(quote)?;
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "[workspace.package]";

    const MANIFEST: &str = "\
# version = \"7.7.7\"
[package]
version = \"9.9.9\"

[workspace.package] # for all
# The version.
version='0.1.0' # keep
version-of-another = \"3.0.0\"

[project.dependencies]
version = \"8.8.8\"\r
";

    #[test]
    fn only_the_version_changes() {
        assert_eq!(version(MANIFEST, TABLE), Some("0.1.0"));
        let expected = MANIFEST.replace("version='0.1.0'", "version='0.2.0'");
        assert_eq!(with_version(MANIFEST, TABLE, "0.2.0"), Some(expected));
        for without in
            ["", "[package]\nversion = \"1.0.0\"\n", "[workspace.package]\nedition = \"2024\"\n[a]\nversion = \"1\"\n"]
        {
            assert_eq!(version(without, TABLE), None, "{without}");
        }
    }

    #[test]
    fn only_members_of_the_old_version_change_in_the_lock_file() {
        let lock = "\
version = 4

[[package]]
name = \"clap\"
version = \"0.1.0\"
source = \"registry+https://example.com\"
dependencies = [
 \"generated\",
]

[[package]]
name = \"generated\"
version = \"0.1.0\"
dependencies = [
 \"runtime\",
]

[[package]]
name = \"tool\"
version = \"3.0.0\"
";
        let expected = lock.replace("\"generated\"\nversion = \"0.1.0\"", "\"generated\"\nversion = \"0.2.0\"");
        assert_eq!(locked(lock, None, "0.1.0", "0.2.0"), expected);
        assert_eq!(locked(lock, Some("generated"), "0.1.0", "0.2.0"), expected);
        assert_eq!(locked(lock, Some("gene"), "0.1.0", "0.2.0"), lock);
    }
}
