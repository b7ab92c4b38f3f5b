//! The standard output: what the service answered, and nothing else.

use std::io::{self, ErrorKind, IsTerminal, Write};

use tool::terminal::printable;

/// Why no more is written.
#[derive(Debug)]
pub(crate) enum Ended {
    /// Nobody reads any more: no failure of this program.
    Closed,
    /// It cannot be written.
    Failed(io::Error),
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe { Self::Closed } else { Self::Failed(error) }
    }
}

/// Whether people read it.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Writes bytes as they are.
pub(crate) fn bytes(bytes: &[u8]) -> Result<(), Ended> {
    let mut stream = io::stdout().lock();
    Ok(stream.write_all(bytes).and_then(|()| stream.flush())?)
}

/// Writes a text, and a line end behind it if it has none. A terminal gets nothing that could take it over.
pub(crate) fn text(text: &str) -> Result<(), Ended> {
    let text = if is_terminal() { printable(text) } else { text.to_owned() };
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    bytes(format!("{text}{end}").as_bytes())
}

/// Writes a body: JSON on lines of its own, anything else as it is.
pub(crate) fn body(body: &[u8]) -> Result<(), Ended> {
    match str::from_utf8(body) {
        Ok(body) => text(&json(body).unwrap_or_else(|| body.to_owned())),
        Err(_) => bytes(body),
    }
}

/// A JSON text with a line for each member and element; `None` if it is none. Tokens stay as they are: numbers with all their
/// digits, members in their order.
pub(crate) fn json(text: &str) -> Option<String> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).ok()?;
    let (mut out, mut depth) = (String::with_capacity(text.len() * 2), 0);
    let mut rest = text.trim_ascii();
    while let Some(first) = rest.chars().next() {
        let length = token(rest, first);
        let (token, behind) = rest.split_at_checked(length)?;
        rest = behind.trim_ascii_start();
        match first {
            '{' | '[' if rest.starts_with(['}', ']']) => {
                out.push_str(token);
                out.push_str(rest.get(..1)?);
                rest = rest.get(1..)?.trim_ascii_start();
            }
            '{' | '[' => {
                depth += 1;
                out.push_str(token);
                line(&mut out, depth);
            }
            '}' | ']' => {
                depth -= 1;
                line(&mut out, depth);
                out.push_str(token);
            }
            ',' => {
                out.push_str(token);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ => out.push_str(token),
        }
    }
    Some(out)
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

/// How many bytes the token at the beginning of a valid text has.
fn token(text: &str, first: char) -> usize {
    match first {
        '"' => {
            let mut is_escaped = false;
            let end = text.bytes().skip(1).position(|byte| {
                let is_end = byte == b'"' && !is_escaped;
                is_escaped = byte == b'\\' && !is_escaped;
                is_end
            });
            end.map_or(text.len(), |end| end + 2)
        }
        '{' | '}' | '[' | ']' | ',' | ':' => 1,
        _ => text.find([',', '}', ']', ' ', '\t', '\r', '\n']).unwrap_or(text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::json;

    #[test]
    fn json_keeps_its_tokens() {
        let text = r#" {"b":1.0,"a":[123456789012345678901234567890,1E5,{}, [ ] ,null],"c\"]":"\\","d":"{,}:é"} "#;
        let expected = "{\n  \"b\": 1.0,\n  \"a\": [\n    123456789012345678901234567890,\n    1E5,\n    {},\n    [],\n    null\n  ],\n  \"c\\\"]\": \"\\\\\",\n  \"d\": \"{,}:é\"\n}";
        assert_eq!(json(text).unwrap(), expected);
        assert_eq!(json("[]").unwrap(), "[]");
        assert_eq!(json("\"a b\"").unwrap(), "\"a b\"");
        assert_eq!(json("not json"), None);
        assert_eq!(json("{\"a\":1"), None);
    }
}
