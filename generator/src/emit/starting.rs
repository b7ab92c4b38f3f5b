//! Where a reader starts: the operations that examples show, and a program that calls one.

use super::example_value::Values;
use super::object::setter_name;
use crate::model::{Effect, Field, Module, Operation, Output, Type};
use std::cmp::Reverse;

/// Lines of code are broken when they are longer.
const WIDTH: usize = 96;

/// How well an operation shows how a module is used, the best one smallest: it reads, gives something and asks for little.
/// The shortest name is mostly that of the most central thing.
fn rank(operation: &Operation) -> impl Ord + use<'_> {
    (
        operation.deprecated.is_some(),
        operation.call.anonymous || operation.call.event_stream,
        operation.call.effect != Effect::Read,
        !matches!(operation.output, Output::Json(_)),
        operation.request.fields.iter().filter(|field| field.required).count(),
        operation.wire.len(),
        operation.wire.as_str(),
    )
}

/// One or two operations: the one that shows most, and one that does something else.
pub(super) fn two(module: &Module, suits: impl Fn(&Operation) -> bool) -> Vec<&Operation> {
    let suitable = || module.operations.iter().filter(|operation| suits(operation));
    let Some(first) = suitable().min_by_key(|operation| rank(operation)) else { return Vec::new() };
    let others = suitable().filter(|operation| operation.wire != first.wire);
    let same = |operation: &Operation| operation.call.effect == first.call.effect;
    let second = others.min_by_key(|operation| (same(operation), rank(operation)));
    std::iter::once(first).chain(second).collect()
}

fn best(module: &Module) -> Option<&Operation> {
    let best = module.operations.iter().min_by_key(|operation| rank(operation));
    best.filter(|operation| operation.deprecated.is_none())
}

/// The program of a module if it calls this operation, else nothing.
pub(super) fn program_of(module: &Module, operation: &Operation) -> Vec<String> {
    let is_called = best(module).is_some_and(|best| best.wire == operation.wire);
    if is_called { program(module) } else { Vec::new() }
}

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
    let fields = &operation.request.fields;
    let name = &operation.request.name;
    let arguments: Vec<String> = fields.iter().filter(|field| field.required).map(|field| values.of(field)).collect();
    let setter = || {
        fields.iter().filter(|field| is_telling(field)).min_by_key(|field| (Reverse(is_name(field)), field.wire.len()))
    };
    let set = arguments.is_empty().then(setter).flatten();
    let set = set.map(|field| format!(".{}({})", setter_name(field), values.of(field)));
    let line = format!("let request = {name}::new({}){};", arguments.join(", "), set.unwrap_or_default());
    if arguments.is_empty() || line.chars().count() <= WIDTH {
        return vec![line];
    }
    let arguments = arguments.into_iter().map(|argument| format!("    {argument},"));
    std::iter::once(format!("let request = {name}::new(")).chain(arguments).chain([");".to_owned()]).collect()
}

/// Whether a field makes a good first setter.
fn is_telling(field: &Field) -> bool {
    let plain = matches!(field.ty, Type::Text | Type::Integer | Type::Boolean);
    plain && field.docs.example.is_some() && field.deprecated.is_none() && !field.secret
}

/// Whether a field names the thing that an operation is about.
fn is_name(field: &Field) -> bool {
    field.wire.ends_with("Id") || field.wire.ends_with("Name")
}
