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
        let length = value(item).unwrap_or_default();
        let Some(Block::Paragraph(inlines)) = item.first_mut() else { continue };
        let Some(Inline::Text(text)) = inlines.first_mut() else { continue };
        let rest = text.split_off(length);
        let value = std::mem::replace(text, rest);
        if text.is_empty() {
            inlines.remove(0);
        }
        inlines.insert(0, Inline::Code(value));
    }
}

/// The length of the plain word that an item begins with, if it has one and then a colon or nothing; 0 when it is code
/// already.
fn value(item: &[Block]) -> Option<usize> {
    let Some(Block::Paragraph(inlines)) = item.first() else { return None };
    match inlines.as_slice() {
        [Inline::Code(_)] => Some(0),
        [Inline::Code(_), Inline::Text(text), ..] if is_explained(text) => Some(0),
        [Inline::Text(text), rest @ ..] => {
            let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '/')));
            let end = end.unwrap_or(text.len());
            let word = text[..end].trim_end_matches('.').len() == end && end > 0;
            let alone = end == text.len() && rest.is_empty();
            (word && (alone || is_explained(&text[end..]))).then_some(end)
        }
        _ => None,
    }
}

/// Whether the text behind a word begins its explanation.
fn is_explained(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('：') || text.strip_prefix(':').is_some_and(|text| text.is_empty() || text.starts_with(' '))
}
