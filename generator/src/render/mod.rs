//! Items → text: headers, imports, layout.
//!
//! | module | what |
//! |---|---|
//! | `imports` | imports by origin, as `rustfmt` sorts them |
//! | `definition`, `method` | the regular items, of one form each: laid out here |
//! | `program` | tests |
//! | `guard` | items that compile with one format of the runtime only |
//! | `sample` | sample responses |
//! | `code` | everything else, through tokens and `prettyplease` |

mod code;
mod definition;
mod guard;
mod imports;
mod method;
mod program;
mod sample;

use crate::item::{self, Docs, Item, Scope, Source};
use crate::{File, Owner};
pub(crate) use imports::imports;
use std::fmt;

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
/// # Errors
///
/// Tokens of an item do not parse.
pub fn file(source: Source<'_>, marker: &str) -> Result<File, InvalidCode> {
    match source {
        Source::Text { path, content } => Ok(File { path, content }),
        Source::Sample(file) => {
            let content = format!("{}\n{}", header(marker, file.document, &file.owner), sample::literal(file.sample));
            Ok(File { path: file.path, content })
        }
        Source::Rust(file) => match rust(&file, marker) {
            Ok(content) => Ok(File { content, path: file.path }),
            Err(error) => Err(InvalidCode { path: file.path, message: error.to_string() }),
        },
    }
}

fn rust(file: &item::File<'_>, marker: &str) -> Result<String, syn::Error> {
    let mut text = header(marker, file.document, &file.owner);
    let scope = Scope::of(file);
    let attributes = file.attributes.iter().map(definition::attribute);
    let attributes = attributes.flat_map(|attribute| ["#![".to_owned(), attribute, "]\n".to_owned()]).collect();
    for block in [docs(&file.docs), attributes, imports(scope.imports())] {
        if !block.is_empty() {
            text.push('\n');
            text.push_str(&block);
        }
    }
    for rendered in &file.items {
        text.push('\n');
        text.push_str(&item(rendered, &scope)?);
    }
    Ok(text)
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
    let line = |line: String| if line.is_empty() { "//!\n".to_owned() } else { format!("//! {line}\n") };
    docs.lines().into_iter().map(line).collect()
}

fn item(item: &Item<'_>, scope: &Scope<'_, '_>) -> Result<String, syn::Error> {
    Ok(match item {
        Item::Mods(modules) => definition::modules(modules),
        Item::Reexports(exports) => definition::exports(exports)?,
        Item::Const(constant) => definition::constant(constant, ""),
        Item::Struct(definition) => definition::structure(definition, scope),
        Item::Enum(definition) => definition::enumeration(definition, scope),
        Item::Impl(inherent) => method::inherent(inherent, scope),
        Item::Table(table) => definition::table(table),
        Item::Operation(operation) => code::operation(operation, scope)?,
        Item::Sampled(sampled) => sample::sampled(sampled, scope),
        Item::Paged(paged) => code::paged(paged, scope)?,
        Item::Tests(tests) => program::tests(tests),
        Item::Code(code) => code::code(code)?,
        Item::Guarded(guarded) => guard::guarded(guarded)?,
    })
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
