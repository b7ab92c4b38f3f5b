//! The documentation of generated code.
//!
//! An item has [`Docs`]: *what* is to be documented. The vendor's prose is rendered only when the [`lines`](Docs::lines) are
//! asked for; this takes most of the time of a run, and a comparison of items seldom needs them.
//!
//! | module | what it documents |
//! |---|---|
//! | `module`, `overview` | the page of a module; what the page of a crate has besides |
//! | `quick_start` | the program on both |
//! | `contents` | the table of contents of a module, whose chapters are those of its clients, too |
//! | `client`, `permissions` | a client, and what its caller must be allowed |
//! | `method` | a method of a client |
//! | `retries` | what is retried of an operation |
//! | `request` | a request: its required fields, and an example |
//! | `types`, `sample` | other structs and enums, sample responses |
//! | `field` | fields and values |
//! | `errors` | error codes |
//! | `deprecation` | what stands beside `#[deprecated]` |
//! | `showcase`, `example_value` | which operations examples show, and with which values |
//! | `page` | how paragraphs are joined |

mod client;
mod contents;
mod deprecation;
mod errors;
mod example_value;
mod field;
mod method;
mod module;
mod overview;
mod page;
mod permissions;
mod quick_start;
mod request;
mod retries;
mod sample;
mod showcase;
mod types;

use crate::model::{Deprecation, Enum, ErrorConstant, Field, Module, Object, Operation, Variant};

use page::Page;

pub(crate) use contents::chapters;
pub(crate) use example_value::{ExampleValues, is_literal};
pub(crate) use method::short_text;
pub(crate) use module::{beginning, rest, title};
pub(crate) use overview::overview;
pub(crate) use page::{repeats, stacked};
pub(crate) use permissions::documented;
pub(crate) use quick_start::{of_crate as program_of_crate, region};
pub(crate) use retries::condition as retry_condition;
pub(crate) use sample::{frame as sample_frame, text as sample_text};

/// The documentation of an item or a file. Two are equal when their lines are, whatever they are made from.
#[derive(Clone, Debug, Default)]
pub struct Docs<'m>(Topic<'m>);

/// What is to be documented.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Topic<'m> {
    /// Nothing.
    #[default]
    None,
    /// Lines that are the same everywhere.
    Fixed(&'static [&'static str]),
    /// Lines that need no rendering.
    Lines(Vec<String>),
    /// A field.
    Field(&'m Field),
    /// The field of the token that makes a repeated request harmless.
    Token(&'m Field),
    /// The method that sets a field.
    Setter(&'m Field),
    /// A known value.
    Variant(&'m Variant),
    /// The request of an operation.
    Request(&'m Operation, &'m Module),
    /// The response of an operation.
    Response(&'m Operation, &'m Object),
    /// Any other struct.
    Object(&'m Object),
    /// An enum.
    Enum(&'m Enum),
    /// A method of a client.
    Method {
        /// The operation that it calls.
        operation: &'m Operation,
        /// Whether operations of the module document what they need.
        permissions: bool,
    },
    /// An error code.
    Error(&'m ErrorConstant),
    /// The page of the error codes.
    Errors(&'m Module),
    /// The client.
    Client(&'m Module),
    /// The client for programs without async.
    BlockingClient(&'m Module),
    /// A method of that client.
    BlockingMethod(&'m Operation),
    /// The page of a module.
    Module(&'m Module),
    /// The product, on the page of a module.
    Introduction(&'m Module),
    /// The headings on the page of a module, with the operations under each.
    Outline(&'m Module),
    /// An operation on the page of its module.
    Entry(&'m Operation),
    /// The program on the page of a module.
    QuickStart(&'m Module),
}

impl<'m> From<Topic<'m>> for Docs<'m> {
    fn from(topic: Topic<'m>) -> Self {
        Self(topic)
    }
}

impl Docs<'_> {
    /// The lines, without the blank that each begins with.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut page = Page::default();
        self.write(&mut page);
        page.lines()
    }

    /// Appends the lines as comments that begin with a mark such as `///`.
    pub(crate) fn comment(&self, text: &mut String, mark: &'static str) {
        let mut page = Page::within(std::mem::take(text), mark);
        self.write(&mut page);
        *text = page.into_text();
    }

    fn write(&self, page: &mut Page) {
        match &self.0 {
            Topic::None => {}
            Topic::Fixed(lines) => page.add(*lines),
            Topic::Lines(lines) => page.add(lines),
            Topic::Field(field) => field::lines(field, page),
            Topic::Token(field) => field::token(field, page),
            Topic::Setter(field) => page.add([field::setter(field)]),
            Topic::Variant(variant) => {
                page.block([field::meaning(&variant.wire, &variant.label, variant.gone.as_ref())]);
            }
            Topic::Request(operation, module) => request::lines(operation, module, page),
            Topic::Response(operation, object) => types::response(operation, object, page),
            Topic::Object(object) => types::object(object, page),
            Topic::Enum(list) => types::list(list, page),
            Topic::Method { operation, permissions } => method::lines(operation, *permissions, page),
            Topic::Error(error) => errors::constant(error, page),
            Topic::Errors(module) => page.add(errors::page(module)),
            Topic::Client(module) => page.add(client::lines(module)),
            Topic::BlockingClient(module) => page.add(client::blocking(module)),
            Topic::BlockingMethod(operation) => method::blocking(operation, page),
            Topic::Module(module) => page.add(module::page(module)),
            Topic::Introduction(module) => page.add(module::introduction(module)),
            Topic::Outline(module) => page.add(contents::outline(module)),
            Topic::Entry(operation) => page.add([contents::entry(operation)]),
            Topic::QuickStart(module) => page.add(quick_start::program(module)),
        }
    }
}

impl PartialEq for Docs<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.lines() == other.lines()
    }
}

/// Whether the program on the page of a module calls an operation.
pub(crate) fn is_quick_start(module: &Module, operation: &Operation) -> bool {
    showcase::best(module).is_some_and(|best| best.wire == operation.wire)
}

/// What stands beside `#[deprecated]`.
pub(crate) fn deprecation_note(deprecation: &Deprecation) -> Option<String> {
    deprecation::note(deprecation)
}
