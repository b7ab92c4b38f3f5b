//! Tidies the pieces of one paragraph: broken emphasis, line ends, identifiers, blanks.

use super::chars::{LESS, STAR, has_han, is_closing, is_han, is_punctuation, width};
use super::tree::Inline;
use super::words;

/// Lines at least this wide were broken by an editor, not by an author.
const EDITOR_LINE: usize = 50;

/// The pieces as they should be shown.
pub(super) fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    tidy_in(inlines, Context::default())
}

/// The pieces as they should be shown in bold: without emphasis of their own, on one line.
pub(super) fn tidy_heading(inlines: Vec<Inline>) -> Vec<Inline> {
    let joined = inlines.into_iter().map(|inline| match inline {
        Inline::SoftBreak | Inline::Break => Inline::Text(" ".into()),
        other => other,
    });
    tidy_in(joined.collect(), Context { linked: false, emphasised: true })
}

fn tidy_in(inlines: Vec<Inline>, context: Context) -> Vec<Inline> {
    let inlines = if inlines.iter().any(|inline| matches!(inline, Inline::Text(text) if text.contains("**"))) {
        repair_strong(inlines)
    } else {
        inlines
    };
    trim(refined(inlines, context))
}

/// Where a piece stands.
#[derive(Clone, Copy, Default)]
struct Context {
    linked: bool,
    emphasised: bool,
}

fn refined(inlines: Vec<Inline>, context: Context) -> Vec<Inline> {
    let mut refined = Vec::with_capacity(inlines.len());
    refine(inlines, context, &mut refined);
    join(refined, context.linked)
}

/// Puts blanks between pieces and looks for addresses that came together only now.
pub(super) fn join(inlines: Vec<Inline>, linked: bool) -> Vec<Inline> {
    let spaced = space(inlines);
    if !spaced.iter().any(|inline| matches!(inline, Inline::Text(text) if text.contains("://"))) {
        return spaced;
    }
    let mut split = Vec::with_capacity(spaced.len());
    for inline in spaced {
        match inline {
            Inline::Text(text) => words::split(&text, linked, &mut split),
            other => split.push(other),
        }
    }
    space(split)
}

/// Resolves line ends, recognises identifiers in text, and takes away emphasis in emphasis and around nothing but code.
fn refine(inlines: Vec<Inline>, context: Context, out: &mut Vec<Inline>) {
    let inlines = if inlines.contains(&Inline::SoftBreak) { resolve_line_ends(inlines) } else { inlines };
    for inline in inlines {
        match inline {
            Inline::Break if context.linked => out.push(Inline::Text(" ".into())),
            Inline::Text(text) if text.contains(LESS) || text.contains(STAR) => {
                words::split(&text.replace(LESS, "<").replace(STAR, "*"), context.linked, out);
            }
            Inline::Text(text) => words::split(&text, context.linked, out),
            Inline::Code(code) if code.is_empty() => {}
            Inline::Strong(inner) | Inline::Emphasis(inner) if context.emphasised => refine(inner, context, out),
            Inline::Strong(inner) => emphasise(inner, Inline::Strong, context, out),
            Inline::Emphasis(inner) => emphasise(inner, Inline::Emphasis, context, out),
            Inline::Link { text, target } => {
                let inner = trim(refined(text, Context { linked: true, ..context }));
                if !inner.is_empty() {
                    out.push(Inline::Link { text: inner, target });
                }
            }
            other => out.push(other),
        }
    }
}

fn emphasise(inner: Vec<Inline>, kind: fn(Vec<Inline>) -> Inline, context: Context, out: &mut Vec<Inline>) {
    let inner = refined(inner, Context { emphasised: true, ..context });
    let before = edge(&inner, Side::First).is_some_and(char::is_whitespace);
    let after = edge(&inner, Side::Last).is_some_and(char::is_whitespace);
    let mut inner = trim(inner);
    if before {
        out.push(Inline::Text(" ".into()));
    }
    match inner.as_slice() {
        [] => {}
        [Inline::Code(_) | Inline::Address(_)] => out.append(&mut inner),
        _ => out.push(kind(inner)),
    }
    if after {
        out.push(Inline::Text(" ".into()));
    }
}

/// Pairs the `**` that the parser left alone: between Chinese letters and punctuation it sees no emphasis.
fn repair_strong(inlines: Vec<Inline>) -> Vec<Inline> {
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
            Some((_, tail)) if !blank(Side::First) && !blank(Side::Last) && !inner.contains(&Inline::Break) && !inner.contains(&Inline::SoftBreak) => {
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

/// Decides for each line end of the source whether it was meant. Authors of Chinese text break lines on purpose, those
/// of English text also where their editor's window ended.
fn resolve_line_ends(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut resolved = Vec::with_capacity(inlines.len());
    let mut line = String::new();
    let mut rest = inlines.into_iter().peekable();
    while let Some(inline) = rest.next() {
        match inline {
            Inline::SoftBreak => {
                let mut next = String::new();
                if let Some(inline) = rest.peek() {
                    Inline::collect_text(std::slice::from_ref(inline), &mut next);
                }
                resolved.push(line_end(line.trim_end(), next.trim_start()));
                line.clear();
            }
            inline => {
                Inline::collect_text(std::slice::from_ref(&inline), &mut line);
                resolved.push(inline);
            }
        }
    }
    resolved
}

fn line_end(line: &str, next: &str) -> Inline {
    if line.ends_with(['，', '、']) {
        return Inline::Text(String::new());
    }
    let chinese = has_han(line) || next.starts_with(is_han) || line.ends_with(is_closing);
    if !chinese && width(line) >= EDITOR_LINE && !line.ends_with([':', ';']) {
        return Inline::Text(" ".into());
    }
    Inline::Break
}

#[derive(Clone, Copy)]
enum Side {
    First,
    Last,
}

/// The first or last character that a reader sees; a letter for code.
fn edge(inlines: &[Inline], side: Side) -> Option<char> {
    let inline = match side {
        Side::First => inlines.first(),
        Side::Last => inlines.last(),
    };
    match inline? {
        Inline::Text(text) => match side {
            Side::First => text.chars().next(),
            Side::Last => text.chars().next_back(),
        },
        Inline::Code(_) | Inline::Address(_) => Some('a'),
        Inline::Link { text: inner, .. } | Inline::Strong(inner) | Inline::Emphasis(inner) => edge(inner, side),
        Inline::SoftBreak | Inline::Break => Some('\n'),
    }
}

/// The first or last character as it is written.
fn written_edge(inline: &Inline, side: Side) -> char {
    match inline {
        Inline::Text(_) => edge(std::slice::from_ref(inline), side).unwrap_or(' '),
        Inline::Code(_) => '`',
        Inline::Address(_) => '<',
        Inline::Link { .. } => '[',
        Inline::Strong(_) | Inline::Emphasis(_) => '*',
        Inline::SoftBreak | Inline::Break => '\n',
    }
}

/// Puts blanks between pieces where Chinese meets Latin letters or code, and where emphasis would not be seen
/// without.
fn space(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut spaced: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match (spaced.last_mut(), inline) {
            (_, Inline::Text(text)) if text.is_empty() => {}
            (Some(Inline::Text(last)), Inline::Text(text)) if last.ends_with(' ') => last.push_str(text.trim_start_matches(' ')),
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (Some(Inline::Strong(last)), Inline::Strong(inner)) | (Some(Inline::Emphasis(last)), Inline::Emphasis(inner)) => {
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
    let (Some(before), Some(after)) = (edge(slice(left), Side::Last), edge(slice(right), Side::First)) else {
        return false;
    };
    let (end, start) = (written_edge(left, Side::Last), written_edge(right, Side::First));
    if end.is_whitespace() || start.is_whitespace() {
        return false;
    }
    let latin = |c: char| c.is_ascii_alphabetic();
    if (is_han(before) && latin(after)) || (latin(before) && is_han(after)) || (end == start && end != '*' && is_mark(end)) {
        return true;
    }
    emphasis_hidden(left, start, Side::Last) || emphasis_hidden(right, end, Side::First) || (end == '*' && start == '*')
}

/// Code beside code and address beside address would melt together.
fn is_mark(c: char) -> bool {
    matches!(c, '`' | '<')
}

/// Whether a star beside `outside` would not be read as emphasis, because what it encloses ends in punctuation there.
fn emphasis_hidden(inline: &Inline, outside: char, side: Side) -> bool {
    let (Inline::Strong(inner) | Inline::Emphasis(inner)) = inline else { return false };
    let inside = match side {
        Side::First => inner.first(),
        Side::Last => inner.last(),
    };
    let inside = inside.map_or(' ', |inline| written_edge(inline, side));
    !inside.is_alphanumeric() && !is_punctuation(outside)
}

/// Takes blanks and breaks off both ends and blanks from around breaks.
fn trim(inlines: Vec<Inline>) -> Vec<Inline> {
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
