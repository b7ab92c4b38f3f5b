//! Documents as they are written: text → tree → typed mirror, every element with its place.
//!
//! | module | what |
//! |---|---|
//! | [`document`] | the typed mirror of the language |
//! | `tree` | what JSON and YAML have in common |
//! | `json`, `yaml` | text → tree |
//! | `keys` | the keys of each position, and what a misspelt one was meant to be |
//! | `read` | tree → mirror, with all faults |

pub mod document;
mod json;
pub(crate) mod keys;
mod read;
mod tree;
mod yaml;

use crate::{Finding, Position, Severity};
pub use document::Document;
pub use tree::At;

/// A finding whose place is not yet a position.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) severity: Severity,
    pub(crate) kind: &'static str,
    pub(crate) at: At,
    pub(crate) operation: Option<String>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Fault {
    pub(crate) fn new(severity: Severity, kind: &'static str, at: At, message: impl Into<String>) -> Self {
        Self { severity, kind, at, operation: None, message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn operation(mut self, name: impl Into<String>) -> Self {
        self.operation = Some(name.into());
        self
    }
}

/// A document that was read.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    path: &'a str,
    text: &'a str,
    /// The position of every node, for YAML; JSON is scanned again when there is something to report.
    positions: Option<Vec<Position>>,
    pub(crate) document: Document<'a>,
    pub(crate) faults: Vec<Fault>,
}

impl<'a> Source<'a> {
    /// Reads a document; what is no YAML or JSON at all is one finding.
    pub(crate) fn read(path: &'a str, text: &'a str) -> Result<Self, Box<Finding>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim_start().starts_with('<') {
            return Err(Box::new(page(path)));
        }
        let json = is_json(path, text);
        let parsed = if json {
            json::parse(text).map(|root| (root, None))
        } else {
            yaml::parse(text).map(|(root, at)| (root, Some(at)))
        };
        let (root, positions) = parsed.map_err(|error| Box::new(syntax(path, text, error)))?;
        let mut faults = Vec::new();
        let document = read::document(root, &mut faults);
        Ok(Self { path, text, positions, document, faults })
    }

    /// The path that messages show.
    pub(crate) fn path(&self) -> &'a str {
        self.path
    }

    /// The position of one place.
    pub(crate) fn position(&self, at: At) -> Option<Position> {
        match &self.positions {
            Some(all) => all.get(at.0 as usize).copied(),
            None => json::positions(self.text, &[at]).first().copied(),
        }
    }

    /// Faults with their positions.
    pub(crate) fn findings(&self, faults: Vec<Fault>) -> Vec<Finding> {
        let mut faults = faults;
        faults.sort_by_key(|fault| fault.at);
        let wanted: Vec<At> = faults.iter().map(|fault| fault.at).collect();
        let positions: Vec<Position> = match &self.positions {
            _ if wanted.is_empty() => Vec::new(),
            Some(all) => wanted.iter().filter_map(|at| all.get(at.0 as usize).copied()).collect(),
            None => json::positions(self.text, &wanted),
        };
        let mut positions = positions.into_iter();
        faults
            .into_iter()
            .map(|fault| Finding {
                severity: fault.severity,
                file: self.path.to_owned(),
                position: positions.next(),
                operation: fault.operation,
                message: fault.message,
                help: fault.help,
                kind: fault.kind,
            })
            .collect()
    }
}

fn is_json(path: &str, text: &str) -> bool {
    path.rsplit_once('.')
        .map_or_else(|| text.trim_start().starts_with('{'), |(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// A text that cannot be read at all. The place of a tab is the tab itself.
fn syntax(path: &str, text: &str, error: tree::SyntaxError) -> Finding {
    let line = text.lines().nth(error.position.line.saturating_sub(1) as usize).unwrap_or_default();
    let tab = line.chars().take_while(|c| c.is_whitespace()).position(|c| c == '\t');
    let (position, help) = match tab.and_then(|tab| u32::try_from(tab + 1).ok()) {
        Some(column) if !is_json(path, text) => {
            let help = "YAML is indented with blanks; replace the tab";
            (Position { column, ..error.position }, Some(help.to_owned()))
        }
        _ => (error.position, error.help.map(str::to_owned)),
    };
    let position = Some(position);
    Finding {
        severity: Severity::Error,
        file: path.to_owned(),
        position,
        operation: None,
        message: error.message,
        help,
        kind: "syntax",
    }
}

/// What a web server answers when it has no document.
fn page(path: &str) -> Finding {
    Finding {
        severity: Severity::Error,
        file: path.to_owned(),
        position: Some(Position { line: 1, column: 1 }),
        operation: None,
        message: "this is an HTML or XML page, not an api-docs document".to_owned(),
        help: Some("fetch the document again, or remove the file".to_owned()),
        kind: "document",
    }
}
