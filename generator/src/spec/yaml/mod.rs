//! YAML text → tree, from the events of `saphyr-parser`.
//!
//! Events carry places and the text of every scalar as written. A reader over serde's data model has neither: it keeps the
//! last of two equal keys and turns an unquoted `1.0` into a number before anyone can ask for the text.

mod scalar;

use super::advice;
use super::tree::{Counter, DEEPEST, Member, Node, NodeId, SyntaxError, Value};
use crate::Position;
use saphyr_parser::{Event, Parser, ScanError, Span, StrInput};
use scalar::scalar;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// How many nodes the copies for anchors and aliases may add up to; the largest real document has 0.2 million of its own.
const MOST_COPIED: usize = 500_000;

/// The tree, and the position of every node and key by number.
pub(crate) fn parse(text: &str) -> Result<(Node<'_>, Vec<Position>), SyntaxError> {
    super::tree::weigh(text)?;
    let mut builder = TreeBuilder {
        events: Parser::new_from_str(text),
        tabs: tabs(text),
        brackets: 0,
        counter: Counter::default(),
        positions: Vec::new(),
        anchors: BTreeMap::new(),
        aliased: 0,
        copied: 0,
    };
    let root = builder.document().map_err(|error| builder.for_a_tab(&error).unwrap_or(error))?;
    Ok((root, builder.positions))
}

/// The lines that have a tab in their indentation, and its column.
fn tabs(text: &str) -> BTreeMap<u32, u32> {
    if !text.contains('\t') {
        return BTreeMap::new();
    }
    let indentation = |line: &str| line.chars().take_while(|c| c.is_whitespace()).position(|c| c == '\t');
    let column = |line| u32::try_from(indentation(line)? + 1).ok();
    (1..).zip(text.lines()).filter_map(|(number, line)| Some((number, column(line)?))).collect()
}

struct TreeBuilder<'a> {
    events: Parser<'a, StrInput<'a>>,
    /// The lines that have a tab in their indentation, and its column.
    tabs: BTreeMap<u32, u32>,
    /// How many brackets are open. Inside, tabs may stand between lines.
    brackets: usize,
    counter: Counter,
    positions: Vec<Position>,
    anchors: BTreeMap<usize, (Node<'a>, usize)>,
    /// Nodes in the tree that are copies.
    aliased: usize,
    /// Nodes that were copied, for anchors as well.
    copied: usize,
}

impl<'a> TreeBuilder<'a> {
    fn event(&mut self) -> Result<(Event<'a>, Span), SyntaxError> {
        match self.events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(scan_error(&error)),
            None => Err(SyntaxError::empty()),
        }
    }

    fn document(&mut self) -> Result<Node<'a>, SyntaxError> {
        self.skip_to_document()?;
        let (event, span) = self.event()?;
        let root = self.node(event, span, 0)?;
        self.expect_end()?;
        Ok(root)
    }

    /// A tab that the parser stumbled over. It says so on that line, or where the line before ends.
    fn for_a_tab(&self, error: &SyntaxError) -> Option<SyntaxError> {
        let line = error.position.line;
        let tab = self.tab(line..=line + u32::from(error.message.contains("tab")));
        tab.filter(|_| self.brackets == 0)
    }

    /// Reads a collection in brackets, or a block, which begins with no character of its own.
    fn within<T>(&mut self, start: Span, read: impl Fn(&mut Self) -> Result<T, SyntaxError>) -> Result<T, SyntaxError> {
        let line = position(start).line;
        let is_block = start.is_empty();
        // The parser takes a tab for a blank where a block begins, which may put it below something else than one sees.
        if let Some(tab) = self.tab(line..=line).filter(|_| is_block && self.brackets == 0) {
            return Err(tab);
        }
        self.brackets += usize::from(!is_block);
        let value = read(self)?;
        self.brackets -= usize::from(!is_block);
        Ok(value)
    }

    fn tab(&self, lines: RangeInclusive<u32>) -> Option<SyntaxError> {
        let (line, column) = self.tabs.range(lines).next()?;
        Some(SyntaxError {
            position: Position { line: *line, column: *column },
            message: "invalid YAML: a tab in the indentation".to_owned(),
            help: Some("replace the tab: YAML is indented with spaces"),
        })
    }

    fn skip_to_document(&mut self) -> Result<(), SyntaxError> {
        loop {
            match self.event()? {
                (Event::StreamStart, _) => {}
                (Event::DocumentStart(_), _) => return Ok(()),
                _ => return Err(SyntaxError::empty()),
            }
        }
    }

    fn expect_end(&mut self) -> Result<(), SyntaxError> {
        loop {
            match self.event()? {
                (Event::DocumentEnd, _) => {}
                (Event::StreamEnd, _) => return Ok(()),
                (_, span) => {
                    return Err(fault(
                        span,
                        "a second YAML document begins here, a file holds one",
                        "remove `---` and what follows",
                    ));
                }
            }
        }
    }

    /// How many nodes and keys there are so far, copies that aliases made included.
    fn size(&self) -> usize {
        self.positions.len() + self.aliased
    }

    fn mark(&mut self, span: Span) -> NodeId {
        self.positions.push(position(span));
        self.counter.next()
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node<'a>, SyntaxError> {
        if depth > DEEPEST {
            return Err(SyntaxError::too_deep(position(span)));
        }
        let before = self.size();
        let at = self.mark(span);
        let (anchor, value) = match event {
            Event::Scalar(text, style, anchor, tag) => (anchor, scalar(text, style, tag.is_some())),
            Event::SequenceStart(anchor, _) => (anchor, self.within(span, |b| b.list(depth))?),
            Event::MappingStart(anchor, _) => (anchor, self.within(span, |b| b.map(depth))?),
            Event::Alias(anchor) => (0, self.alias(anchor, span)?),
            _ => return Err(fault(span, "expected a value", "write a value, or remove what is here")),
        };
        let node = Node { at, value };
        if anchor != 0 {
            let size = self.size() - before;
            self.copies(size, span)?;
            self.anchors.insert(anchor, (node.clone(), size));
        }
        Ok(node)
    }

    fn list(&mut self, depth: usize) -> Result<Value<'a>, SyntaxError> {
        let mut list = Vec::new();
        loop {
            match self.event()? {
                (Event::SequenceEnd, _) => return Ok(Value::List(list)),
                (event, span) => list.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value<'a>, SyntaxError> {
        let mut entries = Vec::new();
        loop {
            let (key, at) = match self.event()? {
                (Event::MappingEnd, _) => return Ok(Value::Map(entries)),
                (Event::Scalar(key, ..), span) => (key, self.mark(span)),
                (_, span) => {
                    return Err(fault(
                        span,
                        "expected a string as a key",
                        "write the key as a string, in quotes if need be",
                    ));
                }
            };
            let (event, span) = self.event()?;
            entries.push(Member { at, key, value: self.node(event, span, depth + 1)? });
        }
    }

    /// A copy of the anchored node; its inner places are those of the original.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<Value<'a>, SyntaxError> {
        let Some(size) = self.anchors.get(&anchor).map(|(_, size)| *size) else {
            return Err(fault(span, "an alias refers to a node that contains it", "write the value out"));
        };
        self.copies(size, span)?;
        self.aliased += size;
        Ok(self.anchors.get(&anchor).map_or(Value::Null, |(node, _)| node.value.clone()))
    }

    /// Counts copied nodes. A few bytes of aliases of aliases, or of anchors in anchors, would fill the memory.
    fn copies(&mut self, size: usize, span: Span) -> Result<(), SyntaxError> {
        self.copied = self.copied.saturating_add(size);
        if self.copied <= MOST_COPIED {
            return Ok(());
        }
        let message = format!("anchors and aliases expand to more than {MOST_COPIED} nodes");
        Err(fault(span, &message, "write the values out, or use fewer aliases"))
    }
}

fn position(span: Span) -> Position {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Position { line: number(span.start.line()), column: number(span.start.col() + 1) }
}

fn fault(span: Span, message: &str, help: &'static str) -> SyntaxError {
    SyntaxError { position: position(span), message: message.to_owned(), help: Some(help) }
}

fn scan_error(error: &ScanError) -> SyntaxError {
    let position = position(Span::empty(*error.marker()));
    if error.info() == "recursion limit exceeded" {
        return SyntaxError::too_deep(position);
    }
    SyntaxError { position, message: format!("invalid YAML: {}", error.info()), help: Some(advice::yaml(error.info())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_have_their_place() {
        let at = |text: &str| parse(text).map(|_| ()).map_err(|e| (e.position.line, e.position.column)).unwrap_err();
        assert_eq!(at("a: 1\nb:\n\tc: 2\n"), (3, 1), "a tab");
        assert_eq!(at("a: 1\nb:\n \tc: 2\n"), (3, 2), "a tab that the parser takes for a blank");
        assert_eq!(at("a: x\n\tb: 2\n"), (2, 1), "a tab behind a text that might go on");
        assert_eq!(at("a: {\n\tb: [1}\n"), (2, 2), "another fault on a line with a tab");
        assert_eq!(
            parse("a: {\n \tb: 1,\n \tc: 2\n \t}\nb: |\n  x\n  \ty\n").map(|_| ()),
            Ok(()),
            "tabs where they may stand"
        );
        assert_eq!(at("a: 1\n---\nb: 2\n").0, 2, "two documents");
        assert_eq!(at("").0, 1, "nothing");
        assert!(parse(&"[".repeat(10_000)).is_err());
    }

    #[test]
    fn bombs_are_defused() {
        use std::fmt::Write as _;
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let of = format!("*a{}", level - 1);
            let _ = writeln!(text, "a{level}: &a{level} [{}]", vec![of; 10].join(", "));
        }
        assert!(parse(&text).unwrap_err().message.contains("aliases expand"));
        let anchors = vec!["&a ["; 100].concat();
        let text = format!("{anchors}{}{}", "x, ".repeat(10_000), "]".repeat(100));
        assert!(parse(&text).unwrap_err().message.contains("aliases expand"));
    }
}
