//! A program that calls one operation, on the page of a module or of a crate.

use super::example_value::ExampleValues;
use super::request;
use super::showcase::best;
use crate::model::{Module, Operation};

/// A program that calls one operation, as a tested example; none where all are deprecated.
pub(super) fn program(module: &Module) -> Vec<String> {
    best(module).map(|operation| lines(module, operation, "")).unwrap_or_default()
}

/// The program on the page of a crate that has the module. It is compiled with the module.
pub(crate) fn of_crate(module: &Module) -> Vec<String> {
    let condition = format!("#[cfg(feature = {:?})] ", module.name);
    best(module).map(|operation| lines(module, operation, &condition)).unwrap_or_default()
}

fn lines(module: &Module, operation: &Operation, condition: &str) -> Vec<String> {
    let mut values = ExampleValues::new(module, operation);
    let statement = request::statement(operation, &mut values);
    let imports = values.into_imports().into_iter().filter(|path| !path.starts_with("super::"));
    let region = module.endpoints.first().map_or("cn-shanghai", |endpoint| &endpoint.region);
    let crate_name = &module.crate_name;
    let mut lines = vec![
        "```".to_owned(),
        format!("# {condition}async fn example() -> Result<(), {crate_name}::Error> {{"),
        format!("use {}::Client;", module.rust_path()),
    ];
    lines.extend(imports.map(|path| format!("use {path};")));
    lines.extend([
        String::new(),
        "// Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.".to_owned(),
        format!("let client = Client::new({crate_name}::Config::new({region:?}))?;"),
    ]);
    lines.extend(statement);
    lines.push(format!("let response = client.{}(request).await?;", operation.method));
    lines.extend(["println!(\"{response:?}\");", "# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}
