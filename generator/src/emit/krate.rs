//! The files of the crate as a whole but its manifest: `lib.rs`, `README.md`.

use super::tokens::ident;
use super::{ModuleEntry, blocking, samples};
use crate::item::{Code, File, Guarded, Item, Naming, Source};
use crate::output::CRATE;
use crate::rustdoc::Topic;
use crate::{Flavour, Owner};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// `src/lib.rs`.
pub(super) fn lib<'m>(modules: &'m [ModuleEntry], flavour: &Flavour) -> File<'m> {
    let mut docs = vec![
        "Clients of Alibaba Cloud products, one module and one cargo feature for each; none of these is on by default."
            .to_owned(),
        String::new(),
        "| feature and module | product | operations |".to_owned(),
        "|---|---|---|".to_owned(),
    ];
    docs.extend(modules.iter().map(|m| format!("| `{}` | {} | {} |", m.name, m.title, m.operations)));
    let modules = modules.iter().map(|module| Code::new(|| module_item(module)));
    let readme = (*flavour == Flavour::Member).then(|| Code::new(readme_item));
    let items =
        [Code::new(exports), Code::new(without_async), Code::new(test_kit)].into_iter().chain(modules).chain(readme);
    let guarded = Guarded { command: flavour.command(), items: items.collect() };
    File {
        path: "src/lib.rs".to_owned(),
        module: Vec::new(),
        document: "",
        owner: Owner::Document,
        docs: Topic::Lines(docs).into(),
        attributes: flavour.attributes(),
        naming: Naming::List,
        imports: Vec::new(),
        items: vec![Item::Guarded(guarded)],
    }
}

/// Short lines: what rustfmt does with a long one depends on the workspace's width.
pub(super) fn exports() -> TokenStream {
    quote! {
        pub use runtime::{Body, BoxError, BoxFuture, Bytes, Call, CallFuture, Config};
        pub use runtime::{Download, Event, Events, SavedFile};
        pub use runtime::{CredentialsProvider, EnvironmentCredentials, Error, EventText};
        pub use runtime::{HeaderMap, HttpResponse, HttpTransport, Identity, Kept, Network};
        pub use runtime::{Object, Operation, Output, Response, Retry, ServiceError};
        pub use runtime::{Items, Paged, Pages, ResumeToken, Wait, WaitFuture};
        pub use runtime::{SharedConfig, StatusCode, UnknownValue, Value};
        pub use runtime::{error, identity, retry, transport};
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

fn readme_item() -> TokenStream {
    quote! {
        #[doc = include_str!("../../README.md")]
        #[cfg(doctest)]
        struct Readme;
    }
}

/// `README.md`.
pub(super) fn readme(modules: &[ModuleEntry], flavour: &Flavour) -> Source<'static> {
    let name = flavour.package_name();
    let mut text = format!("<!-- {}. Do not edit. -->\n\n# {name}\n\n", flavour.marker());
    text.push_str("Clients of Alibaba Cloud products, generated from the vendor's API metadata. One module and one cargo feature for\neach product version; none of these is on by default.\n\n");
    text.push_str("| feature and module | product | operations |\n|---|---|---|\n");
    for module in modules {
        let _ = writeln!(text, "| `{}` | {} | {} |", module.name, module.title, module.operations);
    }
    if let Some(module) = modules.iter().next() {
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
