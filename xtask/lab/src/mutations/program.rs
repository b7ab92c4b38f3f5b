//! A program that uses every public item of a generated crate, made of the list that the generator gives of them. A test of the
//! generator holds that list against its files.
//!
//! It names each type by each of its paths, reads fields, calls constructors, setters and methods with values of the types that
//! they take, binds results to their types, and names variants and constants. Items that are added to a crate never break it.

use std::fmt::Write as _;

use generator::diff::surface::{self, ItemKind, SurfaceItem};
use generator::model::Crate;

/// What stands before the items: the names that signatures use besides those of the crate's own types.
const HEAD: &str = "\
#![allow(deprecated, unused_imports, unreachable_patterns)]

use std::collections::BTreeMap;

use generated::*;

/// A value, for a program that only compiles.
fn any<T>() -> T {
    loop {}
}

";

/// The text of the program.
pub(super) fn text(krate: &Crate) -> String {
    let items = krate.callable().flat_map(surface::items);
    items.fold(HEAD.to_owned(), |mut text, item| {
        let _ = writeln!(text, "{}", usage(&item));
        text
    })
}

/// What the program does with an item.
fn usage(item: &SurfaceItem) -> String {
    let SurfaceItem { path, signature, .. } = item;
    // An item of a type stands below the type.
    let (owner, name) = path.rsplit_once("::").unwrap_or(("", path));
    match item.kind {
        ItemKind::Module => format!("use generated::{path} as _;"),
        ItemKind::Struct | ItemKind::Enum => format!("const _: fn({path}) = |_| {{}};"),
        ItemKind::Export => format!("const _: fn({path}) -> {signature} = |value| value;"),
        ItemKind::Field => {
            format!("const _: fn(&{owner}) = |value| {{ let _: &Option<{signature}> = &value.{name}; }};")
        }
        ItemKind::Setter => {
            format!("const _: fn({owner}) -> {owner} = |value| value.{name}({});", values(&types(signature)))
        }
        ItemKind::Constructor => {
            let arguments = signature.trim_start_matches('(').trim_end_matches(')');
            let types = types(arguments).into_iter().map(|argument| argument.split_once(": ").map_or("", |(_, ty)| ty));
            format!("const _: fn() -> {owner} = || {owner}::{name}({});", values(&types.collect::<Vec<_>>()))
        }
        ItemKind::Method => {
            let (request, output) = signature.split_once(") -> ").unwrap_or((signature, "()"));
            let request = request.trim_start_matches('(');
            format!(
                "const _: fn(&{owner}) -> Call<{request}> = |value| value.{name}({}); \
                 const _: fn(<{request} as Operation>::Output) -> {output} = |value| value;",
                values(&[request])
            )
        }
        ItemKind::BlockingMethod => {
            let request = signature.trim_matches(['(', ')']);
            format!(
                "const _: fn(&{owner}) -> blocking::Call<{request}> = |value| value.{name}({});",
                values(&[request])
            )
        }
        ItemKind::Variant => format!("const _: fn({owner}) = |value| match value {{ {path} => {{}} _ => {{}} }};"),
        ItemKind::Constant => format!("const _: &str = {path};"),
        ItemKind::Sample => format!("const _: &str = <{owner} as runtime::codegen::Sampled>::{name};"),
        ItemKind::Paged => format!("const _: fn(<{owner} as Paged>::Item) -> {signature} = |value| value;"),
        ItemKind::Paging => {
            let request = owner.strip_suffix("::Paged").unwrap_or(owner);
            format!("const _: fn() = || drop(<{request} as Paged>::PAGING);")
        }
    }
}

/// The parts between the commas of a list, but not of a list within.
fn types(list: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, character) in list.char_indices() {
        match character {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// A value for each argument: for `impl Into<T>`, a `T`.
fn values(types: &[&str]) -> String {
    let value = |ty: &&str| {
        let inner = ty.strip_prefix("impl Into<").and_then(|rest| rest.strip_suffix('>'));
        format!("any::<{}>()", inner.unwrap_or(ty))
    };
    types.iter().map(value).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_item_is_used() {
        let used = |kind, path: &str, signature: &str| {
            usage(&SurfaceItem {
                path: path.to_owned(),
                kind,
                signature: signature.to_owned(),
                ..SurfaceItem::default()
            })
        };
        assert_eq!(used(ItemKind::Module, "a::types", ""), "use generated::a::types as _;");
        assert_eq!(used(ItemKind::Struct, "a::b::B", ""), "const _: fn(a::b::B) = |_| {};");
        assert_eq!(used(ItemKind::Export, "a::B", "a::b::B"), "const _: fn(a::B) -> a::b::B = |value| value;");
        assert_eq!(
            used(ItemKind::Field, "a::B::r#type", "Vec<a::C>"),
            "const _: fn(&a::B) = |value| { let _: &Option<Vec<a::C>> = &value.r#type; };"
        );
        assert_eq!(
            used(ItemKind::Setter, "a::B::with_c", "impl Into<String>"),
            "const _: fn(a::B) -> a::B = |value| value.with_c(any::<String>());"
        );
        assert_eq!(
            used(ItemKind::Constructor, "a::B::new", "(c: impl Into<String>, d: BTreeMap<String, Vec<i64>>)"),
            "const _: fn() -> a::B = || a::B::new(any::<String>(), any::<BTreeMap<String, Vec<i64>>>());"
        );
        assert_eq!(used(ItemKind::Constructor, "a::B::new", "()"), "const _: fn() -> a::B = || a::B::new();");
        assert_eq!(
            used(ItemKind::Method, "a::Client::go", "(a::B) -> ()"),
            "const _: fn(&a::Client) -> Call<a::B> = |value| value.go(any::<a::B>()); \
             const _: fn(<a::B as Operation>::Output) -> () = |value| value;"
        );
        assert_eq!(
            used(ItemKind::BlockingMethod, "a::blocking::Client::go", "(a::B)"),
            "const _: fn(&a::blocking::Client) -> blocking::Call<a::B> = |value| value.go(any::<a::B>());"
        );
        assert_eq!(
            used(ItemKind::Variant, "a::E::One", ""),
            "const _: fn(a::E) = |value| match value { a::E::One => {} _ => {} };"
        );
        assert_eq!(
            used(ItemKind::Paged, "a::B::Paged", "Vec<a::C>"),
            "const _: fn(<a::B as Paged>::Item) -> Vec<a::C> = |value| value;"
        );
        assert_eq!(
            used(ItemKind::Paging, "a::B::Paged::PAGING", "Paging::token(\"T\", \"T\")"),
            "const _: fn() = || drop(<a::B as Paged>::PAGING);"
        );
        assert_eq!(used(ItemKind::Constant, "a::errors::BAD", "Bad"), "const _: &str = a::errors::BAD;");
        assert_eq!(
            used(ItemKind::Sample, "a::B::SAMPLE", ""),
            "const _: &str = <a::B as runtime::codegen::Sampled>::SAMPLE;"
        );
    }
}
