//! Finds the bold text that the parser overlooked.

use super::spacing::{Edge, edge, trim};
use super::tree::Inline;

/// Pairs the `**` that the parser left alone: between Chinese letters and punctuation it sees no emphasis.
pub(super) fn repair_strong(inlines: Vec<Inline>) -> Vec<Inline> {
    if !inlines.iter().any(|inline| matches!(inline, Inline::Text(text) if text.contains("**"))) {
        return inlines;
    }
    let (mut pieces, mut opened) = (Vec::new(), false);
    for inline in inlines {
        match inline {
            Inline::Text(text) => split_marks(&text, &mut pieces, &mut opened),
            other => pieces.push(Some(other)),
        }
    }
    without_debris(paired(&pieces))
}

/// The pieces with the text between two marks in bold; `None` stands for a mark.
fn paired(pieces: &[Option<Inline>]) -> Vec<Inline> {
    let mut paired = Vec::new();
    let mut rest = pieces;
    while let Some((piece, tail)) = rest.split_first() {
        rest = tail;
        if let Some(inline) = piece {
            paired.push(inline.clone());
            continue;
        }
        let close = tail.iter().position(Option::is_none).map(|close| (&tail[..close], &tail[close + 1..]));
        let inner: Vec<Inline> = close.map(|(inner, _)| inner.iter().flatten().cloned().collect()).unwrap_or_default();
        match close {
            // Nothing but the text in bold stands here: blanks at its ends are slips.
            Some((_, [])) if paired.is_empty() && is_sound(&trim(inner.clone())) => {
                paired.push(Inline::Strong(trim(inner)));
                rest = &[];
            }
            Some((_, tail)) if is_sound(&inner) => {
                paired.push(Inline::Strong(inner));
                rest = tail;
            }
            _ => paired.push(Inline::Text("**".into())),
        }
    }
    paired
}

/// Whether pieces can be bold: something on one line that begins and ends with no blank.
fn is_sound(inner: &[Inline]) -> bool {
    let blank = |side| edge(inner, side).is_none_or(char::is_whitespace);
    !blank(Edge::First) && !blank(Edge::Last) && !inner.contains(&Inline::Break) && !inner.contains(&Inline::SoftBreak)
}

/// The pieces without a mark at the beginning that opens nothing: before bold text, or before an English sentence without
/// any other star.
fn without_debris(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let mark = |inline: &Inline| matches!(inline, Inline::Text(text) if text == "**");
    let starred = |inline: &Inline| matches!(inline, Inline::Text(text) if text.contains('*'));
    let debris = match inlines.as_slice() {
        [first, Inline::Strong(_), ..] => mark(first),
        [first, Inline::Text(text), rest @ ..] => {
            mark(first)
                && text.starts_with(|c: char| c.is_ascii_uppercase())
                && text.contains(' ')
                && !text.contains('*')
                && !rest.iter().any(starred)
        }
        _ => false,
    };
    if debris {
        inlines.remove(0);
    }
    inlines
}

/// Splits a text at marks of exactly two stars; `None` stands for the mark. A third star belongs to what a mark closes:
/// `**x-meta-***`. `opened` says whether the number of marks so far is odd.
fn split_marks(text: &str, pieces: &mut Vec<Option<Inline>>, opened: &mut bool) {
    let mut begin = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find('*') {
        let start = at + found;
        let run = text.len() - start - text[start..].trim_start_matches('*').len();
        at = start + run;
        let name = text[begin..start].ends_with(|c: char| c.is_ascii_alphanumeric() || "-_".contains(c));
        let kept = if run == 3 && *opened && name { start + 1 } else { start };
        if at - kept == 2 {
            if begin < kept {
                pieces.push(Some(Inline::Text(text[begin..kept].to_owned())));
            }
            pieces.push(None);
            *opened = !*opened;
            begin = at;
        }
    }
    if begin < text.len() {
        pieces.push(Some(Inline::Text(text[begin..].to_owned())));
    }
}

#[cfg(test)]
mod tests {
    use super::{Inline, repair_strong};

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn pairs_of_two_stars_are_bold() {
        let table = [
            (vec![text("**甲：**乙")], vec![Inline::Strong(vec![text("甲：")]), text("乙")]),
            (
                vec![text("见**"), Inline::Code("a".into()), text("b**。")],
                vec![text("见"), Inline::Strong(vec![Inline::Code("a".into()), text("b")]), text("。")],
            ),
            (vec![text("a ** b ** c")], vec![text("a "), text("**"), text(" b "), text("**"), text(" c")]),
            (
                vec![text("**a"), Inline::Break, text("b**")],
                vec![text("**"), text("a"), Inline::Break, text("b"), text("**")],
            ),
            (vec![text("i-1****")], vec![text("i-1****")]),
            (vec![text("**x-a-***为")], vec![Inline::Strong(vec![text("x-a-*")]), text("为")]),
            (vec![text("** 甲 **")], vec![Inline::Strong(vec![text("甲")])]),
            (vec![text("**"), Inline::Strong(vec![text("甲")])], vec![Inline::Strong(vec![text("甲")])]),
            (vec![text("**Before you call")], vec![text("Before you call")]),
            (vec![text("**/*.log")], vec![text("**"), text("/*.log")]),
            (vec![text("支持*和**通配")], vec![text("支持*和"), text("**"), text("通配")]),
            (vec![text("no stars")], vec![text("no stars")]),
        ];
        for (input, expected) in table {
            assert_eq!(repair_strong(input.clone()), expected, "{input:?}");
        }
    }
}
