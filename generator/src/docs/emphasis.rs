//! Finds the bold text that the parser overlooked.

use super::spacing::{Side, edge};
use super::tree::Inline;

/// Pairs the `**` that the parser left alone: between Chinese letters and punctuation it sees no emphasis.
pub(super) fn repair_strong(inlines: Vec<Inline>) -> Vec<Inline> {
    if !inlines.iter().any(|inline| matches!(inline, Inline::Text(text) if text.contains("**"))) {
        return inlines;
    }
    let mut pieces = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => split_marks(&text, &mut pieces),
            other => pieces.push(Some(other)),
        }
    }
    let mut repaired = Vec::new();
    let mut rest = pieces.as_slice();
    while let Some((piece, tail)) = rest.split_first() {
        rest = tail;
        if let Some(inline) = piece {
            repaired.push(inline.clone());
            continue;
        }
        let close = tail.iter().position(Option::is_none).map(|close| (&tail[..close], &tail[close + 1..]));
        let inner: Vec<Inline> = close.map(|(inner, _)| inner.iter().flatten().cloned().collect()).unwrap_or_default();
        let blank = |side| edge(&inner, side).is_none_or(char::is_whitespace);
        match close {
            Some((_, tail))
                if !blank(Side::First)
                    && !blank(Side::Last)
                    && !inner.contains(&Inline::Break)
                    && !inner.contains(&Inline::SoftBreak) =>
            {
                repaired.push(Inline::Strong(inner));
                rest = tail;
            }
            _ => repaired.push(Inline::Text("**".into())),
        }
    }
    repaired
}

/// Splits a text at marks of exactly two stars; `None` stands for the mark.
fn split_marks(text: &str, pieces: &mut Vec<Option<Inline>>) {
    let mut begin = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find('*') {
        let start = at + found;
        let run = text.len() - start - text[start..].trim_start_matches('*').len();
        at = start + run;
        if run == 2 {
            if begin < start {
                pieces.push(Some(Inline::Text(text[begin..start].to_owned())));
            }
            pieces.push(None);
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
            (vec![text("no stars")], vec![text("no stars")]),
        ];
        for (input, expected) in table {
            assert_eq!(repair_strong(input.clone()), expected, "{input:?}");
        }
    }
}
