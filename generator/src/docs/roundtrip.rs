//! Tests that a printed page parses to the same page, for arbitrary texts.

use super::tree::{Block, Inline};
use super::{blocks, parse, print_blocks};

/// Pieces that mean something, alone or side by side; `¦` parts them.
const PIECES: &str = "`¦``¦```¦*¦**¦***¦****¦_¦__¦[¦]¦(¦)¦<¦>¦&¦&amp;¦&#42;¦\\¦|¦\n¦\n¦\n\n¦\n\n¦- ¦* ¦1. ¦2) ¦> ¦# ¦#¦ ¦    ¦\t\
    ¦a¦b¦中¦文¦，¦。¦（¦）¦：**¦。**¦**：¦～¦…¦￥¦é¦🙂¦\u{3000}¦\u{200B}¦\r¦~¦~~¦~~~¦!¦^¦%¦@¦$¦+¦=¦:¦::¦\"¦'¦{¦}¦()¦1¦12.\
    ¦---¦===¦|---|¦| a | b |\n|---|---|\n¦http://x.test/y¦https://x.test¦://¦<https://x.test>¦<http¦{\"a\":1}¦[\"x\"]\
    ¦A_b¦FooBar¦List<Map>¦/api/v1¦[t](~~12~~)¦[t](u)¦[t](https://x.test)¦![i](https://x.test)¦[^1]¦[x]: y¦- [ ] \
    ¦<b>¦</b>¦<br>¦<li>¦<ul>¦<td>¦</td>¦<tr>¦<sup>¦<code>¦</code>¦<summary>¦</summary>¦<a href=\"https://x.test\">¦</a>\
    ¦<!--¦-->¦<notice>¦</notice>¦<props=\"china\">¦<props=\"intl\">¦</props>¦LTAI****¦STS.1234";

/// A page as text without the blanks and breaks that do not matter.
fn shape(blocks: &[Block]) -> String {
    let one = |block: &Block| match block {
        Block::Paragraph(inlines) => format!("\np {}", words(inlines)),
        Block::Heading(inlines) => format!("\np <b>{}</b>", words(inlines)),
        Block::Code { text, .. } => format!("\npre {}", text.trim_end()),
        Block::Quote(inner) => format!("\nquote{{{}}}", shape(inner)),
        Block::List { start, items } => {
            let items: Vec<String> = items.iter().map(|item| shape(item)).collect();
            format!("\nlist {start:?} {items:?}")
        }
        Block::Table { rows, .. } => {
            let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| words(cell)).collect()).collect();
            // In a cell, a break is a semicolon.
            format!("\ntable {rows:?}").replace("<br>", "").replace([';', '；'], "")
        }
    };
    blocks.iter().map(one).collect()
}

fn words(inlines: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text(text) => text.replace('\u{FDD1}', "*").split_whitespace().collect(),
        Inline::Code(code) => format!("<code>{code}</code>"),
        Inline::Address(address) => format!("<{address}>"),
        Inline::Link { text, target } => format!("<a {target}>{}</a>", words(text)),
        Inline::Strong(inner) => format!("<b>{}</b>", words(inner)),
        Inline::Emphasis(inner) => format!("<i>{}</i>", words(inner)),
        Inline::Break => "<br>".to_owned(),
        Inline::SoftBreak => String::new(),
    };
    inlines.iter().map(word).collect()
}

#[test]
fn printed_pages_read_back() {
    let pieces: Vec<&str> = PIECES.split('¦').collect();
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap_or_default()
    };
    for _ in 0..20_000 {
        let text: String = (0..=random(13)).map(|_| pieces[random(pieces.len())]).collect();
        let page = blocks(&text);
        let printed = print_blocks::lines(&page, 40).join("\n");
        let read = parse::parse(&printed);
        assert_eq!(shape(&read), shape(&page), "\nfrom {text:?}\nprinted {printed:?}");
    }
}
