//! Examples and tests.

use super::code;
use super::imports::imports;
use super::text::{MARGIN, column, literal, new_line, put};
use crate::item::{Calls, Example, TestModule};
use crate::rustdoc::is_literal;

/// The functions that find the call of an operation by its name.
pub(super) fn calls(text: &mut String, calls: &Calls<'_>) -> Result<(), syn::Error> {
    let start = text.len();
    text.push_str("#[rustfmt::skip]\nasync fn call() -> Result<(), Box<dyn Error>> {\n");
    text.push_str("    let region = std::env::var(\"ALIBABA_CLOUD_REGION_ID\")\n        .unwrap_or_else(|_| ");
    literal(text, calls.region);
    text.push_str(".to_owned());");
    let mut fits = column(text) <= MARGIN;
    text.push_str("\n    let client = Client::new(Config::new(region))?;\n");
    text.push_str("    match std::env::args().nth(1).as_deref() {");
    for (wire, module) in &calls.operations {
        fits &= arm(text, wire, module);
    }
    text.push_str("\n        _ => usage(),\n    }\n}\n");
    if !fits {
        code::lay_out(text, start)?;
    }
    text.push('\n');
    usage(text, &calls.operations);
    Ok(())
}

/// An arm of a match, on one line or as a block; whether it fits.
fn arm(text: &mut String, wire: &str, module: &str) -> bool {
    text.push_str("\n        Some(");
    literal(text, wire);
    text.push_str(") => ");
    let (start, mut fits) = (text.len(), column(text) < MARGIN);
    put(text, &[module, "::run(&client).await"]);
    if column(text) <= MARGIN {
        text.push(',');
        return true;
    }
    text.truncate(start);
    put(text, &["{\n            ", module, "::run(&client).await"]);
    fits &= column(text) <= MARGIN;
    text.push_str("\n        }");
    fits
}

/// The function that names all operations, on one line or on one each.
fn usage(text: &mut String, operations: &[(&str, String)]) {
    text.push_str("#[rustfmt::skip]\nfn usage() -> Result<(), Box<dyn Error>> {\n    let operations = [");
    let start = text.len();
    for (at, (wire, _)) in operations.iter().enumerate() {
        text.push_str(if at > 0 { ", " } else { "" });
        literal(text, wire);
    }
    text.push_str("];");
    if column(text) > MARGIN {
        text.truncate(start);
        for (wire, _) in operations {
            new_line(text, 8);
            literal(text, wire);
            text.push(',');
        }
        text.push_str("\n    ];");
    }
    text.push_str("\n    Err(format!(\"name one operation of: {}\", operations.join(\", \")).into())\n}\n");
}

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
