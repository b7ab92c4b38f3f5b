//! YAML text → tree, from the events of `saphyr-parser`.
//!
//! Events carry places and the text of every scalar as written. A reader over serde's data model has neither: it keeps the
//! last of two equal keys and turns an unquoted `1.0` into a number before anyone can ask for the text.

use super::tree::{At, Counter, DEEPEST, Entry, Node, SyntaxError, Value};
use crate::Position;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};
use std::{borrow::Cow, collections::BTreeMap};

/// How many nodes aliases may add up to; the largest real document has 0.2 million nodes of its own.
const MOST_ALIASED: usize = 500_000;

/// The tree, and the position of every node and key by number.
pub(super) fn parse(text: &str) -> Result<(Node<'_>, Vec<Position>), SyntaxError> {
    let mut builder = Builder {
        events: Parser::new_from_str(text),
        counter: Counter::default(),
        positions: Vec::new(),
        anchors: BTreeMap::new(),
        aliased: 0,
    };
    builder.skip_to_document()?;
    let (event, span) = builder.event()?;
    let root = builder.node(event, span, 0)?;
    builder.expect_end()?;
    Ok((root, builder.positions))
}

struct Builder<'a> {
    events: Parser<'a, StrInput<'a>>,
    counter: Counter,
    positions: Vec<Position>,
    anchors: BTreeMap<usize, (Node<'a>, usize)>,
    aliased: usize,
}

impl<'a> Builder<'a> {
    fn event(&mut self) -> Result<(Event<'a>, Span), SyntaxError> {
        match self.events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(scan_error(&error)),
            None => Err(SyntaxError::empty()),
        }
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
                (_, span) => return Err(fault(span, "a second YAML document begins here; a file holds one")),
            }
        }
    }

    /// How many nodes and keys there are so far, copies that aliases made included.
    fn size(&self) -> usize {
        self.positions.len() + self.aliased
    }

    fn mark(&mut self, span: Span) -> At {
        self.positions.push(position(span));
        self.counter.next()
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node<'a>, SyntaxError> {
        if depth > DEEPEST {
            return Err(fault(span, &format!("nested deeper than {DEEPEST} levels")));
        }
        let before = self.size();
        let at = self.mark(span);
        let (anchor, value) = match event {
            Event::Scalar(text, style, anchor, tag) => (anchor, scalar(text, style, tag.is_some())),
            Event::SequenceStart(anchor, _) => (anchor, self.list(depth)?),
            Event::MappingStart(anchor, _) => (anchor, self.map(depth)?),
            Event::Alias(anchor) => (0, self.alias(anchor, span)?),
            _ => return Err(fault(span, "a value was expected here")),
        };
        let node = Node { at, value };
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), self.size() - before));
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
                (_, span) => return Err(fault(span, "a key must be a plain text")),
            };
            let (event, span) = self.event()?;
            entries.push(Entry { at, key, value: self.node(event, span, depth + 1)? });
        }
    }

    /// A copy of the anchored node; its inner places are those of the original.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<Value<'a>, SyntaxError> {
        let Some((node, size)) = self.anchors.get(&anchor) else {
            return Err(fault(span, "an alias of something that encloses it"));
        };
        self.aliased = self.aliased.saturating_add(*size);
        if self.aliased > MOST_ALIASED {
            return Err(fault(span, &format!("aliases expand to more than {MOST_ALIASED} nodes")));
        }
        Ok(node.value.clone())
    }
}

/// Core schema of YAML 1.2 for plain scalars; anything quoted or tagged is text.
fn scalar(text: Cow<'_, str>, style: ScalarStyle, tagged: bool) -> Value<'_> {
    if style != ScalarStyle::Plain || tagged {
        return Value::Text(text);
    }
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        other if looks_numeric(other) => Value::Number(text),
        _ => Value::Text(text),
    }
}

fn looks_numeric(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') && text.parse::<f64>().is_ok()
}

fn position(span: Span) -> Position {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Position { line: number(span.start.line()), column: number(span.start.col() + 1) }
}

fn fault(span: Span, message: &str) -> SyntaxError {
    SyntaxError { position: position(span), message: message.to_owned(), help: None }
}

fn scan_error(error: &ScanError) -> SyntaxError {
    let unquoted = error.info().starts_with("mapping values are not allowed");
    SyntaxError {
        position: position(Span::empty(*error.marker())),
        message: format!("this is not YAML: {}", error.info()),
        help: unquoted.then_some("quote a text that has `: ` in it; else look at the indentation"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_keep_their_text() {
        let (root, positions) = parse("200: 1.0\n'x': \"10\"\ny: [true, ~, 2020-11-09]\n").unwrap();
        let Value::Map(entries) = root.value else { panic!("a map") };
        assert_eq!(entries[0].key, "200");
        assert_eq!(entries[0].value.value, Value::Number("1.0".into()));
        assert_eq!(entries[1].value.value, Value::Text("10".into()));
        let Value::List(items) = &entries[2].value.value else { panic!("a list") };
        assert_eq!(items[0].value, Value::Bool(true));
        assert_eq!(items[1].value, Value::Null);
        assert_eq!(items[2].value, Value::Text("2020-11-09".into()));
        let at = |at: At| (positions[at.0 as usize].line, positions[at.0 as usize].column);
        assert_eq!(at(entries[1].at), (2, 1));
        assert_eq!(at(items[2].at), (3, 14));
    }

    #[test]
    fn faults_have_their_place() {
        let at = |text: &str| parse(text).map(|_| ()).map_err(|e| (e.position.line, e.position.column)).unwrap_err();
        assert_eq!(at("a: 1\nb:\n\tc: 2\n").0, 3, "a tab");
        assert_eq!(at("a: 1\n---\nb: 2\n").0, 2, "two documents");
        assert_eq!(at("").0, 1, "nothing");
        assert!(parse(&"[".repeat(10_000)).is_err());
    }

    #[test]
    fn an_alias_bomb_is_defused() {
        use std::fmt::Write as _;
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let of = format!("*a{}", level - 1);
            let _ = writeln!(text, "a{level}: &a{level} [{}]", vec![of; 10].join(", "));
        }
        assert!(parse(&text).unwrap_err().message.contains("aliases expand"));
    }
}
