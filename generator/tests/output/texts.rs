//! No text gets markup of its own into a page, wherever the generator puts it. `MARKUP_CASES=1000000` tries as many texts
//! instead of some.

use generator::docs::{cell, code, fenced, fill, one_line, rustdoc};
use pulldown_cmark::{Event, Parser, Tag};

use crate::markup::html;
use crate::{hostile, page, random::Random};

/// Texts that are tried when nobody asks for more.
const SOME: u64 = 600;

/// What the generator makes of two texts, and what it is meant to be.
fn pages(one: &str, other: &str) -> [(&'static str, String); 8] {
    let lead = "Twelve words of our own in front of it, so that it has to be broken: ";
    [
        ("prose", rustdoc(one).join("\n")),
        (
            "facts",
            fill(&format!("Wire name {}. Default: {}. Example: {}.", code(one), code(other), code(one))).join("\n"),
        ),
        ("a sentence", fill(&format!("{lead}{} (`x`), {}.", one_line(one), one_line(other))).join("\n")),
        ("a list", format!("- {}: {}\n- [`x`](Self::x): {}", code(one), one_line(other), one_line(one))),
        ("a heading", fill(&format!("# {}", one_line(one))).join("\n")),
        ("a table", format!("| a | b |\n|---|---|\n| [{}](x::y) | {} |", cell(&code(one)), cell(&one_line(other)))),
        ("another table", format!("| a | b |\n|---|---|\n| {} | {} |", cell(&one_line(one)), cell(&code(other)))),
        ("a sample", fenced("json", one).join("\n")),
    ]
}

/// What is wrong with a page.
fn fault(kind: &str, markdown: &str) -> Option<String> {
    let html = html(markdown);
    if !html.is_empty() {
        return Some(format!("HTML {html:?}"));
    }
    let count = |wanted: fn(&Event<'_>) -> bool| Parser::new_ext(markdown, page::options()).filter(wanted).count();
    let blocks = count(|event| matches!(event, Event::Start(tag) if is_block(tag)));
    let cells = count(|event| matches!(event, Event::Start(Tag::TableCell)));
    let expected = match kind {
        "facts" | "a sentence" | "a heading" | "a sample" => blocks == 1,
        "a list" => blocks == 3,
        "a table" | "another table" => blocks == 1 && cells == 4,
        _ => true,
    };
    (!expected).then(|| format!("{blocks} blocks, {cells} cells"))
}

fn is_block(tag: &Tag<'_>) -> bool {
    let inline = matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. });
    !inline && !matches!(tag, Tag::TableHead | Tag::TableRow | Tag::TableCell)
}

#[test]
fn no_text_becomes_markup() {
    for seed in 0..hostile::cases(SOME) {
        let mut random = Random::new(seed);
        let (one, other) = (hostile::text(&mut random, 24), hostile::text(&mut random, 24));
        for (kind, markdown) in pages(&one, &other) {
            if let Some(fault) = fault(kind, &markdown) {
                panic!("seed {seed}, {kind}: {fault}\nfrom {one:?}\nand {other:?}\n{markdown}");
            }
        }
    }
}
