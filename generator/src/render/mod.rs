//! Items → text: headers, imports, layout.
//!
//! | module | what |
//! |---|---|
//! | `imports` | imports by origin, as `rustfmt` sorts them |
//! | `definition`, `method` | the regular items, of one form each: laid out here |
//! | `implementation` | implementations of the runtime's traits |
//! | `chain` | chains of calls |
//! | `program` | examples and tests |
//! | `guard` | items that compile with one format of the runtime only |
//! | `sample` | sample responses |
//! | `code` | everything else, through tokens and `prettyplease` |
//! | `text` | pieces of text |

mod chain;
mod code;
mod definition;
mod guard;
mod implementation;
mod imports;
mod method;
mod program;
mod sample;
mod text;

use crate::item::{self, Docs, Item, Scope, Source};
use crate::{File, Owner};
pub(crate) use imports::imports;
use std::fmt;
use text::put;

/// An emitter produced tokens that are not valid Rust: a bug in the generator, whatever the document contains.
#[derive(Clone, Debug)]
pub struct InvalidCode {
    /// The file that they belong to, relative to the crate.
    pub path: String,
    /// The message of the parser.
    pub message: String,
}

impl fmt::Display for InvalidCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the code for `{}` is not valid Rust: {}", self.path, self.message)
    }
}

impl std::error::Error for InvalidCode {}

/// Renders a file. Its first line has the words that mark it as generated.
///
/// `buffer` is what the text is put together in; one for many files saves time and memory.
///
/// # Errors
///
/// Tokens of an item do not parse.
pub fn file(source: Source<'_>, marker: &str, buffer: &mut String) -> Result<File, InvalidCode> {
    buffer.clear();
    let path = match source {
        Source::Text { path, content } => return Ok(File { path, content }),
        Source::Sample(file) => {
            buffer.push_str(&header(marker, file.document, &file.owner));
            put(buffer, &["\n", &sample::literal(&file.sample.text())]);
            file.path
        }
        Source::Rust(file) => match rust(buffer, &file, marker) {
            Ok(()) => file.path,
            Err(error) => return Err(InvalidCode { path: file.path, message: error.to_string() }),
        },
    };
    Ok(File { path, content: buffer.as_str().to_owned() })
}

/// A chain of calls on one line.
pub(crate) fn flat(chain: &item::Chain<'_>) -> String {
    let mut text = String::new();
    chain::flat(&mut text, chain);
    text
}

fn rust(text: &mut String, file: &item::File<'_>, marker: &str) -> Result<(), syn::Error> {
    text.push_str(&header(marker, file.document, &file.owner));
    let scope = Scope::of(file);
    let attributes = file.attributes.iter().map(definition::attribute);
    let attributes = attributes.flat_map(|attribute| ["#![".to_owned(), attribute, "]\n".to_owned()]).collect();
    for block in [docs(&file.docs), attributes, imports(scope.imports())] {
        if !block.is_empty() {
            put(text, &["\n", &block]);
        }
    }
    for rendered in &file.items {
        text.push('\n');
        item(text, rendered, &scope)?;
    }
    Ok(())
}

fn header(marker: &str, document: &str, owner: &Owner) -> String {
    if document.is_empty() {
        return format!("// {marker}. Do not edit.\n");
    }
    let origin = match owner {
        Owner::Document => document.to_owned(),
        Owner::Operation(wire) | Owner::Component(wire) => format!("{document}#{wire}"),
    };
    // The name of a file may contain characters that would end the line.
    format!("// {marker} from {}. Do not edit.\n", origin.replace(char::is_control, " "))
}

fn docs(docs: &Docs<'_>) -> String {
    let mut text = String::new();
    docs.comment(&mut text, "//!");
    text
}

fn item(text: &mut String, item: &Item<'_>, scope: &Scope<'_, '_>) -> Result<(), syn::Error> {
    match item {
        Item::Mods(modules) => definition::modules(text, modules),
        Item::Reexports(exports) => definition::exports(text, exports),
        Item::Const(constant) => definition::constant(text, constant, ""),
        Item::Struct(definition) => definition::structure(text, definition, scope),
        Item::Enum(definition) => definition::enumeration(text, definition, scope),
        Item::Impl(inherent) => method::inherent(text, inherent, scope),
        Item::Table(table) => definition::table(text, table),
        Item::Operation(operation) => implementation::operation(text, operation, scope)?,
        Item::Sampled(sampled) => sample::sampled(text, sampled, scope),
        Item::Paged(paged) => implementation::paged(text, paged, scope)?,
        Item::Calls(calls) => program::calls(text, calls)?,
        Item::Example(example) => program::example(text, example)?,
        Item::Tests(tests) => program::tests(text, tests),
        Item::Code(code) => text.push_str(&code::code(code)?),
        Item::Guarded(guarded) => guard::guarded(text, guarded)?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Item, Source, item};
    use crate::item::Code;
    use quote::quote;

    fn rendered(code: Code<'_>) -> Result<String, String> {
        let file = super::file(
            Source::Rust(item::File {
                path: "src/lib.rs".to_owned(),
                module: Vec::new(),
                document: "demo.yaml",
                owner: crate::Owner::Document,
                docs: item::Docs::default(),
                attributes: Vec::new(),
                naming: item::Naming::List,
                imports: Vec::new(),
                items: vec![Item::Code(code)],
            }),
            crate::MARKER,
            &mut String::new(),
        );
        file.map(|file| file.content).map_err(|error| error.to_string())
    }

    #[test]
    fn code_that_is_no_rust_is_an_error_and_no_text() {
        assert!(
            rendered(Code::new(|| quote!(
                struct A;
            )))
            .unwrap()
            .ends_with("\n\nstruct A;\n")
        );
        for code in [Code::new(|| quote!(struct struct;)), Code::parsed(|| "fn main() { \"".parse())] {
            let error = rendered(code).unwrap_err();
            assert!(error.starts_with("the code for `src/lib.rs` is not valid Rust: "), "{error}");
        }
    }
}
