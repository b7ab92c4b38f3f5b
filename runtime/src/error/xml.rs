//! The little XML that gateways use for errors: `<Error><Code>…</Code>…</Error>`.

use serde_json::{Map, Value};

/// The children of the root element `Error` that hold text; `None` if this is no such document.
pub(super) fn error_fields(text: &str) -> Option<Map<String, Value>> {
    let mut rest = text;
    // The root may follow a declaration and comments.
    while let Some(tag) = next_tag(&mut rest) {
        match tag {
            Tag::Open("Error") => return Some(children(rest)),
            Tag::Open(_) | Tag::Close => return None,
            Tag::Empty | Tag::Other => {}
        }
    }
    None
}

fn children(mut rest: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut open: Vec<&str> = Vec::new();
    loop {
        let before = rest;
        let Some(tag) = next_tag(&mut rest) else { return fields };
        match tag {
            Tag::Open(name) => open.push(name),
            Tag::Close => {
                let Some(name) = open.pop() else { return fields };
                let content = before.split('<').next().unwrap_or_default().trim();
                if open.is_empty() && !content.is_empty() {
                    fields.insert(name.to_owned(), Value::String(unescape(content)));
                }
            }
            Tag::Empty | Tag::Other => {}
        }
    }
}

enum Tag<'a> {
    Open(&'a str),
    Close,
    Empty,
    /// A declaration or a comment.
    Other,
}

/// Moves past the next tag.
fn next_tag<'a>(rest: &mut &'a str) -> Option<Tag<'a>> {
    let (_, after) = rest.split_once('<')?;
    if let Some(comment) = after.strip_prefix("!--") {
        *rest = comment.split_once("-->")?.1;
        return Some(Tag::Other);
    }
    let (tag, after) = after.split_once('>')?;
    *rest = after;
    Some(match tag.as_bytes() {
        [b'?' | b'!', ..] => Tag::Other,
        [b'/', ..] => Tag::Close,
        [.., b'/'] => Tag::Empty,
        _ => Tag::Open(tag.split_ascii_whitespace().next().unwrap_or_default()),
    })
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, after)) = rest.split_once('&') {
        out.push_str(plain);
        if let Some((char, tail)) = name(after).and_then(|(name, tail)| Some((entity(name)?, tail))) {
            out.push(char);
            rest = tail;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out + rest
}

/// What stands before the semicolon and what after it, if it is near enough to end a name.
fn name(text: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = "#x0010FFFF".len();
    let semicolon = text.bytes().take(LONGEST + 1).position(|byte| byte == b';')?;
    Some((text.get(..semicolon)?, text.get(semicolon + 1..)?))
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Option<String> {
        error_fields(text).map(|fields| Value::Object(fields).to_string())
    }

    #[test]
    fn children_of_the_root() {
        let table = [
            (
                "<Error><Code>X</Code><Message>a &lt; b &amp;&#20013;&#x4e2d;</Message></Error>",
                Some(r#"{"Code":"X","Message":"a < b &中中"}"#),
            ),
            (
                "<?xml version='1.0'?>\n<!-- <Error> -->\n<Error a='b'>\n <Code> X </Code>\n <Empty/>\n</Error>",
                Some(r#"{"Code":"X"}"#),
            ),
            ("<Error><Detail><Code>inner</Code></Detail><Code>X</Code></Error>", Some(r#"{"Code":"X"}"#)),
            (
                "<Error><Code>a & b; &nope; &#xFFFFFFFF;</Code></Error>",
                Some(r#"{"Code":"a & b; &nope; &#xFFFFFFFF;"}"#),
            ),
            ("<Error><Code>&#x0010FFFF;&amp;amp;</Code></Error>", Some("{\"Code\":\"\u{10FFFF}&amp;\"}")),
            ("<Error><Code>cut", Some("{}")),
            ("<html><Error><Code>X</Code></Error></html>", None),
            ("not xml", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(fields(text).as_deref(), expected, "{text}");
        }
    }

    /// Each of these took time that grows with the square of the length.
    #[test]
    fn long_texts_that_are_no_xml_take_no_time() {
        for piece in ["&", "<", "&#", "<a", "<!--", "</", "&;<>", "<a>"] {
            let text = format!("<Error><Code>{}</Code></Error>", piece.repeat(800_000 / piece.len()));
            assert!(error_fields(&text).is_some(), "{piece}");
        }
        let ampersands = "&".repeat(800_000);
        let text = format!("<Error><Code>{ampersands}</Code></Error>");
        assert_eq!(error_fields(&text).unwrap()["Code"], ampersands);
    }
}
