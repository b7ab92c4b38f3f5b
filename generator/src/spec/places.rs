//! The places of nodes in a JSON text: found again by counting, when there is something to report.

use super::json::{count, first_value};
use super::path::{ElementPath, Segment, step_to};
use super::tree::{Counter, Node, NodeId, Value};
use crate::Position;

/// The positions of some nodes (sorted by number) in a text that [`parse`](super::json::parse) accepts.
pub(crate) fn positions(text: &str, wanted: &[NodeId]) -> Vec<Position> {
    let mut found = Vec::new();
    scan(text, wanted, |position, _| found.push(position));
    found
}

/// The positions and paths of some nodes or keys, sorted by number. A key has the path of its value.
pub(crate) fn places(text: &str, wanted: &[NodeId]) -> Vec<(Position, ElementPath)> {
    let mut found = Vec::new();
    scan(text, wanted, |position, open| found.push((position, path(text, open))));
    found
}

/// A map or list that is not closed yet.
struct Open<'t> {
    /// Where it begins.
    start: usize,
    /// The key that was read last, as written; of a list `None`.
    key: Option<&'t str>,
    /// Whether a key comes next.
    expects_key: bool,
    /// How many elements have begun.
    elements: usize,
    /// The elements of a list, read when the path to one of them is asked for.
    list: Option<Vec<Node<'t>>>,
}

/// Visits some nodes, with what is open around them.
///
/// Every key and every value begins with one token, and no other token exists but closing brackets, colons and commas:
/// counting beginnings is enough.
fn scan<'t>(text: &'t str, wanted: &[NodeId], mut visit: impl FnMut(Position, &mut [Open<'t>])) {
    let bytes = text.as_bytes();
    let mut wanted = wanted.iter().copied().peekable();
    let mut lines = Lines { bytes, line: 1, column: 1, seen: 0 };
    let mut open: Vec<Open<'t>> = Vec::new();
    let (mut next, mut i) = (Counter::default(), 0);
    while let Some(&byte) = bytes.get(i) {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => i += 1,
            b'}' | b']' => {
                open.pop();
                i += 1;
            }
            _ => {
                let (at, end) = (next.next(), end_of_token(text, i));
                if let Some(around) = open.last_mut() {
                    around.advance(text.get(i..end).unwrap_or_default());
                }
                while wanted.next_if(|wanted| *wanted == at).is_some() {
                    visit(lines.position(i), &mut open);
                }
                if wanted.peek().is_none() {
                    return;
                }
                if matches!(byte, b'{' | b'[') {
                    let key = (byte == b'{').then_some("");
                    open.push(Open { start: i, key, expects_key: key.is_some(), elements: 0, list: None });
                }
                i = end;
            }
        }
    }
}

impl<'t> Open<'t> {
    /// Takes note of the next token.
    fn advance(&mut self, token: &'t str) {
        match &mut self.key {
            Some(key) => {
                if self.expects_key {
                    *key = token;
                }
                self.expects_key = !self.expects_key;
            }
            None => self.elements += 1,
        }
    }

    /// The step to what is being read.
    fn step(&mut self, text: &'t str) -> Segment {
        if let Some(key) = self.key {
            return Segment::Key(serde_json::from_str(key).unwrap_or_else(|_| key.to_owned()));
        }
        let list = self.list.get_or_insert_with(|| match text.get(self.start..).and_then(first_value) {
            Some(Node { value: Value::List(list), .. }) => list,
            _ => Vec::new(),
        });
        step_to(list, self.elements.saturating_sub(1))
    }
}

/// The path to a node from what is open around it.
fn path<'t>(text: &'t str, open: &mut [Open<'t>]) -> ElementPath {
    open.iter_mut().map(|open| open.step(text)).collect()
}

fn end_of_token(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    match bytes[start] {
        b'{' | b'[' => start + 1,
        b'"' => end_of_string(text, start + 1),
        _ => {
            let mut rest = bytes[start + 1..].iter();
            let end = rest.position(|b| matches!(b, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n'));
            end.map_or(bytes.len(), |len| start + 1 + len)
        }
    }
}

/// The end of a string whose text begins here: behind the first quote with an even number of backslashes in front.
fn end_of_string(text: &str, start: usize) -> usize {
    let mut end = start;
    while let Some(quote) = text.get(end..).and_then(|rest| rest.find('"')) {
        let before = &text.as_bytes()[start..end + quote];
        end += quote + 1;
        if before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0 {
            return end;
        }
    }
    text.len()
}

/// Counts lines and columns while offsets grow, each byte once: a document may be one line of three megabytes.
struct Lines<'a> {
    bytes: &'a [u8],
    line: usize,
    column: usize,
    seen: usize,
}

impl Lines<'_> {
    fn position(&mut self, offset: usize) -> Position {
        let passed = self.bytes.get(self.seen..offset).unwrap_or_default();
        let ends: usize = passed.iter().map(|byte| usize::from(*byte == b'\n')).sum();
        let last = if ends > 0 { passed.rsplit(|byte| *byte == b'\n').next().unwrap_or_default() } else { passed };
        if ends > 0 {
            (self.line, self.column) = (self.line + ends, 1);
        }
        // Only the first byte of a character counts.
        self.column += last.iter().filter(|byte| !matches!(byte, 0b1000_0000..=0b1011_1111)).count();
        self.seen = offset;
        Position { line: count(self.line), column: count(self.column) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::json::parse;
    use crate::spec::path::paths;

    const TEXT: &str = "{\n  \"ä\\\"\": [1, true, \"x,:]\"],\n  \"k\": {\"z\": null}, \"l\": [{\"in\": \"x\", \"name\": \"a\"}, \
                        {\"name\": \"a\"}, [[], {\"name\": \"\\u0062\", \"v\": {}}]], \"\\u0061\": -1}";

    #[test]
    fn every_node_is_found_again() {
        let Value::Map(entries) = parse(TEXT).unwrap().value else { panic!("a map") };
        let Value::List(items) = &entries[0].value.value else { panic!("a list") };
        let Value::Map(inner) = &entries[1].value.value else { panic!("a map") };
        let wanted =
            [NodeId(0), entries[0].at, items[0].at, items[2].at, entries[1].at, inner[0].at, inner[0].value.at];
        let expected = [(1, 1), (2, 3), (2, 11), (2, 20), (3, 3), (3, 9), (3, 14)];
        let found: Vec<_> = positions(TEXT, &wanted).iter().map(|p| (p.line, p.column)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn paths_are_those_of_the_tree() {
        let root = parse(TEXT).unwrap();
        let mut count = 0;
        while !paths(&root, &[NodeId(count)]).is_empty() {
            count += 1;
        }
        let all: Vec<NodeId> = (0..count).flat_map(|number| [NodeId(number); 2]).collect();
        let found = places(TEXT, &all).into_iter();
        assert_eq!(found.map(|(_, path)| path).collect::<Vec<_>>(), paths(&root, &all));
        assert!(count > 25, "{count}");
    }
}
