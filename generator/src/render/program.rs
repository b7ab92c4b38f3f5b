//! Tests.

use super::imports::imports;
use crate::item::TestModule;
use std::fmt::Write as _;

/// The tests of an operation, in a module that `rustfmt` keeps its hands off.
pub(super) fn tests(tests: &TestModule) -> String {
    let mut text = format!("#[rustfmt::skip]\nmod {} {{\n", tests.name);
    for line in imports(tests.imports.iter().map(String::as_str)).lines() {
        let _ = writeln!(text, "    {line}");
    }
    for test in &tests.tests {
        let _ = write!(text, "\n    #[test]\n    fn {}() {{\n        {}\n    }}\n", test.name, test.call);
    }
    text.push_str("}\n");
    text
}
