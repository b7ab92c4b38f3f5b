//! The comments of a YAML file, each with the key or list element that follows it. The parser drops them.
//!
//! A comment at the end of a line counts as one before that line.

use super::tree::NOWHERE;
use crate::Position;
use crate::spec::tree::{Node, NodeId, Value};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::collections::BTreeMap;

/// The comments of a file.
#[derive(Debug, Default)]
pub(super) struct Comments {
    /// Lines before a key or an element; an empty one is a blank line.
    before: BTreeMap<NodeId, Vec<String>>,
    /// Lines behind everything.
    pub(super) end: Vec<String>,
}

impl Comments {
    /// The comments of a YAML text, given its tree.
    pub(super) fn of(text: &str, root: &Node<'_>, positions: &[Position]) -> Self {
        let mut nodes = Vec::new();
        anchors(root, &mut nodes);
        let line = |at: NodeId| positions.get(at.0 as usize).map_or(0, |position| position.line as usize);
        let mut nodes: Vec<(usize, NodeId)> = nodes.into_iter().map(|at| (line(at), at)).collect();
        nodes.sort_unstable();
        let mut comments = Self::default();
        let lines: Vec<&str> = text.lines().collect();
        for (number, comment) in numbered(text) {
            let index = nodes.partition_point(|(line, _)| *line < number);
            let target = nodes.get(index);
            let kept = match target {
                Some((_, at)) => comments.before.entry(*at).or_default(),
                None => &mut comments.end,
            };
            kept.push(comment);
            // Blank lines between comments, and behind the last one, belong to them.
            let is_blank = lines.get(number).is_some_and(|line| line.trim().is_empty());
            let next = target.map_or(lines.len(), |(line, _)| *line);
            if is_blank && number + 1 < next {
                kept.push(String::new());
            }
        }
        comments
    }

    /// Removes the lines before a node and returns them.
    pub(super) fn take(&mut self, at: NodeId) -> Vec<String> {
        if at == NOWHERE { Vec::new() } else { self.before.remove(&at).unwrap_or_default() }
    }

    /// Whether there are lines before a node.
    pub(super) fn has(&self, at: NodeId) -> bool {
        at != NOWHERE && self.before.contains_key(&at)
    }

    /// The lines that were not taken.
    pub(super) fn left(self) -> Vec<String> {
        self.before.into_values().flatten().filter(|line| !line.is_empty()).collect()
    }
}

/// Keys and list elements, in the order of the document.
fn anchors(node: &Node<'_>, ids: &mut Vec<NodeId>) {
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                ids.push(entry.at);
                anchors(&entry.value, ids);
            }
        }
        Value::List(elements) => {
            for element in elements {
                ids.push(element.at);
                anchors(element, ids);
            }
        }
        _ => {}
    }
}

/// Every comment with the number of its line.
fn numbered(text: &str) -> Vec<(usize, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let suspects: Vec<usize> = (1..=lines.len()).filter(|number| line(&lines, *number).contains('#')).collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let scalars = scalars(text, &lines);
    let is_inside = |at: LineColumn| {
        let index = scalars.partition_point(|(start, _)| *start <= at);
        index.checked_sub(1).and_then(|index| scalars.get(index)).is_some_and(|(_, end)| at < *end)
    };
    let comment = |number: usize| {
        let text = line(&lines, number);
        let mut before = ' ';
        for (column, (offset, c)) in text.char_indices().enumerate() {
            if c == '#' && before.is_whitespace() && !is_inside((number, column)) {
                return Some((number, text.get(offset..)?.trim_end().to_owned()));
            }
            before = c;
        }
        None
    };
    suspects.into_iter().filter_map(comment).collect()
}

/// Line from 1, column in characters from 0.
type LineColumn = (usize, usize);

fn line<'t>(lines: &[&'t str], number: usize) -> &'t str {
    number.checked_sub(1).and_then(|index| lines.get(index)).copied().unwrap_or_default()
}

/// Where scalars begin and end.
fn scalars(text: &str, lines: &[&str]) -> Vec<(LineColumn, LineColumn)> {
    let mut scalars = Vec::new();
    for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
        let Event::Scalar(_, style, ..) = event else { continue };
        let [start, end] = [span.start, span.end].map(|mark| (mark.line(), mark.col()));
        // The parser counts what stands behind a quote to the quoted text.
        let end = match style {
            ScalarStyle::DoubleQuoted => closed(lines, start, '"').unwrap_or(end),
            ScalarStyle::SingleQuoted => closed(lines, start, '\'').unwrap_or(end),
            _ => end,
        };
        scalars.push((start, end));
    }
    scalars
}

/// The end of the quoted scalar that starts here.
fn closed(lines: &[&str], start: LineColumn, quote: char) -> Option<LineColumn> {
    let (mut skip, mut is_escaped) = (start.1 + 1, false);
    for number in start.0..=lines.len() {
        let mut chars = line(lines, number).chars().enumerate().skip(skip).peekable();
        while let Some((column, c)) = chars.next() {
            if c == quote && !is_escaped {
                // A single quote is written twice.
                if quote == '"' || chars.next_if(|(_, next)| *next == quote).is_none() {
                    return Some((number, column + 1));
                }
            }
            is_escaped = quote == '"' && c == '\\' && !is_escaped;
        }
        (skip, is_escaped) = (0, false);
    }
    None
}
