//! What to do about a text that is no JSON or no YAML, by the words of its parser.

/// A part of the parser's message, and what helps.
type Advice = (&'static str, &'static str);

const JSON: &[Advice] = &[
    ("EOF while parsing", "the file ends too early: fetch it again, or complete it"),
    ("trailing comma", "remove the comma before the bracket"),
    ("trailing characters", "a document ends with its last bracket: remove what follows it"),
    ("control character", "write it as an escape, such as `\\t` or `\\n`"),
    ("invalid escape", "write a backslash as `\\\\`"),
    ("key must be a string", "put the key in quotes"),
    ("expected `:`", "a colon is missing after the key"),
    ("expected `,`", "a comma is missing, or the closing quote of the string before"),
    ("expected ident", "write `true`, `false` or `null`, or put the string in quotes"),
    ("expected value", "a value is missing, or a string is not in quotes"),
    ("invalid number", "put the string in quotes"),
];

const YAML: &[Advice] = &[
    ("mapping values are not allowed", "quote a string that has `: ` in it; else check the indentation"),
    ("unexpected end of stream", "a quote is unclosed"),
    ("escape", "a backslash in double quotes begins an escape: write `\\\\`, or use single quotes"),
    ("unknown anchor", "an alias `*name` needs an anchor `&name` before it; quote a string that begins with `*`"),
    ("flow", "a comma or a closing bracket is missing, or a string is not in quotes"),
    ("unexpected character", "quote a string that begins with this character"),
    ("cannot start with", "quote a string that begins with this character"),
    ("trailing content", "only a comment may follow a string in quotes"),
    ("expected key", "check the indentation of this line and the lines before"),
    ("indicator", "check the indentation of this line and the lines before"),
    ("indent", "check the indentation of this line and the lines before"),
];

/// What helps against an error of the JSON parser.
pub(super) fn json(message: &str) -> Option<&'static str> {
    of(JSON, message)
}

/// What helps against an error of the YAML parser.
pub(super) fn yaml(message: &str) -> &'static str {
    of(YAML, message).unwrap_or("check the quotes and the indentation here")
}

fn of(known: &[Advice], message: &str) -> Option<&'static str> {
    known.iter().find(|(part, _)| message.contains(part)).map(|(_, advice)| *advice)
}
