//! The first sentence of a page.

use super::inline;
use super::page::split_sentence;
use super::span::beginning;
use super::tree::{Block, Inline};

/// A sentence is cut to this many columns.
const WIDEST: usize = 200;

/// The first sentence without links, cut when it is enormous.
pub(super) fn first_sentence(blocks: Vec<Block>) -> Option<Vec<Inline>> {
    let mut inlines = unlinked(first_paragraph(blocks)?);
    if let Some(at) = inlines.iter().position(|inline| *inline == Inline::Break) {
        inlines.truncate(at);
    }
    split_sentence(&mut inlines);
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        // What the colon announces is not here.
        last.truncate(last.trim_end_matches([':', '：', ' ']).len());
    }
    let mut left = WIDEST;
    let mut cut = Vec::with_capacity(inlines.len());
    shorten(inlines, &mut left, &mut cut);
    Some(cut)
}

/// The first piece of prose, wherever it stands.
fn first_paragraph(blocks: Vec<Block>) -> Option<Vec<Inline>> {
    blocks.into_iter().find_map(|block| match block {
        Block::Paragraph(inlines) | Block::Heading(inlines) => Some(inlines),
        Block::Quote(inner) => first_paragraph(inner),
        Block::List { items, .. } => items.into_iter().find_map(first_paragraph),
        Block::Table { rows, .. } => rows.into_iter().flatten().find(|cell| !cell.is_empty()),
        Block::Code { .. } => None,
    })
}

/// Links become their text, addresses code.
fn unlinked(inlines: Vec<Inline>) -> Vec<Inline> {
    let pieces = inlines.into_iter().flat_map(|inline| match inline {
        Inline::Link { text, .. } => text,
        Inline::Address(address) => vec![Inline::Code(address)],
        Inline::Strong(inner) => vec![Inline::Strong(unlinked(inner))],
        Inline::Emphasis(inner) => vec![Inline::Emphasis(unlinked(inner))],
        other => vec![other],
    });
    inline::join(pieces.collect(), true)
}

/// Copies pieces until `left` columns are used up; the last text ends with `…` then.
fn shorten(inlines: Vec<Inline>, left: &mut usize, out: &mut Vec<Inline>) {
    for inline in inlines {
        if *left == 0 {
            return;
        }
        match inline {
            Inline::Strong(inner) => {
                let mut kept = Vec::new();
                shorten(inner, left, &mut kept);
                out.push(Inline::Strong(kept));
            }
            Inline::Text(text) => {
                let kept = take(&text, left);
                out.push(Inline::Text(kept));
            }
            Inline::Code(code) => {
                let kept = take(&code, left);
                out.push(Inline::Code(kept));
            }
            other => out.push(other),
        }
    }
}

fn take(text: &str, left: &mut usize) -> String {
    let kept = beginning(text, *left);
    if kept.len() == text.len() {
        *left -= super::chars::width(kept).min(*left);
        return text.to_owned();
    }
    *left = 0;
    // English text ends with a whole word.
    let kept = if kept.is_ascii() { kept.rsplit_once(' ').map_or(kept, |(words, _)| words) } else { kept };
    format!("{kept}…")
}
