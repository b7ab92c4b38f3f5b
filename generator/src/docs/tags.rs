//! Translates the vendor's tags and plain HTML into Markdown, outside code.
//!
//! `<notice>` and its kin become quotes with a bold lead, line breaks and lists become Markdown's, wrappers without a
//! meaning are removed. Anything else between angle brackets is text: a placeholder (`<region-id>`) or a type (`List<Map>`).

use super::chars::{BREAK, LESS, has_han};
use super::repair::split_prefix;
use super::verbatim::{code_length, is_fresh_line};

/// Text between angle brackets that is longer than this is not a tag.
const LONGEST_TAG: usize = 500;

/// The text with its tags translated; a `<` that is text is replaced by [`LESS`].
pub(super) fn translate_tags(text: &str) -> String {
    let mut translator =
        Translator { out: String::with_capacity(text.len() + 64), chinese: has_han(text), ..Default::default() };
    let mut rest = text;
    while !rest.is_empty() {
        rest = translator.step(rest);
    }
    translator.out
}

#[derive(Default)]
struct Translator {
    out: String,
    chinese: bool,
    /// The line prefix of the quote being written, if any.
    quote: Option<String>,
    /// Targets of the links being written; of those that lead nowhere only the words are written.
    links: Vec<Option<String>>,
}

impl Translator {
    /// Copies or translates the beginning of the text and returns the rest.
    fn step<'t>(&mut self, text: &'t str) -> &'t str {
        if text.starts_with(['`', '~'])
            && let Some(length) = code_length(text, is_fresh_line(&self.out))
        {
            return self.copy(text, length);
        }
        if text.starts_with('<') {
            return self.angle(text);
        }
        if text.starts_with('\n') {
            return self.copy(text, 1);
        }
        // A backslash escapes the next character.
        let skip = if text.starts_with('\\') { 2 } else { 1 };
        let start = text.char_indices().nth(skip).map_or(text.len(), |(at, _)| at);
        let length = text[start..].find(['<', '`', '\n', '\\', '~']).map_or(text.len(), |at| start + at);
        self.copy(text, length)
    }

    fn copy<'t>(&mut self, text: &'t str, length: usize) -> &'t str {
        let (head, tail) = text.split_at(length);
        match &self.quote {
            Some(quote) => self.out.push_str(&head.replace('\n', &format!("\n{quote}"))),
            None => self.out.push_str(head),
        }
        tail
    }

    /// The line being written, so far.
    fn line(&self) -> &str {
        self.out.rsplit('\n').next().unwrap_or_default()
    }

    fn in_table(&self) -> bool {
        self.line().trim_start().starts_with('|')
    }

    fn newline(&mut self) {
        self.out.push('\n');
        if let Some(quote) = &self.quote {
            self.out.push_str(quote);
        }
    }

    /// Begins a new block, or a new clause within a table cell.
    fn block(&mut self) {
        if self.in_table() {
            self.out.push(BREAK);
        } else {
            self.newline();
            self.newline();
        }
    }

    /// What stands between angle brackets.
    fn angle<'t>(&mut self, text: &'t str) -> &'t str {
        if let Some(comment) = text.strip_prefix("<!--") {
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        if let Some((inside, rest)) = tag_text(text) {
            if inside.starts_with("http://") || inside.starts_with("https://") {
                return self.copy(text, inside.len() + 2);
            }
            let closing = inside.starts_with('/');
            let name = inside.trim_matches('/').split([' ', '/']).next().unwrap_or_default();
            if let Some(rest) = self.tag(name, closing, inside, rest) {
                return rest;
            }
        }
        self.out.push(LESS);
        &text[1..]
    }

    /// Translates a known tag; `rest` is the text behind it.
    fn tag<'t>(&mut self, name: &str, closing: bool, inside: &str, rest: &'t str) -> Option<&'t str> {
        match name {
            "notice" | "note" | "warning" | "danger" if closing => return Some(self.end_quote(rest)),
            "notice" | "note" | "warning" | "danger" => return Some(self.begin_quote(name, rest)),
            "br" => self.out.push(BREAK),
            "li" if !closing && !self.in_table() => {
                self.newline();
                self.out.push_str("- ");
                return Some(rest.trim_start());
            }
            "li" if !closing => self.out.push(BREAK),
            "tr" if !closing => {
                self.newline();
                self.out.push_str("- ");
            }
            "td" | "th" if !closing && !self.line().ends_with("- ") => self.out.push_str(" / "),
            "td" | "th" | "tr" => return Some(rest.trim_start_matches([' ', '\n'])),
            "p" | "div" | "details" | "hr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "ul" | "ol" | "dl"
            | "pre" | "center" => self.block(),
            "summary" if closing => {
                self.out.push_str("**");
                self.block();
            }
            "summary" => {
                self.block();
                self.out.push_str("**");
            }
            "b" | "strong" => self.out.push_str("**"),
            "code" | "tt" => self.out.push('`'),
            "sup" if !closing => self.out.push('^'),
            "a" => return self.link(closing, inside, rest),
            "li" | "ph" | "props" | "i" | "em" | "u" | "span" | "font" | "sub" | "sup" | "small" | "big" | "img"
            | "thead" | "tbody" | "colgroup" | "col" | "dt" | "dd" => {}
            _ => return None,
        }
        Some(rest)
    }

    fn link<'t>(&mut self, closing: bool, inside: &str, rest: &'t str) -> Option<&'t str> {
        if closing {
            if let Some(target) = self.links.pop()? {
                self.out.push_str("](");
                self.out.push_str(&target);
                self.out.push(')');
            }
        } else {
            let (_, value) = inside.split_once("href=")?;
            let target = value.trim_start_matches(['"', '\'']).split(['"', '\'', ' ']).next()?;
            if !rest.contains("</a>") {
                return None;
            }
            let leads = target.starts_with("http");
            self.out.push_str(if leads { "[" } else { "" });
            self.links.push(leads.then(|| target.to_owned()));
        }
        Some(rest)
    }

    fn begin_quote<'t>(&mut self, name: &str, rest: &'t str) -> &'t str {
        let label = match (name, self.chinese) {
            ("notice", true) => "**注意：** ",
            ("notice", false) => "**Notice:** ",
            ("note", true) => "**说明：** ",
            ("note", false) => "**Note:** ",
            (_, true) => "**警告：** ",
            (_, false) => "**Warning:** ",
        };
        if self.in_table() {
            self.out.push(BREAK);
        } else if self.quote.is_none() {
            let (prefix, _) = split_prefix(self.line());
            let indent = prefix.find('>').unwrap_or(prefix.len());
            let kept = self.out.trim_end_matches([' ', '\t', '>']).len();
            self.out.truncate(kept);
            let quote = format!("{}> ", " ".repeat(indent));
            self.out.push_str("\n\n");
            self.out.push_str(&quote);
            self.quote = Some(quote);
        }
        self.out.push_str(label);
        rest.trim_start()
    }

    fn end_quote<'t>(&mut self, rest: &'t str) -> &'t str {
        if self.quote.take().is_some() {
            let kept = self.out.trim_end_matches([' ', '\t', '\n']);
            // A stray mark before the tag, as in "></notice>", but not the end of an address.
            let stray = kept.rsplit_once('<').is_none_or(|(_, last)| last.contains(|c: char| !c.is_ascii_graphic()));
            let kept = if stray { kept.trim_end_matches([' ', '\t', '\n', '>']) } else { kept };
            self.out.truncate(kept.len());
            self.out.push_str("\n\n");
        }
        rest
    }
}

/// What stands between the angle bracket that the text begins with and the next one, and the text behind that.
fn tag_text(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take(LONGEST_TAG).skip(1).position(|byte| matches!(byte, b'>' | b'<' | b'\n'))? + 1;
    text[end..].starts_with('>').then(|| (&text[1..end], &text[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::translate_tags;

    #[test]
    fn tags_become_markdown_or_text() {
        let table = [
            ("x\n<notice>\n多看\n</notice>\ny", "x\n\n\n> **注意：** 多看\n\n\ny"),
            ("a\n\n><notice>b></notice>", "a\n\n\n\n> **Notice:** b\n\n"),
            ("- a\n  <warning>b\n  c</warning>", "- a\n\n\n  > **Warning:** b\n  >   c\n\n"),
            ("|a|<note>b</note>|", "|a|\u{FDD2}**Note:** b|"),
            ("a<br>b<br />c</br>", "a\u{FDD2}b\u{FDD2}c\u{FDD2}"),
            ("x<ul><li>a</li><li>b</li></ul>", "x\n\n\n- a\n- b\n\n"),
            ("|x<ul><li>a</li></ul>|", "|x\u{FDD2}\u{FDD2}a\u{FDD2}|"),
            ("<details><summary>s</summary>t</details>", "\n\n\n\n**s**\n\nt\n\n"),
            ("a<!-- b -->c", "ac"),
            ("<ph>a</ph><i>b</i>", "ab"),
            ("2<sup>31</sup>", "2^31"),
            ("<a href=\"https://x.test/\">t</a>", "[t](https://x.test/)"),
            ("<a href=\"{0}\" target=\"_blank\">t</a> <a href=\"#\">", "t \u{FDD0}a href=\"#\">"),
            ("<https://x.test/>", "<https://x.test/>"),
            ("<region-id> and List<Map> 1 < 2", "\u{FDD0}region-id> and List\u{FDD0}Map> 1 \u{FDD0} 2"),
            ("`<b>` ```<i>``` \\<b>", "`<b>` ```<i>``` \\<b>"),
            ("```\n<b>\n```\n<b>", "```\n<b>\n```\n**"),
            ("- a `\n- <b>b</b> `", "- a `\n- **b** `"),
            ("a `b\n<b>` c", "a `b\n<b>` c"),
            ("`<b>", "`**"),
            ("<tr><td>a</td><td>b</td></tr>", "\n- a / b"),
        ];
        for (input, expected) in table {
            assert_eq!(translate_tags(input), expected, "{input:?}");
        }
    }
}
