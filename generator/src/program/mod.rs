//! A program that makes one call, with given values: what a person would write to make the same call in Rust.

mod client;
mod expression;
mod secrets;
mod text;

pub use self::client::{ClientSettings, Retries};
use self::expression::{Expressions, check_members};
use self::secrets::Secrets;
use crate::docs;
use crate::model::{Field, Module, Operation, Output};
use crate::render;
use serde_json::{Map, Value};
use std::fmt;
use std::fmt::Write as _;

/// A call to be written as a program.
#[derive(Clone, Copy, Debug)]
pub struct Program<'a> {
    /// The product version. Its crate is the one that the program uses.
    pub module: &'a Module,
    /// The operation, one of the module's.
    pub operation: &'a Operation,
    /// The request, by wire names. Nulls are not set.
    pub request: &'a Map<String, Value>,
    /// What the client is made with.
    pub client: ClientSettings<'a>,
    /// The commands that make the crate a dependency; the program names them at its beginning.
    pub setup: &'a [String],
}

/// Why a request cannot be written in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnfitValue {
    /// Where the value stands in the request: `Tag[0].Key`.
    pub path: String,
    /// What is wrong with it: `expected a text`.
    pub reason: String,
}

impl fmt::Display for UnfitValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.path, self.reason)
    }
}

impl std::error::Error for UnfitValue {}

impl Program<'_> {
    /// The text of the program, formatted.
    ///
    /// The values of secret members are not part of it: the program takes them from environment variables.
    ///
    /// # Errors
    ///
    /// A required parameter is missing, the operation has no such member, or a value does not have the member's type.
    pub fn text(&self) -> Result<String, UnfitValue> {
        // The variables of secrets have names when all secrets are known.
        let mut expressions = Expressions::new(self.module, self.operation, Secrets::default());
        self.request(&mut expressions)?;
        let mut expressions = Expressions::new(self.module, self.operation, expressions.secrets.named());
        let request = self.request(&mut expressions)?;
        let client = self.client.statement(&mut expressions);
        let call = format!("client.{}(request)", self.operation.method);
        let body = format!("{client}let request = {request};{}", self.answer(&call));
        let main = format!("async fn main() -> Result<(), Box<dyn Error>> {{ {body} Ok(()) }}");
        let mut text = self.head(&expressions);
        if expressions.uses_deprecated || self.operation.deprecated.is_some() {
            text.push_str("#[allow(deprecated, reason = \"the document deprecates it\")]\n");
        }
        let main = format!("#[tokio::main(flavor = \"current_thread\")] {main}");
        let main = syn::parse_str::<syn::File>(&main).map_err(|error| UnfitValue {
            path: self.operation.wire.clone(),
            reason: format!("the program is no Rust, which is a defect of the generator: {error}"),
        })?;
        let main = expressions.secrets.tidied(prettyplease::unparse(&main));
        text.push_str(&expressions.with_json(&main));
        if expressions.secrets.variables().next().is_some() {
            text.push_str(secrets::FUNCTION);
        }
        Ok(text)
    }

    /// The expression that makes the request: required parameters in `new`, the others with setters.
    fn request<'a>(&'a self, expressions: &mut Expressions<'a>) -> Result<String, UnfitValue> {
        let object = &self.operation.request;
        check_members(object, self.request, "")?;
        let given = |field: &Field| self.request.get(&field.wire).filter(|value| !value.is_null());
        let mut arguments = Vec::new();
        for field in self.operation.arguments() {
            let missing = || UnfitValue { path: field.wire.clone(), reason: "is required".to_owned() };
            arguments.push(expressions.argument(field, given(field).ok_or_else(missing)?, &field.wire)?);
        }
        let mut request = format!("{}::new({})", expressions.path(&object.path), arguments.join(", "));
        for field in object.fields.iter().filter(|field| !field.required) {
            if let Some(value) = given(field) {
                request.push_str(&expressions.setter(field, value, &field.wire)?);
            }
        }
        Ok(request)
    }

    /// The statements that make the call and print what it gives.
    fn answer(&self, call: &str) -> String {
        match &self.operation.output {
            _ if self.operation.call.event_stream => format!(
                "let mut events = {call}.events(); \
                 while let Some(event) = events.next().await {{ println!(\"{{}}\", event?.text()); }}"
            ),
            Output::Bytes => format!(
                "let file = {call}.download().to_file({:?}).await?; println!(\"{{}} bytes\", file.len());",
                self.operation.file.clone() + ".out"
            ),
            Output::Text => format!("let response = {call}.await?; println!(\"{{}}\", response.into_inner());"),
            Output::Unit => format!("let response = {call}.await?; println!(\"{{:?}}\", response.request_id());"),
            Output::Json(_) => format!("let response = {call}.await?; println!(\"{{response:#?}}\");"),
        }
    }

    /// What the program is and needs, and its imports.
    fn head(&self, expressions: &Expressions<'_>) -> String {
        let Module { product, version, crate_name, .. } = self.module;
        let title = docs::code(&self.operation.wire);
        let mut text = format!("//! Calls {title} of {} {}.\n//!\n", docs::code(product), docs::code(version));
        text.push_str("//! ```sh\n");
        for command in self.setup {
            let _ = writeln!(text, "//! {command}");
        }
        text.push_str("//! cargo add tokio --features macros,rt\n");
        if expressions.uses_json() {
            text.push_str("//! cargo add serde_json\n");
        }
        text.push_str("//! ```\n");
        for (variable, path) in expressions.secrets.variables() {
            let path = docs::code(path);
            let _ = writeln!(text, "//!\n//! The secret {path} comes from the environment variable `{variable}`.");
        }
        let more = [format!("{crate_name}::Config"), format!("{}::Client", self.module.rust_path())];
        text + "\n" + &render::imports(expressions.imports().chain(more.iter().map(String::as_str))) + "\n"
    }
}

#[cfg(test)]
mod tests;
