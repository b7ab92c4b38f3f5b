//! A document as data: what is left of Markdown once the vendor's dialect is gone.

/// A piece of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Prose.
    Paragraph(Vec<Inline>),
    /// A heading, of whatever level.
    Heading(Vec<Inline>),
    /// A code block; indented ones may turn out to be prose.
    Code {
        /// Its lines.
        text: String,
        /// Whether it stands between fences.
        fenced: bool,
    },
    /// A note.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The first number, if it is numbered.
        start: Option<u64>,
        /// The blocks of each item.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table {
        /// How each column is set.
        columns: Vec<Alignment>,
        /// The cells of each row; the first is the head.
        rows: Vec<Vec<Vec<Inline>>>,
    },
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Alignment {
    /// As readers are used to.
    None,
    /// To the left.
    Left,
    /// Centered.
    Center,
    /// To the right.
    Right,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text, nothing in it means anything.
    Text(String),
    /// Code.
    Code(String),
    /// An address that stands for itself.
    Address(String),
    /// A link.
    Link {
        /// What is shown.
        text: Vec<Inline>,
        /// The address.
        target: String,
    },
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// A line end of the source.
    SoftBreak,
    /// A line break to be seen.
    Break,
}

impl Inline {
    /// The text within, of whatever kind.
    pub(super) fn collect_text(inlines: &[Self], out: &mut String) {
        for inline in inlines {
            match inline {
                Self::Text(text) | Self::Code(text) | Self::Address(text) => out.push_str(text),
                Self::Link { text, .. } => Self::collect_text(text, out),
                Self::Strong(inner) | Self::Emphasis(inner) => Self::collect_text(inner, out),
                Self::SoftBreak | Self::Break => out.push(' '),
            }
        }
    }

    /// About how long the pieces are in Markdown.
    pub(super) fn length(inlines: &[Self]) -> usize {
        let length = |inline: &Self| match inline {
            Self::Text(text) => text.len(),
            Self::Code(text) | Self::Address(text) => text.len() + 2,
            Self::Link { text, target } => Self::length(text) + target.len() + 4,
            Self::Strong(inner) | Self::Emphasis(inner) => Self::length(inner) + 4,
            Self::SoftBreak | Self::Break => 1,
        };
        inlines.iter().map(length).sum()
    }
}
