//! The types of a request as arguments and the codec see them, from the model of the generator.

mod build;

use std::fmt;
use std::sync::OnceLock;

use runtime::codegen::codec::Table;

pub(crate) use build::schema;

/// A type. It lives as long as the program, as everything that the codec describes does.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// `true` or `false`.
    Boolean,
    /// A whole number of 64 bits.
    Integer,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A text, usually one of these.
    Enum(&'static [String]),
    /// Bytes.
    Bytes,
    /// Any JSON.
    Any,
    /// A list.
    List(&'static Shape),
    /// A map from texts.
    Map(&'static Shape),
    /// An object with members of its own.
    Object(&'static ObjectShape),
}

impl Shape {
    /// Whether a value of it has parts.
    #[must_use]
    pub(crate) fn has_parts(self) -> bool {
        matches!(self, Self::List(_) | Self::Map(_) | Self::Object(_))
    }
}

/// In words, after "a" or "an" would stand: `integer`, `list of text`.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean => f.write_str("boolean"),
            Self::Integer => f.write_str("integer"),
            Self::Number => f.write_str("number"),
            Self::Text | Self::Enum(_) => f.write_str("text"),
            Self::Bytes => f.write_str("bytes"),
            Self::Any => f.write_str("any JSON"),
            Self::List(element) => write!(f, "list of {element}"),
            Self::Map(value) => write!(f, "map of {value}"),
            Self::Object(_) => f.write_str("object"),
        }
    }
}

/// An object type. Its members are set later than it is made, because they may contain it.
pub struct ObjectShape {
    members: OnceLock<Members>,
}

struct Members {
    fields: Vec<FieldShape>,
    table: &'static Table,
}

impl ObjectShape {
    /// The members, sorted by wire name.
    pub fn fields(&self) -> &[FieldShape] {
        self.members.get().map_or(&[], |members| &members.fields)
    }

    /// The description of the type for the codec.
    pub(crate) fn table(&self) -> &'static Table {
        const EMPTY: &Table = &Table { name: "", members: &[] };
        self.members.get().map_or(EMPTY, |members| members.table)
    }

    /// The member of this name; upper and lower case are alike, unless there are two names.
    pub(crate) fn field(&self, name: &str) -> Option<&FieldShape> {
        let exact = self.fields().iter().find(|field| field.wire == name);
        exact.or_else(|| self.fields().iter().find(|field| field.wire.eq_ignore_ascii_case(name)))
    }

    /// The name that is closest to one that no member has.
    pub(crate) fn closest(&self, name: &str) -> Option<&'static str> {
        generator::closest(name, self.fields().iter().map(|field| field.wire))
    }
}

impl fmt::Debug for ObjectShape {
    /// Leaves out the types of the members: one may be this type.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.fields().iter().map(|field| field.wire)).finish()
    }
}

/// A member of an object.
#[derive(Debug)]
pub struct FieldShape {
    /// The wire name.
    pub wire: &'static str,
    /// The type.
    pub shape: Shape,
    /// Whether it must be given.
    pub required: bool,
    /// The values that the document names where the type does not.
    pub(crate) values: Vec<String>,
    /// What it is, in the vendor's Markdown.
    text: String,
}

impl FieldShape {
    /// What it is, in one line of at most this many characters.
    #[must_use]
    pub fn summary(&self, width: usize) -> String {
        let lines = self.text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let line = lines.into_iter().find(|line| !line.is_empty()).unwrap_or_default();
        let line = without_links(&line);
        let line = line.split_once(". ").map_or(line.as_str(), |(first, _)| first).trim_end_matches('.');
        match line.char_indices().nth(width) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
            None => line.to_owned(),
        }
    }
}

/// A line of Markdown with the texts of its links alone: `[text](target)` is `text`.
fn without_links(line: &str) -> String {
    let (mut shown, mut rest) = (String::new(), line);
    while let Some((before, behind)) = rest.split_once("](") {
        let Some((start, (_, end))) = before.rfind('[').zip(behind.split_once(')')) else { break };
        shown.push_str(before.get(..start).unwrap_or_default());
        shown.push_str(before.get(start + 1..).unwrap_or_default());
        rest = end;
    }
    shown + rest
}
