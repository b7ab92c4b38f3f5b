//! Pages: how an operation that lists something gives it part by part.

use super::Type;

/// How one page of an operation leads to the next, and where its items stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The wire name of the parameter that differs from page to page.
    pub request: String,
    /// What it is set to.
    pub style: PagingStyle,
    /// The wire name of the parameter that limits the items of a page.
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
    /// The number of the page; the first is 1.
    Number {
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
    /// There is a parameter for a token, by its wire name, but the response gives none.
    NoToken(String),
    /// There is a parameter for a page, by its wire name, but neither one for its size nor a total.
    NoSize(String),
    /// The response has no list.
    NoList,
    /// The response has several lists, by their wire paths, and nothing tells which one has the items.
    Lists(Vec<String>),
    /// The response is a stream.
    Stream,
    /// A correction says so.
    Correction,
}
