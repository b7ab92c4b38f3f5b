//! The files of a module → its public items.

use super::{ItemKind, SurfaceItem};
use crate::Owner;
use crate::emit;
use crate::item::{self, Body, File, Impl, Method, Names, PagedImpl, Returned, Ty, Visibility, answer_name, type_name};
use crate::model::{ArgumentForm, Module, TypePath};
use crate::render;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The public items of a module, sorted by path; none when the module has no operations.
///
/// What every module or every enum has is not listed, since no document changes it: `Client::new`, `Unknown`.
#[must_use]
pub fn items(module: &Module) -> Vec<SurfaceItem> {
    let (mut paths, mut items) = (Paths::default(), Vec::new());
    for file in emit::library(module) {
        paths.add(&file);
        Listing::add(&mut items, &file, &module.name, &paths);
    }
    items.sort_by(|a, b| (&a.path, a.kind).cmp(&(&b.path, b.kind)));
    items
}

/// The paths by which programs reach what the files define.
#[derive(Default)]
struct Paths {
    /// Modules that nobody else may use.
    private: BTreeSet<String>,
    /// What stands in these, by the path that it is re-exported by.
    exported: BTreeMap<String, String>,
}

impl Paths {
    /// Adds what a file declares.
    fn add(&mut self, file: &File<'_>) {
        let above = || file.module.join("::");
        for item in &file.items {
            match item {
                item::Item::Mods(modules) => {
                    let private = modules.iter().filter(|module| module.visibility == Visibility::Private);
                    self.private.extend(private.map(|module| format!("{}::{}", above(), module.name)));
                }
                item::Item::Reexports(exports) => {
                    for export in exports {
                        let (above, module) = (above(), format!("{}::{}", above(), export.module));
                        let names = export.names.iter().filter(|_| self.private.contains(&module));
                        let names = names.map(|name| (format!("{module}::{name}"), format!("{above}::{name}")));
                        self.exported.extend(names);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Canonical paths below the crate.
struct Canonical<'m>(&'m str);

impl Names for Canonical<'_> {
    fn defined<'p>(&self, path: &'p TypePath) -> Cow<'p, str> {
        format!("{}::{}", self.0, path.canonical()).into()
    }
}

/// The items of a file in the making.
struct Listing<'f> {
    /// The module of the product version, which comes and goes as a whole.
    root: &'f str,
    /// The module of the file.
    module: String,
    owner: &'f Owner,
    is_private: bool,
    paths: &'f Paths,
    items: &'f mut Vec<SurfaceItem>,
}

impl<'f> Listing<'f> {
    fn add(items: &'f mut Vec<SurfaceItem>, file: &'f File<'_>, root: &'f str, paths: &'f Paths) {
        let module = file.module.join("::");
        let is_private = paths.private.contains(&module);
        let mut listing = Self { root, module, owner: &file.owner, is_private, paths, items };
        if file.module.len() == 1 {
            listing.push(ItemKind::Module, listing.module.clone(), SurfaceItem::default());
        }
        file.items.iter().for_each(|item| listing.item(item));
    }

    /// The path of something that the file defines, if programs reach it.
    fn reached(&self, name: &str) -> Option<String> {
        let path = format!("{}::{name}", self.module);
        if self.is_private { self.paths.exported.get(&path).cloned() } else { Some(path) }
    }

    fn push(&mut self, kind: ItemKind, path: String, rest: SurfaceItem) {
        let owner = if rest.owner == Owner::Document { self.owner.clone() } else { rest.owner };
        self.items.push(SurfaceItem { path, owner, kind, ..rest });
    }

    fn item(&mut self, item: &item::Item<'_>) {
        match item {
            item::Item::Mods(modules) => modules.iter().for_each(|module| self.submodule(module)),
            item::Item::Reexports(exports) => exports.iter().for_each(|export| self.export(export)),
            item::Item::Const(constant) => {
                if let Some(path) = self.reached(constant.name) {
                    self.constant(path, self.module.clone(), constant);
                }
            }
            item::Item::Struct(definition) => self.structure(definition),
            item::Item::Enum(definition) => self.enumeration(definition),
            item::Item::Impl(inherent) => self.inherent(inherent),
            item::Item::Sampled(sampled) => self.sample(sampled),
            item::Item::Paged(paged) => self.paged(paged),
            item::Item::Table(_)
            | item::Item::Operation(_)
            | item::Item::Calls(_)
            | item::Item::Example(_)
            | item::Item::Tests(_)
            | item::Item::Guarded(_)
            | item::Item::Code(_) => {}
        }
    }

    fn submodule(&mut self, module: &item::Mod<'_>) {
        if module.visibility == Visibility::Public {
            let origin = match &module.owner {
                Owner::Document => String::new(),
                Owner::Operation(wire) | Owner::Component(wire) => wire.clone(),
            };
            let (owner, parent) = (module.owner.clone(), Some(self.root.to_owned()));
            let path = format!("{}::{}", self.module, module.name);
            self.push(ItemKind::Module, path, SurfaceItem { owner, parent, origin, ..SurfaceItem::default() });
        }
    }

    /// A second path; what stands in a private module has no other.
    fn export(&mut self, export: &item::Reexport<'_>) {
        let module = format!("{}::{}", self.module, export.module);
        if self.paths.private.contains(&module) {
            return;
        }
        for name in &export.names {
            let definition = format!("{module}::{name}");
            let (owner, parent) = (export.owner.clone(), Some(definition.clone()));
            let path = format!("{}::{name}", self.module);
            self.push(
                ItemKind::Export,
                path,
                SurfaceItem { owner, parent, signature: definition, ..SurfaceItem::default() },
            );
        }
    }

    fn constant(&mut self, path: String, parent: String, constant: &item::Const<'_>) {
        let (signature, origin) = (constant.value.to_owned(), constant.origin.to_string());
        self.push(
            ItemKind::Constant,
            path,
            SurfaceItem { signature, origin, parent: Some(parent), ..SurfaceItem::default() },
        );
    }

    /// A constant of a trait, whatever module implements it.
    fn sample(&mut self, sampled: &item::SampledImpl<'_>) {
        let request = Canonical(self.root).defined(sampled.request).into_owned();
        let rest = SurfaceItem {
            owner: Owner::Operation(sampled.operation.to_owned()),
            origin: format!("{}.Response", sampled.operation),
            parent: Some(request.clone()),
            ..SurfaceItem::default()
        };
        self.push(ItemKind::Sample, format!("{request}::SAMPLE"), rest);
    }

    fn definition(&mut self, kind: ItemKind, name: &str, origin: &str) -> Option<String> {
        let path = self.reached(name)?;
        // What a module re-exports stands in the module itself.
        let parent = path.rsplit_once("::").map(|(parent, _)| parent.to_owned());
        self.push(kind, path.clone(), SurfaceItem { origin: origin.to_owned(), parent, ..SurfaceItem::default() });
        Some(path)
    }

    fn structure(&mut self, definition: &item::Struct<'_>) {
        let origin = definition.origin.unwrap_or_default();
        let Some(path) = self.definition(ItemKind::Struct, definition.name, origin) else { return };
        for field in definition.fields.iter().filter(|field| field.visibility == Visibility::Public) {
            let rest = SurfaceItem {
                signature: self.ty(field.ty),
                deprecated: field.deprecated.is_some(),
                parent: Some(path.clone()),
                origin: field.wire.map(|wire| format!("{origin}.{wire}")).unwrap_or_default(),
                ..SurfaceItem::default()
            };
            self.push(ItemKind::Field, format!("{path}::{}", field.name), rest);
        }
    }

    fn enumeration(&mut self, definition: &item::Enum<'_>) {
        let Some(path) = self.definition(ItemKind::Enum, definition.name, definition.origin) else { return };
        for variant in &definition.variants {
            let Some(wire) = variant.wire else { continue };
            let (parent, origin) = (Some(path.clone()), format!("{}.{wire}", definition.origin));
            self.push(
                ItemKind::Variant,
                format!("{path}::{}", variant.name),
                SurfaceItem { parent, origin, ..SurfaceItem::default() },
            );
        }
    }

    fn inherent(&mut self, inherent: &Impl<'_>) {
        let Some(ty) = self.reached(inherent.ty) else { return };
        for constant in &inherent.consts {
            self.constant(format!("{ty}::{}", constant.name), ty.clone(), constant);
        }
        for method in &inherent.methods {
            self.method(&ty, method);
        }
    }

    /// The trait that a request implements: the items that a program gets, and how they are got.
    fn paged(&mut self, paged: &PagedImpl<'_>) {
        let Some(request) = self.reached(paged.request) else { return };
        let path = format!("{request}::Paged");
        let origin = || if let Owner::Operation(wire) = self.owner { wire.clone() } else { String::new() };
        let item = type_name(paged.item, &Canonical(self.root));
        let rest = SurfaceItem { signature: item, origin: origin(), parent: Some(request), ..SurfaceItem::default() };
        let value = render::flat(&paged.paging);
        let signature = format!("{value}, items in {:?}", paged.path.join("."));
        let paging = SurfaceItem { signature, origin: origin(), parent: Some(path.clone()), ..SurfaceItem::default() };
        self.push(ItemKind::Paging, format!("{path}::PAGING"), paging);
        self.push(ItemKind::Paged, path, rest);
    }

    fn method(&mut self, ty: &str, method: &Method<'_>) {
        let Some(origin) = method.origin else { return };
        let argument = |argument: &item::Argument<'_>| {
            let ty = self.ty(argument.ty);
            if argument.form == ArgumentForm::Into { format!("impl Into<{ty}>") } else { ty }
        };
        let types = method.arguments.iter().map(argument);
        let named = |(argument, ty): (&item::Argument<'_>, String)| format!("{}: {ty}", argument.name);
        let (kind, parent, signature) = match (method.body, method.arguments.as_slice()) {
            // A setter comes and goes with its field.
            (Body::Set, [field]) => (ItemKind::Setter, format!("{ty}::{}", field.name), joined(types)),
            (Body::Construct, arguments) => {
                let arguments = joined(arguments.iter().zip(types).map(named));
                (ItemKind::Constructor, ty.to_owned(), format!("({arguments})"))
            }
            _ if matches!(method.returned, Returned::BlockingCall(_)) => {
                let twin = format!("{}::Client::{}", self.root, method.name);
                (ItemKind::BlockingMethod, twin, format!("({})", joined(types)))
            }
            _ => {
                let signature = format!("({}){}", joined(types), self.returned(method.returned));
                (ItemKind::Method, ty.to_owned(), signature)
            }
        };
        let rest = SurfaceItem {
            owner: method.owner.clone().unwrap_or_default(),
            deprecated: method.deprecated.is_some(),
            origin: origin.to_string(),
            parent: Some(parent),
            signature,
            ..SurfaceItem::default()
        };
        self.push(kind, format!("{ty}::{}", method.name), rest);
    }

    /// What awaiting a call gives, or what a method returns.
    fn returned(&self, returned: Returned<'_>) -> String {
        match returned {
            Returned::Own => " -> Self".to_owned(),
            Returned::Fallible => " -> Result<Self, Error>".to_owned(),
            Returned::Call(_, Some(answer)) => format!(" -> {}", answer_name(answer, &Canonical(self.root))),
            Returned::Call(operation, None) => format!(" -> Call<{}>", self.ty(operation)),
            Returned::BlockingCall(operation) => format!(" -> BlockingCall<{}>", self.ty(operation)),
        }
    }

    /// The type of an argument, or that of a field without the `Option` around it.
    fn ty(&self, ty: Ty<'_>) -> String {
        match ty {
            Ty::Model(ty) | Ty::Optional(ty) => type_name(ty, &Canonical(self.root)),
            Ty::Named(path) => Canonical(self.root).defined(path).into_owned(),
            Ty::Runtime(name) | Ty::Parameter(name, _) => name.to_owned(),
        }
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
