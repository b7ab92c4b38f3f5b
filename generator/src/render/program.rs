//! Examples and tests.

use super::code;
use super::imports::imports;
use super::text::{MARGIN, column, new_line, put};
use crate::item::{Example, TestModule};
use crate::rustdoc::is_literal;

/// The example of an operation, in a module that `rustfmt` keeps its hands off.
pub(super) fn example(text: &mut String, example: &Example<'_>) -> Result<(), syn::Error> {
    let start = text.len();
    put(text, &["#[rustfmt::skip]\nmod ", &example.name, " {\n"]);
    for path in &example.imports {
        put(text, &["    use ", path, ";\n"]);
    }
    if example.deprecated {
        text.push_str("\n    #[expect(deprecated, reason = \"an example of every operation\")]");
    }
    text.push_str("\n    pub(super) async fn run(client: &Client) -> Result<(), Box<dyn Error>> {\n");
    let mut fits = request(text, example);
    put(text, &["        let response = client.", example.method, "(request).await?;"]);
    fits &= column(text) <= MARGIN;
    text.push_str("\n        println!(\"{response:#?}\");\n        Ok(())\n    }\n}\n");
    if fits { Ok(()) } else { code::lay_out(text, start) }
}

/// The statement that makes a request, its arguments on one line or on one each; whether they fit.
fn request(text: &mut String, example: &Example<'_>) -> bool {
    put(text, &["        let request = ", example.request, "::new("]);
    let start = text.len();
    put(text, &[&example.arguments.join(", "), ");"]);
    let mut fits = column(text) <= MARGIN;
    if !fits && !example.arguments.is_empty() {
        text.truncate(start);
        fits = true;
        for argument in &example.arguments {
            new_line(text, 12);
            put(text, &[argument, ","]);
            fits &= column(text) <= MARGIN || is_literal(argument);
        }
        text.push_str("\n        );");
    }
    text.push('\n');
    fits
}

/// The tests of an operation, in a module that `rustfmt` keeps its hands off.
pub(super) fn tests(text: &mut String, tests: &TestModule) {
    put(text, &["#[rustfmt::skip]\nmod ", &tests.name, " {\n"]);
    for line in imports(tests.imports.iter().map(String::as_str)).lines() {
        put(text, &["    ", line, "\n"]);
    }
    for test in &tests.tests {
        put(text, &["\n    #[test]\n    fn ", test.name, "() {\n        ", &test.call, "\n    }\n"]);
    }
    text.push_str("}\n");
}
