//! Texts of the vendor on their way to rustdoc.
//!
//! Nothing panics; a line is a line, and no fence is anything that rustdoc would compile.

#![no_main]

use generator::docs;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // How many backticks close the block that is open.
    let mut fence = None;
    for line in docs::rustdoc(text) {
        assert!(!line.contains(['\n', '\r']), "{line:?}");
        let info = line.trim_start().trim_start_matches('`');
        let ticks = line.trim_start().len() - info.len();
        fence = match fence {
            None if ticks >= 3 => {
                assert_eq!(info, "text", "{line:?}");
                Some(ticks)
            }
            Some(open) if ticks >= open && info.trim().is_empty() => None,
            open => open,
        };
    }
    assert_eq!(fence, None);
    let line = docs::one_line(text);
    assert!(!line.contains('\n'), "{line:?}");
    let _ = (docs::plain(text), docs::cell(&line), docs::code(text), docs::mask(text));
});
