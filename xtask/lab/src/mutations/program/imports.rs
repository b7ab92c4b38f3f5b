//! The paths of items: those that a file uses, and those by which others use its own.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Item, UseTree, Visibility};

/// The names of the runtime that types are made of; the crate has them at its root.
const RUNTIME: [&str; 7] = ["Bytes", "Call", "Config", "Error", "EventText", "Operation", "Value"];

/// Which modules are private.
pub(super) struct Paths {
    private: BTreeSet<Vec<String>>,
}

impl Paths {
    pub(super) fn of(files: &[(Vec<String>, syn::File)]) -> Self {
        let private = files.iter().flat_map(|(path, file)| file.items.iter().map(move |item| (path, item)));
        let private = private.filter_map(|(path, item)| match item {
            Item::Mod(inner) if !is_public(&inner.vis) => Some(joined(path, [inner.ident.to_string()])),
            _ => None,
        });
        Self { private: private.collect() }
    }

    /// What a file imports, and its own types, as another crate imports them.
    pub(super) fn imports(&self, path: &[String], items: &[Item]) -> TokenStream {
        let used = uses(items, false).into_iter().filter_map(|used| self.resolved(path, &used));
        let own = items.iter().filter_map(name).map(|name| joined(self.seen(path), [name.to_string()]));
        let imports = used.chain(own).map(|path| {
            let path = written(&path);
            quote!(use #path;)
        });
        imports.collect()
    }

    /// Every second path of a type, which must lead to the same type as the first one.
    pub(super) fn exports(&self, path: &[String], items: &[Item]) -> TokenStream {
        let exports = uses(items, true).into_iter().filter_map(|used| {
            let short = written(&joined(path, [used.last()?.clone()]));
            let module = joined(path, used.first().cloned());
            let long = if self.private.contains(&module) { short.clone() } else { written(&joined(path, used)) };
            Some(quote!(const _: fn(#short) -> #long = |value| value;))
        });
        exports.collect()
    }

    /// The path from the crate's root that others use for what a file uses; none for what is nobody else's.
    fn resolved(&self, path: &[String], used: &[String]) -> Option<Vec<String>> {
        let (first, rest) = used.split_first()?;
        let own = match first.as_str() {
            "std" => return Some(used.to_vec()),
            "runtime" => {
                return used.last().filter(|name| RUNTIME.contains(&name.as_str())).map(|name| vec![name.clone()]);
            }
            "crate" => rest.to_vec(),
            _ => {
                let above = used.iter().take_while(|step| *step == "super").count();
                joined(&path[..path.len().checked_sub(above)?], used[above..].iter().cloned())
            }
        };
        let is_private = (1..=own.len()).any(|length| self.private.contains(&own[..length]));
        (!is_private).then_some(own)
    }

    /// The path by which the items of a file are used: those of a private module are exported by the one above.
    fn seen<'p>(&self, path: &'p [String]) -> &'p [String] {
        if self.private.contains(path) { &path[..path.len() - 1] } else { path }
    }
}

/// A path as it is written in another crate.
fn written(path: &[String]) -> TokenStream {
    let steps: Vec<TokenStream> = path.iter().filter_map(|step| syn::parse_str(step).ok()).collect();
    if path.first().is_some_and(|first| first == "std") { quote!(#(#steps)::*) } else { quote!(generated #(::#steps)*) }
}

/// The paths of all `use` items, public or private ones.
fn uses(items: &[Item], public: bool) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for item in items {
        if let Item::Use(used) = item
            && is_public(&used.vis) == public
        {
            leaves(&used.tree, &mut Vec::new(), &mut paths);
        }
    }
    paths
}

fn leaves(tree: &UseTree, above: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    match tree {
        UseTree::Path(path) => {
            above.push(path.ident.to_string());
            leaves(&path.tree, above, paths);
            above.pop();
        }
        UseTree::Name(name) => paths.push(joined(above, [name.ident.to_string()])),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, above, paths)),
        // Generated code has neither.
        UseTree::Rename(_) | UseTree::Glob(_) => {}
    }
}

/// The name of a public item that has one.
fn name(item: &Item) -> Option<&Ident> {
    match item {
        Item::Struct(item) if is_public(&item.vis) => Some(&item.ident),
        Item::Enum(item) if is_public(&item.vis) => Some(&item.ident),
        Item::Const(item) if is_public(&item.vis) => Some(&item.ident),
        _ => None,
    }
}

pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn joined(path: &[String], more: impl IntoIterator<Item = String>) -> Vec<String> {
    path.iter().cloned().chain(more).collect()
}
