//! Imports a new edition of a document into our file. A pure function: texts in, text and report out.
//!
//! ```text
//! upstream's text ──▶ read ──▶ select, clean ──▶ merge ──▶ write ──▶ our new text
//! our text ───────────────────────────────────────┘
//! ```
//!
//! | module | what |
//! |---|---|
//! | `form` | the table: which keys a file of ours has, and what an import does with each |
//! | `options` | how to import |
//! | `upstream` | the incoming document: what it is, and whether it can be used |
//! | `spelling` | names whose case upstream has changed |
//! | `edition` | refuses an older edition |
//! | `select` | which operations and components the file has from now on |
//! | `retained` | what the file keeps because the new edition is faulty there |
//! | `clean` | reduces upstream's tree to the keys of the table |
//! | `merge`, `directories` | structure follows upstream, texts stay, what is gone is kept and marked |
//! | `comments`, `write` | tree → YAML, with the comments of the file |
//! | `report` | what the import changed |

mod clean;
mod comments;
mod directories;
mod edition;
mod form;
mod merge;
mod options;
mod report;
mod retained;
mod select;
mod spelling;
mod tree;
mod upstream;
mod write;

pub use options::{Operations, Options};
pub use report::{ElementChange, ElementChangeKind, Report};
pub use select::similar;
pub use upstream::Upstream;
pub(crate) use write::quoted;

use crate::spec::path::{Segment, index_of, key_of};
use crate::spec::tree::{Member, Node, NodeId, Value};
use crate::spec::yaml;
use crate::{Diagnostic, Input, Severity};
use clean::Cleaner;
use comments::Comments;
use directories::Directories;
use form::{DOCUMENT, PROVENANCE};
use merge::Merge;
use retained::Retained;
use spelling::Spelling;
use std::collections::BTreeSet;
use tree::{entry, is_equivalent, is_identical, map, member, members, text};

/// The result of an import.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The new text of the file; the old one where the import changes nothing.
    pub text: String,
    /// The number of operations in the file.
    pub operations: usize,
    /// The number of components.
    pub components: usize,
    /// What the import changed.
    pub report: Report,
}

/// Imports a document into a file of ours, or creates that file.
///
/// # Errors
///
/// The diagnostics of either text when it cannot be used, or when the document does not have a requested operation, or has it
/// in a form that cannot be read.
pub fn import(upstream: Upstream<'_>, existing: Option<&Input>, options: &Options) -> Result<Outcome, Vec<Diagnostic>> {
    let mut ours = existing.map(|input| upstream.counterpart(input)).transpose()?;
    let is_variant =
        existing.zip(ours.as_ref()).map_or(Ok(false), |(input, ours)| edition::check(input, ours, options))?;
    let spelling = ours.as_ref().map(|ours| Spelling::of(ours, &upstream.root)).unwrap_or_default();
    let mut selected = upstream.selected(ours.as_ref(), &options.operations, &spelling)?;
    let comments = match (existing, &ours) {
        (Some(input), Some(root)) => comments(input, root),
        _ => Comments::default(),
    };
    if let Some(ours) = &mut ours {
        spelling.follow(ours);
    }
    let corrections = existing.and_then(|existing| existing.corrections.as_ref());
    let retained = Retained::of(&upstream, ours.as_ref(), corrections, (&selected, &options.operations))?;
    let present: BTreeSet<&str> = ours.iter().flat_map(select::operations).collect();
    selected.retain(|name| !retained.operations.contains(name) || present.contains(name.as_str()));
    let not_taken = select::operations(&upstream.root).filter(|name| !selected.contains(*name)).count();
    let (theirs, contents) = reduced(upstream, &selected, &retained, ours.as_ref(), &spelling, options);
    let (merged, mut report, undescribed) = merged(ours.as_ref(), theirs, contents, &retained, options);
    report.not_taken = not_taken;
    report.is_variant = is_variant;
    report.retained = retained.diagnostics;
    let text = match existing.zip(ours.as_ref()).filter(|(_, ours)| is_equivalent(ours, &merged)) {
        // Nothing changes: the layout stays as well.
        Some((input, _)) => input.text.clone(),
        None => {
            let (text, lost) = write::yaml(&merged, comments);
            report.undescribed = verified(&text, &merged, &undescribed)?;
            report.lost_comments = lost;
            text
        }
    };
    let (operations, components) = (count(&merged, &["apis"]), count(&merged, &["components", "schemas"]));
    Ok(Outcome { text, operations, components, report })
}

/// The comments of the file. JSON has none.
fn comments(input: &Input, root: &Node<'_>) -> Comments {
    let text = input.text.strip_prefix('\u{feff}').unwrap_or(&input.text);
    yaml::parse(text).map(|(_, positions)| Comments::of(text, root, &positions)).unwrap_or_default()
}

/// Upstream's document, reduced to what the file has from now on, and its table of contents.
fn reduced<'a>(
    upstream: Upstream<'a>,
    selected: &BTreeSet<String>,
    retained: &Retained,
    ours: Option<&Node<'_>>,
    spelling: &Spelling,
    options: &Options,
) -> (Vec<Member<'a>>, Option<Node<'a>>) {
    let mut root = upstream.root;
    retained.remove_from(&mut root);
    let operations: BTreeSet<&str> = selected.iter().map(String::as_str).collect();
    let components: BTreeSet<String> =
        select::components(&operations, ours, &root, spelling).into_iter().map(str::to_owned).collect();
    select::retain(&mut root, &["apis"], &|name| selected.contains(name));
    select::retain(&mut root, &["components", "schemas"], &|name| components.contains(name));
    let mut cleaned = Cleaner { without_texts: options.without_texts }.keys(root, DOCUMENT.keys);
    let contents = tree::take(&mut cleaned, "directories").map(|entry| entry.value);
    (cleaned, contents)
}

/// The new tree, what changed, and the paths of new elements without a text.
fn merged<'a>(
    ours: Option<&Node<'a>>,
    theirs: Vec<Member<'a>>,
    contents: Option<Node<'a>>,
    retained: &Retained,
    options: &Options,
) -> (Node<'a>, Report, Vec<Vec<Segment>>) {
    let mut merge = Merge::new(options, retained);
    let present = ours.map(members).unwrap_or_default().to_vec();
    let mut document = merge.keys(present, theirs, DOCUMENT.keys);
    let old_contents = ours.and_then(|ours| member(ours, "directories"));
    let operations = document.iter().filter(|entry| entry.key == "apis").flat_map(|e| names(&e.value)).collect();
    let mut directories = Directories::new(options, operations);
    let contents = directories.merge(old_contents.cloned(), contents);
    form::put(&mut document, entry("directories", contents));
    form::put(&mut document, provenance(ours, options));
    if ours.is_none() {
        // A new file has nothing that could have changed.
        merge.changes.retain(|change| change.kind == ElementChangeKind::Added);
    }
    let report = Report {
        changes: merge.changes,
        texts_kept: merge.texts_kept + directories.kept,
        texts_taken: merge.texts_taken + directories.taken,
        texts_removed: merge.texts_removed,
        hints_kept: merge.hints_kept,
        still_gone: merge.still_gone,
        ..Report::default()
    };
    (map(document), report, merge.undescribed)
}

fn names(node: &Node<'_>) -> Vec<String> {
    members(node).iter().map(|entry| entry.key.to_string()).collect()
}

/// The record of what was imported; it stays when the bytes are the same.
fn provenance<'a>(ours: Option<&Node<'a>>, options: &Options) -> Member<'a> {
    let known = ours.and_then(|ours| member(ours, PROVENANCE));
    if let Some(known) = known.filter(|known| tree::field(known, "sha256") == options.sha256) {
        return entry(PROVENANCE, known.clone());
    }
    let date = options.date.as_ref().map(|date| entry("date", text(date.clone())));
    let source = entry("source", text(options.source.clone()));
    let sha256 = entry("sha256", text(options.sha256.clone()));
    entry(PROVENANCE, map([Some(source), date, Some(sha256)].into_iter().flatten().collect()))
}

fn count(root: &Node<'_>, path: &[&str]) -> usize {
    let node = path.iter().try_fold(root, |node, key| member(node, key));
    node.map_or(0, |node| members(node).len())
}

/// Reads the new text again, which must give the tree that was written. Returns a warning for each new element without a text.
fn verified(text: &str, written: &Node<'_>, undescribed: &[Vec<Segment>]) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let read = yaml::parse(text).ok().filter(|(root, _)| is_identical(root, written));
    let Some((root, positions)) = read else {
        let message = "the new file would not contain what was imported";
        return Err(vec![Diagnostic::error(
            "defect",
            "the new text",
            message,
            "this is a bug in the generator: please report it",
        )]);
    };
    let diagnostic = |segments: &Vec<Segment>| {
        let path = report::path(segments).to_string();
        let position = node_at(&root, segments).and_then(|at| positions.get(at.0 as usize).copied());
        let name = match segments.last() {
            Some(Segment::Key(name) | Segment::Name(name)) => name.as_str(),
            _ => &path,
        };
        let what = merge::documented(segments).unwrap_or("element");
        let help = "write a `description` in your own words";
        let warning = Diagnostic::error("undescribed", "", &format!("new {what} `{name}` has no description"), help);
        Diagnostic { severity: Severity::Warning, position, path: Some(path), ..warning }
    };
    Ok(undescribed.iter().map(diagnostic).collect())
}

/// The node at a path.
fn node_at(root: &Node<'_>, path: &[Segment]) -> Option<NodeId> {
    let mut at = (root.at, root);
    for segment in path {
        at = match &at.1.value {
            Value::Map(entries) => key_of(entries, segment).and_then(|i| entries.get(i)).map(|e| (e.at, &e.value))?,
            Value::List(elements) => index_of(elements, segment).and_then(|i| elements.get(i)).map(|e| (e.at, e))?,
            _ => return None,
        };
    }
    Some(at.0)
}
