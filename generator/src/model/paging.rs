//! Pages: how an operation that lists something gives it part by part.

use super::Type;
use std::fmt;

/// How one page of an operation leads to the next, and where its items stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The parameter that differs from page to page: its wire name, or the wire path of a member of the body.
    pub request: String,
    /// What it is set to.
    pub style: PagingStyle,
    /// The parameter that limits the items of a page, likewise.
    pub size: Option<String>,
    /// The list of items: the fields from the response down. Empty where the response itself is the list.
    pub items: Vec<PathField>,
    /// The type of an item.
    pub item: Type,
    /// Why this list and no other.
    pub evidence: ItemsEvidence,
}

impl Paging {
    /// The wire path of the list of items: `Data.Jobs[]`.
    #[must_use]
    pub fn items_path(&self) -> String {
        let names: Vec<&str> = self.items.iter().map(|field| field.wire.as_str()).collect();
        format!("{}[]", names.join("."))
    }
}

/// What selects a page. Places in the response are wire paths: `Data.NextToken`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagingStyle {
    /// A token, which the page before it gives.
    Token {
        /// Where it gives the token.
        response: String,
    },
    /// The number of the page.
    Number {
        /// The number of the first page.
        first: i64,
        /// Where the response gives the number of all items.
        total: Option<String>,
    },
    /// The number of items before the page.
    Offset {
        /// Where the response gives the number of all items.
        total: Option<String>,
    },
}

/// A field on the way to the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathField {
    /// The wire name.
    pub wire: String,
    /// The Rust identifier, possibly raw.
    pub name: String,
}

/// Why a list of the response is that of the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemsEvidence {
    /// It is the only list.
    Only,
    /// It is the only one beside the token, the total or the number of the page.
    Beside,
    /// It is the only one of them with objects.
    Objects,
    /// It is the only one of them that is named after the operation.
    Named,
    /// A correction says so.
    Correction,
}

/// Why an operation is not paged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unpaged {
    /// No parameter selects a page.
    NoParameter,
    /// This parameter takes a token, but the response gives none.
    NoToken(String),
    /// This parameter takes the number of a page, but there is neither one for the size of a page nor a total.
    NoSize(String),
    /// This parameter counts, but it is not known from which number on: pages from 1, or items from 0.
    FirstPage(String),
    /// The response has no list.
    NoList,
    /// The response has several lists, by their wire paths, and nothing tells which one has the items.
    Lists(Vec<String>),
    /// The response is a stream.
    Stream,
    /// A correction says so.
    Correction,
}

/// Words for people, in a sentence: `the only list`.
impl fmt::Display for ItemsEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Only => "the only list",
            Self::Beside => "the only list beside the members that tell of pages",
            Self::Objects => "the only list of objects beside the members that tell of pages",
            Self::Named => "the only such list that is named after the operation",
            Self::Correction => "a correction says so",
        })
    }
}

/// Words for people, as a clause of their own.
impl fmt::Display for Unpaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoParameter => f.write_str("no parameter selects a page"),
            Self::NoToken(parameter) => write!(f, "the response gives no token for `{parameter}`"),
            Self::NoSize(parameter) => {
                write!(f, "beside `{parameter}` there is neither the size of a page nor a total")
            }
            Self::FirstPage(parameter) => {
                write!(f, "it is not known whether `{parameter}` counts pages from 1 or items from 0")
            }
            Self::NoList => f.write_str("the response has no list"),
            Self::Lists(lists) => write!(f, "nothing tells which list has the items: {}", lists.join(", ")),
            Self::Stream => f.write_str("the response is a stream"),
            Self::Correction => f.write_str("a correction says so"),
        }
    }
}
