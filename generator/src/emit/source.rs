//! What emitters return: files made of items, not yet text.

use proc_macro2::TokenStream;

/// A file to be rendered.
#[derive(Clone, Debug)]
pub enum Source {
    /// Rust.
    Rust(RustFile),
    /// Anything else, as it is.
    Text {
        /// The path relative to the crate.
        path: String,
        /// The whole text, marker included.
        content: String,
    },
}

/// A Rust file.
#[derive(Clone, Debug, Default)]
pub struct RustFile {
    /// The path relative to the crate.
    pub path: String,
    /// What it is made from: `specs/ice/2020-11-09.yaml#StartAIAgentInstance`; empty for all documents.
    pub origin: String,
    /// The module's documentation, line by line.
    pub docs: Vec<String>,
    /// Attributes of the file, such as `#![cfg(…)]`, in the form they are written.
    pub attributes: Vec<String>,
    /// Imports: full paths, `runtime::codegen::Extra`.
    pub imports: Vec<String>,
    /// The items, in order.
    pub items: Vec<Item>,
}

/// An item of a Rust file.
///
/// Irregular items are tokens, laid out by `prettyplease`. Structs, enums and their methods make up nearly all of the
/// output and have one form each: they are laid out by the renderer, which is ten times as fast.
#[derive(Clone, Debug)]
pub enum Item {
    /// Any item.
    Tokens(TokenStream),
    /// Items without blank lines between them, such as a list of modules.
    Block(Vec<TokenStream>),
    /// An `impl` with a blank line between its members.
    Impl(TokenStream),
    /// A struct or enum.
    Type(Type),
    /// A constant.
    Constant(Constant),
    /// Inherent methods of a type.
    Methods {
        /// The type.
        ty: String,
        /// The methods, in order.
        methods: Vec<Method>,
    },
    /// A module inside a file, to which `rustfmt` keeps its hands off.
    Module {
        /// Its name.
        name: String,
        /// Imports: full paths.
        imports: Vec<String>,
        /// Functions, line by line, without indentation.
        functions: Vec<Vec<String>>,
        /// Constant texts: name and literal, which may go over several lines.
        texts: Vec<(&'static str, String)>,
    },
    /// A macro call that lists one row a line: `object!(Name { row, … });`.
    List {
        /// The macro: `object`.
        name: &'static str,
        /// The type.
        ty: String,
        /// The rows, without commas.
        rows: Vec<String>,
    },
}

/// A constant.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Documentation, line by line.
    pub docs: Vec<String>,
    /// `pub const NAME: &str = "…"`.
    pub text: String,
}

/// A struct or enum.
#[derive(Clone, Debug)]
pub struct Type {
    /// Documentation, line by line.
    pub docs: Vec<String>,
    /// Attributes, as they are written.
    pub attributes: Vec<String>,
    /// `pub struct Name`.
    pub head: String,
    /// Fields or variants.
    pub members: Vec<Member>,
}

/// A field or variant.
#[derive(Clone, Debug)]
pub struct Member {
    /// Documentation, line by line.
    pub docs: Vec<String>,
    /// Attributes, as they are written.
    pub attributes: Vec<String>,
    /// `pub name: Option<String>`.
    pub text: String,
}

/// A method.
#[derive(Clone, Debug)]
pub struct Method {
    /// Documentation, line by line.
    pub docs: Vec<String>,
    /// Attributes, as they are written.
    pub attributes: Vec<String>,
    /// `pub fn name`.
    pub head: String,
    /// The receiver and the arguments: `mut self`, `name: impl Into<String>`.
    pub arguments: Vec<String>,
    /// The return type.
    pub output: String,
    /// The lines of the body, without indentation.
    pub body: Vec<String>,
}
