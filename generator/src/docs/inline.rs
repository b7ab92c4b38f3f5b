//! Tidies the pieces of one paragraph: broken emphasis, line ends, identifiers, blanks.

use super::chars::{has_han, is_closing, is_han, restored, width};
use super::emphasis::repair_strong;
use super::spacing::{Edge, edge, space, trim};
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
    trim(refined(repair_strong(inlines), context))
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
            Inline::Text(text) => words::split(&restored(&text), context.linked, out),
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
    let before = edge(&inner, Edge::First).is_some_and(char::is_whitespace);
    let after = edge(&inner, Edge::Last).is_some_and(char::is_whitespace);
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
