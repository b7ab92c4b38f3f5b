//! A text that was parsed, and how places in it are found again.

use super::fault::Fault;
use super::path::{self, ElementPath};
use super::tree::{Node, NodeId, SyntaxError};
use super::{json, places, yaml};
use crate::{Diagnostic, Position, Severity};

/// A file whose tree has gone elsewhere.
#[derive(Debug)]
pub(crate) struct ParsedFile<'a> {
    pub(crate) path: &'a str,
    text: &'a str,
    /// The position of every node, for YAML; JSON is scanned again when there is something to report.
    positions: Option<Vec<Position>>,
}

impl<'a> ParsedFile<'a> {
    /// Parses a text; what is no YAML or JSON at all is one diagnostic.
    pub(crate) fn parse(path: &'a str, text: &'a str) -> Result<(Self, Node<'a>), Box<Diagnostic>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim_start().starts_with('<') {
            return Err(Box::new(page(path)));
        }
        let parsed = if is_json(path, text) {
            json::parse(text).map(|root| (root, None))
        } else {
            yaml::parse(text).map(|(root, at)| (root, Some(at)))
        };
        let (root, positions) = parsed.map_err(|error| Box::new(syntax(path, error)))?;
        Ok((Self { path, text, positions }, root))
    }

    /// The positions of some places, sorted.
    pub(crate) fn positions(&self, wanted: &[NodeId]) -> Vec<Position> {
        match &self.positions {
            _ if wanted.is_empty() => Vec::new(),
            Some(all) => wanted.iter().filter_map(|at| all.get(at.0 as usize).copied()).collect(),
            None => places::positions(self.text, wanted),
        }
    }

    /// Faults with their positions.
    pub(crate) fn diagnostics(&self, mut faults: Vec<Fault>) -> Vec<Diagnostic> {
        faults.sort_by_key(|fault| fault.at);
        let wanted: Vec<NodeId> = faults.iter().map(|fault| fault.at).collect();
        let mut places = self.places(&wanted).into_iter();
        faults
            .into_iter()
            .map(|fault| (fault, places.next().unzip()))
            .map(|(fault, (position, path))| Diagnostic {
                severity: fault.severity,
                file: self.path.to_owned(),
                position,
                path: path.map(|path| shown(path.to_string())).filter(|path| !path.is_empty()),
                operation: fault.operation,
                refuses: fault.refuses,
                message: fault.message,
                help: fault.help,
                kind: fault.kind,
            })
            .collect()
    }

    /// The positions and dotted paths of some places, sorted. The tree is gone by now: there is seldom something to report.
    fn places(&self, wanted: &[NodeId]) -> Vec<(Position, ElementPath)> {
        match &self.positions {
            _ if wanted.is_empty() => Vec::new(),
            Some(_) => {
                let paths = yaml::parse(self.text).map_or_else(|_| Vec::new(), |(root, _)| path::paths(&root, wanted));
                self.positions(wanted).into_iter().zip(paths).collect()
            }
            None => places::places(self.text, wanted),
        }
    }
}

/// A path that somebody reads; a key may be anything.
fn shown(path: String) -> String {
    const LONGEST: usize = 2_000;
    match path.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", path.get(..end).unwrap_or_default()),
        None => path,
    }
}

fn is_json(path: &str, text: &str) -> bool {
    path.rsplit_once('.')
        .map_or_else(|| text.trim_start().starts_with('{'), |(_, ending)| ending.eq_ignore_ascii_case("json"))
}

/// A text that cannot be read at all.
fn syntax(path: &str, error: SyntaxError) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: path.to_owned(),
        position: Some(error.position),
        path: None,
        operation: None,
        refuses: Vec::new(),
        message: error.message,
        help: error.help.map(str::to_owned),
        kind: "syntax",
    }
}

/// What a web server answers when it has no document.
fn page(path: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        file: path.to_owned(),
        position: Some(Position { line: 1, column: 1 }),
        path: None,
        operation: None,
        refuses: Vec::new(),
        message: "this is an HTML or XML page, not an api-docs document".to_owned(),
        help: Some("fetch the document again, or remove the file".to_owned()),
        kind: "document",
    }
}
