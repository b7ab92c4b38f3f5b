//! A report for a terminal.
//!
//! ```text
//! major: 1 breaking, 1 additive, 2 documentation changes; generated 0.1.0 → 0.2.0
//! in Rust: 1 breaking, 2 additive
//!
//! ICE 2020-11-09, `generated::ice20201109`: major
//!   HEAD:specs/ice/2020-11-09.yaml → specs/ice/2020-11-09.yaml, 347 → 348 operations
//!   operation SubmitCopyrightJob, operations::submit_copyright_job: major
//!     breaking  ~ request StartTime: type changed: string → integer  :120 → :131
//!               ↳ SubmitCopyrightJobRequest::start_time: field type changed: String → i64
//!   + operation GetJob: Client::get_job
//!   documentation: description 2; `--verbose` shows them
//! ```

pub(crate) mod wrap;

use generator::Owner;
use std::fmt::{Display, Write};

use anstyle::Style;
use generator::diff::{Change, DocumentChanges, ItemChange, OwnerChanges, Weight};

use super::view::{ChangeCounts, Owners, View, by_weight};
use super::{corrections, wording};
use crate::terminal::{BAD, GOOD, NOTE, WARN, count, printable};

/// More changes than this of one weight in one owner are counted.
const SHOWN: usize = 8;

/// More owners than this are counted.
const SHOWN_OWNERS: usize = 30;

/// The report, in lines of some width.
pub(super) fn render(view: &View<'_>, width: usize) -> String {
    if view.report.is_empty() {
        return format!("none: nothing changed between {} and {}\n", view.sides[0], view.sides[1]);
    }
    let mut page = TextPage { text: String::new(), width, column: if view.verbose { 13 } else { 9 } };
    let style = weight_style(view.report.owners().map(OwnerChanges::weight).max());
    page.line(Style::new().bold(), "", style, &view.verdict());
    if let Some(rest) = ChangeCounts::of(view.report.owners()).rest() {
        page.plain("", &rest);
    }
    if let Some(numbers) = view.numbers() {
        page.plain("", numbers);
    }
    for document in view.documents() {
        page.text.push('\n');
        page.document(document, view);
    }
    for block in corrections::blocks(view.report) {
        page.text.push('\n');
        page.plain("", &block.heading());
        page.text.push('\n');
        page.text += &printable(&block.entries);
    }
    page.text
}

/// The colour of a weight.
pub(super) fn weight_style(weight: Option<Weight>) -> Style {
    match weight {
        Some(Weight::Breaking) => BAD,
        Some(Weight::Behavior) => WARN,
        Some(Weight::Additive) => GOOD,
        _ => Style::new(),
    }
}

/// Text that grows line by line.
struct TextPage {
    text: String,
    width: usize,
    /// The longest name of a weight that is shown.
    column: usize,
}

impl TextPage {
    /// A line: what stands before it, and a body that goes on below where it begins.
    fn line(&mut self, body_style: Style, head: &str, head_style: Style, body: &str) {
        let column = wrap::columns(head);
        let body = printable(body).replace(['\n', '\t'], " ");
        for (index, line) in wrap::lines(&body, column, self.width).iter().enumerate() {
            let head = if index == 0 { format!("{head_style}{head}{head_style:#}") } else { " ".repeat(column) };
            let _ = writeln!(self.text, "{head}{body_style}{line}{body_style:#}");
        }
    }

    fn plain(&mut self, head: &str, body: &str) {
        self.line(Style::new(), head, Style::new(), body);
    }

    fn document(&mut self, document: &DocumentChanges, view: &View<'_>) {
        let DocumentChanges { module, product, version, .. } = document;
        let heading = format!("{product} {version}, `{}::{module}`: {}", view.crate_name, document.bump());
        self.line(Style::new().bold(), "", Style::new(), &heading);
        self.plain("  ", &editions(document));
        let owners = view.owners(document);
        let (breaking, others): (Vec<_>, Vec<_>) =
            owners.detailed.iter().copied().partition(|owner| owner.weight() == Weight::Breaking);
        let shown = view.shown(SHOWN_OWNERS);
        breaking.iter().chain(others.iter().take(shown)).for_each(|owner| self.owner(owner, document, view));
        let hidden = others.get(shown..).unwrap_or_default();
        if let Some(sums) = by_weight(&ChangeCounts::of(hidden.iter().copied()).wire).filter(|_| !hidden.is_empty()) {
            self.plain("  ", &format!("… and {} more with {sums} changes; `--verbose` shows them", hidden.len()));
        }
        self.added(&owners.added, view);
        if !view.verbose {
            self.counted(&owners);
        }
    }

    /// An operation, a component or the document with what changed in it.
    fn owner(&mut self, owner: &OwnerChanges, document: &DocumentChanges, view: &View<'_>) {
        let file = wording::file(owner, document);
        self.heading(owner, file);
        if let Some(users) = wording::users(owner, view.shown(SHOWN), str::to_owned) {
            self.plain("    ", &users);
        }
        let changes = owner.ranked();
        for weight in Weight::ALL {
            if weight == Weight::Documentation && !view.verbose {
                continue;
            }
            let shown = if weight == Weight::Breaking { usize::MAX } else { view.shown(SHOWN) };
            let changes: Vec<_> = changes.iter().filter(|(own, ..)| *own == weight).collect();
            for (_, change, effects) in changes.iter().take(shown) {
                self.change(weight, change, document);
                self.texts(change, view);
                for effect in effects.iter().take(shown) {
                    self.effect("↳", effect, wording::item_path(effect, file, document));
                }
                self.more(effects.len().saturating_sub(shown), "", " in Rust");
            }
            let others: Vec<&ItemChange> = owner.uncaused().filter(|item| item.class.weight() == weight).collect();
            for item in others.iter().take(shown) {
                self.item(weight, item, wording::item_path(item, file, document));
            }
            let hidden = changes.len().saturating_sub(shown) + others.len().saturating_sub(shown);
            self.more(hidden, weight.name(), "");
        }
    }

    fn heading(&mut self, owner: &OwnerChanges, file: Option<&str>) {
        let (what, name) = wording::owner(&owner.owner);
        let name = if name.is_empty() { what.to_owned() } else { format!("{what} {name}") };
        let file = file.map(|file| format!(", {file}")).unwrap_or_default();
        let generated = if owner.generated { owner.bump().name() } else { "not generated" };
        let style = weight_style(Some(owner.weight()));
        self.line(style, "  ", Style::new(), &format!("{name}{file}: {generated}"));
    }

    fn more(&mut self, number: usize, what: &str, of: &str) {
        if number > 0 {
            let head = format!("    {what:0$} … ", self.column);
            self.plain(&head, &format!("and {number} more{of}; `--verbose` shows them"));
        }
    }

    /// What stands before a change.
    fn head(&self, weight: Weight, sign: char) -> String {
        format!("    {:1$} {sign} ", weight.name(), self.column)
    }

    /// A change of the vendor, and where it is.
    fn change(&mut self, weight: Weight, change: &Change, document: &DocumentChanges) {
        let head = self.head(weight, wording::sign(change));
        self.line(Style::new(), &head, weight_style(Some(weight)), &change_text(change));
        if let Some(place) = wording::place(change, document) {
            self.place(&place, wrap::columns(&head));
        }
    }

    /// How a text differs, on demand.
    fn texts(&mut self, change: &Change, view: &View<'_>) {
        let head = |sign| format!("    {:1$} {sign} ", "", self.column + 2);
        let lines = if view.verbose { wording::text(change) } else { Vec::new() };
        let lines = lines.iter().map(|(sign, line)| (head(sign), if *sign == '-' { BAD } else { GOOD }, line));
        for (head, style, line) in lines.collect::<Vec<_>>() {
            self.line(Style::new(), &head, style, line);
        }
    }

    /// A place behind the last line if it fits there, else below it.
    fn place(&mut self, place: &str, column: usize) {
        let last = self.text.trim_end().rsplit('\n').next().unwrap_or_default();
        let last = wrap::columns(&anstream::adapter::strip_str(last).to_string());
        let place = printable(place);
        if last + 2 + wrap::columns(&place) <= self.width {
            self.text.truncate(self.text.trim_end().len());
            let _ = writeln!(self.text, "  {NOTE}{place}{NOTE:#}");
        } else {
            self.line(NOTE, &" ".repeat(column), Style::new(), &place);
        }
    }

    /// What programs notice of the change above.
    fn effect(&mut self, sign: &str, item: &ItemChange, path: &str) {
        let head = format!("    {:1$} {sign} ", "", self.column);
        self.line(Style::new(), &head, NOTE, &item_text(item, path));
    }

    /// What programs notice, although nothing of the same owner changed for it.
    fn item(&mut self, weight: Weight, item: &ItemChange, path: &str) {
        let head = self.head(weight, wording::item_sign(item.class));
        self.line(Style::new(), &head, weight_style(Some(weight)), &format!("in Rust: {}", item_text(item, path)));
    }

    /// What is new as a whole: a line each, unless there is much.
    fn added(&mut self, added: &[&OwnerChanges], view: &View<'_>) {
        let is_operation = |owner: &&&OwnerChanges| matches!(owner.owner, Owner::Operation(_));
        let (operations, components): (Vec<&OwnerChanges>, Vec<&OwnerChanges>) =
            added.iter().partition(|owner| is_operation(owner));
        for (noun, owners) in [("operation", operations), ("component", components)] {
            let shown = view.shown(SHOWN_OWNERS);
            if owners.len() > shown {
                let names: Vec<&str> = owners.iter().take(shown).map(|owner| wording::owner(&owner.owner).1).collect();
                let (number, rest) = (count(owners.len(), noun), owners.len() - shown);
                let body = format!("{number}: {}, … and {rest} more; `--verbose` shows them", names.join(", "));
                self.line(Style::new(), "  + ", GOOD, &body);
                continue;
            }
            for owner in owners {
                let method = wording::method(owner).map(|method| format!(": {method}")).unwrap_or_default();
                self.line(Style::new(), "  + ", GOOD, &format!("{noun} {}{method}", wording::owner(&owner.owner).1));
            }
        }
    }

    /// Texts, and what no code is generated of.
    fn counted(&mut self, owners: &Owners<'_>) {
        let texts = owners.texts();
        if !texts.is_empty() {
            let counts = wording::classes(&wording::by_class(texts.iter().copied()));
            self.plain("  documentation: ", &format!("{counts}; `--verbose` shows them"));
        }
        let ungenerated = owners.ungenerated.iter().flat_map(|owner| &owner.wire);
        let counts = wording::classes(&wording::by_class(ungenerated));
        if !counts.is_empty() {
            self.plain("  not generated: ", &format!("{counts}; `--verbose` shows them"));
        }
    }
}

/// Part, path, class and values of a change.
pub(super) fn change_text(change: &Change) -> String {
    let (part, path) = wording::part(change);
    let subject = [part.as_str(), path].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let values = wording::values(change).map(|values| values.render(str::to_owned));
    let parts = [Some(subject).filter(|subject| !subject.is_empty()), Some(change.class.to_string()), values];
    parts.into_iter().flatten().collect::<Vec<_>>().join(": ")
}

/// Path, class and types of an item.
pub(super) fn item_text(item: &ItemChange, path: &str) -> String {
    let values =
        wording::item_values(item).map(|values| format!(": {}", values.render(str::to_owned))).unwrap_or_default();
    format!("{path}: {}{values}", item.class)
}

/// Paths and numbers of operations on both sides.
fn editions(document: &DocumentChanges) -> String {
    let (word, old, new) = match (&document.old, &document.new) {
        (Some(old), Some(new)) => ("", old, new),
        (None, Some(new)) => ("new: ", new, new),
        (Some(old), None) => ("gone: ", old, old),
        (None, None) => return String::new(),
    };
    let paths = step(&old.path, &new.path);
    let (declared, generated) = (step(&old.declared, &new.declared), step(&old.generated, &new.generated));
    let generated = if generated == declared { String::new() } else { format!(" ({generated} generated)") };
    let noun = if declared == "1" { "operation" } else { "operations" };
    format!("{word}{paths}, {declared} {noun}{generated}")
}

fn step<T: Display + PartialEq>(old: &T, new: &T) -> String {
    if old == new { new.to_string() } else { format!("{old} → {new}") }
}

#[cfg(test)]
mod tests;
