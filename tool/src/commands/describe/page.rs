//! The page of an operation.

use generator::Position;
use generator::describe::{Description, Generated, repeats};
use generator::model::{Access, ErrorCode, Field, Output, Paging, PagingStyle, Permission, Unpaged};

use super::lookup::Operation;
use super::members::{Member, Members, sorted};
use super::prose;
use super::style::{ALERT, CODE, HEADING, NAME, QUIET};
use super::table;
use super::text::{Line, Text, indent, indented};
use super::view::{Section, View};
use super::why;

/// A list of parameters or members of more lines is shown one line each.
const LONG: usize = 100;

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
        lines.iter().for_each(|line| line.write(&mut self.out));
        let (by, width) = self.inset();
        let short = [&docs.summary, &docs.title];
        let short = short.into_iter().find(|text| !text.is_empty() && !repeats(text, operation));
        let mut lines = short.map(|text| prose::lines(text, width)).unwrap_or_default();
        for status in self.status() {
            lines.push(Line::default());
            lines.append(&mut status.wrapped(width));
        }
        indented(lines, by).iter().for_each(|line| line.write(&mut self.out));
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

    fn call(&self, width: usize) -> Vec<Line> {
        let Some(generated) = self.generated() else { return Vec::new() };
        let (operation, call) = (generated.operation(), &generated.operation().call);
        let host = generated.host().unwrap_or_else(|| "…".to_owned());
        let path = call.path.as_deref().unwrap_or("/");
        let address = format!("https://{host}{path}");
        let style = if call.path.is_some() { "ROA style" } else { "RPC style" };
        let signed = if call.anonymous { "not signed" } else { "signed" };
        let stream = if call.event_stream { ", a stream of events" } else { "" };
        let request = Text::in_style(NAME, call.verb).plain(" ").plain(&address);
        let request = request.styled(QUIET, &format!("  {style}, {signed}{stream}"));
        let arguments: Vec<&str> =
            operation.arguments().map(|field| field.name.strip_prefix("r#").unwrap_or(&field.name)).collect();
        let arguments = format!("({}::new({}))", operation.request.path.name, arguments.join(", "));
        let method = Text::in_style(CODE, &generated.method()).styled(CODE, &arguments);
        let mut lines = [request.wrapped(width), method.wrapped(width)].concat();
        let retried = format!("Retried {}.", generated.retried());
        lines.append(&mut prose::lines(&retried, width));
        lines.append(&mut pages(&operation.paging, width));
        lines
    }

    fn parameters(&self, width: usize) -> Vec<Line> {
        let Some(generated) = self.generated() else { return Vec::new() };
        let members = Members::new(generated, self.view.depth, self.view.step);
        let fields = &generated.operation().request.fields;
        if fields.is_empty() {
            return Text::of("None.").wrapped(width);
        }
        let all = sorted(fields, true);
        // Where all go to the same part, it need not be told of each.
        let first = generated.location(all[0].field);
        let is_same = all.iter().all(|member| generated.location(member.field) == first);
        let note = |field: &Field| (!is_same).then(|| generated.location(field));
        let full = members.full(&all, width, &note);
        if full.len() <= LONG || self.view.is_asked(Section::Parameters) {
            return full;
        }
        let (required, optional): (Vec<Member<'_>>, Vec<Member<'_>>) =
            all.iter().partition(|member| member.field.required);
        // A body alone is not shown in full: its members are what matters.
        let is_one = required.iter().any(|member| members.object(&member.field.ty).is_some()) && all.len() == 1;
        let (required, optional) = if is_one { (Vec::new(), all.clone()) } else { (required, optional) };
        let mut lines = members.fitting(&required, width, LONG / 2, &note);
        if !lines.is_empty() && !optional.is_empty() {
            lines.push(Line::default());
        }
        if !optional.is_empty() {
            lines.append(&mut members.brief(&optional, width));
        }
        lines.append(
            &mut self
                .more("in full", Section::Parameters, optional.first().map(|m| m.field.wire.as_str()))
                .wrapped(width),
        );
        lines
    }

    fn response(&self, width: usize) -> Vec<Line> {
        let Some(generated) = self.generated() else { return Vec::new() };
        let members = Members::new(generated, self.view.depth, self.view.step);
        let Some(ty) = generated.response() else {
            let words = match generated.operation().output {
                Output::Bytes => "Binary content.",
                Output::Text => "Text.",
                Output::Unit | Output::Json(_) => "Nothing.",
            };
            return Text::of(words).wrapped(width);
        };
        let mut head = Vec::new();
        let words = members.in_words(ty);
        if words != "object" {
            let words = words[..1].to_uppercase() + &words[1..] + ".";
            head = Text::of(&words).wrapped(width);
        }
        let Some(object) = members.object(ty) else { return head };
        if !object.text.is_empty() {
            head.append(&mut prose::lines(&object.text, width));
        }
        if !head.is_empty() {
            head.push(Line::default());
        }
        let fields = members.members(object, false);
        let full = members.full(&fields, width, &|_| None);
        if full.len() <= LONG || self.view.is_asked(Section::Response) {
            head.extend(full);
            return head;
        }
        head.append(&mut members.brief(&fields, width));
        head.append(
            &mut self.more("in full", Section::Response, fields.first().map(|m| m.field.wire.as_str())).wrapped(width),
        );
        head
    }

    fn permissions(&self, width: usize) -> Vec<Line> {
        let permissions = &self.description.docs.permissions;
        if self.generated().is_some_and(|generated| generated.operation().call.anonymous) {
            return Text::of("None: the call is sent without credentials.").wrapped(width);
        }
        if permissions.is_empty() {
            return Text::in_style(QUIET, "None documented.").wrapped(width);
        }
        permissions.iter().flat_map(|permission| permission_lines(permission, width)).collect()
    }

    fn errors(&self, width: usize) -> Vec<Line> {
        let errors = &self.description.docs.errors;
        if errors.is_empty() {
            return Vec::new();
        }
        let head = ["Status", "Code", "Message"].map(|word| Text::in_style(QUIET, word)).to_vec();
        let row = |error: &ErrorCode| {
            vec![
                Text::in_style(QUIET, &error.status),
                Text::in_style(NAME, &error.code),
                prose::sentence(&error.message),
            ]
        };
        let rows: Vec<Vec<Text>> = errors.iter().map(row).collect();
        let most = if self.view.is_asked(Section::Errors) || rows.len() <= SHOWN / 2 { rows.len() } else { SHOWN / 3 };
        let hidden = rows.len() - most;
        let rows: Vec<Vec<Text>> = std::iter::once(head).chain(rows.into_iter().take(most)).collect();
        let mut lines = table::lines(&rows, width);
        if hidden > 0 {
            lines.append(&mut self.more(&format!("{hidden} more"), Section::Errors, None).wrapped(width));
        }
        lines
    }

    fn sample(&self, width: usize) -> Vec<Line> {
        let Some(sample) = self.generated().and_then(Generated::sample) else { return Vec::new() };
        let is_laid_out = sample.trim().lines().count() > 1;
        let value = || serde_json::from_str::<serde_json::Value>(&sample).ok();
        let pretty = (!is_laid_out).then(value).flatten().and_then(|value| serde_json::to_string_pretty(&value).ok());
        let text = pretty.unwrap_or(sample);
        let lines = text.lines().flat_map(|line| Text::of(line).verbatim(width)).collect();
        self.cut(lines, Section::Sample, "line")
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

/// `ecs:RunInstances  write` and below it the resources.
fn permission_lines(permission: &Permission, width: usize) -> Vec<Line> {
    let level = match &permission.access {
        Access::List => "list",
        Access::Read => "read",
        Access::Write => "write",
        Access::Other(level) => level,
        Access::Unstated => "",
    };
    let mut lines = Text::in_style(NAME, &permission.action).plain("  ").styled(QUIET, level).wrapped(width);
    let (by, inner) = indent(width, 2);
    for resource in &permission.resources {
        let text = match resource.as_str() {
            "*" => Text::of("on all resources"),
            resource => Text::of("on ").styled(CODE, resource),
        };
        lines.append(&mut indented(text.wrapped(inner), by));
    }
    lines
}

/// How pages follow each other.
fn pages(paging: &Result<Paging, Unpaged>, width: usize) -> Vec<Line> {
    let Ok(paging) = paging else { return Vec::new() };
    let (selects, total) = match &paging.style {
        PagingStyle::Token { response } => (format!("takes the token `{response}` of the page before"), None),
        PagingStyle::Number { first: 1, total } => ("takes the number of the page".to_owned(), total.as_ref()),
        PagingStyle::Number { first, total } => {
            (format!("takes the number of the page, from {first} on"), total.as_ref())
        }
        PagingStyle::Offset { total } => ("takes the number of items before the page".to_owned(), total.as_ref()),
    };
    let mut text = format!("Paged: `{}` {selects}; items are in `{}`", paging.request, paging.items_path());
    if let Some(size) = &paging.size {
        text += &format!(", `{size}` of them on a page");
    }
    if let Some(total) = total {
        text += &format!(", `{total}` in all");
    }
    prose::lines(&(text + "."), width)
}

/// A file, and the position in it.
pub(super) fn place(file: &str, position: Option<Position>) -> String {
    match position {
        Some(Position { line, column }) => format!("{file}:{line}:{column}"),
        None => file.to_owned(),
    }
}
