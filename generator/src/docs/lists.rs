//! Lists, and what their items have in common.

use super::tree::{Block, Inline};

/// Adds a list without empty items. An unbroken row of lists of the same kind is one list.
pub(super) fn append(start: Option<u64>, mut items: Vec<Vec<Block>>, out: &mut Vec<Block>) {
    mark_values(&mut items);
    match out.last_mut() {
        _ if items.is_empty() => {}
        Some(Block::List { start: last, items: earlier }) if last.is_some() == start.is_some() => {
            earlier.append(&mut items);
        }
        _ => out.push(Block::List { start, items }),
    }
}

/// Makes the words before the colons code where every item begins with one: such a list explains wire values.
fn mark_values(items: &mut [Vec<Block>]) {
    if !items.iter().all(|item| value(item).is_some()) {
        return;
    }
    for item in items {
        let Some(value) = value(item).map(str::to_owned) else { continue };
        let Some(Block::Paragraph(inlines)) = item.first_mut() else { continue };
        if let Some(Inline::Text(text)) = inlines.first_mut().filter(|inline| matches!(inline, Inline::Text(_))) {
            *text = text.split_off(value.len());
            if !text.is_empty() {
                inlines.insert(0, Inline::Code(value));
                continue;
            }
        }
        inlines[0] = Inline::Code(value);
    }
}

/// The word that an item begins with, if it is one that could be a value, with a colon or nothing behind it.
fn value(item: &[Block]) -> Option<&str> {
    let Some(Block::Paragraph(inlines)) = item.first() else { return None };
    let (first, rest) = inlines.split_first()?;
    let explained = match rest.first() {
        None => true,
        Some(Inline::Text(text)) => is_explained(text),
        Some(_) => false,
    };
    match first {
        Inline::Code(code) if explained => Some(code),
        Inline::Strong(inner) if explained => match inner.as_slice() {
            [Inline::Text(text)] if word(text) == text => Some(text),
            _ => None,
        },
        Inline::Text(text) => {
            let word = word(text);
            let behind = &text[word.len()..];
            let value = !word.is_empty() && !word.ends_with('.');
            (value && (is_explained(behind) || (behind.is_empty() && rest.is_empty()))).then_some(word)
        }
        _ => None,
    }
}

/// The beginning of a text that could be a value.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '/')));
    &text[..end.unwrap_or(text.len())]
}

/// Whether the text behind a word begins its explanation.
fn is_explained(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('：') || text.strip_prefix(':').is_some_and(|text| text.is_empty() || text.starts_with(' '))
}
