//! Examples, tests, and code of no regular form.

use proc_macro2::{LexError, TokenStream};
use std::fmt;
use std::sync::Arc;

/// Code of no regular form, made on demand. Two are equal when their tokens are.
#[derive(Clone)]
pub struct Code<'m>(Arc<Maker<'m>>);

type Maker<'m> = dyn Fn() -> Result<TokenStream, LexError> + Send + Sync + 'm;

impl<'m> Code<'m> {
    /// What a function makes.
    pub fn new(tokens: impl Fn() -> TokenStream + Send + Sync + 'm) -> Self {
        Self::parsed(move || Ok(tokens()))
    }

    /// What a function makes, partly of text.
    pub fn parsed(tokens: impl Fn() -> Result<TokenStream, LexError> + Send + Sync + 'm) -> Self {
        Self(Arc::new(tokens))
    }

    /// The tokens.
    ///
    /// # Errors
    ///
    /// A text that they are made of cannot be split into tokens.
    pub fn tokens(&self) -> Result<TokenStream, LexError> {
        (self.0)()
    }

    /// The tokens as one text, to be compared.
    pub(crate) fn text(&self) -> Option<String> {
        self.tokens().ok().map(|tokens| tokens.to_string())
    }
}

impl PartialEq for Code<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl fmt::Debug for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({})", self.text().unwrap_or_default())
    }
}

/// The functions of an example program that find the call of an operation by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calls<'m> {
    /// The region, unless the environment names another.
    pub region: &'m str,
    /// The wire name of each operation, and the module of its call.
    pub operations: Vec<(&'m str, String)>,
}

/// A call of an operation with its required parameters, in a module of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example<'m> {
    /// Its name.
    pub name: String,
    /// Imports: full paths.
    pub imports: Vec<String>,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The request.
    pub request: &'m str,
    /// The arguments of its `new`: expressions, as they are written.
    pub arguments: Vec<String>,
    /// The method of the client.
    pub method: &'m str,
}

/// The tests of an operation, in a module of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestModule {
    /// Its name.
    pub name: String,
    /// Imports: full paths.
    pub imports: Vec<String>,
    /// The tests, in their order.
    pub tests: Vec<Test>,
}

/// A test of one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// Its name.
    pub name: &'static str,
    /// The call, as it is written.
    pub call: String,
}
