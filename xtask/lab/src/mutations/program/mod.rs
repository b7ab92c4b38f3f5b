//! A program that uses every public item of a generated crate, made from its sources alone: what `generator::diff` knows
//! of a crate has no part in it.
//!
//! It names each type by each of its paths, reads fields as what they are, calls constructors, setters and methods with
//! values of the types that they take, binds what they give to its type, and names variants and constants. What comes to
//! a crate never breaks it.

mod imports;
mod uses;

use generator::File;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use crate::error::Error;
use imports::Paths;

/// The text of the program.
pub(super) fn text(files: &[File]) -> Result<String, Error> {
    let sources: Vec<&File> = files.iter().filter(|file| is_source(file)).collect();
    let parsed = sources.into_iter().map(|file| {
        let parsed = syn::parse_file(&file.content);
        Ok((module(&file.path), parsed.map_err(|error| Error::new(format!("`{}`: {error}", file.path)))?))
    });
    let parsed: Vec<(Vec<String>, syn::File)> = parsed.collect::<Result<_, Error>>()?;
    let paths = Paths::of(&parsed);
    let modules = parsed.iter().enumerate().map(|(index, (path, file))| page(index, path, &file.items, &paths));
    let modules: TokenStream = modules.collect();
    let program: syn::File = syn::parse2(quote! {
        #![allow(deprecated, unused_imports, unreachable_patterns)]

        /// A value, for a program that only compiles.
        fn any<T>() -> T {
            loop {}
        }

        #modules
    })
    .map_err(|error| Error::new(format!("the program is no Rust: {error}")))?;
    Ok(prettyplease::unparse(&program))
}

/// Whether a file has items that programs may use, besides those of the runtime.
fn is_source(file: &File) -> bool {
    file.path.starts_with("src/") && file.path != "src/lib.rs"
}

/// The module that a file holds: `src/a/b/mod.rs` → `a`, `b`.
fn module(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    inner.split('/').filter(|part| *part != "mod").map(str::to_owned).collect()
}

/// What the program does with the items of a file.
fn page(index: usize, path: &[String], items: &[Item], paths: &Paths) -> TokenStream {
    let name = quote::format_ident!("page{index}");
    let imports = paths.imports(path, items);
    let exports = paths.exports(path, items);
    let uses = items.iter().map(uses::of);
    quote! {
        mod #name {
            use super::any;
            #imports
            #exports
            #(#uses)*
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, content: &str) -> File {
        File { path: path.to_owned(), content: content.to_owned() }
    }

    #[test]
    fn every_item_is_used() {
        let files = [
            file("src/a/mod.rs", "mod client; mod service; pub mod errors; pub mod types; pub use client::Client;"),
            file("src/a/errors.rs", "pub const BAD: &str = \"Bad\";"),
            file("src/a/types/mod.rs", "pub mod b; pub use b::B;"),
            file(
                "src/a/types/b.rs",
                "use runtime::codegen::{Bytes, Extra, object}; use crate::a::types::c::C;
                 pub struct B { pub c: Option<Vec<C>>, pub r#type: Option<Bytes>, extra: Extra }
                 impl B { pub fn new(c: impl Into<String>) -> Self { x } pub fn with_c(mut self, c: Vec<C>) -> Self { x } }
                 pub enum E { One, Unknown(UnknownValue) }
                 impl Operation for B { type Output = Vec<C>; const INFO: OperationInfo = x; }
                 object!(B { c: \"C\" });",
            ),
            file(
                "src/a/client.rs",
                "use super::types; use super::service::SERVICE; use runtime::codegen::{Call, Error};
                 pub struct Client { core: u8 }
                 impl Client { pub fn go(&self, b: types::B) -> Call<types::B> { x } fn hidden(&self) {} pub fn call<O: Operation>(&self, o: O) -> Call<O> { x } }",
            ),
        ];
        let text = text(&files).unwrap();
        for line in [
            "use generated::a::types::c::C;",
            "use generated::Bytes;",
            "use generated::a::types::b::B;",
            "use generated::a::Client;",
            "use generated::a::types;",
            "const _: fn(generated::a::types::B) -> generated::a::types::b::B = |value| value;",
            "let _: &Option<Vec<C>> = &value.c;",
            "let _: &Option<Bytes> = &value.r#type;",
            "let _: B = B::new(any::<String>());",
            "let _: B = value.with_c(any::<Vec<C>>());",
            "let _: Call<types::B> = value.go(any::<types::B>());",
            "const _: fn(<B as Operation>::Output) -> Vec<C> = |value| value;",
            "E::One => {}",
            "E::Unknown(_) => {}",
            "const _: &str = BAD;",
        ] {
            assert!(text.contains(line), "`{line}` is not in\n{text}");
        }
        for word in ["SERVICE", "extra", "core", "hidden", "object", "Extra"] {
            assert!(!text.contains(word), "`{word}` is in\n{text}");
        }
    }
}
