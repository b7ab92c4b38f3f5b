//! A program that calls one operation, on the page of a module or of a crate.

use super::example_value::ExampleValues;
use super::request;
use super::showcase::best;
use crate::model::{Module, Operation};

/// The parameter that names a region.
pub(super) const REGION: &str = "RegionId";

/// Regions that most products are in.
const USUAL: [&str; 2] = ["cn-shanghai", "cn-hangzhou"];

/// A program that calls one operation, as a tested example; none where all are deprecated.
pub(super) fn program(module: &Module) -> Vec<String> {
    best(module).map(|operation| lines(module, operation, "")).unwrap_or_default()
}

/// The program on the page of a crate that has the module. It is compiled with the module.
pub(crate) fn of_crate(module: &Module) -> Vec<String> {
    let condition = format!("#[cfg(feature = {:?})] ", module.name);
    best(module).map(|operation| lines(module, operation, &condition)).unwrap_or_default()
}

/// The region of examples: the one that an operation's request names, else a usual one that the product is in, else its first.
pub(crate) fn region<'m>(module: &'m Module, operation: Option<&'m Operation>) -> &'m str {
    let is_listed = |region: &str| module.endpoints.iter().any(|endpoint| endpoint.region == region);
    let argument = operation.and_then(|operation| operation.arguments().find(|field| field.wire == REGION));
    let named = argument.and_then(|field| field.docs.example.as_deref()).map(str::trim);
    let usual = USUAL.iter().copied().find(|region| is_listed(region));
    let first = || module.endpoints.first().map(|endpoint| endpoint.region.as_str());
    named.filter(|region| is_listed(region) || module.endpoints.is_empty()).or(usual).or_else(first).unwrap_or(USUAL[0])
}

fn lines(module: &Module, operation: &Operation, condition: &str) -> Vec<String> {
    let mut values = ExampleValues::new(module, operation);
    let statement = request::statement(operation, &mut values);
    let imports = values.into_imports().into_iter().filter(|path| !path.starts_with("super::"));
    let region = region(module, Some(operation));
    let crate_name = &module.crate_name;
    let mut lines = vec![
        "```".to_owned(),
        format!("# {condition}async fn example() -> Result<(), {crate_name}::Error> {{"),
        format!("use {}::Client;", module.rust_path()),
    ];
    lines.extend(imports.map(|path| format!("use {path};")));
    lines.extend([
        String::new(),
        "// Credentials come from the environment, files or the machine: see `identity`.".to_owned(),
        format!("let client = Client::new({crate_name}::Config::new({region:?}))?;"),
    ]);
    lines.extend(statement);
    lines.push(format!("let response = client.{}(request).await?;", operation.method));
    lines.extend(["println!(\"{response:?}\");", "# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}
