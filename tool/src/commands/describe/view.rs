//! What is shown of an operation, and at which width.

use std::fmt;

use clap::ValueEnum;

/// A section of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Section {
    /// The texts.
    Description,
    /// Address, method, retries and pages.
    Call,
    /// The parameters.
    Parameters,
    /// The members of the response.
    Response,
    /// The RAM actions.
    Permissions,
    /// The documented errors.
    Errors,
    /// A sample of the response.
    Sample,
    /// What was concluded from the document, and why.
    Why,
}

/// The word on the command line.
impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

/// What is shown, and how.
pub(super) struct View<'v> {
    /// Columns.
    pub(super) width: usize,
    /// How many levels of members.
    pub(super) depth: usize,
    /// How far nested things are indented.
    pub(super) step: usize,
    /// The sections that were asked for; all if none.
    pub(super) sections: &'v [Section],
    /// Whether everything is shown in full.
    pub(super) is_full: bool,
}

impl View<'_> {
    /// Whether a section is shown.
    pub(super) fn shows(&self, section: Section) -> bool {
        self.sections.is_empty() || self.sections.contains(&section)
    }

    /// Whether a section is shown in full.
    pub(super) fn is_asked(&self, section: Section) -> bool {
        self.is_full || self.sections.contains(&section)
    }
}

/// How far nested things are indented at some width.
pub(super) fn step(width: usize) -> usize {
    if width < 80 { 2 } else { 4 }
}
