//! The files of a workspace with a crate for each product version, besides those of the modules: manifests, pages, and how
//! rustfmt treats it all.

use super::krate::FEATURES;
use super::samples;
use crate::MARKER;
use crate::item::Source;
use crate::model::{Crate, Module};
use crate::rustdoc::title;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The version of a package that has none yet.
const FIRST_VERSION: &str = "0.1.0";

/// `Cargo.toml` of the workspace.
pub(super) fn manifest(api: &Crate, runtime_path: &str) -> Source<'static> {
    let mut text = format!("# {MARKER}. Do not edit.\n\n[workspace]\nresolver = \"3\"\nmembers = [\n");
    for module in api.callable() {
        let _ = writeln!(text, "    {},", string(&module.home.package));
    }
    text.push_str("]\n");
    text.push_str(PACKAGE);
    let (runtime, testing) = (string(runtime_path), string(&format!("{runtime_path}/testing")));
    let _ = write!(
        text,
        "\n[workspace.dependencies]\n\
         runtime = {{ package = \"alibabacloud-runtime\", path = {runtime}, default-features = false }}\n\
         runtime-testing = {{ package = \"alibabacloud-runtime-testing\", path = {testing} }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n"
    );
    text.push_str(LINTS);
    text_file("Cargo.toml", text)
}

const PACKAGE: &str = "
[workspace.package]
edition = \"2024\"
rust-version = \"1.88\"
publish = false
";

const LINTS: &str = "
[workspace.lints.rust]
missing_docs = \"deny\"
unsafe_code = \"forbid\"

[workspace.lints.clippy]
all = { level = \"warn\", priority = -1 }
";

/// `Cargo.toml` of the package of a module.
pub(super) fn package_manifest(module: &Module, versions: &BTreeMap<String, String>) -> Source<'static> {
    let Module { name, home, product, version, .. } = module;
    let package = string(&home.package);
    let description = string(&format!("Client of Alibaba Cloud {product} {version}, generated from its API metadata."));
    let number = string(versions.get(&home.package).map_or(FIRST_VERSION, String::as_str));
    let mut text = format!("# {MARKER}. Do not edit.\n\n[package]\nname = {package}\n");
    let _ = writeln!(text, "description = {description}\nversion = {number}");
    text.push_str(INHERITED);
    text.push_str("\n[lib]\npath = \"src/lib.rs\"\n\n[features]\n");
    text.push_str(FEATURES);
    text.push_str(DEPENDENCIES);
    let _ = writeln!(text, "{} = {{ path = \".\", features = [{:?}] }}", home.package, samples::FEATURE);
    let _ =
        writeln!(text, "\n[[example]]\nname = {0}\npath = {1}", string(name), string(&format!("examples/{name}.rs")));
    text.push_str("\n[lints]\nworkspace = true\n\n[package.metadata.docs.rs]\nall-features = true\n");
    text_file(&module.package_file("Cargo.toml"), text)
}

const INHERITED: &str = "edition.workspace = true
rust-version.workspace = true
publish.workspace = true
";

const DEPENDENCIES: &str = "
[dependencies]
runtime.workspace = true

[dev-dependencies]
runtime-testing.workspace = true
tokio.workspace = true
# Itself, with the samples that tests read.
";

/// `README.md` of the workspace.
pub(super) fn readme(api: &Crate) -> Source<'static> {
    let mut text = format!("<!-- {MARKER}. Do not edit. -->\n\n# Clients of Alibaba Cloud products\n\n");
    text.push_str("One crate for each product version, generated from the vendor's API metadata.\n\n");
    text.push_str("| crate | product | operations |\n|---|---|---|\n");
    for module in api.callable() {
        let package = &module.home.package;
        let _ = writeln!(text, "| [`{package}`]({package}) | {} | {} |", title(module), module.operations.len());
    }
    text_file("README.md", text)
}

/// `README.md` of the package of a module.
pub(super) fn package_readme(module: &Module) -> Source<'static> {
    let package = &module.home.package;
    let mut text = format!("<!-- {MARKER}. Do not edit. -->\n\n# {package}\n\n");
    let _ = write!(
        text,
        "The client of {} (operations: {}), generated from the vendor's API metadata.\n\n\
         ```toml\n[dependencies]\n{package} = {{ path = \"…\" }}\n```\n",
        title(module),
        module.operations.len()
    );
    if let Some(operation) = module.operations.first() {
        let command = module.example_command(&operation.wire);
        let _ = write!(text, "\nTry an operation, with keys in the environment:\n\n```sh\n{command}\n```\n");
    }
    text_file(&module.package_file("README.md"), text)
}

/// `rustfmt.toml`: the layout of generated files is that of the generator, which a check compares with.
pub(super) fn rustfmt() -> Source<'static> {
    text_file("rustfmt.toml", format!("# {MARKER}. Do not edit.\n\ndisable_all_formatting = true\n"))
}

fn text_file(path: &str, content: String) -> Source<'static> {
    Source::Text { path: path.to_owned(), content }
}

/// A text as TOML writes it.
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn strings_of_toml() {
        assert_eq!(string(r"C:\run"), r#""C:\\run""#);
        assert_eq!(string("a \"b\"\n"), "\"a \\\"b\\\"\\u000a\"");
    }
}
