//! The format of generated code has a number, which the generator and the runtime have to agree on, and which has to be
//! raised when they change together.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use generator::FORMAT;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

/// What generated code may name of the runtime: the exports of `codegen`, without comments.
fn exports() -> String {
    let text = read("runtime/src/codegen.rs");
    let code = text.lines().map(str::trim_end).filter(|line| !line.trim_start().starts_with("//"));
    code.filter(|line| !line.is_empty()).fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn the_runtime_has_the_same_number() {
    let macros = read("runtime/src/format.rs");
    assert!(macros.contains(&format!("\n    (format: {FORMAT}, command:")), "the arm of `generated_code!`");
    assert!(macros.contains(&format!("format {FORMAT}: run ")), "its message");
}

/// The recorded exports belong to the recorded number. If this fails: raise `generator::FORMAT` and the number in
/// `runtime/src/format.rs`, then run `UPDATE_EXPECT=1 cargo test -p generator --test format`, `cargo xtask gen`, and update
/// the golden files.
#[test]
fn the_number_is_raised_with_the_exports_of_the_runtime() {
    let recorded = read("generator/tests/format.txt");
    let (number, exports_then) = recorded.split_once('\n').unwrap_or_default();
    let is_raised = number != format!("format {FORMAT}");
    assert!(is_raised || exports_then == exports(), "`codegen` has changed: raise the number of the format");
    expect_file!["format.txt"].assert_eq(&format!("format {FORMAT}\n{}", exports()));
}
