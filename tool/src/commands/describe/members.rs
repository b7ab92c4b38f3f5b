//! Parameters, and members of responses: a tree, each with its type, its documentation, and what it may be.

use std::cell::Cell;

use generator::describe::{Generated, in_words, repeats};
use generator::docs;
use generator::model::{Enum, Field, Gone, Object, Type, TypeDef, TypePath};

use super::prose;
use super::style::{ALERT, CODE, NAME, QUIET, REQUIRED};
use super::text::{Line, Text, indent, indented};

/// No more members than this are opened: types refer to each other, and there is no end to what `--depth` allows.
const MOST: usize = 5000;

/// A list of more rows than this shows fewer levels.
const LONG: usize = 60;

/// A list of no more rows than this shows a level more, however long that is.
const POOR: usize = 8;

/// Stands behind the name of what is required.
const MARK: &str = "*";

/// A sentence is not cut to less.
const NARROW: usize = 12;

/// Names of values up to this width stand beside what they mean.
const BESIDE: usize = 24;

/// What is added to the type of a member.
pub(super) type Note<'n> = &'n dyn Fn(&Field) -> Option<String>;

/// How members are shown.
pub(super) struct Members<'g> {
    pub(super) generated: &'g Generated,
    /// How many levels are shown.
    pub(super) depth: usize,
    /// How far documentation and nested members are indented.
    pub(super) step: usize,
    /// How many members may still be opened.
    budget: Cell<usize>,
}

/// A member of a request or a response.
#[derive(Clone, Copy)]
pub(super) struct Member<'g> {
    pub(super) field: &'g Field,
    /// Whether it is part of a request, where something may be required.
    pub(super) is_sent: bool,
}

impl<'g> Members<'g> {
    pub(super) fn new(generated: &'g Generated, depth: usize, step: usize) -> Self {
        Self { generated, depth: depth.max(1), step, budget: Cell::new(MOST) }
    }

    /// The definition of the type that a type names, alone or in lists and maps.
    fn definition(&self, ty: &Type) -> Option<&'g TypeDef> {
        ty.named().and_then(|path| self.generated.definition(path))
    }

    /// The members of a type.
    pub(super) fn object(&self, ty: &Type) -> Option<&'g Object> {
        match self.definition(ty)? {
            TypeDef::Object(object) => Some(object),
            TypeDef::Enum(_) => None,
        }
    }

    fn list(&self, ty: &Type) -> Option<&'g Enum> {
        match self.definition(ty)? {
            TypeDef::Enum(list) => Some(list),
            TypeDef::Object(_) => None,
        }
    }

    /// A type in words.
    pub(super) fn in_words(&self, ty: &Type) -> String {
        in_words(ty, |path| Some(matches!(self.generated.definition(path)?, TypeDef::Object(_))))
    }

    /// Members with everything that is known of each.
    pub(super) fn full(&self, members: &[Member<'g>], width: usize, note: Note<'_>) -> Vec<Line> {
        self.all(members, width, note, &mut Vec::new())
    }

    fn all(&self, members: &[Member<'g>], width: usize, note: Note<'_>, open: &mut Vec<&'g TypePath>) -> Vec<Line> {
        let mut lines = Vec::new();
        for (at, member) in members.iter().enumerate() {
            if at > 0 {
                lines.push(Line::default());
            }
            lines.append(&mut self.head(*member, note(member.field)).wrapped(width));
            let (by, inner) = indent(width, self.step);
            lines.append(&mut indented(self.body(*member, inner, open), by));
        }
        lines
    }

    /// The members of request and response with a name or a path, such as `Tag` or `Tag.Key`, each behind the path of what it is
    /// part of. Where a parameter or a member of the response itself is called like that, nested ones are left out.
    pub(super) fn find(&self, part: &str) -> Vec<(String, Member<'g>)> {
        let mut all = Vec::new();
        let operation = self.generated.operation();
        self.walk(&operation.request.fields, true, "", &mut Vec::new(), &mut all);
        if let Some(object) = self.generated.response().and_then(|ty| self.object(ty)) {
            self.walk(&object.fields, false, "", &mut Vec::new(), &mut all);
        }
        let part = simple(part);
        let path = |(parent, member): &(String, Member<'_>)| simple(&joined(parent, &member.field.wire));
        let exact = all.iter().filter(|found| path(found) == part).count() > 0;
        all.retain(|found| path(found) == part || (!exact && path(found).ends_with(&format!(".{part}"))));
        all
    }

    fn walk(
        &self,
        fields: &'g [Field],
        is_sent: bool,
        parent: &str,
        open: &mut Vec<&'g TypePath>,
        found: &mut Vec<(String, Member<'g>)>,
    ) {
        for field in fields {
            if found.len() >= MOST {
                return;
            }
            found.push((parent.to_owned(), Member { field, is_sent }));
            let Some(object) = self.object(&field.ty).filter(|object| !open.contains(&&object.path)) else { continue };
            open.push(&object.path);
            let is_list = matches!(field.ty, Type::List(_));
            let path = joined(parent, &field.wire) + if is_list { "[]" } else { "" };
            self.walk(&object.fields, is_sent, &path, open, found);
            open.pop();
        }
    }

    /// `Tag  list of objects, required`
    fn head(&self, member: Member<'g>, note: Option<String>) -> Text {
        let field = member.field;
        let mut head = Text::in_style(NAME, &field.wire).plain("  ").styled(QUIET, &self.in_words(&field.ty));
        if member.is_sent && field.required {
            head = head.styled(QUIET, ", ").styled(REQUIRED, "required");
        }
        let words = [(field.docs.read_only && member.is_sent, "read-only"), (field.secret, "secret")];
        let words = words.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word.to_owned());
        for word in words.chain(note) {
            head = head.styled(QUIET, &format!(", {word}"));
        }
        if field.deprecated.is_some() {
            head = head.styled(QUIET, ", ").styled(ALERT, "deprecated");
        }
        head
    }

    fn body(&self, member: Member<'g>, width: usize, open: &mut Vec<&'g TypePath>) -> Vec<Line> {
        let field = member.field;
        let mut lines = Vec::new();
        let text = match (field.docs.text.trim(), self.definition(&field.ty)) {
            ("", Some(TypeDef::Object(object))) => &object.text,
            ("", Some(TypeDef::Enum(list))) => &list.text,
            _ => &field.docs.text,
        };
        if !repeats(text, &field.wire) {
            lines.append(&mut prose::lines(text, width));
        }
        if let Some(gone) = &field.gone {
            lines.append(&mut Text::in_style(ALERT, &gone.to_string()).wrapped(width));
        }
        let facts = facts(field);
        if !facts.is_empty() {
            lines.append(&mut facts.wrapped(width));
        }
        lines.append(&mut self.values(field, width));
        let mut nested = self.nested(member, width, open);
        if !lines.is_empty() && nested.len() > 1 {
            lines.push(Line::default());
        }
        lines.append(&mut nested);
        lines
    }

    /// The values that it may have.
    fn values(&self, field: &'g Field, width: usize) -> Vec<Line> {
        values(&self.values_of(field).collect::<Vec<_>>(), width)
    }

    /// The values that a field may have, what each means, and whether it is gone.
    pub(super) fn values_of(&self, field: &'g Field) -> impl Iterator<Item = (&'g str, &'g str, Option<&'g Gone>)> {
        let documented = field.docs.values.iter().map(|value| (&value.wire, &value.label, &value.gone));
        let listed = self.list(&field.ty).into_iter().flat_map(|list| &list.variants);
        let listed = listed.map(|variant| (&variant.wire, &variant.label, &variant.gone));
        documented.chain(listed).map(|(wire, label, gone)| (wire.as_str(), label.as_str(), gone.as_ref()))
    }

    /// The object whose members are shown below a member of some type, unless it is too deep.
    pub(super) fn open(&self, ty: &Type, open: &[&TypePath]) -> Option<&'g Object> {
        self.object(ty).filter(|object| !object.fields.is_empty() && self.remark(object, open).is_none())
    }

    /// The members of its members, as far as they are shown.
    fn nested(&self, member: Member<'g>, width: usize, open: &mut Vec<&'g TypePath>) -> Vec<Line> {
        let Some(object) = self.object(&member.field.ty).filter(|object| !object.fields.is_empty()) else {
            return Vec::new();
        };
        if let Some(remark) = self.remark(object, open) {
            return Text::in_style(QUIET, &remark).wrapped(width);
        }
        open.push(&object.path);
        let members = self.members(object, member.is_sent);
        let lines = self.all(&members, width, &|_| None, open);
        open.pop();
        lines
    }

    /// The members of an object: what is required first, what is deprecated last.
    pub(super) fn members(&self, object: &'g Object, is_sent: bool) -> Vec<Member<'g>> {
        sorted(&object.fields, is_sent)
    }

    /// Why members are not shown, if they are not.
    fn remark(&self, object: &Object, open: &[&TypePath]) -> Option<String> {
        if open.contains(&&object.path) {
            return Some("The same members again.".to_owned());
        }
        let count = object.fields.len();
        let left = self.budget.get();
        if open.len() + 1 >= self.depth || left < count {
            let plural = if count == 1 { "" } else { "s" };
            return Some(format!("… {count} member{plural}"));
        }
        self.budget.set(left - count);
        None
    }

    /// Members with everything that is known of each, and as many levels as fit into some lines.
    pub(super) fn fitting(&self, members: &[Member<'g>], width: usize, most: usize, note: Note<'_>) -> Vec<Line> {
        let levels = (1..=self.depth).rev().map(|depth| {
            let fewer = Self::new(self.generated, depth, self.step);
            fewer.full(members, width, note)
        });
        let mut shortest = Vec::new();
        for lines in levels {
            shortest = lines;
            if shortest.len() <= most {
                break;
            }
        }
        shortest
    }

    /// Members, one line each; nested ones as long as the list is short. A star marks what is required, and its meaning follows.
    pub(super) fn brief(&self, members: &[Member<'g>], width: usize) -> Vec<Line> {
        let mut levels: Vec<Vec<Row>> = Vec::new();
        for depth in 1..=self.depth {
            self.budget.set(MOST);
            let mut rows = Vec::new();
            self.rows(members, depth, &mut Vec::new(), &mut rows);
            levels.push(rows);
        }
        // As many levels as are short; one more where these tell next to nothing.
        let short = levels.iter().rposition(|rows| rows.len() <= LONG).unwrap_or_default();
        let is_poor = |rows: &Vec<Row>| rows.len() <= POOR;
        let chosen = if is_poor(&levels[short]) { short + 1 } else { short };
        let rows = levels.swap_remove(chosen.min(levels.len() - 1));
        // A few long names do not take the room of all texts.
        let mut names: Vec<usize> = rows.iter().map(|row| row.indent + row.name.columns()).collect();
        names.sort_unstable();
        let name = names.get(names.len() * 19 / 20).copied().unwrap_or_default().min(width * 2 / 5);
        let ty = rows.iter().map(|row| row.ty.columns()).max().unwrap_or_default().min(width / 5);
        let mut lines: Vec<Line> = rows.iter().flat_map(|row| row.lines(name, ty, width)).collect();
        lines.push(Line::default());
        if rows.iter().any(|row| row.is_required) {
            lines.append(&mut Text::in_style(REQUIRED, MARK).styled(QUIET, " is required.").wrapped(width));
        }
        lines
    }

    fn rows(&self, members: &[Member<'g>], depth: usize, open: &mut Vec<&'g TypePath>, rows: &mut Vec<Row>) {
        for member in members {
            let field = member.field;
            let object = self.object(&field.ty).filter(|object| !object.fields.is_empty());
            let is_required = member.is_sent && field.required;
            let mut row = Row {
                indent: 2 * open.len(),
                is_required,
                name: Text::in_style(NAME, &field.wire).styled(REQUIRED, if is_required { MARK } else { "" }),
                ty: Text::in_style(QUIET, &self.in_words(&field.ty)),
                text: summary(field, object),
            };
            let Some(object) = object else {
                rows.push(row);
                continue;
            };
            let is_open = open.len() + 1 < depth && self.remark(object, open).is_none();
            if !is_open {
                row.name = row.name.styled(QUIET, &format!(" …{}", object.fields.len()));
            }
            rows.push(row);
            if is_open {
                open.push(&object.path);
                self.rows(&self.members(object, member.is_sent), depth, open, rows);
                open.pop();
            }
        }
    }
}

/// What a member is, in one sentence.
fn summary(field: &Field, object: Option<&Object>) -> Text {
    let text = match (field.docs.text.trim(), object) {
        ("", Some(object)) => &object.text,
        _ => &field.docs.text,
    };
    let words = if repeats(text, &field.wire) { Text::default() } else { prose::sentence(text) };
    let status = match (&field.gone, &field.deprecated) {
        (Some(_), _) => "gone",
        // Many texts say so themselves.
        (None, Some(_)) if words.begins_with("deprecated") => return words,
        (None, Some(_)) => "deprecated",
        (None, None) => return words,
    };
    Text::in_style(REQUIRED, status).plain(if words.is_empty() { "" } else { ": " }).and(words)
}

impl Row {
    /// The row in columns. A name that is too long for its column is not cut, because names are copied.
    fn lines(&self, name: usize, ty: usize, width: usize) -> Vec<Line> {
        let mut lines = Text::blanks(self.indent).and(self.name.clone()).verbatim(width);
        let Some(first) = lines.pop() else { return lines };
        let column = (name + 2).max(first.columns() + 2);
        if column + self.ty.columns().min(ty) > width {
            lines.push(first);
            return lines;
        }
        let line = first.beside(column, self.ty.cut(ty));
        let column = (name + ty + 4).max(line.columns() + 2);
        let has_room = column + NARROW <= width && !self.text.is_empty();
        lines.push(if has_room { line.beside(column, self.text.cut(width - column)) } else { line });
        lines
    }
}

/// The path of a member.
pub(super) fn joined(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}

/// A path without what need not be typed.
fn simple(path: &str) -> String {
    path.replace("[]", "").to_ascii_lowercase()
}

/// A member on one line.
struct Row {
    indent: usize,
    is_required: bool,
    name: Text,
    ty: Text,
    text: Text,
}

/// Fields in the order in which they are read: what is required first, what is deprecated or gone last.
pub(super) fn sorted(fields: &[Field], is_sent: bool) -> Vec<Member<'_>> {
    let mut members: Vec<Member<'_>> = fields.iter().map(|field| Member { field, is_sent }).collect();
    let is_old = |field: &Field| field.deprecated.is_some() || field.gone.is_some();
    members.sort_by_key(|member| (is_sent && !member.field.required, is_old(member.field)));
    members
}

/// Limits, default and example.
fn facts(field: &Field) -> Text {
    let mut facts = Text::default();
    let part = |facts: &mut Text, label: &str, value: Text| {
        if !facts.is_empty() {
            facts.push(QUIET, "  ");
        }
        *facts = std::mem::take(facts).styled(QUIET, label).and(value);
    };
    for limit in &field.docs.limits {
        // Patterns are code spans.
        let (before, code) = limit.split_once('`').unwrap_or((limit, ""));
        let before = before.get(..1).map_or_else(String::new, str::to_uppercase) + before.get(1..).unwrap_or_default();
        part(&mut facts, "", Text::of(&before).styled(CODE, code.trim_matches('`')));
    }
    let is_telling = |example: &&String| !matches!(example.as_str(), "null" | "None" | "无" | "-" | "." | "\"\"");
    let example = field.docs.example.as_ref().filter(|example| Some(*example) != field.docs.default.as_ref());
    let default = field.docs.default.as_ref();
    for (label, value) in [("Default: ", default), ("Example: ", example.filter(is_telling))] {
        if let Some(value) = value {
            part(&mut facts, label, value_text(value));
        }
    }
    facts
}

/// A value on one line; nothing at all is shown as `""`.
fn value_text(value: &str) -> Text {
    let value = docs::plain(value);
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let value = Text::in_style(CODE, if value.is_empty() { "\"\"" } else { &value });
    let lines = value.cut(LONGEST_VALUE);
    if value.columns() > LONGEST_VALUE { Text::default().line(&lines) } else { value }
}

/// A value is cut to this many columns.
const LONGEST_VALUE: usize = 160;

/// Values: on one line while they speak for themselves, else a line for each.
fn values(values: &[(&str, &str, Option<&Gone>)], width: usize) -> Vec<Line> {
    if values.is_empty() {
        return Vec::new();
    }
    if values.iter().all(|(_, label, gone)| label.trim().is_empty() && gone.is_none()) {
        let mut text = Text::in_style(QUIET, "Values: ");
        for (at, (wire, ..)) in values.iter().enumerate() {
            text = text.plain(if at == 0 { "" } else { ", " }).and(value_text(wire));
        }
        return text.wrapped(width);
    }
    let mut lines = Text::in_style(QUIET, "Values:").wrapped(width);
    let (by, inner) = indent(width, 2);
    let names: Vec<Text> = values.iter().map(|(wire, ..)| value_text(wire)).collect();
    let column = names.iter().map(Text::columns).filter(|&columns| columns <= BESIDE).max().unwrap_or_default() + 2;
    let mut list = Vec::new();
    for (name, (_, label, gone)) in names.into_iter().zip(values) {
        let mut meaning = prose::sentence(label);
        if let Some(gone) = gone {
            meaning = meaning.plain(" ").styled(ALERT, &gone.to_string());
        }
        list.append(&mut definition(name, &meaning, column, inner));
    }
    lines.append(&mut indented(list, by));
    lines
}

/// A name, and what it means in a column beside it; below it where the name is long.
pub(super) fn definition(name: Text, meaning: &Text, column: usize, width: usize) -> Vec<Line> {
    let (column, inner) = indent(width, column);
    let texts = if meaning.is_empty() { Vec::new() } else { meaning.wrapped(inner) };
    if name.columns() + 2 > column || texts.is_empty() {
        let mut lines = name.wrapped(width);
        lines.append(&mut indented(texts, column));
        return lines;
    }
    let first = name.cut(column);
    let mut texts = texts.into_iter();
    let mut lines = vec![first.beside(column, texts.next().unwrap_or_default())];
    lines.append(&mut indented(texts.collect(), column));
    lines
}
