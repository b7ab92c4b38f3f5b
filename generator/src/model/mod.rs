//! The crate to be generated, as plain data: every name and path settled, every reference resolved.
//!
//! The wall between the two halves of the generator. Wire names stand beside Rust names everywhere; lists are sorted by
//! wire name, so nothing here depends on the order of a document. Texts are the vendor's Markdown, not yet rustdoc.

mod docs;
mod home;
mod operation;
mod paging;
mod prose;
mod status;
mod types;

use crate::Summary;

pub use docs::{Access, DocumentedValue, ErrorCode, ErrorConstant, FieldDocs, OperationDocs, Permission};
pub(crate) use home::packages;
pub use operation::{BodyKind, CallForm, Effect, Operation, Output, Parameter, ParameterLocation, Style};
pub use paging::{ItemsEvidence, Paging, PagingStyle, PathField, Unpaged};
pub use prose::Prose;
pub use status::{Deprecation, Gone, Substitute};
pub use types::{ArgumentForm, Component, Enum, Field, Object, Type, TypeDef, TypeModule, TypePath, Variant};

/// Everything: one crate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crate {
    /// One module for each document, sorted by name.
    pub modules: Vec<Module>,
}

impl Crate {
    /// The modules that are generated: one without operations would be a client that can do nothing.
    pub fn callable(&self) -> impl Iterator<Item = &Module> {
        self.modules.iter().filter(|module| !module.operations.is_empty())
    }

    /// Counts what there is.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.modules.iter().map(Module::summary).fold(Summary::default(), Summary::and)
    }
}

/// One version of one product.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// The Rust module and cargo feature: `ice20201109`.
    pub name: String,
    /// The crate that the module is in, as Rust names it: `generated`.
    pub crate_name: String,
    /// The package that the module makes up alone, if it does; a folder of the output is called like it.
    pub package: Option<String>,
    /// The product's code, case kept: `ICE`.
    pub product: String,
    /// The version: `2020-11-09`.
    pub version: String,
    /// The product's name, where the document gives one.
    pub title: Option<String>,
    /// What the product is, where the document says so.
    pub description: String,
    /// The path of the document, for messages.
    pub source: String,
    /// The name of the document in headers.
    pub origin: String,
    /// Hosts, sorted by region.
    pub endpoints: Vec<Endpoint>,
    /// The table of contents: titles and what stands under them.
    pub groups: Vec<Group>,
    /// Operations, sorted by wire name.
    pub operations: Vec<Operation>,
    /// Shared types, sorted by wire name.
    pub components: Vec<Component>,
    /// Wire names of components in use that are no types of their own but stand for others, such as a text; sorted.
    pub aliases: Vec<String>,
    /// The error codes of all operations, sorted by code.
    pub errors: Vec<ErrorConstant>,
    /// How many operations the document declares.
    pub declared: usize,
    /// Operations left out.
    pub refused: Vec<Refused>,
}

impl Module {
    /// Counts what there is.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let own = self.operations.iter().map(|operation| 1 + operation.types.len()).sum::<usize>();
        let shared = self.components.iter().map(|component| component.types.len()).sum::<usize>();
        Summary {
            modules: usize::from(!self.operations.is_empty()),
            declared: self.declared,
            operations: self.operations.len(),
            refused: self.refused.len(),
            types: own + shared,
            accepted: 0,
        }
    }
}

/// The host of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The region's id.
    pub region: String,
    /// The public host.
    pub host: String,
    /// The host inside a VPC, where it is listed.
    pub vpc: Option<String>,
}

/// A heading of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Titles from the top down.
    pub titles: Vec<String>,
    /// Wire names of the operations right under it.
    pub operations: Vec<String>,
}

/// An operation that is not generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its wire name.
    pub operation: String,
    /// Why.
    pub reason: String,
}
