//! Error codes: the page of a module's constants, each constant, and the table of an operation.

use super::page::{self, Page};
use crate::docs;
use crate::model::{ErrorCode, ErrorConstant, Module, Operation};

/// The operations that document a code are named while they are this few.
const FEW: usize = 3;

/// The page of the constants.
pub(super) fn page(module: &Module) -> Vec<String> {
    let mut page = Page::default();
    page.paragraph(format!("Error codes of {} {}, as its operations document them.", module.product, module.version));
    page.paragraph(
        "[`Error::code`](crate::Error::code) returns one of them when the service rejects a call. A service may also return \
         codes that it does not document.",
    );
    page.block(usage(module));
    page.block(patterns(module));
    page.lines()
}

/// How a code is recognised, with one that many operations document.
fn usage(module: &Module) -> Vec<String> {
    let common = module.errors.iter().rev().max_by_key(|error| error.methods.len());
    let name = common.map_or("", |error| &error.name);
    let lines = [
        "```",
        &format!("use {}::Error;", module.crate_name),
        &format!("use {}::errors;", module.rust_path()),
        "",
        "fn is_expected(error: &Error) -> bool {",
        &format!("    error.code() == Some(errors::{name})"),
        "}",
        "```",
        "",
        "In a `match`, use them as patterns: `Some(errors::A | errors::B) => …`.",
    ];
    lines.map(str::to_owned).to_vec()
}

/// Codes with a part that varies: a constant would equal none of them.
fn patterns(module: &Module) -> Vec<String> {
    let errors = module.operations.iter().flat_map(|operation| &operation.docs.errors);
    let varying = errors.filter(|error| error.constant.is_none() && !error.code.is_empty());
    let mut codes: Vec<&str> = varying.map(|error| error.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.is_empty() {
        return Vec::new();
    }
    let codes: Vec<String> = codes.into_iter().map(docs::code).collect();
    let text = "Codes with a variable part have no constant; compare the fixed part, for example with `starts_with`";
    docs::fill(&format!("{text}: {}.", codes.join(", ")))
}

/// What a code means, and where it is documented.
pub(super) fn constant(error: &ErrorConstant, page: &mut Page) {
    let message = error.message.sentence();
    let separator = if message.is_empty() { "" } else { ": " };
    page.block([format!("{}{separator}{message}", docs::code(&error.code))]);
    let statuses: Vec<String> = error.statuses.iter().map(|status| docs::one_line(status)).collect();
    let methods: Vec<String> = error.methods.iter().map(|m| format!("[`{m}`](super::Client::{m})")).collect();
    let operations =
        if methods.len() <= FEW { page::listed(&methods) } else { format!("{} operations", methods.len()) };
    page.paragraph(format!("Status {}; documented by {operations}.", page::either(&statuses)));
}

/// The documented errors of an operation, as a table that is opened on demand: most lists are long, and alike.
pub(super) fn section(operation: &Operation) -> Vec<String> {
    let errors = &operation.docs.errors;
    if errors.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["| status | code | message |".to_owned(), "|---|---|---|".to_owned()];
    lines.extend(errors.iter().map(row));
    let plural = if errors.len() == 1 { "" } else { "s" };
    let mut page = Page::default();
    page.paragraph("# Errors").block(page::folded(&format!("{} documented code{plural}", errors.len()), lines));
    page.lines()
}

fn row(error: &ErrorCode) -> String {
    let code = docs::cell(&docs::code(&error.code));
    let code = match &error.constant {
        Some(constant) => format!("[{code}](super::super::errors::{constant})"),
        None => code,
    };
    let [status, message] =
        [docs::one_line(&error.status).into(), error.message.sentence()].map(|text| docs::cell(&text));
    format!("| {status} | {code} | {message} |")
}
