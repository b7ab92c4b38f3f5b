//! `Cargo.toml`.
//!
//! In another repository, the manifest has a part that belongs to its users: everything outside the [marks](MARKS). It is
//! written once, and then kept as it is found.

use super::{ModuleEntry, blocking, features, samples, workspace};
use crate::item::Source;
use crate::{Dependency, FORMAT, Flavour, MARKER, PACKAGE_MARKER, Package};
use std::fmt::Write as _;

/// The lines around the part of a manifest that is generated.
pub const MARKS: [&str; 2] = ["# <generated>", "# </generated>"];

/// What the line with the format begins with, the first one after the mark.
pub const FORMAT_LINE: &str = "# format ";

/// `Cargo.toml`.
pub(super) fn manifest(modules: &[ModuleEntry], flavour: &Flavour) -> Source<'static> {
    let content = match flavour {
        Flavour::Package(package) => in_another_repository(modules, package),
        Flavour::Member => in_this_repository(modules, None),
        Flavour::Standalone { runtime_path } => in_this_repository(modules, Some(runtime_path)),
        Flavour::Workspace(workspace) => return workspace::manifest(modules, workspace),
    };
    Source::Text { path: "Cargo.toml".to_owned(), content }
}

/// A manifest of which everything is generated: of a member of the workspace, or with the path of the runtime.
fn in_this_repository(modules: &[ModuleEntry], runtime_path: Option<&str>) -> String {
    let mut text = format!("# {MARKER}. Do not edit.\n\n[package]\nname = \"generated\"\n");
    text.push_str(DESCRIPTION);
    text.push_str(if runtime_path.is_some() { STANDALONE_PACKAGE } else { MEMBER_PACKAGE });
    // Paths are given so that cargo loads the workspace, and with it the command that repairs it, when files are missing.
    library(&mut text, modules);
    match runtime_path {
        None => {
            text.push_str(MEMBER_DEPENDENCIES);
            text.push_str("# Itself, with every feature: tests and examples need no `--all-features`.\n");
            itself(&mut text, modules.iter().map(|module| module.name.as_str()));
        }
        Some(runtime_path) => {
            let runtime = escaped(runtime_path);
            let _ = write!(
                text,
                "\n[dependencies]\nruntime = {{ package = \"alibabacloud-runtime\", path = \"{runtime}\", default-features = false }}\n\
                 \n[dev-dependencies]\nruntime-testing = {{ package = \"alibabacloud-runtime-testing\", path = \"{runtime}/testing\" }}\n"
            );
            text.push_str(STANDALONE_TOKIO);
            text.push_str("# Itself, with the samples that tests read, and with blocking clients.\n");
            itself(&mut text, std::iter::empty());
        }
    }
    examples(&mut text, modules);
    text.push_str(LINTS);
    text.push_str(DOCS_RS);
    if runtime_path.is_some() {
        text.push_str(ROOT);
    }
    text
}

/// A manifest of which its users own what is outside the marks. Tables inside have their full names, so that users can add
/// to `[dependencies]`.
fn in_another_repository(modules: &[ModuleEntry], package: &Package) -> String {
    let mut text = format!(
        "# {PACKAGE_MARKER}, between the marks; everything else is yours.\n\n[package]\nname = \"{}\"\n",
        package.name
    );
    text.push_str(DESCRIPTION);
    let inherits = |key: &str| package.inherited.contains(key);
    text.push_str(if inherits("version") { "version.workspace = true\n" } else { "version = \"0.1.0\"\n" });
    text.push_str("edition = \"2024\"\nrust-version = \"1.88\"\nkeywords = [\"alibaba-cloud\", \"aliyun\"]\ncategories = [\"api-bindings\"]\n");
    if let Some(license) = &package.license {
        let _ = writeln!(text, "license = \"{}\"", escaped(license));
    }
    for key in package.inherited.iter().filter(|key| *key != "version") {
        let _ = writeln!(text, "{key}.workspace = true");
    }
    text.push_str(LINTS);
    let _ = write!(text, "\n{}\n{FORMAT_LINE}{FORMAT}, by {}\n", MARKS[0], package.generator);
    library(&mut text, modules);
    text.push_str("\n[dependencies.runtime]\npackage = \"alibabacloud-runtime\"\n");
    dependency(&mut text, &package.runtime);
    text.push_str(
        "\n# For the examples.\n[dev-dependencies.tokio]\nversion = \"1\"\nfeatures = [\"macros\", \"rt\"]\n",
    );
    examples(&mut text, modules);
    text.push_str(DOCS_RS);
    if package.is_root {
        text.push_str(ROOT);
    }
    let _ = writeln!(text, "{}", MARKS[1]);
    text
}

/// The keys of a dependency on the runtime.
pub(super) fn dependency(text: &mut String, dependency: &Dependency) {
    match dependency {
        Dependency::Git { url, revision } => {
            let _ = writeln!(text, "git = \"{}\"\nrev = \"{}\"", escaped(url), escaped(revision));
        }
        Dependency::Registry { version, registry } => {
            let _ = writeln!(text, "version = \"={}\"", escaped(version));
            if let Some(registry) = registry {
                let _ = writeln!(text, "registry = \"{}\"", escaped(registry));
            }
        }
        Dependency::Path(path) => {
            let _ = writeln!(text, "path = \"{}\"", escaped(path));
        }
    }
    text.push_str("default-features = false\n");
}

/// The library and its features.
fn library(text: &mut String, modules: &[ModuleEntry]) {
    text.push_str("\n[lib]\npath = \"src/lib.rs\"\n\n[features]\n");
    text.push_str(&features::in_manifest());
    for module in modules {
        let _ = writeln!(text, "# {} {}", module.product, module.version);
        let _ = writeln!(text, "{} = []", module.name);
    }
}

/// The example programs.
fn examples(text: &mut String, modules: &[ModuleEntry]) {
    for module in modules {
        let _ = write!(
            text,
            "\n[[example]]\nname = \"{0}\"\npath = \"examples/{0}.rs\"\nrequired-features = [\"{0}\"]\n",
            module.name
        );
    }
}

/// A text between the quotes of a string in TOML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace(char::is_control, " ")
}

/// The crate as a dependency of its own tests.
fn itself<'m>(text: &mut String, modules: impl Iterator<Item = &'m str>) {
    let features: Vec<String> =
        modules.chain([blocking::FEATURE, samples::FEATURE]).map(|name| format!("{name:?}")).collect();
    let _ = writeln!(text, "generated = {{ path = \".\", features = [{}] }}", features.join(", "));
}

const DESCRIPTION: &str =
    "description = \"Clients of Alibaba Cloud products, generated from the vendor's API metadata.\"\n";

pub(super) const DOCS_RS: &str = "\n[package.metadata.docs.rs]\nall-features = true\n";

const ROOT: &str = "\n# A crate of its own, whatever folder it stands in.\n[workspace]\n";

const MEMBER_PACKAGE: &str = "version.workspace = true
edition.workspace = true
rust-version = \"1.88\"
license.workspace = true
publish.workspace = true
";

const STANDALONE_PACKAGE: &str = "version = \"0.0.0\"
edition = \"2024\"
rust-version = \"1.88\"
publish = false
";

const MEMBER_DEPENDENCIES: &str = "
[dependencies]
runtime = { workspace = true, default-features = false }

[dev-dependencies]
runtime-testing.workspace = true
serde_json.workspace = true
tokio = { workspace = true, features = [\"macros\", \"rt\"] }
";

const STANDALONE_TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";

const LINTS: &str = "
[lints.rust]
missing_docs = \"deny\"
unsafe_code = \"forbid\"

[lints.clippy]
all = { level = \"warn\", priority = -1 }
";
