//! Documents in YAML and JSON, with corrections behind a line of `---8<---`.
//!
//! Nothing panics; whatever is generated is Rust.

#![no_main]

use generator::{Flavour, Input, Options, generate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (text, corrections) = text.split_once("---8<---").unwrap_or((text, ""));
    let mut input = Input::new("specs/fuzz/2020-01-01.yaml", text);
    if !corrections.is_empty() {
        input = input.with_corrections("specs/fuzz/2020-01-01.corrections.yaml", corrections);
    }
    let outcome = generate(&[input], &Options { flavour: Flavour::Member });
    for file in outcome.files.iter().filter(|file| file.path.ends_with(".rs")) {
        assert!(syn::parse_file(&file.content).is_ok(), "{}:\n{}", file.path, file.content);
    }
});
