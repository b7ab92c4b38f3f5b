//! Generated files → their public items, by a parser: what a program can reach, and by which path.

use generator::Owner;
use std::collections::BTreeMap;

use generator::File;
use generator::diff::surface::{ItemKind, SurfaceItem};
use quote::ToTokens as _;
use syn::{Attribute, Expr, Fields, FnArg, ImplItem, Lit, Pat, Visibility};

use crate::scope::{Exports, Scope};

/// Every public item, without its parent. What is not known as a form of generated code is a panic: no item is missed.
pub(crate) fn items(files: &[File]) -> Vec<SurfaceItem> {
    let texts: Texts<'_> = files.iter().map(|file| (file.path.as_str(), file.content.as_str())).collect();
    let mut modules = BTreeMap::new();
    for (name, _) in submodules(&guarded(&parse(&texts, "src/lib.rs"))).filter(|(_, public)| *public) {
        walk(&texts, &[name], true, &mut modules);
    }
    let mut found =
        Found { exports: Exports::new(), owners: BTreeMap::new(), outputs: BTreeMap::new(), items: Vec::new() };
    found.owners.extend(modules.iter().map(|(path, module)| (path.join("::"), module.owner.clone())));
    for (path, module) in &modules {
        found.exports(path, module, &modules);
    }
    for module in modules.values() {
        found.operation(module);
    }
    for (path, module) in &modules {
        found.module(path, module);
    }
    found.items
}

/// The files by their paths.
type Texts<'a> = BTreeMap<&'a str, &'a str>;

/// A module with a file of its own.
struct Module {
    public: bool,
    owner: Owner,
    file: syn::File,
    scope: Scope,
}

fn walk(texts: &Texts<'_>, path: &[String], public: bool, modules: &mut BTreeMap<Vec<String>, Module>) {
    let names: Vec<&str> = path.iter().map(|name| name.strip_prefix("r#").unwrap_or(name)).collect();
    let base = format!("src/{}", names.join("/"));
    let name = [format!("{base}.rs"), format!("{base}/mod.rs")].into_iter().find(|name| texts.contains_key(&**name));
    let name = name.unwrap_or_else(|| panic!("{base}: no file"));
    let file = parse(texts, &name);
    for (submodule, own) in submodules(&file) {
        walk(texts, &[path, &[submodule]].concat(), public && own, modules);
    }
    let owner = owner(texts, &name);
    modules.insert(path.to_vec(), Module { public, owner, scope: Scope::new(path, &file), file });
}

/// The items inside the macro that holds all of them.
fn guarded(lib: &syn::File) -> syn::File {
    let [syn::Item::Macro(guard)] = lib.items.as_slice() else { panic!("`lib.rs` is one macro") };
    let items = |input: syn::parse::ParseStream<'_>| {
        let format = |input: syn::parse::ParseStream<'_>| -> syn::Result<()> {
            input.parse::<syn::Ident>()?;
            input.parse::<syn::Token![:]>()?;
            input.parse::<Lit>()?;
            input.parse::<syn::Token![,]>().map(drop)
        };
        format(input)?;
        format(input)?;
        let mut items = Vec::new();
        while !input.is_empty() {
            items.push(input.parse()?);
        }
        Ok(items)
    };
    let items = syn::parse::Parser::parse2(items, guard.mac.tokens.clone()).unwrap();
    syn::File { items, ..lib.clone() }
}

fn parse(texts: &Texts<'_>, path: &str) -> syn::File {
    syn::parse_file(texts[path]).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What the first line of a file says that it is made from.
fn owner(texts: &Texts<'_>, path: &str) -> Owner {
    let header = texts[path].lines().next().unwrap();
    let Some((_, wire)) = header.split_once('#') else { return Owner::Document };
    let wire = wire.strip_suffix(". Do not edit.").unwrap().to_owned();
    if path.contains("/operations/") { Owner::Operation(wire) } else { Owner::Component(wire) }
}

fn submodules(file: &syn::File) -> impl Iterator<Item = (String, bool)> {
    file.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) => Some((module.ident.to_string(), is_public(&module.vis))),
        _ => None,
    })
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_deprecated(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"))
}

struct Found {
    /// Second paths, and the only public paths of what stands in private modules.
    exports: Exports,
    owners: BTreeMap<String, Owner>,
    /// What operations give, by the paths of their requests.
    outputs: BTreeMap<String, String>,
    items: Vec<SurfaceItem>,
}

impl Found {
    fn push(&mut self, path: String, owner: &Owner, kind: ItemKind, signature: String, deprecated: bool) {
        self.items.push(SurfaceItem {
            path,
            owner: owner.clone(),
            kind,
            signature,
            deprecated,
            parent: None,
            origin: String::new(),
        });
    }

    fn exports(&mut self, path: &[String], module: &Module, modules: &BTreeMap<Vec<String>, Module>) {
        let uses = module.file.items.iter().filter_map(|item| match item {
            syn::Item::Use(item) if is_public(&item.vis) => Some(&item.tree),
            _ => None,
        });
        for (name, target) in uses.flat_map(|tree| module.scope.used(tree)) {
            let short = [path, &[name]].concat();
            let home = modules.get(&target[..target.len() - 1]).unwrap_or_else(|| panic!("{short:?}: {target:?}"));
            if home.public {
                self.push(short.join("::"), &home.owner, ItemKind::Export, target.join("::"), false);
                self.exports.insert(short, target);
            } else {
                self.exports.insert(target, short);
            }
        }
    }

    /// What the operation of a file gives, if it has one.
    fn operation(&mut self, module: &Module) {
        for item in &module.file.items {
            let syn::Item::Impl(item) = item else { continue };
            let Some((name, _)) = &item.trait_ else { continue };
            if name.is_ident("Paged") || name.is_ident("Sampled") {
                continue;
            }
            assert!(name.is_ident("Operation"), "another trait");
            let output = item.items.iter().find_map(|item| match item {
                ImplItem::Type(output) if output.ident == "Output" => Some(&output.ty),
                _ => None,
            });
            let ty = |ty| module.scope.ty(ty, &self.exports);
            let (request, output) = (ty(&item.self_ty), ty(output.unwrap()));
            self.outputs.insert(request, output);
        }
    }

    fn module(&mut self, path: &[String], module: &Module) {
        if module.public {
            self.push(path.join("::"), &module.owner, ItemKind::Module, String::new(), false);
        }
        // The public path of an item; in a private module none but what is exported has one.
        let public = |exports: &Exports, name: &syn::Ident| -> Option<String> {
            let own = [path, &[name.to_string()]].concat();
            if module.public { Some(own.join("::")) } else { exports.get(&own).map(|path| path.join("::")) }
        };
        for item in &module.file.items {
            match item {
                syn::Item::Struct(item) if is_public(&item.vis) => {
                    let Some(path) = public(&self.exports, &item.ident) else { continue };
                    self.structure(&path, item, module);
                }
                syn::Item::Enum(item) if is_public(&item.vis) => {
                    let Some(path) = public(&self.exports, &item.ident) else { continue };
                    self.enumeration(&path, item, &module.owner);
                }
                syn::Item::Impl(item) if item.trait_.is_none() => {
                    let syn::Type::Path(ty) = &*item.self_ty else { panic!("another form of `impl`") };
                    let Some(path) = public(&self.exports, ty.path.get_ident().unwrap()) else { continue };
                    self.inherent(&path, item, module);
                }
                syn::Item::Impl(item) if item.trait_.as_ref().is_some_and(|(name, _)| name.is_ident("Sampled")) => {
                    self.sample(item, module);
                }
                syn::Item::Impl(item) if item.trait_.as_ref().is_some_and(|(name, _)| name.is_ident("Paged")) => {
                    self.paged(item, module);
                }
                syn::Item::Const(item) if module.public && is_public(&item.vis) => {
                    let path = public(&self.exports, &item.ident).unwrap();
                    self.constant(path, &item.expr, &item.attrs, module);
                }
                syn::Item::Macro(item) if item.mac.path.is_ident("object") || item.mac.path.is_ident("open_enum") => {}
                syn::Item::Const(_) | syn::Item::Impl(_) | syn::Item::Mod(_) | syn::Item::Use(_) => {}
                _ => panic!("another form of item in {path:?}"),
            }
        }
    }

    fn structure(&mut self, path: &str, item: &syn::ItemStruct, module: &Module) {
        let deprecated = is_deprecated(&item.attrs);
        self.push(path.to_owned(), &module.owner, ItemKind::Struct, String::new(), deprecated);
        assert!(matches!(item.fields, Fields::Named(_)), "{path}");
        for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
            let ty = module.scope.ty(&field.ty, &self.exports);
            let ty = ty.strip_prefix("Option<").and_then(|ty| ty.strip_suffix('>')).unwrap().to_owned();
            let path = format!("{path}::{}", field.ident.as_ref().unwrap());
            self.push(path, &module.owner, ItemKind::Field, ty, is_deprecated(&field.attrs));
        }
    }

    /// The variants but `Unknown`, which every enum has.
    fn enumeration(&mut self, path: &str, item: &syn::ItemEnum, owner: &Owner) {
        self.push(path.to_owned(), owner, ItemKind::Enum, String::new(), is_deprecated(&item.attrs));
        let (unknown, known): (Vec<_>, Vec<_>) = item.variants.iter().partition(|variant| variant.ident == "Unknown");
        assert!(matches!(unknown.as_slice(), [variant] if variant.fields.len() == 1), "{path}");
        for variant in known {
            assert!(variant.fields.is_empty(), "{path}::{}", variant.ident);
            let path = format!("{path}::{}", variant.ident);
            self.push(path, owner, ItemKind::Variant, String::new(), is_deprecated(&variant.attrs));
        }
    }

    fn constant(&mut self, path: String, value: &Expr, attributes: &[Attribute], module: &Module) {
        let Expr::Lit(value) = value else { panic!("another form of constant") };
        let Lit::Str(value) = &value.lit else { panic!("another type of constant") };
        self.push(path, &module.owner, ItemKind::Constant, value.value(), is_deprecated(attributes));
    }

    /// A constant of a trait, whatever module implements it.
    fn sample(&mut self, item: &syn::ItemImpl, module: &Module) {
        let [ImplItem::Const(constant)] = item.items.as_slice() else { panic!("another form of sample") };
        let request = module.scope.ty(&item.self_ty, &self.exports);
        let home = request.rsplit_once("::").unwrap().0;
        let owner = self.owners[home].clone();
        self.push(format!("{request}::{}", constant.ident), &owner, ItemKind::Sample, String::new(), false);
    }

    fn paged(&mut self, item: &syn::ItemImpl, module: &Module) {
        let path = format!("{}::Paged", module.scope.ty(&item.self_ty, &self.exports));
        let [ImplItem::Type(ty), ImplItem::Const(paging), ImplItem::Fn(items)] = item.items.as_slice() else {
            panic!("{path}: another form of `Paged`")
        };
        let ty = module.scope.ty(&ty.ty, &self.exports);
        self.push(path.clone(), &module.owner, ItemKind::Paged, ty, false);
        let [value, items] = [paging.expr.to_token_stream(), items.block.to_token_stream()]
            .map(|tokens| tokens.to_string().replace(' ', "").replace(",)", ")"));
        let items = items.replace(".as_mut()?", "").replace("{page.", "").replace(".as_mut()}", "");
        let items = items.replace("{Some(page)}", "");
        let signature = format!("{}, items in {items:?}", value.replace(',', ", "));
        self.push(format!("{path}::PAGING"), &module.owner, ItemKind::Paging, signature, false);
    }

    fn inherent(&mut self, path: &str, item: &syn::ItemImpl, module: &Module) {
        for item in &item.items {
            match item {
                ImplItem::Fn(function) => {
                    assert!(is_public(&function.vis), "{path}::{}", function.sig.ident);
                    self.method(path, function, module);
                }
                ImplItem::Const(item) => {
                    assert!(is_public(&item.vis), "{path}::{}", item.ident);
                    self.constant(format!("{path}::{}", item.ident), &item.expr, &item.attrs, module);
                }
                _ => panic!("{path}: another form of associated item"),
            }
        }
    }

    fn method(&mut self, path: &str, function: &syn::ImplItemFn, module: &Module) {
        let name = function.sig.ident.to_string();
        let output = module.scope.output(&function.sig.output, &self.exports);
        let arguments: Vec<(String, String)> =
            function.sig.inputs.iter().filter_map(|argument| self.argument(argument, module)).collect();
        let takes_self = function.sig.receiver().is_some();
        let root = path.strip_suffix("::Client").unwrap_or_default();
        let (root, call) = match root.strip_suffix("::blocking") {
            Some(root) => (root, "BlockingCall"),
            None => (root, "Call"),
        };
        let is_client = !root.is_empty() && !root.contains("::");
        let (owner, kind, signature) = match arguments.as_slice() {
            // The client's own methods are the same in every module.
            _ if is_client && name == "new" => {
                assert_eq!(output, "Result<Self, Error>");
                return;
            }
            [(_, request)] if is_client && name == "call" => {
                assert_eq!((request.as_str(), output), ("O", format!("{call}<O>")));
                return;
            }
            [(_, request)] if is_client && takes_self => {
                assert_eq!(output, format!("{call}<{request}>"));
                let owner = self.owners[&format!("{root}::operations::{name}")].clone();
                match call {
                    "Call" => (owner, ItemKind::Method, format!("({request}) -> {}", self.outputs[request])),
                    _ => (owner, ItemKind::BlockingMethod, format!("({request})")),
                }
            }
            [(_, ty)] if takes_self && output == "Self" => (module.owner.clone(), ItemKind::Setter, ty.clone()),
            arguments if !takes_self && name == "new" && output == "Self" => {
                let arguments: Vec<String> = arguments.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
                (module.owner.clone(), ItemKind::Constructor, format!("({})", arguments.join(", ")))
            }
            _ => panic!("{path}::{name}: another form of method"),
        };
        self.push(format!("{path}::{name}"), &owner, kind, signature, is_deprecated(&function.attrs));
    }

    /// Name and type; `None` for `self`.
    fn argument(&self, argument: &FnArg, module: &Module) -> Option<(String, String)> {
        let FnArg::Typed(argument) = argument else { return None };
        let Pat::Ident(name) = &*argument.pat else { panic!("another form of argument") };
        Some((name.ident.to_string(), module.scope.ty(&argument.ty, &self.exports)))
    }
}
