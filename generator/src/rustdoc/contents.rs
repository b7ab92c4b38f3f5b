//! The table of contents of a module: the vendor's headings, and the operations under each. A client is divided alike.

use super::method;
use super::page::Page;
use crate::docs;
use crate::model::{Group, Module, Operation};
use std::collections::BTreeMap;

/// The title of operations that stand under none.
const OTHERS: &str = "Other operations";

/// Operations that stand together.
pub(crate) struct Chapter<'m> {
    /// Its titles from the top down; none for what stands under no title.
    titles: &'m [String],
    /// The headings between the chapter before and this one, as Markdown.
    pub(crate) headings: Vec<String>,
    /// Its operations, sorted by wire name.
    pub(crate) operations: Vec<&'m Operation>,
}

/// The chapters of a module, in their order. Each operation stands in one of them.
pub(crate) fn chapters(module: &Module) -> Vec<Chapter<'_>> {
    let operations: BTreeMap<&str, &Operation> = module.operations.iter().map(|o| (o.wire.as_str(), o)).collect();
    let mut above: &[String] = &[];
    let chapter = |group| {
        let headings = headings(group, std::mem::replace(&mut above, &group.titles), module.groups.len());
        let operations = group.operations.iter().filter_map(|wire| operations.get(wire.as_str()).copied());
        Chapter { titles: &group.titles, headings, operations: operations.collect() }
    };
    module.groups.iter().map(chapter).collect()
}

/// The headings of a group below the titles that it shares with the group before.
fn headings(group: &Group, above: &[String], groups: usize) -> Vec<String> {
    if group.titles.is_empty() {
        return vec![format!("# {}", if groups > 1 { OTHERS } else { "Operations" })];
    }
    let mut page = Page::default();
    let shared = group.titles.iter().zip(above).take_while(|(title, known)| title == known).count();
    for (depth, title) in group.titles.iter().enumerate().skip(shared) {
        page.paragraph(format!("{} {}", &"####"[..=depth.min(3)], heading(title)));
    }
    page.lines()
}

/// A title; one of plain words without the code spans that prose gets.
fn heading(title: &str) -> String {
    let is_plain = title.chars().all(|c| c.is_alphanumeric() || " -/".contains(c));
    if is_plain { title.to_owned() } else { docs::one_line(title) }
}

/// The operations under their headings, each with its summary.
pub(super) fn lines(module: &Module) -> Vec<String> {
    let mut page = Page::default();
    for chapter in chapters(module) {
        page.block(chapter.headings);
        page.block(chapter.operations.into_iter().map(entry));
    }
    page.lines()
}

/// A paragraph of the topmost titles, each with a link to its first method of a client; nothing where there is one. A line
/// each, so that a new one adds a line.
pub(super) fn topics(module: &Module) -> Vec<String> {
    let mut known = None;
    let mut lines = Vec::new();
    for Chapter { titles, operations, .. } in chapters(module) {
        let title = titles.first().map(|title| heading(title));
        let first = operations.first().filter(|_| known.as_ref() != Some(&title));
        lines.extend(first.map(|operation| {
            let (separator, title) = (if known.is_some() { "· " } else { "" }, title.as_deref().unwrap_or(OTHERS));
            format!("{separator}[{title}](Self::{})", operation.file)
        }));
        known = Some(title);
    }
    if lines.len() > 1 { lines } else { Vec::new() }
}

/// An operation in the table of contents.
pub(super) fn entry(operation: &Operation) -> String {
    let mut entry = format!("- [`{m}`](Client::{m})", m = operation.file);
    let texts = [if operation.deprecated.is_some() { "Deprecated." } else { "" }.into(), method::summary(operation)];
    for (separator, text) in [": ", " "].iter().zip(texts.iter().filter(|text| !text.is_empty())) {
        entry.push_str(separator);
        entry.push_str(text);
    }
    entry
}

/// The headings as lines, each followed by the wire names of the operations under it.
pub(super) fn outline(module: &Module) -> Vec<String> {
    let titles = |group: &Group| group.titles.iter().map(|title| format!("# {}", heading(title))).collect::<Vec<_>>();
    module.groups.iter().flat_map(|group| titles(group).into_iter().chain(group.operations.iter().cloned())).collect()
}
