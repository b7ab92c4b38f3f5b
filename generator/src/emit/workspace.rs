//! The files of a workspace with a crate for each product version, besides those of the modules: manifests, roots of crates,
//! pages, and how rustfmt treats it all.

use super::krate::{GUIDE, exports, test_kit};
use super::manifest::{DOCS_RS, dependency, escaped};
use super::tokens::ident;
use super::{ModuleEntry, features, module, samples};
use crate::item::{Code, File, Guarded, Item, Mod, Reexport, Source, Visibility};
use crate::model::Module;
use crate::rustdoc::{self, Topic, title};
use crate::{Dependency, Flavour, Workspace};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// The version of a package that has none yet.
const FIRST_VERSION: &str = "0.1.0";

/// `Cargo.toml` of the workspace.
pub(super) fn manifest(modules: &[ModuleEntry], workspace: &Workspace) -> Source<'static> {
    let mut text = format!("# {}. Do not edit.\n\n[workspace]\nresolver = \"3\"\nmembers = [\n", workspace.marker());
    for package in modules.iter().filter_map(|module| module.package.as_deref()) {
        let _ = writeln!(text, "    \"{package}\",");
    }
    text.push_str("]\n");
    text.push_str(PACKAGE);
    text.push_str("\n[workspace.dependencies.runtime]\npackage = \"alibabacloud-runtime\"\n");
    dependency(&mut text, &workspace.runtime);
    if let Some(path) = workspace.testing() {
        let path = escaped(&path);
        let _ = write!(
            text,
            "\n[workspace.dependencies.runtime-testing]\npackage = \"alibabacloud-runtime-testing\"\npath = \"{path}\"\n"
        );
    }
    text.push_str("\n[workspace.dependencies.tokio]\nversion = \"1\"\nfeatures = [\"macros\", \"rt\"]\n");
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

impl Workspace {
    /// The path of the crate that generated tests use: only this repository has it.
    pub(super) fn testing(&self) -> Option<String> {
        match &self.runtime {
            Dependency::Path(path) if self.is_of_this_repository => Some(format!("{path}/testing")),
            _ => None,
        }
    }
}

/// `Cargo.toml` of the package of a module.
pub(super) fn package_manifest(module: &Module, workspace: &Workspace) -> Source<'static> {
    let Module { name, product, version, .. } = module;
    let package = module.package.as_deref().unwrap_or_default();
    let number = workspace.versions.get(package).map_or(FIRST_VERSION, String::as_str);
    let mut text = format!("# {}. Do not edit.\n\n[package]\nname = \"{package}\"\n", workspace.marker());
    let product = escaped(&format!("{product} {version}"));
    let _ = writeln!(
        text,
        "description = \"Client of Alibaba Cloud {product}, generated from the vendor's API metadata.\"\n\
         version = \"{}\"",
        escaped(number)
    );
    text.push_str(INHERITED);
    text.push_str("\n[lib]\npath = \"src/lib.rs\"\n\n[features]\n");
    text.push_str(&features::in_manifest());
    text.push_str("\n[dependencies]\nruntime.workspace = true\n\n[dev-dependencies]\ntokio.workspace = true\n");
    if workspace.testing().is_some() {
        let feature = samples::FEATURE;
        text.push_str("runtime-testing.workspace = true\n# Itself, with the samples that tests read.\n");
        let _ = writeln!(text, "{package} = {{ path = \".\", features = [\"{feature}\"] }}");
    }
    let _ = writeln!(text, "\n[[example]]\nname = \"{name}\"\npath = \"examples/{name}.rs\"");
    text.push_str("\n[lints]\nworkspace = true\n");
    text.push_str(DOCS_RS);
    text_file(&module.package_file("Cargo.toml"), text)
}

const INHERITED: &str = "edition.workspace = true
rust-version.workspace = true
publish.workspace = true
";

/// `src/lib.rs` of the package of a module: the pages of module and crate in one.
pub(super) fn root<'m>(module: &'m Module, flavour: &Flavour) -> File<'m> {
    let page = module::page(module);
    let below = page.items.into_iter().flat_map(|item| match item {
        Item::Mods(modules) => modules.into_iter().map(|module| Code::new(move || declaration(&module))).collect(),
        Item::Reexports(exports) => exports.into_iter().map(|export| Code::new(move || reexport(&export))).collect(),
        _ => Vec::new(),
    });
    let items = [Code::new(exports), Code::new(test_kit)].into_iter().chain(below).collect();
    let items = vec![Item::Guarded(Guarded { command: flavour.command(), items })];
    let blocks = [rustdoc::beginning(module), rustdoc::overview(), rustdoc::rest(module), features::on_page()];
    let docs = Topic::Lines(rustdoc::stacked(blocks)).into();
    File { path: module.source_file("lib.rs"), docs, attributes: flavour.attributes(), items, ..page }
}

fn declaration(module: &Mod<'_>) -> TokenStream {
    let name = ident(module.name);
    let feature = module.feature.map(|feature| quote!(#[cfg(feature = #feature)]));
    let public = (module.visibility == Visibility::Public).then(|| quote!(pub));
    quote!(#feature #public mod #name;)
}

fn reexport(export: &Reexport<'_>) -> TokenStream {
    let module = ident(export.module);
    let names = export.names.iter().map(|name| ident(name));
    quote!(#(pub use #module::#names;)*)
}

/// `README.md` of the workspace.
pub(super) fn readme(modules: &[ModuleEntry], workspace: &Workspace) -> Source<'static> {
    let mut text = format!("<!-- {}. Do not edit. -->\n\n# Clients of Alibaba Cloud products\n\n", workspace.marker());
    text.push_str("One crate for each product version, generated from the vendor's API metadata.\n\n");
    text.push_str("| crate | product | operations |\n|---|---|---|\n");
    for module in modules {
        let package = module.package.as_deref().unwrap_or_default();
        let _ = writeln!(text, "| [`{package}`]({package}) | {} | {} |", module.title, module.operations);
    }
    text_file("README.md", text)
}

/// `README.md` of the package of a module.
pub(super) fn package_readme(module: &Module, workspace: &Workspace) -> Source<'static> {
    let package = module.package.as_deref().unwrap_or_default();
    let mut text = format!("<!-- {}. Do not edit. -->\n\n# {package}\n\n", workspace.marker());
    let _ = write!(
        text,
        "The client of {} (operations: {}), generated from the vendor's API metadata.\n\n\
         ```toml\n[dependencies]\n{package} = {{ path = \"…\" }}\n```\n",
        title(module),
        module.operations.len()
    );
    text.push_str(GUIDE);
    if let Some(operation) = module.operations.first() {
        let command = module.example_command(&operation.wire);
        let _ = write!(text, "\nTry an operation, with keys in the environment:\n\n```sh\n{command}\n```\n");
    }
    text_file(&module.package_file("README.md"), text)
}

/// `rustfmt.toml`: the layout of generated files is that of the generator, which a check compares with.
pub(super) fn rustfmt(workspace: &Workspace) -> Source<'static> {
    text_file("rustfmt.toml", format!("# {}. Do not edit.\n\ndisable_all_formatting = true\n", workspace.marker()))
}

fn text_file(path: &str, content: String) -> Source<'static> {
    Source::Text { path: path.to_owned(), content }
}
