//! Texts of the vendor on their way to rustdoc.
//!
//! Nothing panics; a line is a line, and no block is code that rustdoc would compile.

#![no_main]

use generator::docs;
use libfuzzer_sys::fuzz_target;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

fuzz_target!(|text: &str| {
    let lines = docs::rustdoc(text);
    assert!(!lines.iter().any(|line| line.contains(['\n', '\r'])), "{lines:?}");
    // What rustdoc reads with; blocks of any other kind it would compile.
    let lines = lines.join("\n");
    for event in Parser::new_ext(&lines, Options::ENABLE_TABLES) {
        if let Event::Start(Tag::CodeBlock(kind)) = event {
            assert_eq!(kind, CodeBlockKind::Fenced("text".into()), "{lines}");
        }
    }
    let line = docs::one_line(text);
    assert!(!line.contains('\n'), "{line:?}");
    let _ = (docs::plain(text), docs::cell(&line), docs::code(text), docs::mask_credentials(text));
});
