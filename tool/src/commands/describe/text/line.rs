//! A line as it is printed.

use std::fmt::Write as _;

use anstyle::Style;

use super::{Piece, Text, columns};

/// A piece of text in one style, without a line end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Span {
    pub(super) style: Style,
    pub(super) text: String,
}

/// A line as it is printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line(pub(super) Vec<Span>);

impl Line {
    /// How many columns it takes.
    pub(crate) fn columns(&self) -> usize {
        self.0.iter().map(|span| columns(&span.text)).sum()
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.0.iter().all(|span| span.text.trim().is_empty())
    }

    pub(super) fn push(&mut self, style: Style, text: &str) {
        match self.0.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ => self.0.push(Span { style, text: text.to_owned() }),
        }
    }

    /// The line behind some columns of blanks, or behind a mark as wide as that.
    pub(crate) fn behind(self, mark: &Text) -> Self {
        let mut line = Self::default();
        for piece in &mark.0 {
            if let Piece::Span(span) = piece {
                line.push(span.style, &span.text);
            }
        }
        for span in self.0 {
            line.push(span.style, &span.text);
        }
        line
    }

    /// The line and another one, which begins in some column.
    pub(crate) fn beside(mut self, column: usize, other: Self) -> Self {
        let gap = column.saturating_sub(self.columns());
        self.push(Style::new(), &" ".repeat(gap));
        for span in other.0 {
            self.push(span.style, &span.text);
        }
        self
    }

    /// Appends the line with its styles.
    pub(crate) fn write(&self, out: &mut String) {
        let last = self.0.iter().rposition(|span| !span.text.trim_end().is_empty());
        for (index, Span { style, text }) in self.0.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
            let text = if Some(index) == last { text.trim_end() } else { text };
            let _ = write!(out, "{style}{text}{style:#}");
        }
        out.push('\n');
    }

    pub(super) fn trim_end(&mut self) {
        if let Some(span) = self.0.last_mut() {
            span.text.truncate(span.text.trim_end().len());
        }
    }
}
