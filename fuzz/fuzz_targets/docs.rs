//! Texts of the vendor on their way to rustdoc.
//!
//! Nothing panics; a line is a line, and no fence is anything that rustdoc would compile.

#![no_main]

use generator::docs;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for line in docs::rustdoc(text) {
        assert!(!line.contains(['\n', '\r']), "{line:?}");
        if let Some(info) = line.trim_start().strip_prefix("```") {
            assert!(info.is_empty() || info.starts_with('`') || info == "text", "{line:?}");
        }
    }
    let line = docs::one_line(text);
    assert!(!line.contains('\n'), "{line:?}");
    let _ = (docs::plain(text), docs::cell(&line), docs::code(text), docs::mask(text));
});
