//! A new edition of a document → a new text of our file. A pure function: texts in, text and report out.
//!
//! ```text
//! upstream's text ──▶ read ──▶ select, clean ──▶ merge ──▶ write ──▶ our new text
//! our text ───────────────────────────────────────┘
//! ```
//!
//! | module | what |
//! |---|---|
//! | `form` | the table: which keys a file of ours has, and what an import does with each |
//! | `upstream` | the incoming document: what it is, and whether it can be used |
//! | `spelling` | names that upstream spells differently, in case only |
//! | `edition` | which of two editions is the newer one |
//! | `select` | which operations and components are taken |
//! | `hold` | what cannot be taken because it is faulty |
//! | `clean` | cuts upstream's tree to the table |
//! | `merge`, `directories` | structure follows upstream, texts stay, what is gone is kept and marked |
//! | `comments`, `write` | tree → YAML, with the comments of the file |
//! | `report` | what came, went, came back and changed |

mod clean;
mod comments;
mod directories;
mod edition;
mod form;
mod hold;
mod merge;
mod report;
mod select;
mod spelling;
mod tree;
mod upstream;
mod write;

pub use report::{Note, NoteKind, Report};
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
use hold::Held;
use merge::Merge;
use spelling::Spelling;
use std::collections::BTreeSet;
use tree::{entry, is_alike, is_same, map, member, members, text};

/// Which operations are taken besides those that the file has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Operations {
    /// None; all of them when there is no file yet.
    #[default]
    Present,
    /// These.
    Named(Vec<String>),
    /// All of them.
    All,
}

/// How to import.
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which operations are taken besides those that the file has.
    pub operations: Operations,
    /// New elements come without upstream's texts.
    pub without_texts: bool,
    /// Texts follow upstream where upstream has any.
    pub update_texts: bool,
    /// What upstream does not have (any more) is removed instead of marked; where texts follow upstream, texts as well.
    pub prune: bool,
    /// An edition is taken although a newer one was before.
    pub older: bool,
    /// Where the document comes from.
    pub source: String,
    /// Of which day it is, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Options {
    fn date_or_unknown(&self) -> &str {
        self.date.as_deref().unwrap_or("unknown")
    }

    /// Whether a text goes that upstream does not have (any more).
    fn drops_texts(&self) -> bool {
        self.update_texts && self.prune && !self.without_texts
    }
}

/// The result of an import.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The new text of the file; the old one when it says all there is to say.
    pub text: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many components.
    pub components: usize,
    /// What happened.
    pub report: Report,
}

/// Imports a document into a file of ours, or makes that file.
///
/// # Errors
///
/// The diagnostics when either cannot be used, or when an operation is asked for that the document does not have, or has in a
/// form that cannot be read.
pub fn import(upstream: Upstream<'_>, existing: Option<&Input>, options: &Options) -> Result<Outcome, Vec<Diagnostic>> {
    let mut ours = existing.map(|input| upstream.counterpart(input)).transpose()?;
    let is_variant =
        existing.zip(ours.as_ref()).map_or(Ok(false), |(input, ours)| edition::judge(input, ours, options))?;
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
    let held = Held::of(&upstream, ours.as_ref(), corrections, (&selected, &options.operations))?;
    let present: BTreeSet<&str> = ours.iter().flat_map(select::operations).collect();
    selected.retain(|name| !held.operations.contains(name) || present.contains(name.as_str()));
    let not_taken = select::operations(&upstream.root).filter(|name| !selected.contains(*name)).count();
    let (theirs, contents) = cut(upstream, &selected, &held, ours.as_ref(), &spelling, options);
    let (merged, mut report, undescribed) = merged(ours.as_ref(), theirs, contents, &held, options);
    report.not_taken = not_taken;
    report.is_variant = is_variant;
    report.held = held.diagnostics;
    let text = match existing.zip(ours.as_ref()).filter(|(_, ours)| is_alike(ours, &merged)) {
        // It says all there is to say, be it laid out in another way.
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

/// The comments of the file; in JSON there are none.
fn comments(input: &Input, root: &Node<'_>) -> Comments {
    let text = input.text.strip_prefix('\u{feff}').unwrap_or(&input.text);
    yaml::parse(text).map(|(_, positions)| Comments::of(text, root, &positions)).unwrap_or_default()
}

/// What of upstream's document concerns us, and its table of contents.
fn cut<'a>(
    upstream: Upstream<'a>,
    selected: &BTreeSet<String>,
    held: &Held,
    ours: Option<&Node<'_>>,
    spelling: &Spelling,
    options: &Options,
) -> (Vec<Member<'a>>, Option<Node<'a>>) {
    let mut root = upstream.root;
    held.cut(&mut root);
    let operations: BTreeSet<&str> = selected.iter().map(String::as_str).collect();
    let components: BTreeSet<String> =
        select::components(&operations, ours, &root, spelling).into_iter().map(str::to_owned).collect();
    select::retain(&mut root, &["apis"], &|name| selected.contains(name));
    select::retain(&mut root, &["components", "schemas"], &|name| components.contains(name));
    let mut cleaned = Cleaner { without_texts: options.without_texts }.keys(root, DOCUMENT.keys);
    let contents = tree::take(&mut cleaned, "directories").map(|entry| entry.value);
    (cleaned, contents)
}

/// The new tree, what happened, and the ways to new elements without a text.
fn merged<'a>(
    ours: Option<&Node<'a>>,
    theirs: Vec<Member<'a>>,
    contents: Option<Node<'a>>,
    held: &Held,
    options: &Options,
) -> (Node<'a>, Report, Vec<Vec<Segment>>) {
    let mut merge = Merge::new(options, held);
    let present = ours.map(members).unwrap_or_default().to_vec();
    let mut document = merge.keys(present, theirs, DOCUMENT.keys);
    let old_contents = ours.and_then(|ours| member(ours, "directories"));
    let operations = document.iter().filter(|entry| entry.key == "apis").flat_map(|e| names(&e.value)).collect();
    let mut directories = Directories::new(options, operations);
    let contents = directories.merge(old_contents.cloned(), contents);
    form::put(&mut document, entry("directories", contents));
    form::put(&mut document, provenance(ours, options));
    if ours.is_none() {
        // In a new file, nothing was otherwise before.
        merge.notes.retain(|note| note.kind == NoteKind::Came);
    }
    let report = Report {
        notes: merge.notes,
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

/// What was imported; stays when the bytes are the same.
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

fn count(root: &Node<'_>, way: &[&str]) -> usize {
    let found = way.iter().try_fold(root, |node, key| member(node, key));
    found.map_or(0, |node| members(node).len())
}

/// Reads the new text again: it must say what was meant. Then the new elements without a text have a place in it.
fn verified(text: &str, meant: &Node<'_>, undescribed: &[Vec<Segment>]) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let read = yaml::parse(text).ok().filter(|(root, _)| is_same(root, meant));
    let Some((root, positions)) = read else {
        let message = "the file would not say what was imported";
        return Err(vec![fault("defect", "the new text", message, "please report this defect of the generator")]);
    };
    let diagnostic = |way: &Vec<Segment>| {
        let path = report::path(way).to_string();
        let position = place(&root, way).and_then(|at| positions.get(at.0 as usize).copied());
        let what = way.last().map(|step| report::path(std::slice::from_ref(step)).to_string()).unwrap_or_default();
        let help = "write a `description` in your own words";
        let warning = fault("undescribed", "", &format!("describe me: {what} is new and has no text"), help);
        Diagnostic { severity: Severity::Warning, position, path: Some(path), ..warning }
    };
    Ok(undescribed.iter().map(diagnostic).collect())
}

/// Where an element begins.
fn place(root: &Node<'_>, way: &[Segment]) -> Option<NodeId> {
    let mut at = (root.at, root);
    for step in way {
        at = match &at.1.value {
            Value::Map(entries) => key_of(entries, step).and_then(|i| entries.get(i)).map(|e| (e.at, &e.value))?,
            Value::List(elements) => index_of(elements, step).and_then(|i| elements.get(i)).map(|e| (e.at, e))?,
            _ => return None,
        };
    }
    Some(at.0)
}

/// An error without a place.
fn fault(kind: &'static str, file: &str, message: &str, help: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: file.to_owned(),
        position: None,
        path: None,
        operation: None,
        refuses: Vec::new(),
        message: message.to_owned(),
        help: Some(help.to_owned()),
        kind,
    }
}
