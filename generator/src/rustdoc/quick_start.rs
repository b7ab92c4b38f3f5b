//! A program that calls one operation, on the page of a module.

use super::example_value::Values;
use super::showcase::best;
use crate::model::{Field, Module, Operation, Type};
use std::cmp::Reverse;

/// Lines of code are broken when they are longer.
const WIDTH: usize = 96;

/// A program that calls one operation, as a tested example; none where all are deprecated.
pub(super) fn program(module: &Module) -> Vec<String> {
    let Some(operation) = best(module) else { return Vec::new() };
    let mut values = Values::new(module, operation);
    let request = request(operation, &mut values);
    let imports = values.into_imports().into_iter().filter(|path| !path.starts_with("super::"));
    let region = module.endpoints.first().map_or("cn-shanghai", |endpoint| &endpoint.region);
    let mut lines = vec!["```".to_owned(), format!("use generated::{}::Client;", module.name)];
    lines.extend(imports.map(|path| format!("use {path};")));
    lines.extend(["", "# async fn example() -> Result<(), generated::Error> {"].map(str::to_owned));
    lines.push("// Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.".to_owned());
    lines.push(format!("let client = Client::new(generated::Config::new({region:?}))?;"));
    lines.extend(request);
    lines.push(format!("let response = client.{}(request).await?;", operation.method));
    lines.extend(["println!(\"{response:?}\");", "# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The request with what is required, or with one setter to show how they are used.
fn request<'m>(operation: &'m Operation, values: &mut Values<'m>) -> Vec<String> {
    let name = &operation.request.path.name;
    let arguments: Vec<String> = operation.arguments().map(|field| values.of(field)).collect();
    let setter = || {
        let telling = operation.request.fields.iter().filter(|field| is_telling(field));
        telling.min_by_key(|field| (Reverse(is_name(field)), field.wire.len()))
    };
    let set = arguments.is_empty().then(setter).flatten();
    let set = set.map(|field| format!(".{}({})", field.setter, values.of(field)));
    let line = format!("let request = {name}::new({}){};", arguments.join(", "), set.unwrap_or_default());
    if arguments.is_empty() || line.chars().count() <= WIDTH {
        return vec![line];
    }
    let arguments = arguments.into_iter().map(|argument| format!("    {argument},"));
    std::iter::once(format!("let request = {name}::new(")).chain(arguments).chain([");".to_owned()]).collect()
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
