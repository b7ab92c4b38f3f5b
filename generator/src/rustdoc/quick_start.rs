//! A program that calls one operation, on the page of a module.

use super::example_value::ExampleValues;
use super::request;
use super::showcase::best;
use crate::model::Module;

/// A program that calls one operation, as a tested example; none where all are deprecated.
pub(super) fn program(module: &Module) -> Vec<String> {
    let Some(operation) = best(module) else { return Vec::new() };
    let mut values = ExampleValues::new(module, operation);
    let statement = request::statement(operation, &mut values);
    let imports = values.into_imports().into_iter().filter(|path| !path.starts_with("super::"));
    let region = module.endpoints.first().map_or("cn-shanghai", |endpoint| &endpoint.region);
    let mut lines = vec!["```".to_owned(), format!("use {}::Client;", module.rust_path())];
    lines.extend(imports.map(|path| format!("use {path};")));
    lines.extend([String::new(), format!("# async fn example() -> Result<(), {}::Error> {{", module.crate_name)]);
    lines.push("// Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.".to_owned());
    lines.push(format!("let client = Client::new({}::Config::new({region:?}))?;", module.crate_name));
    lines.extend(statement);
    lines.push(format!("let response = client.{}(request).await?;", operation.method));
    lines.extend(["println!(\"{response:?}\");", "# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}
