//! Tests.

use super::imports::imports;
use crate::item::TestModule;
use std::fmt::Write as _;

/// The tests of an operation, in a module that `rustfmt` keeps its hands off.
pub(super) fn tests(tests: &TestModule<'_>) -> String {
    let mut text = format!("#[rustfmt::skip]\nmod {} {{\n", tests.name);
    for line in imports(tests.imports.iter().map(String::as_str)).lines() {
        let _ = writeln!(text, "    {line}");
    }
    for test in &tests.tests {
        let _ = write!(text, "\n    #[test]\n    fn {}() {{\n        {}\n    }}\n", test.name, test.call);
    }
    if let Some(sample) = &tests.sample {
        let _ = writeln!(text, "\n    const SAMPLE: &str = {};", raw_string(&sample.text()));
    }
    text.push_str("}\n");
    text
}

/// The text as a raw string, so that it reads as it is.
fn raw_string(text: &str) -> String {
    // A raw string holds no bare carriage return.
    if text.contains('\r') {
        return format!("{text:?}");
    }
    let most = text.split('"').skip(1).map(|rest| rest.bytes().take_while(|b| *b == b'#').count()).max().unwrap_or(0);
    let hashes = "#".repeat(most + 1);
    format!("r{hashes}\"{text}\"{hashes}")
}
