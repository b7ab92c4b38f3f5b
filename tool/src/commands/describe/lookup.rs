//! Finds what is to be described: in the project's documents, then where documents come from.

use std::collections::BTreeSet;
use std::fs;

use generator::describe::{self, Contents, Description, Descriptions, Name};
use generator::{Diagnostic, Input};

use crate::documents::{DocumentSource, Progress, is_remote};
use crate::project::Project;
use crate::report::failure::Failure;
use crate::specs::Specs;
use crate::specs::read::decoded;
use crate::terminal::{count, printable};

use super::Args;

/// More candidates than this are not named.
const NAMED: usize = 12;

/// What was found.
#[derive(Default)]
pub(super) struct Lookup {
    /// The documents.
    pub(super) inputs: Vec<Input>,
    /// Operations, in the order of their names on the command line.
    pub(super) operations: Vec<Operation>,
    /// Products, likewise.
    pub(super) products: Vec<Product>,
    /// What no document has, and what is closest to it.
    pub(super) unknown: Vec<(Name, Option<String>)>,
    /// Documents that cannot be read.
    pub(super) errors: Vec<Diagnostic>,
    /// Anything else that went wrong.
    pub(super) failures: Vec<Failure>,
}

/// A product that was found.
pub(super) struct Product {
    pub(super) contents: Contents,
    /// The operations that the project has; `None` where the operations of a project are no subset.
    pub(super) own: Option<BTreeSet<String>>,
    /// Why only these are listed, if so.
    pub(super) incomplete: Option<String>,
}

impl Product {
    /// A product whose document is at hand.
    pub(super) fn of(contents: Contents) -> Self {
        Self { contents, own: None, incomplete: None }
    }

    /// Lists the operations that the project does not have, too: from where documents come from.
    fn complete(&mut self, args: &Args, project: &Project) {
        let Contents { product, version, .. } = &self.contents;
        let name = Name { product: Some(product.clone()), version: Some(version.clone()), operation: None };
        match fetched(&name, args, project) {
            Ok(input) => {
                let all = describe::contents(&[input], &name).pop();
                self.own = all.map(|all| self.contents.extend_with(all));
            }
            Err(failure) => self.incomplete = Some(failure.message),
        }
    }
}

/// An operation that was found.
pub(super) struct Operation {
    pub(super) description: Description,
    /// Other documents of the same version that have it, too.
    pub(super) others: Vec<String>,
}

impl Lookup {
    /// Looks everything up.
    pub(super) fn of(args: &Args, project: &Project) -> Self {
        let is_own = args.specs.is_empty();
        let Specs { inputs, faults } = if is_own { own(project) } else { Specs::read(&args.specs, project) };
        let mut lookup = Self { inputs, errors: faults, ..Self::default() };
        lookup.describe(&args.names());
        if is_own {
            lookup.mark_own(args, project);
            lookup.fetch(args, project);
            lookup.fetch_products(args, project);
        }
        lookup
    }

    /// Lists all operations of the products of a configuration, and marks those that the project has.
    fn mark_own(&mut self, args: &Args, project: &Project) {
        if project.configuration().is_some() {
            self.products.iter_mut().for_each(|product| product.complete(args, project));
        }
    }

    /// Fetches what may be products: names of one word, unless they may be parts of an operation.
    fn fetch_products(&mut self, args: &Args, project: &Project) {
        if !self.operations.is_empty() {
            return;
        }
        let may_be = |(name, closest): &(Name, Option<String>)| name.product.is_none() && closest.is_none();
        let (wanted, unknown): (Vec<_>, Vec<_>) = std::mem::take(&mut self.unknown).into_iter().partition(may_be);
        self.unknown = unknown;
        for (name, closest) in wanted {
            let product = Name { product: name.operation.clone(), ..Name::default() };
            // A name that is none of a product, either, is one that nothing has, whatever the source says.
            let input = fetched(&product, args, project).ok();
            let products = input.map(|input| describe::contents(&[input], &product)).unwrap_or_default();
            match products.is_empty() {
                true => self.unknown.push((name, closest)),
                false => self.products.extend(products.into_iter().map(Product::of)),
            }
        }
    }

    fn describe(&mut self, names: &[Name]) {
        let Descriptions { operations, errors, unknown } = describe::describe(&self.inputs, names);
        self.errors.extend(errors);
        self.unknown = Vec::new();
        for name in names {
            if let Some(unknown) = unknown.iter().find(|(unknown, _)| unknown == name) {
                self.product_or_unknown(name, unknown.1.clone());
            } else if name.operation.is_none() {
                self.product_or_unknown(name, None);
            } else {
                let is_it = |found: &&Description| {
                    name.is_of(&found.product, &found.version) && name.is_operation(&found.operation)
                };
                match chosen(name, operations.iter().filter(is_it).cloned().collect()) {
                    Ok(operation) => self.operations.push(operation),
                    Err(failure) => self.failures.push(failure),
                }
            }
        }
    }

    /// A name that is none of an operation may be that of a product.
    fn product_or_unknown(&mut self, name: &Name, closest: Option<String>) {
        let is_product = name.product.is_none() || name.operation.is_none();
        let products = if is_product { describe::contents(&self.inputs, name) } else { Vec::new() };
        match products.is_empty() {
            true => self.unknown.push((name.clone(), closest)),
            false => self.products.extend(products.into_iter().map(Product::of)),
        }
    }

    /// Fetches the documents of what the project has not taken: names with a product.
    fn fetch(&mut self, args: &Args, project: &Project) {
        let (wanted, unknown): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.unknown).into_iter().partition(|(name, _)| name.product.is_some());
        let mut left = unknown;
        let mut wanted: Vec<Name> = wanted.into_iter().map(|(name, _)| name).collect();
        while let Some(first) = wanted.first().cloned() {
            // A document is fetched once for all of its operations.
            let (names, others): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|name| is_same_document(name, &first));
            wanted = others;
            match fetched(&first, args, project) {
                Ok(input) => {
                    let mut found = Self { inputs: vec![input], ..Self::default() };
                    found.describe(&names);
                    left.append(&mut found.unknown);
                    self.append(found);
                }
                Err(failure) => self.failures.push(failure),
            }
        }
        self.unknown = left;
    }

    fn append(&mut self, other: Self) {
        self.inputs.extend(other.inputs);
        self.operations.extend(other.operations);
        self.products.extend(other.products);
        self.errors.extend(other.errors);
        self.failures.extend(other.failures);
    }

    /// Whether everything was found.
    pub(super) fn is_complete(&self) -> bool {
        self.unknown.is_empty() && self.errors.is_empty() && self.failures.is_empty()
    }
}

/// The documents of the project, which may have none yet.
fn own(project: &Project) -> Specs {
    let folder = project.specs();
    let Specs { inputs, faults } = Specs::read(std::slice::from_ref(&folder), project);
    let shown = project.shown(&folder);
    let is_none = inputs.is_empty() && faults.iter().all(|fault| fault.file == shown);
    let is_empty = is_none && (!folder.exists() || fs::read_dir(folder).is_ok());
    Specs { inputs, faults: if is_empty { Vec::new() } else { faults } }
}

/// Whether two names are of one document, as they are typed.
fn is_same_document(one: &Name, other: &Name) -> bool {
    let parts = |name: &Name| [&name.product, &name.version].map(|part| part.as_ref().map(|part| part.to_lowercase()));
    parts(one) == parts(other)
}

/// Whether a document that is asked for is to be fetched over the network.
pub(super) fn needs_network(args: &Args, project: &Project) -> bool {
    let names = args.names();
    let wanted: Vec<Name> = names.into_iter().filter(|name| name.product.is_some()).collect();
    if wanted.is_empty() || args.offline || !args.specs.is_empty() || !is_remote(project) {
        return false;
    }
    let inputs = Specs::read(&[project.specs()], project).inputs;
    let found = describe::describe(&inputs, &wanted);
    let is_product = |name: &&Name| name.operation.is_none() && describe::contents(&inputs, name).is_empty();
    !found.unknown.is_empty() || wanted.iter().any(|name| is_product(&name))
}

/// The document of a product from where documents come from.
fn fetched(name: &Name, args: &Args, project: &Project) -> Result<Input, Failure> {
    let product = name.product.as_deref().unwrap_or_default();
    let progress = Progress::new(args.message_format);
    let source = DocumentSource::of(project, args.offline)?;
    let document = source.fetch(product, name.version.as_deref(), &progress)?;
    let unreadable = |diagnostic: Box<Diagnostic>| Failure {
        kind: "documents",
        message: format!("`{}`: {}", document.name, diagnostic.message),
        help: diagnostic.help.clone().unwrap_or_default(),
    };
    let text = decoded(document.bytes, &document.name).map_err(unreadable)?;
    Ok(Input::new(document.name, text))
}

/// The operation that a name means.
fn chosen(name: &Name, found: Vec<Description>) -> Result<Operation, Failure> {
    let mut versions: Vec<String> = found.iter().map(full_name).collect();
    versions.sort_unstable();
    versions.dedup();
    let others: Vec<String> = found.iter().skip(1).map(|other| other.file.clone()).collect();
    match (found.into_iter().next(), versions.len()) {
        (Some(description), 1) => Ok(Operation { description, others }),
        _ => {
            let listed: Vec<String> = versions.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
            let more = if versions.len() > NAMED { ", …" } else { "" };
            Err(Failure {
                kind: "ambiguous-operation",
                message: format!(
                    "`{}` is an operation of {}",
                    printable(&name.to_string()),
                    count(versions.len(), "version")
                ),
                help: format!("name one: {}{more}", printable(&listed.join(", "))),
            })
        }
    }
}

/// `Ecs/2014-05-26/RunInstances`
pub(super) fn full_name(description: &Description) -> String {
    format!("{}/{}/{}", description.product, description.version, description.operation)
}
