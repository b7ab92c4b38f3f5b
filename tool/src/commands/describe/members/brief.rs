//! Members, one line each.

use generator::describe::repeats;
use generator::model::{Field, Object, TypePath};

use super::{MOST, Member, Members};
use crate::commands::describe::prose;
use crate::commands::describe::style::{NAME, QUIET, REQUIRED};
use crate::commands::describe::text::{Line, Text};

/// A list of more rows than this shows fewer levels.
const LONG: usize = 60;

/// A list of no more rows than this shows a level more, however long that is.
const POOR: usize = 8;

/// Stands behind the name of what is required.
const MARK: &str = "*";

/// A sentence is not cut to less.
const NARROW: usize = 12;

impl<'g> Members<'g> {
    /// Members, one line each; nested ones as long as the list is short. A star marks what is required, and its meaning follows.
    pub(crate) fn brief(&self, members: &[Member<'g>], width: usize) -> Vec<Line> {
        let mut levels: Vec<Vec<Row>> = Vec::new();
        for depth in 1..=self.levels(members) {
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
                self.rows(&super::sorted(&object.fields, member.is_sent), depth, open, rows);
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

/// A member on one line.
struct Row {
    indent: usize,
    is_required: bool,
    name: Text,
    ty: Text,
    text: Text,
}
