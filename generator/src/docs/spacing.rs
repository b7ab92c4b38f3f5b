//! Inserts blanks between the inlines of a paragraph, and trims its ends.

use super::chars::{is_han, is_punctuation};
use super::tree::Inline;

/// An end of a sequence of inlines.
#[derive(Clone, Copy)]
pub(super) enum Edge {
    First,
    Last,
}

/// The first or last character that a reader sees; a letter for code.
pub(super) fn edge(inlines: &[Inline], side: Edge) -> Option<char> {
    let inline = match side {
        Edge::First => inlines.first(),
        Edge::Last => inlines.last(),
    };
    match inline? {
        Inline::Text(text) => match side {
            Edge::First => text.chars().next(),
            Edge::Last => text.chars().next_back(),
        },
        Inline::Code(_) | Inline::Address(_) => Some('a'),
        Inline::Link { text: inner, .. } | Inline::Strong(inner) | Inline::Emphasis(inner) => edge(inner, side),
        Inline::SoftBreak | Inline::Break => Some('\n'),
    }
}

/// The first or last character as it is written.
fn written_edge(inline: &Inline, side: Edge) -> char {
    match inline {
        Inline::Text(_) => edge(std::slice::from_ref(inline), side).unwrap_or(' '),
        Inline::Code(_) => '`',
        Inline::Address(_) => '<',
        Inline::Link { .. } => '[',
        Inline::Strong(_) | Inline::Emphasis(_) => '*',
        Inline::SoftBreak | Inline::Break => '\n',
    }
}

/// Puts blanks between pieces where Chinese meets Latin letters or code, and where emphasis needs one to be
/// recognized.
pub(super) fn space(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut spaced: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match (spaced.last_mut(), inline) {
            (_, Inline::Text(text)) if text.is_empty() => {}
            (Some(Inline::Text(last)), Inline::Text(text)) if last.ends_with(' ') => {
                last.push_str(text.trim_start_matches(' '));
            }
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (Some(Inline::Strong(last)), Inline::Strong(inner))
            | (Some(Inline::Emphasis(last)), Inline::Emphasis(inner)) => {
                last.extend(inner);
                *last = space(std::mem::take(last));
            }
            (Some(last), inline) => {
                if needs_blank(last, &inline) {
                    match last {
                        Inline::Text(text) => text.push(' '),
                        _ => spaced.push(Inline::Text(" ".into())),
                    }
                }
                spaced.push(inline);
            }
            (None, inline) => spaced.push(inline),
        }
    }
    spaced
}

fn needs_blank(left: &Inline, right: &Inline) -> bool {
    let slice = std::slice::from_ref;
    let (Some(before), Some(after)) = (edge(slice(left), Edge::Last), edge(slice(right), Edge::First)) else {
        return false;
    };
    let (end, start) = (written_edge(left, Edge::Last), written_edge(right, Edge::First));
    if end.is_whitespace() || start.is_whitespace() {
        return false;
    }
    let latin = |c: char| c.is_ascii_alphabetic();
    if (is_han(before) && latin(after))
        || (latin(before) && is_han(after))
        || (end == start && end != '*' && is_mark(end))
    {
        return true;
    }
    emphasis_hidden(left, start, Edge::Last) || emphasis_hidden(right, end, Edge::First) || (end == '*' && start == '*')
}

/// Code beside code and address beside address would melt together.
fn is_mark(c: char) -> bool {
    matches!(c, '`' | '<')
}

/// Whether a star beside `outside` would not be read as emphasis, because what it encloses ends in punctuation there.
fn emphasis_hidden(inline: &Inline, outside: char, side: Edge) -> bool {
    let (Inline::Strong(inner) | Inline::Emphasis(inner)) = inline else { return false };
    let inside = match side {
        Edge::First => inner.first(),
        Edge::Last => inner.last(),
    };
    let inside = inside.map_or(' ', |inline| written_edge(inline, side));
    !inside.is_alphanumeric() && !is_punctuation(outside)
}

/// Takes blanks and breaks off both ends and blanks from around breaks.
pub(super) fn trim(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut trimmed: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let fresh = trimmed.last().is_none_or(|last| *last == Inline::Break);
        match inline {
            Inline::Break => {
                trim_end(&mut trimmed);
                if !trimmed.is_empty() {
                    trimmed.push(Inline::Break);
                }
            }
            Inline::Text(text) if fresh && text.starts_with(char::is_whitespace) => {
                let text = text.trim_start();
                if !text.is_empty() {
                    trimmed.push(Inline::Text(text.to_owned()));
                }
            }
            other => trimmed.push(other),
        }
    }
    trim_end(&mut trimmed);
    trimmed
}

fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.pop() {
        match last {
            Inline::Break => {}
            Inline::Text(mut text) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    inlines.push(Inline::Text(text));
                    return;
                }
            }
            other => {
                inlines.push(other);
                return;
            }
        }
    }
}
