//! A program that makes the call with a generated crate.

use generator::config::ProductSettings;
use generator::model::Module;
use generator::program::{ClientSettings, Program, UnfitValue};
use runtime::Value;
use serde_json::Map;
use tool::project::Project;

use crate::operation::ExploredOperation;

/// The crate that the program uses where the project has none with the product.
const CRATE: &str = "alibabacloud";

/// The command that writes it.
const GENERATE: &str = "cargo alibabacloud gen";

/// The program that makes a call, in the crate of the project that has the product, or in one yet to be generated.
///
/// # Errors
///
/// The request does not fit the operation.
pub fn program(
    operation: &ExploredOperation,
    object: &Value,
    client: ClientSettings<'_>,
    project: &Project,
) -> Result<String, UnfitValue> {
    let found = operation.found();
    let (crate_name, setup) = crate_of(&found.module, &found.operation.wire, project);
    let module = Module { crate_name, ..found.module.clone() };
    let none = Map::new();
    let request = object.as_object().unwrap_or(&none);
    Program { module: &module, operation: &found.operation, request, client, setup: &setup }.text()
}

/// The crate, as Rust names it, and the commands that make it a dependency.
fn crate_of(module: &Module, operation: &str, project: &Project) -> (String, Vec<String>) {
    let Module { product, version, name: feature, .. } = module;
    let crates = project.configuration().map_or(&[][..], |configuration| &configuration.crates);
    let add = |options: &str| format!("cargo alibabacloud add{options} {product}/{version} {operation}");
    let depend = |path: &str| format!("cargo add --path {path} --features {feature}");
    let having = crates.iter().find_map(|krate| {
        let is_meant = |settings: &&ProductSettings| settings.matches(product, version);
        krate.products.iter().find(is_meant).map(|settings| (krate, settings))
    });
    let (krate, is_generated) = match (having, crates) {
        (Some((krate, settings)), _) => {
            (krate, settings.operations.as_ref().is_none_or(|operations| operations.contains_key(operation)))
        }
        (None, [first, ..]) => (first, false),
        (None, []) => {
            let init = "cargo alibabacloud init".to_owned();
            return (CRATE.to_owned(), vec![init, add(""), GENERATE.to_owned(), depend(CRATE)]);
        }
    };
    let name = &krate.name.value;
    let options = if crates.len() > 1 { format!(" --crate {name}") } else { String::new() };
    let added = if is_generated { Vec::new() } else { vec![add(&options), GENERATE.to_owned()] };
    (name.replace('-', "_"), added.into_iter().chain([depend(krate.folder())]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use generator::Input;
    use serde_json::json;

    /// The first lines of the program, in a project with this configuration.
    fn head(configuration: Option<&str>) -> String {
        let document = json!({
            "version": "1.0",
            "info": {"style": "RPC", "product": "Demo", "version": "2024-01-31"},
            "apis": {"MakeThing": {"methods": ["post"], "parameters": [], "responses": {}}},
        });
        let input = Input::new("demo.json", document.to_string());
        let operation = ExploredOperation::new(generator::lookup::operation(&input, "makething").unwrap());
        let folder = tempfile::tempdir().unwrap();
        let project = match configuration {
            None => Project::at(folder.path()),
            Some(text) => {
                std::fs::write(folder.path().join("alibabacloud.yaml"), text).unwrap();
                Project::find(folder.path()).unwrap()
            }
        };
        let program = program(&operation, &json!({}), ClientSettings::default(), &project).unwrap();
        let head = program.split("\n//! ```\n").next().unwrap();
        assert!(program.contains("async fn main()"), "{program}");
        head.replace("//! ", "").replace("//!\n", "")
    }

    #[test]
    fn a_program_names_the_commands_that_it_needs() {
        let title = "Calls `MakeThing` of `Demo` `2024-01-31`.\n```sh\n";
        let tokio = "cargo add tokio --features macros,rt";
        let alone = "cargo alibabacloud init\ncargo alibabacloud add Demo/2024-01-31 MakeThing\ncargo alibabacloud gen\n\
                     cargo add --path alibabacloud --features demo20240131\n";
        assert_eq!(head(None), format!("{title}{alone}{tokio}"));
        let with = |operations: &str| {
            let product = format!("product: Demo, version: '2024-01-31', operations: [{operations}]");
            head(Some(&format!("crates: [{{name: my-cloud, path: crates/cloud, products: [{{{product}}}]}}]")))
        };
        let depend = "cargo add --path crates/cloud --features demo20240131\n";
        assert_eq!(with("MakeThing"), format!("{title}{depend}{tokio}"));
        let add = "cargo alibabacloud add Demo/2024-01-31 MakeThing\ncargo alibabacloud gen\n";
        assert_eq!(with("Other"), format!("{title}{add}{depend}{tokio}"));
    }
}
