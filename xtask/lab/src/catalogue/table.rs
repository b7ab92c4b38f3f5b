//! Tables in plain text: the first column is left-aligned, and so is the last if it holds text; numbers are at the
//! right.

use tool::terminal::{NOTE, printable};

/// A table.
pub(super) struct TextTable {
    columns: Vec<Column>,
    rows: Vec<TextRow>,
}

struct Column {
    title: String,
    is_text: bool,
}

enum TextRow {
    Cells(Vec<String>),
    Rule,
}

impl TextTable {
    /// A table without columns.
    pub(super) fn new() -> Self {
        Self { columns: Vec::new(), rows: Vec::new() }
    }

    /// Adds a column of texts.
    pub(super) fn text(mut self, title: &str) -> Self {
        self.columns.push(Column { title: title.to_owned(), is_text: true });
        self
    }

    /// Adds a column of numbers.
    pub(super) fn number(mut self, title: &str) -> Self {
        self.columns.push(Column { title: title.to_owned(), is_text: false });
        self
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(TextRow::Cells(cells.into_iter().map(|cell| printable(&cell)).collect()));
    }

    /// Adds a line between the rows so far and those that follow.
    pub(super) fn rule(&mut self) {
        self.rows.push(TextRow::Rule);
    }

    /// The table as text.
    pub(super) fn render(&self) -> String {
        let titles: Vec<_> = self.columns.iter().map(|column| column.title.clone()).collect();
        let widths = self.widths(&titles);
        let mut text = format!("{NOTE}{}{NOTE:#}\n", self.line(&titles, &widths));
        for row in &self.rows {
            match row {
                TextRow::Cells(cells) => text += &self.line(cells, &widths),
                TextRow::Rule => text += &"-".repeat(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1)),
            }
            text.push('\n');
        }
        text
    }

    fn widths(&self, titles: &[String]) -> Vec<usize> {
        let mut widths = vec![0; self.columns.len()];
        let rows = self.rows.iter().filter_map(|row| match row {
            TextRow::Cells(cells) => Some(cells.as_slice()),
            TextRow::Rule => None,
        });
        for cells in rows.chain([titles]) {
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = cell.chars().count().max(*width);
            }
        }
        widths
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let cells = cells.iter().zip(widths).zip(&self.columns).map(|((cell, width), column)| match column.is_text {
            true => format!("{cell:<width$}"),
            false => format!("{cell:>width$}"),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut table = TextTable::new().text("document").number("n").text("result");
        table.row(["a".to_owned(), "1".to_owned(), "ok".to_owned()]);
        table.row(["größtes Dokument".to_owned(), "1000".to_owned(), String::new()]);
        table.rule();
        table.row(["total".to_owned(), "1001".to_owned()]);
        let expected = "\
document             n  result
a                    1  ok
größtes Dokument  1000
------------------------------
total             1001
";
        assert_eq!(anstream::adapter::strip_str(&table.render()).to_string(), expected);
    }

    #[test]
    fn cells_cannot_send_commands_to_the_terminal() {
        let mut table = TextTable::new().text("document");
        table.row(["a\u{1b}[2J".to_owned()]);
        assert!(table.render().contains("a\\u{1b}[2J\n"));
    }
}
