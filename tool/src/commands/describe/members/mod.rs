//! Parameters, and members of responses: a tree, each with its type, its documentation, and what it may be.

mod brief;
mod find;
mod values;

use std::cell::Cell;

use generator::describe::{Generated, in_words, repeats};
use generator::model::{Enum, Field, Gone, Object, Type, TypeDef, TypePath};

use super::prose;
use super::style::{ALERT, NAME, QUIET, REQUIRED};
use super::text::{Line, Text, indent, indented};

pub(super) use values::definition;

/// No more members than this are opened: types refer to each other, and there is no end to what `--depth` allows.
const MOST: usize = 5000;

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
        let facts = values::facts(field);
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
        values::lines(&self.values_of(field).collect::<Vec<_>>(), width)
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
        let members = sorted(&object.fields, member.is_sent);
        let lines = self.all(&members, width, &|_| None, open);
        open.pop();
        lines
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

    /// How many levels are shown of members: no more than there are, whatever was asked for.
    fn levels(&self, members: &[Member<'g>]) -> usize {
        Self::new(self.generated, self.depth, self.step).below(members, &mut Vec::new())
    }

    fn below(&self, members: &[Member<'g>], open: &mut Vec<&'g TypePath>) -> usize {
        let mut most = 0;
        for member in members {
            let Some(object) = self.open(&member.field.ty, open) else { continue };
            open.push(&object.path);
            most = most.max(self.below(&sorted(&object.fields, member.is_sent), open));
            open.pop();
        }
        most + 1
    }

    /// Members with everything that is known of each, and as many levels as fit into some lines.
    pub(super) fn fitting(&self, members: &[Member<'g>], width: usize, most: usize, note: Note<'_>) -> Vec<Line> {
        let levels = (1..=self.levels(members)).rev().map(|depth| {
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
}

/// Fields in the order in which they are read: what is required first, what is deprecated or gone last.
pub(super) fn sorted(fields: &[Field], is_sent: bool) -> Vec<Member<'_>> {
    let mut members: Vec<Member<'_>> = fields.iter().map(|field| Member { field, is_sent }).collect();
    let is_old = |field: &Field| field.deprecated.is_some() || field.gone.is_some();
    members.sort_by_key(|member| (is_sent && !member.field.required, is_old(member.field)));
    members
}
