//! What the names in a file stand for.

use std::collections::{BTreeMap, BTreeSet};

use syn::{GenericArgument, PathArguments, ReturnType, Type, TypeParamBound, UseTree};

/// Names of a module.
#[derive(Default)]
pub(crate) struct Scope {
    /// The module's path below the crate.
    module: Vec<String>,
    /// What `use` brings in, by the path below the crate or, from outside, by the last name.
    imports: BTreeMap<String, Vec<String>>,
    /// Types and modules that are defined here.
    local: BTreeSet<String>,
}

/// Public paths of what is re-exported: a second path of it, or its only one.
pub(crate) type Exports = BTreeMap<Vec<String>, Vec<String>>;

impl Scope {
    pub(crate) fn new(module: &[String], file: &syn::File) -> Self {
        let mut scope = Self { module: module.to_vec(), ..Self::default() };
        for item in &file.items {
            let name = match item {
                syn::Item::Struct(item) => &item.ident,
                syn::Item::Enum(item) => &item.ident,
                syn::Item::Mod(item) => &item.ident,
                _ => continue,
            };
            scope.local.insert(name.to_string());
        }
        for item in &file.items {
            if let syn::Item::Use(item) = item {
                let used = scope.used(&item.tree);
                scope.imports.extend(used);
            }
        }
        scope
    }

    /// Names that a `use` brings in, and what they stand for.
    pub(crate) fn used(&self, tree: &UseTree) -> Vec<(String, Vec<String>)> {
        let mut leaves = Vec::new();
        collect(tree, Vec::new(), &mut leaves);
        leaves.into_iter().map(|path| (path.last().cloned().unwrap(), self.path(path))).collect()
    }

    /// A path as it stands here → the path below the crate; of what is not of the crate, the last name.
    fn path(&self, mut path: Vec<String>) -> Vec<String> {
        // A module of the same name goes before a crate.
        if matches!(path[0].as_str(), "std" | "runtime") && !self.local.contains(&path[0]) {
            return path.split_off(path.len() - 1);
        }
        if path[0] == "crate" {
            return path.split_off(1);
        }
        let up = path.iter().take_while(|part| *part == "super").count();
        let start = match self.imports.get(&path[0]) {
            Some(import) => import.clone(),
            None if up > 0 => self.module[..self.module.len() - up].to_vec(),
            None if self.local.contains(&path[0]) => [self.module.as_slice(), &path[..1]].concat(),
            None => vec![path[0].clone()],
        };
        [start, path.split_off(up.max(1))].concat()
    }

    /// A type as it stands here → the same type by canonical paths.
    pub(crate) fn ty(&self, ty: &Type, exports: &Exports) -> String {
        match ty {
            Type::Path(ty) => self.path_type(&ty.path, exports),
            Type::Tuple(tuple) if tuple.elems.is_empty() => "()".to_owned(),
            Type::ImplTrait(ty) => {
                let Some(TypeParamBound::Trait(bound)) = ty.bounds.first() else { panic!("another bound") };
                format!("impl {}", self.path_type(&bound.path, exports))
            }
            _ => panic!("another form of type"),
        }
    }

    fn path_type(&self, path: &syn::Path, exports: &Exports) -> String {
        let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let found = self.path(names);
        let name = exports.get(&found).unwrap_or(&found).join("::");
        let PathArguments::AngleBracketed(list) = &path.segments.last().unwrap().arguments else { return name };
        let arguments = list.args.iter().map(|argument| match argument {
            GenericArgument::Type(ty) => self.ty(ty, exports),
            _ => panic!("another form of argument"),
        });
        format!("{name}<{}>", arguments.collect::<Vec<_>>().join(", "))
    }

    pub(crate) fn output(&self, output: &ReturnType, exports: &Exports) -> String {
        match output {
            ReturnType::Type(_, ty) => self.ty(ty, exports),
            ReturnType::Default => "()".to_owned(),
        }
    }
}

/// All paths of a `use`.
fn collect(tree: &UseTree, mut above: Vec<String>, leaves: &mut Vec<Vec<String>>) {
    match tree {
        UseTree::Path(path) => {
            above.push(path.ident.to_string());
            collect(&path.tree, above, leaves);
        }
        UseTree::Name(name) => {
            above.push(name.ident.to_string());
            leaves.push(above);
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| collect(tree, above.clone(), leaves)),
        _ => panic!("another form of `use`"),
    }
}
