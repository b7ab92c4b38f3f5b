//! The page of an operation.

mod call;
mod lists;
mod reference;

use generator::Position;
use generator::describe::{Description, Generated, repeats};
use generator::model::Field;

use super::lookup::Operation;
use super::members::Members;
use super::prose;
use super::style::{ALERT, CODE, HEADING, NAME, QUIET};
use super::text::{Line, Text, indent, indented};
use super::view::{Section, View};
use super::why;

/// A text, a sample or a list of errors is cut to this many lines if it has more than half as many again.
const SHOWN: usize = 24;

/// The page of an operation, or the sections of it that were asked for.
pub(super) fn page(operation: &Operation, view: &View<'_>) -> String {
    let Operation { description, others } = operation;
    let mut page = Page { description, others, view, out: String::new() };
    page.title();
    let sections = [
        (Section::Description, "Description"),
        (Section::Call, "Call"),
        (Section::Parameters, "Parameters"),
        (Section::Response, "Response"),
        (Section::Permissions, "Permissions"),
        (Section::Errors, "Errors"),
        (Section::Sample, "Sample response"),
        (Section::Why, "Why"),
    ];
    for (section, title) in sections {
        if view.shows(section) {
            let (by, width) = page.inset();
            let lines = page.lines(section, width);
            page.section(title, indented(lines, by));
        }
    }
    page.out
}

/// The page of some parameters or members of the response, by name or path; none where the operation has none of them.
pub(super) fn parts(description: &Description, view: &View<'_>, parts: &[String]) -> Option<String> {
    let generated = description.outcome.as_ref().ok()?;
    let mut page = Page { description, others: &[], view, out: String::new() };
    let (by, width) = page.inset();
    let members = Members::new(generated, view.depth, view.step);
    let found: Vec<_> = parts.iter().flat_map(|part| members.find(part)).collect();
    if found.is_empty() {
        return None;
    }
    page.title();
    for (title, is_sent) in [("Parameters", true), ("Response", false)] {
        let mut lines = Vec::new();
        for (parent, member) in found.iter().filter(|(_, member)| member.is_sent == is_sent) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            if !parent.is_empty() {
                lines.append(&mut Text::in_style(QUIET, &format!("in {parent}")).wrapped(width));
            }
            let is_nested = !parent.is_empty() || !is_sent;
            let note = |field: &Field| (!is_nested).then(|| generated.location(field));
            lines.append(&mut members.full(std::slice::from_ref(member), width, &note));
        }
        page.section(title, indented(lines, by));
    }
    Some(page.out)
}

struct Page<'p> {
    description: &'p Description,
    /// Other documents that have it, too.
    others: &'p [String],
    view: &'p View<'p>,
    out: String,
}

impl Page<'_> {
    fn generated(&self) -> Option<&Generated> {
        self.description.outcome.as_ref().ok()
    }

    /// How far sections are indented, and their width.
    fn inset(&self) -> (usize, usize) {
        indent(self.view.width, self.view.step)
    }

    fn lines(&self, section: Section, width: usize) -> Vec<Line> {
        match section {
            Section::Description => self.texts(width),
            Section::Call => self.call(width),
            Section::Parameters => self.parameters(width),
            Section::Response => self.response(width),
            Section::Permissions => self.permissions(width),
            Section::Errors => self.errors(width),
            Section::Sample => self.sample(width),
            Section::Why => why::lines(self.description, self.others, self.view.is_asked(section), width),
        }
    }

    fn section(&mut self, title: &str, lines: Vec<Line>) {
        if lines.is_empty() {
            return;
        }
        self.out.push('\n');
        Text::in_style(HEADING, title).cut(self.view.width).write(&mut self.out);
        for line in lines {
            line.write(&mut self.out);
        }
    }

    /// The name, the product, and what it is for, in short.
    fn title(&mut self) {
        let Description { product, version, operation, docs, .. } = self.description;
        let name = Text::in_style(NAME, operation);
        let product = Text::in_style(QUIET, &format!("{product} {version}"));
        let width = self.view.width;
        let lines = match name.columns() + 2 + product.columns() <= width {
            true => vec![name.cut(width).beside(width - product.columns(), product.cut(width))],
            false => [name.wrapped(width), product.wrapped(width)].concat(),
        };
        for line in lines {
            line.write(&mut self.out);
        }
        let (by, width) = self.inset();
        let short = [&docs.summary, &docs.title];
        let short = short.into_iter().find(|text| !text.is_empty() && !repeats(text, operation));
        let mut lines = short.map(|text| prose::lines(text, width)).unwrap_or_default();
        for status in self.status() {
            lines.push(Line::default());
            lines.append(&mut status.wrapped(width));
        }
        for line in indented(lines, by) {
            line.write(&mut self.out);
        }
    }

    /// What to know before anything else.
    fn status(&self) -> Vec<Text> {
        let mut status = Vec::new();
        if let Some(deprecation) = &self.description.deprecated {
            let mut text = Text::in_style(ALERT, "Deprecated.");
            let substitutes: Vec<&str> = deprecation.substitutes.iter().map(|other| other.wire.as_str()).collect();
            if !substitutes.is_empty() {
                text = text.plain(" Use ").styled(CODE, &substitutes.join(", ").replace("::", "/")).plain(".");
            }
            if let Some(reason) = &deprecation.reason {
                text = text.plain(" ").and(prose::sentence(reason));
            }
            status.push(text);
        }
        if let Some(gone) = &self.description.gone {
            status.push(Text::in_style(ALERT, &gone.to_string()));
        }
        if let Err(reason) = &self.description.outcome {
            status.push(Text::in_style(ALERT, "Not generated:").plain(&format!(" {reason}.")));
        }
        status
    }

    fn texts(&self, width: usize) -> Vec<Line> {
        let docs = &self.description.docs;
        let mut lines: Vec<Line> = Vec::new();
        for part in &docs.parts {
            let mut part = prose::lines(part, width);
            // Summaries are often copied.
            if lines.is_empty() && part == prose::lines(&docs.summary, width) {
                continue;
            }
            if !lines.is_empty() && !part.is_empty() {
                lines.push(Line::default());
            }
            lines.append(&mut part);
        }
        self.cut(lines, Section::Description, "line")
    }

    /// Lines, cut unless the section was asked for.
    fn cut(&self, mut lines: Vec<Line>, section: Section, what: &str) -> Vec<Line> {
        if self.view.is_asked(section) || lines.len() <= SHOWN + SHOWN / 2 {
            return lines;
        }
        // Paragraphs stay whole, where there are some.
        let end = (SHOWN / 2..SHOWN).rev().find(|&at| lines[at].is_blank());
        let kept = end.unwrap_or(SHOWN);
        let hidden = lines.len() - kept;
        lines.truncate(kept);
        let (_, width) = self.inset();
        lines.append(&mut self.more(&format!("{hidden} more {what}s"), section, None).wrapped(width));
        lines
    }

    /// How to see the rest of a section.
    fn more(&self, what: &str, section: Section, part: Option<&str>) -> Text {
        let text = Text::in_style(QUIET, &format!("… {what}: --section {section}"));
        match part {
            Some(part) => text.styled(QUIET, &format!("; one alone: describe {} {part}", self.description.operation)),
            None => text,
        }
    }
}

/// A file, and the position in it.
pub(super) fn place(file: &str, position: Option<Position>) -> String {
    match position {
        Some(Position { line, column }) => format!("{file}:{line}:{column}"),
        None => file.to_owned(),
    }
}
