//! The files of the crate as a whole: `lib.rs`, `Cargo.toml`, `README.md`.

use super::samples;
use super::tokens::ident;
use crate::item::{Code, File, Item, Naming, Source};
use crate::model::{Crate, Module};
use crate::rustdoc::{Topic, title};
use crate::{Flavour, MARKER, Owner};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// `src/lib.rs`.
pub(super) fn lib<'m>(api: &'m Crate, flavour: &Flavour) -> File<'m> {
    let mut docs = vec![
        "Clients of Alibaba Cloud products, one module and one cargo feature for each; none of these is on by default."
            .to_owned(),
        String::new(),
        "| feature and module | product | operations |".to_owned(),
        "|---|---|---|".to_owned(),
    ];
    docs.extend(api.callable().map(|m| format!("| `{}` | {} | {} |", m.name, title(m), m.operations.len())));
    let modules = api.callable().map(|module| Code::new(|| module_item(module)));
    let readme = (*flavour == Flavour::Member).then(|| Code::new(readme_item));
    let items = [Code::new(exports), Code::new(test_kit)].into_iter().chain(modules).chain(readme);
    File {
        path: "src/lib.rs".to_owned(),
        module: Vec::new(),
        document: "",
        owner: Owner::Document,
        docs: Topic::Lines(docs).into(),
        attributes: Vec::new(),
        naming: Naming::List,
        imports: Vec::new(),
        items: items.map(Item::Code).collect(),
    }
}

/// Short lines: what rustfmt does with a long one depends on the workspace's width.
pub(super) fn exports() -> TokenStream {
    quote! {
        pub use runtime::{Body, BoxError, BoxFuture, Bytes, Call, CallFuture, Config};
        pub use runtime::{CredentialsProvider, EnvironmentCredentials, Error, EventText};
        pub use runtime::{HeaderMap, HttpResponse, HttpTransport, Identity, Kept, Network};
        pub use runtime::{Object, Operation, Output, Response, Retry, ServiceError};
        pub use runtime::{SharedConfig, StatusCode, UnknownValue, Value};
        pub use runtime::{error, identity, retry, transport};
    }
}

pub(super) fn test_kit() -> TokenStream {
    let feature = samples::FEATURE;
    quote! {
        #[cfg(feature = #feature)]
        pub use runtime::mock;
    }
}

fn module_item(module: &Module) -> TokenStream {
    let (name, feature) = (ident(&module.name), &module.name);
    quote! {
        #[cfg(feature = #feature)]
        #[rustfmt::skip]
        pub mod #name;
    }
}

fn readme_item() -> TokenStream {
    quote! {
        #[doc = include_str!("../../README.md")]
        #[cfg(doctest)]
        struct Readme;
    }
}

/// `Cargo.toml`.
pub(super) fn manifest(api: &Crate, flavour: &Flavour) -> Source<'static> {
    let mut text = format!("# {MARKER}. Do not edit.\n\n[package]\nname = \"generated\"\n");
    text.push_str("description = \"Clients of Alibaba Cloud products, generated from the vendor's API metadata.\"\n");
    text.push_str(match flavour {
        Flavour::Member => MEMBER_PACKAGE,
        Flavour::Standalone { .. } | Flavour::Workspace { .. } => STANDALONE_PACKAGE,
    });
    // Paths are given so that cargo loads the workspace, and with it the command that repairs it, when files are missing.
    text.push_str("\n[lib]\npath = \"src/lib.rs\"\n\n[features]\n");
    text.push_str(FEATURES);
    for module in api.callable() {
        let _ = writeln!(text, "# {} {}", module.product, module.version);
        let _ = writeln!(text, "{} = []", module.name);
    }
    match flavour {
        Flavour::Member => {
            text.push_str(MEMBER_DEPENDENCIES);
            text.push_str("# Itself, with every feature: tests and examples need no `--all-features`.\n");
            itself(&mut text, api.callable().map(|module| module.name.as_str()));
        }
        Flavour::Standalone { runtime_path } | Flavour::Workspace { runtime_path, .. } => {
            let runtime = runtime_path.replace('\\', "\\\\").replace('"', "\\\"");
            let _ = write!(
                text,
                "\n[dependencies]\nruntime = {{ package = \"alibabacloud-runtime\", path = \"{runtime}\", default-features = false }}\n\
                 \n[dev-dependencies]\nruntime-testing = {{ package = \"alibabacloud-runtime-testing\", path = \"{runtime}/testing\" }}\n"
            );
            text.push_str(STANDALONE_TOKIO);
            text.push_str("# Itself, with the samples that tests read.\n");
            itself(&mut text, std::iter::empty());
        }
    }
    for module in api.callable() {
        let _ = write!(
            text,
            "\n[[example]]\nname = \"{0}\"\npath = \"examples/{0}.rs\"\nrequired-features = [\"{0}\"]\n",
            module.name
        );
    }
    text.push_str(LINTS);
    text.push_str("\n[package.metadata.docs.rs]\nall-features = true\n");
    if matches!(flavour, Flavour::Standalone { .. }) {
        text.push_str("\n# A crate of its own, whatever folder it stands in.\n[workspace]\n");
    }
    Source::Text { path: "Cargo.toml".to_owned(), content: text }
}

/// The crate as a dependency of its own tests.
fn itself<'m>(text: &mut String, modules: impl Iterator<Item = &'m str>) {
    let features: Vec<String> = modules.chain([samples::FEATURE]).map(|name| format!("{name:?}")).collect();
    let _ = writeln!(text, "generated = {{ path = \".\", features = [{}] }}", features.join(", "));
}

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

/// Those of the runtime, under the same names.
pub(super) const FEATURES: &str = "default = [\"credentials\", \"tls\"]
# Sources of identities besides environment variables, and the default chain of them all.
credentials = [\"runtime/credentials\"]
# HTTPS over rustls with the root certificates of Mozilla.
tls = [\"runtime/tls\"]
# The root certificates of the operating system, for those who ask for them.
platform-verifier = [\"runtime/platform-verifier\"]
# The test kit: replies to calls without a network, among them documented samples.
test-util = [\"runtime/test-util\"]
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

/// `README.md`.
pub(super) fn readme(api: &Crate) -> Source<'static> {
    let mut text = format!("<!-- {MARKER}. Do not edit. -->\n\n# generated\n\n");
    text.push_str("Clients of Alibaba Cloud products, generated from the vendor's API metadata. One module and one cargo feature for\neach product version; none of these is on by default.\n\n");
    text.push_str("| feature and module | product | operations |\n|---|---|---|\n");
    for module in api.callable() {
        let _ = writeln!(text, "| `{}` | {} | {} |", module.name, title(module), module.operations.len());
    }
    if let Some(module) = api.callable().next() {
        let _ = write!(
            text,
            "\nDepend on it under a name of your choice:\n\n```toml\n[dependencies]\nalibabacloud = {{ package = \"generated\", path = \"…\", features = [\"{}\"] }}\n```\n",
            module.name
        );
        if let Some(operation) = module.operations.first() {
            let _ = write!(
                text,
                "\nTry an operation, with keys in the environment:\n\n```sh\ncargo run --features {0} --example {0} -- {1}\n```\n",
                module.name, operation.wire
            );
        }
    }
    Source::Text { path: "README.md".to_owned(), content: text }
}
