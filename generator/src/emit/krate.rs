//! The files of the crate as a whole but its manifest: `lib.rs`, `README.md`.

use super::tokens::ident;
use super::{ModuleEntry, blocking, features, samples};
use crate::item::{Code, File, Guarded, Item, Naming, Source};
use crate::output::CRATE;
use crate::rustdoc::{self, Topic};
use crate::{Flavour, Owner};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// `src/lib.rs`.
pub(super) fn lib<'m>(modules: &'m [ModuleEntry], flavour: &Flavour) -> File<'m> {
    let page = page(modules);
    let modules = modules.iter().map(|module| Code::new(|| module_item(module)));
    let items = [Code::new(exports), Code::new(without_async), Code::new(test_kit)].into_iter().chain(modules);
    let guarded = Guarded { command: flavour.command(), items: items.collect() };
    File {
        path: "src/lib.rs".to_owned(),
        module: Vec::new(),
        document: "",
        owner: Owner::Document,
        docs: Topic::Lines(page).into(),
        attributes: flavour.attributes(),
        naming: Naming::List,
        imports: Vec::new(),
        items: vec![Item::Guarded(guarded)],
    }
}

/// The page of the crate: a program, where to read on, products, features.
fn page(modules: &[ModuleEntry]) -> Vec<String> {
    let products = ["# Products", "", "| feature and module | product | operations |", "|---|---|---|"];
    let rows = modules.iter().map(|module| format!("| `{}` | {} | {} |", module.name, module.title, module.operations));
    let program = modules.iter().map(|module| &module.program).find(|program| !program.is_empty());
    let lead =
        "Clients of Alibaba Cloud products, one module and one cargo feature for each; none of these is on by default.";
    let blocks = [
        vec![lead.to_owned()],
        program.cloned().unwrap_or_default(),
        rustdoc::overview(),
        products.into_iter().map(str::to_owned).chain(rows).collect(),
        features::on_page(),
    ];
    rustdoc::stacked(blocks)
}

/// Short lines: what rustfmt does with a long one depends on the workspace's width. Types of other crates are not documented
/// here again: rustdoc lists them by themselves.
pub(super) fn exports() -> TokenStream {
    quote! {
        #[doc(no_inline)]
        pub use runtime::{Bytes, HeaderMap, StatusCode, Value};

        pub use runtime::{Body, BoxError, BoxFuture, Call, CallFuture, Config};
        pub use runtime::{Download, Event, Events, SavedFile};
        pub use runtime::{CredentialsProvider, EnvironmentCredentials, Error, EventText};
        pub use runtime::{HttpResponse, HttpTransport, Identity, Kept, Network};
        pub use runtime::{Object, Operation, Output, Response, Retry, ServiceError};
        pub use runtime::{Items, Paged, Pages, ResumeToken, Wait, WaitFuture};
        pub use runtime::{SharedConfig, UnknownValue};
        pub use runtime::{error, guide, identity, retry, transport};
    }
}

fn without_async() -> TokenStream {
    let feature = blocking::FEATURE;
    quote! {
        #[cfg(feature = #feature)]
        pub use runtime::blocking;
    }
}

pub(super) fn test_kit() -> TokenStream {
    let feature = samples::FEATURE;
    quote! {
        #[cfg(feature = #feature)]
        pub use runtime::mock;
    }
}

fn module_item(module: &ModuleEntry) -> TokenStream {
    let (name, feature) = (ident(&module.name), &module.name);
    quote! {
        #[cfg(feature = #feature)]
        #[rustfmt::skip]
        pub mod #name;
    }
}

/// Where the guide is read.
pub(super) const GUIDE: &str =
    "\nThe guide is the module `guide` of the documentation: `cargo doc --no-deps --open`.\n";

/// `README.md`.
pub(super) fn readme(modules: &[ModuleEntry], flavour: &Flavour) -> Source<'static> {
    let name = flavour.package_name();
    let mut text = format!("<!-- {}. Do not edit. -->\n\n# {name}\n\n", flavour.marker());
    text.push_str("Clients of Alibaba Cloud products, generated from the vendor's API metadata. One module and one cargo feature for\neach product version; none of these is on by default.\n\n");
    text.push_str("| feature and module | product | operations |\n|---|---|---|\n");
    for module in modules {
        let _ = writeln!(text, "| `{}` | {} | {} |", module.name, module.title, module.operations);
    }
    if let Some(module) = modules.first() {
        text.push_str(GUIDE);
        let _ = write!(
            text,
            "\nDepend on it{}:\n\n```toml\n[dependencies]\n{} = {{ {}path = \"…\", features = [\"{}\"] }}\n```\n",
            if name == CRATE { " under a name of your choice" } else { "" },
            if name == CRATE { "alibabacloud" } else { name },
            if name == CRATE { "package = \"generated\", " } else { "" },
            module.name
        );
        if let Some(operation) = &module.first {
            let _ = write!(
                text,
                "\nTry an operation, with keys in the environment:\n\n```sh\ncargo run --features {0} --example {0} -- {1}\n```\n",
                module.name, operation
            );
        }
    }
    Source::Text { path: "README.md".to_owned(), content: text }
}
