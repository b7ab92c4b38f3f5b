//! A request: its required fields, an example, and what the operation does.

use super::example_value::{ExampleValues, is_literal};
use super::page::{Page, folded};
use super::{errors, method};
use crate::docs;
use crate::model::{Field, Module, Operation, Type};
use std::cmp::Reverse;

/// Lines of code are broken when they are longer.
const WIDTH: usize = 96;

/// An example of more lines is opened on demand: it would stand before the fields.
const LONG: usize = 16;

/// The documentation of the request of an operation: how it is made, then all that the vendor says of the operation.
pub(super) fn lines(operation: &Operation, module: &Module, page: &mut Page) {
    let method = &operation.file;
    page.paragraph(format!("Request of [`Client::{method}`](super::super::Client::{method})."));
    page.paragraph(required(operation));
    let code = example(operation, module);
    page.block(if code.len() > LONG { folded("An example", code) } else { code });
    page.block(description(operation).iter());
    // A link is never broken.
    page.block([format!(
        "[`{wire}` in the API explorer](https://api.alibabacloud.com/api/{}/{}/{wire})",
        module.product,
        module.version,
        wire = operation.wire
    )]);
    page.block(errors::section(operation));
}

/// A call, as a tested example. What it imports is hidden.
fn example(operation: &Operation, module: &Module) -> Vec<String> {
    let mut values = ExampleValues::new(module, operation);
    let statement = statement(operation, &mut values);
    let imports = values.into_imports().into_iter().filter(|path| !path.starts_with("super::"));
    let mut code = vec!["```".to_owned()];
    code.extend(imports.map(|path| format!("# use {path};")));
    code.push(format!(
        "# async fn example(client: {}::Client) -> Result<(), {}::Error> {{",
        module.rust_path(),
        module.crate_name
    ));
    code.extend(statement);
    code.push(format!("let response = client.{}(request).await?;", operation.method));
    code.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    code
}

/// What the vendor says of the operation besides the text at its method.
fn description(operation: &Operation) -> Page {
    let (lead, mut page) = (method::lead(operation), Page::default());
    for part in &operation.docs.parts {
        let lines = part.lines();
        let end = lines.iter().position(String::is_empty).unwrap_or(lines.len());
        let first = &lines[..end];
        // Summaries are often copied.
        let repeats = if page.is_empty() { first == &*lead } else { page.iter().eq(first) };
        page.block(if repeats { lines.get(end + 1..).unwrap_or_default() } else { &lines });
    }
    page
}

/// The required fields, with their wire names where these differ.
fn required(operation: &Operation) -> String {
    let fields: Vec<String> = operation.arguments().map(link).collect();
    if fields.is_empty() { "No field is required.".to_owned() } else { format!("Required: {}.", fields.join(", ")) }
}

/// Links name raw identifiers without `r#`.
fn link(field: &Field) -> String {
    let name = field.name.strip_prefix("r#").unwrap_or(&field.name);
    let wire = if field.wire == name { String::new() } else { format!(" ({})", docs::code(&field.wire)) };
    format!("[`{name}`](Self::{name}){wire}")
}

/// The statement that makes the request with what is required, or with one setter to show how they are used.
pub(super) fn statement<'m>(operation: &'m Operation, values: &mut ExampleValues<'m>) -> Vec<String> {
    let name = &operation.request.path.name;
    let arguments: Vec<String> = operation.arguments().map(|field| values.of(field)).collect();
    let setter = || {
        let telling = operation.request.fields.iter().filter(|field| is_telling(field));
        telling.min_by_key(|field| (Reverse(is_name(field)), field.wire.len()))
    };
    let set = arguments.is_empty().then(setter).flatten();
    let set = set.map(|field| format!(".{}({})", field.setter, values.of(field)));
    let has_setter = set.is_some();
    let line = format!("let request = {name}::new({}){};", arguments.join(", "), set.unwrap_or_default());
    if line.chars().count() <= WIDTH {
        return vec![line];
    }
    // Most: no line can end within a literal.
    if !has_setter && arguments.iter().all(|argument| is_literal(argument)) {
        let arguments = arguments.iter().map(|argument| format!("    {argument},"));
        return [format!("let request = {name}::new(")].into_iter().chain(arguments).chain([");".to_owned()]).collect();
    }
    broken(&line).unwrap_or_else(|| vec![line])
}

/// A long statement, laid out as `prettyplease` does.
fn broken(statement: &str) -> Option<Vec<String>> {
    let file = syn::parse_str(&format!("fn example() {{ {statement} }}")).ok()?;
    let text = prettyplease::unparse(&file);
    let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    Some(lines.map(str::to_owned).collect())
}

/// Whether a field makes a good first setter.
fn is_telling(field: &Field) -> bool {
    let is_scalar = matches!(field.ty, Type::Text | Type::Integer | Type::Boolean);
    is_scalar && field.docs.example.is_some() && field.deprecated.is_none() && !field.secret
}

/// Whether a field names the thing that an operation is about.
fn is_name(field: &Field) -> bool {
    field.wire.ends_with("Id") || field.wire.ends_with("Name")
}
