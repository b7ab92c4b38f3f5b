//! A report for a comment on a pull request: what breaks is seen at once, the rest is folded.
//!
//! GitHub reads Markdown inside of `<details>` only between blank lines. Everything that a document says is code, so that no
//! sign in it has a meaning.

use std::fmt::Write;

use generator::diff::{Change, DocumentChanges, Edition, ItemChange, ItemClass, OwnerChanges, Weight};

use super::view::{ChangeCounts, View, is_new};
use super::{corrections, wording};
use crate::program;
use crate::terminal::{count, printable};

/// How much is shown: the first of these that fits, since GitHub rejects longer comments.
const CUTS: [Limits; 6] = [
    Limits { breaking: usize::MAX, others: 50, corrections: true },
    Limits { breaking: usize::MAX, others: 10, corrections: true },
    Limits { breaking: usize::MAX, others: 1, corrections: true },
    Limits { breaking: usize::MAX, others: 1, corrections: false },
    Limits { breaking: 50, others: 1, corrections: false },
    Limits { breaking: 5, others: 1, corrections: false },
];

/// More operations than this that use a component are counted.
const USERS: usize = 8;

/// The longest comment that GitHub takes, in characters.
const LONGEST: usize = 65_536;

/// How much of the lists of a document is shown.
#[derive(Clone, Copy)]
struct Limits {
    /// Entries that break.
    breaking: usize,
    /// Entries of each other list.
    others: usize,
    /// Whether the corrections are.
    corrections: bool,
}

/// The whole comment.
pub(super) fn render(view: &View<'_>) -> String {
    if view.report.is_empty() {
        let [old, new] = view.sides.map(code);
        return format!("## No change\n\nNothing changed between {old} and {new}.\n");
    }
    let [first, .., last] = CUTS;
    if view.verbose {
        return comment(view, Limits { others: usize::MAX, ..first });
    }
    let mut texts = CUTS.iter().map(|cut| comment(view, *cut));
    texts.find(|text| text.chars().count() <= LONGEST).unwrap_or_else(|| comment(view, last))
}

fn comment(view: &View<'_>, cut: Limits) -> String {
    let mut text = format!("## {}\n\n", capitalized(&view.verdict()));
    text += &table(&ChangeCounts::of(view.report.owners()));
    if let Some(numbers) = view.numbers() {
        let _ = write!(text, "\n{}.\n", capitalized(numbers));
    }
    for document in view.documents() {
        text += &self::document(document, view, cut);
    }
    let blocks = corrections::blocks(view.report);
    if !blocks.is_empty() && !cut.corrections {
        let _ = write!(text, "\n`{} diff` shows the corrections that would hold it back.\n", program::name());
        return text;
    }
    for block in blocks {
        let fence = fence(&block.entries, 3);
        let heading = capitalized(&block.heading());
        let body = format!("{heading}\n\n{fence}yaml\n{}{fence}\n", printable(&block.entries));
        text += &folded("Corrections that would hold it back", &body);
    }
    text
}

fn table(sums: &ChangeCounts) -> String {
    let mut text = "| | breaking | behavior | additive | documentation |\n|---|---:|---:|---:|---:|\n".to_owned();
    for (name, sums) in [("changes", sums.wire), ("items in Rust", sums.rust)] {
        let _ = writeln!(text, "| {name} |{} |", sums.map(|sum| format!(" {sum}")).join(" |"));
    }
    text
}

fn document(document: &DocumentChanges, view: &View<'_>, cut: Limits) -> String {
    let DocumentChanges { module, product, version, .. } = document;
    let module = code(&format!("{}::{module}", view.crate_name));
    let mut text = format!("\n### {} {}, {module}\n\n", plain(product), plain(version));
    let _ = writeln!(text, "{}", editions(document));
    let generated: Vec<&OwnerChanges> = document.owners.iter().filter(|owner| owner.generated).collect();
    for weight in [Weight::Breaking, Weight::Behavior, Weight::Additive] {
        let groups = groups(&generated, weight, document);
        let number = groups.iter().map(|(_, lines)| lines.len()).sum::<usize>();
        match weight {
            _ if number == 0 => {}
            Weight::Breaking => {
                let _ = write!(text, "\n#### Breaking\n\n{}", listed(&groups, cut.breaking));
            }
            _ => {
                let summary = format!("{} ({number})", capitalized(weight.name()));
                text += &folded(&summary, &listed(&groups, cut.others));
            }
        }
    }
    text + &counted(document, view, cut.others)
}

/// What of one weight changed, owner by owner; what is new as a whole in one list.
fn groups(owners: &[&OwnerChanges], weight: Weight, document: &DocumentChanges) -> Vec<(String, Vec<String>)> {
    let (new, others): (Vec<&OwnerChanges>, Vec<_>) = owners.iter().partition(|owner| is_new(owner));
    let new: Vec<String> = new.into_iter().filter(|_| weight == Weight::Additive).map(added).collect();
    let others = others.into_iter().map(|owner| (heading_with_users(owner, document), lines(owner, weight, document)));
    [(String::new(), new)].into_iter().chain(others).collect()
}

fn added(owner: &OwnerChanges) -> String {
    let (what, name) = wording::owner(&owner.owner);
    let method = wording::method(owner).map(|method| format!(": {}", code(method))).unwrap_or_default();
    format!("`+` {what} {}{method}", code(name))
}

/// Texts, and what no code is generated of: counted, then owner by owner.
fn counted(document: &DocumentChanges, view: &View<'_>, shown: usize) -> String {
    let mut text = String::new();
    for (name, generated) in [("Documentation", true), ("Not generated", false)] {
        let owners = document.owners.iter().filter(|owner| owner.generated == generated);
        let owners: Vec<(String, Vec<&Change>)> =
            owners.map(|owner| (heading(owner, document), only_counted(owner))).collect();
        let number = owners.iter().map(|(_, changes)| changes.len()).sum::<usize>();
        if number > 0 {
            let sums =
                wording::classes(&wording::by_class(owners.iter().flat_map(|(_, changes)| changes.iter().copied())));
            let body = format!("{sums}\n\n{}", by_owner(&owners, document, view, shown));
            text += &folded(&format!("{name} ({number})"), &body);
        }
    }
    text
}

fn only_counted(owner: &OwnerChanges) -> Vec<&Change> {
    let changes = owner.ranked().into_iter();
    let changes = changes.filter(|(weight, ..)| !owner.generated || *weight == Weight::Documentation);
    changes.map(|(_, change, _)| change).collect()
}

/// A line for each owner, or each change on demand.
fn by_owner(owners: &[(String, Vec<&Change>)], document: &DocumentChanges, view: &View<'_>, shown: usize) -> String {
    let owners = owners.iter().filter(|(_, changes)| !changes.is_empty());
    if view.verbose {
        let lines = |changes: &[&Change]| changes.iter().map(|own| change_with_text(own, document)).collect();
        let groups: Vec<_> = owners.map(|(heading, changes)| (heading.clone(), lines(changes))).collect();
        return listed(&groups, usize::MAX);
    }
    let line = |(heading, changes): &(String, Vec<&Change>)| {
        format!("{heading}: {}", wording::classes(&wording::by_class(changes.iter().copied())))
    };
    listed(&[(String::new(), owners.map(line).collect())], shown)
}

/// What of one weight changed in an owner, each change with what comes of it below.
fn lines(owner: &OwnerChanges, weight: Weight, document: &DocumentChanges) -> Vec<String> {
    let file = wording::file(owner, document);
    let line = |item: &ItemChange| item_line(item, wording::item_path(item, file, document));
    let changes = owner.ranked().into_iter().filter(|(own, ..)| *own == weight);
    let wire = changes.map(|(_, own, effects)| {
        let effects = effects.into_iter().map(|effect| format!("\n  - {}", line(effect)));
        effects.fold(change(own, document), |text, effect| text + &effect)
    });
    let others = owner.uncaused().filter(|item| item.class.weight() == weight);
    let others = others.map(|item| format!("`{}` in Rust: {}", wording::item_sign(item.class), line(item)));
    wire.chain(others).collect()
}

fn heading(owner: &OwnerChanges, document: &DocumentChanges) -> String {
    let (what, name) = wording::owner(&owner.owner);
    let name = if name.is_empty() { String::new() } else { format!(" {}", code(name)) };
    let file = wording::file(owner, document).map(|file| format!(", {}", code(file))).unwrap_or_default();
    format!("**{}{name}**{file}", capitalized(what))
}

fn heading_with_users(owner: &OwnerChanges, document: &DocumentChanges) -> String {
    let users = wording::users(owner, USERS, code).map(|users| format!(", {users}")).unwrap_or_default();
    heading(owner, document) + &users
}

/// A change with how its text differs, as a block that belongs to the entry of a list.
fn change_with_text(own: &Change, document: &DocumentChanges) -> String {
    let lines: Vec<String> =
        wording::text(own).iter().map(|(sign, line)| format!("{sign} {}", printable(line))).collect();
    if lines.is_empty() {
        return change(own, document);
    }
    let fence = fence(&lines.join("\n"), 3);
    format!("{}\n\n  {fence}diff\n  {}\n  {fence}", change(own, document), lines.join("\n  "))
}

fn change(change: &Change, document: &DocumentChanges) -> String {
    let place = wording::place(change, document).map(|place| format!(" ({})", code(&place))).unwrap_or_default();
    format!("`{}` {}{place}", wording::sign(change), change_line(change))
}

/// Part, path, class and values of a change.
pub(super) fn change_line(change: &Change) -> String {
    let (part, path) = wording::part(change);
    let path = if path.is_empty() { String::new() } else { code(path) };
    let subject = [part, path].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let subject = if subject.is_empty() { String::new() } else { format!("{subject}: ") };
    let values = wording::values(change).map(|values| format!(": {}", values.render(code))).unwrap_or_default();
    format!("{subject}{}{values}", change.class)
}

/// Path, class and types of an item.
pub(super) fn item_line(change: &ItemChange, path: &str) -> String {
    // How many items a module has is no text of Rust.
    let is_counted = matches!(change.class, ItemClass::ModuleAdded | ItemClass::ModuleRemoved);
    let shown = if is_counted { str::to_owned } else { code };
    let values = wording::item_values(change).map(|values| format!(": {}", values.render(shown))).unwrap_or_default();
    format!("{}: {}{values}", code(path), change.class)
}

/// Lists with their headings, cut after some lines.
fn listed(groups: &[(String, Vec<String>)], most: usize) -> String {
    let mut text = String::new();
    let mut left = most;
    let total = groups.iter().map(|(_, lines)| lines.len()).sum::<usize>();
    for (heading, lines) in groups.iter().filter(|(_, lines)| !lines.is_empty()) {
        if left == 0 {
            break;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        if !heading.is_empty() {
            let _ = write!(text, "{heading}\n\n");
        }
        for line in lines.iter().take(left) {
            let _ = writeln!(text, "- {line}");
        }
        left -= lines.len().min(left);
    }
    if total > most {
        let _ = write!(text, "\n… and {} more; `{} diff --verbose` shows all.\n", total - most, program::name());
    }
    text
}

fn folded(summary: &str, body: &str) -> String {
    format!("\n<details>\n<summary>{summary}</summary>\n\n{body}\n</details>\n")
}

fn editions(document: &DocumentChanges) -> String {
    let described = |edition: &Edition| format!("{} ({})", code(&edition.path), count(edition.declared, "operation"));
    match (&document.old, &document.new) {
        (Some(old), Some(new)) => format!("{} → {}", described(old), described(new)),
        (None, Some(new)) => format!("New: {}", described(new)),
        (Some(old), None) => format!("Gone: {}", described(old)),
        (None, None) => String::new(),
    }
}

/// A text of a document as code, in as many backticks as it needs.
pub(super) fn code(text: &str) -> String {
    let text = printable(text).replace('\n', " ");
    let fence = fence(&text, 1);
    let is_padded = text.starts_with('`')
        || text.ends_with('`')
        || text.is_empty()
        || (text.starts_with(' ') && text.ends_with(' '));
    if is_padded { format!("{fence} {text} {fence}") } else { format!("{fence}{text}{fence}") }
}

/// A text of a document as it is, where no sign in it has a meaning; else as code.
fn plain(text: &str) -> String {
    let is_plain = text.chars().all(|character| character.is_alphanumeric() || "-. ".contains(character));
    if is_plain { text.to_owned() } else { code(text) }
}

/// Backticks that do not occur in a text, at least so many.
fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(least.max(if longest == 0 { 0 } else { longest + 1 }))
}

pub(super) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
