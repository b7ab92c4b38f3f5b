//! The result of a comparison: documents, owners, changes, the verdict.

use super::rules::{Bump, Class, ItemClass, Weight};
use crate::Owner;
use crate::Position;
use std::collections::BTreeMap;

/// All changes between two sets of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Documents with a change, sorted by module.
    pub documents: Vec<DocumentChanges>,
}

/// The changes of a document: one version of one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentChanges {
    /// The Rust module: `ice20201109`.
    pub module: String,
    /// The product's code: `ICE`.
    pub product: String,
    /// The version: `2020-11-09`.
    pub version: String,
    /// The old edition; `None` when the document is new.
    pub old: Option<Edition>,
    /// The new edition; `None` when the document is gone.
    pub new: Option<Edition>,
    /// The changes of each owner: the document itself, operations, components.
    pub owners: Vec<OwnerChanges>,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The document, as named by [`crate::Input::path`].
    pub path: String,
    /// How many operations it declares.
    pub declared: usize,
    /// How many of them are generated.
    pub generated: usize,
}

/// The changes of one owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerChanges {
    /// The owner.
    pub owner: Owner,
    /// Whether code is generated of it in either edition, if only in what refers to it. None is of refused operations and of
    /// components that no generated operation uses.
    pub generated: bool,
    /// Whether the generated code differs, if only in its documentation.
    pub differs: bool,
    /// The operations of either edition that use it, if it is a component; sorted by name.
    pub used_by: Vec<Use>,
    /// Wire changes, the heaviest first. Empty where only something that it uses changed, such as a component.
    pub wire: Vec<Change>,
    /// Item changes, the heaviest first.
    pub rust: Vec<ItemChange>,
}

/// How an operation uses a component, directly or through others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The operation, by wire name.
    pub operation: String,
    /// Whether its request does.
    pub request: bool,
    /// Whether its successful response does.
    pub response: bool,
}

/// A wire change: something that the vendor changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The identifier, the same in every run: sixteen hexadecimal digits made of the module, the owner, the part, the path and
    /// the class, and of the value where a value of a list is added or removed. It depends neither on other changes, nor on
    /// an order, a position, or the old and new value.
    pub id: String,
    /// Its class.
    pub class: Class,
    /// How much it weighs: the weight of its class; more where requests, or a component that they use, must have something
    /// from now on; less where no type is generated of it, or none was before.
    pub weight: Weight,
    /// The part of the owner.
    pub part: Part,
    /// The wire path below the part: `Tags[].Key`, with `{}` for the values of a map; the region of a host; empty for the
    /// whole part.
    pub path: String,
    /// The old value, in full; `None` where there was none, or the class says all. Of lists of lines, such as error codes, the
    /// lines that only the old edition has.
    pub before: Option<String>,
    /// The new value, likewise.
    pub after: Option<String>,
    /// Where it is in the old edition.
    pub old: Option<Place>,
    /// Where it is in the new edition.
    pub new: Option<Place>,
    /// The entry of a corrections file that would hold it back; only where the change breaks programs.
    pub correction: Option<String>,
}

/// A part of an operation or component.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The owner as a whole.
    Whole,
    /// The parameters.
    Request,
    /// The response with this status.
    Response(String),
    /// The schema of a component.
    Schema,
}

/// A position in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path of the document or of its corrections.
    pub file: String,
    /// Line and column.
    pub position: Position,
}

/// An item change: something that a program in Rust notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// The identifier, the same in every run: sixteen hexadecimal digits made of class and path.
    pub id: String,
    /// Its class.
    pub class: ItemClass,
    /// The Rust path below the crate: `ice20201109::Client::start_ai_agent_instance`.
    pub path: String,
    /// The old type or signature, where that changed; the number of items where a module is added or removed.
    pub before: Option<String>,
    /// The new type or signature, likewise.
    pub after: Option<String>,
    /// The dotted wire path of what the item is generated from: `GetJob.Request.Tags.Key`; empty where there is none.
    pub origin: String,
    /// The wire change that causes it, as an index of [`OwnerChanges::wire`]; `None` where another owner, such as a component,
    /// has changed, or where there are several causes.
    pub cause: Option<usize>,
}

impl OwnerChanges {
    /// The weight of the heaviest change.
    #[must_use]
    pub fn weight(&self) -> Weight {
        let wire = self.wire.iter().map(|change| change.weight);
        let rust = self.rust.iter().map(|change| change.class.weight());
        wire.chain(rust).max().unwrap_or(Weight::Documentation)
    }

    /// The item changes that a wire change causes, by its index in [`wire`](Self::wire).
    pub fn effects(&self, index: usize) -> impl Iterator<Item = &ItemChange> {
        self.rust.iter().filter(move |item| item.cause == Some(index))
    }

    /// The item changes that no single wire change of this owner causes.
    pub fn uncaused(&self) -> impl Iterator<Item = &ItemChange> {
        self.rust.iter().filter(|item| item.cause.is_none())
    }

    /// The weight of a wire change together with its effects.
    #[must_use]
    pub fn weight_of(&self, index: usize) -> Weight {
        let own = self.wire.get(index).map(|change| change.weight);
        self.effects(index).map(|item| item.class.weight()).chain(own).max().unwrap_or(Weight::Documentation)
    }

    /// The wire changes with their effects, by the weight of both, the heaviest first.
    #[must_use]
    pub fn ranked(&self) -> Vec<(Weight, &Change, Vec<&ItemChange>)> {
        let changes = self.wire.iter().enumerate();
        let mut ranked: Vec<_> =
            changes.map(|(index, change)| (self.weight_of(index), change, self.effects(index).collect())).collect();
        ranked.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
        ranked
    }

    /// The version bump that the changes ask for.
    #[must_use]
    pub fn bump(&self) -> Bump {
        let floor = if self.differs { Bump::Patch } else { Bump::None };
        self.rust.iter().map(|change| change.class.bump()).max().unwrap_or_default().max(floor)
    }

    /// Whether only texts changed.
    #[must_use]
    pub fn is_documentation(&self) -> bool {
        self.weight() == Weight::Documentation
    }
}

impl DocumentChanges {
    /// The version bump that the changes ask for.
    #[must_use]
    pub fn bump(&self) -> Bump {
        self.owners.iter().map(OwnerChanges::bump).max().unwrap_or_default()
    }
}

impl Report {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// All owners with a change.
    pub fn owners(&self) -> impl Iterator<Item = &OwnerChanges> {
        self.documents.iter().flat_map(|document| &document.owners)
    }

    /// The verdict: the version bump that `generated` needs.
    #[must_use]
    pub fn bump(&self) -> Bump {
        self.documents.iter().map(DocumentChanges::bump).max().unwrap_or_default()
    }

    /// The number of wire changes of each class.
    #[must_use]
    pub fn classes(&self) -> BTreeMap<Class, usize> {
        let mut counts = BTreeMap::new();
        for change in self.owners().flat_map(|owner| &owner.wire) {
            *counts.entry(change.class).or_insert(0) += 1;
        }
        counts
    }

    /// Whether there is a change of this weight in what is generated.
    #[must_use]
    pub fn has(&self, weight: Weight) -> bool {
        self.owners().any(|owner| {
            let wire = owner.wire.iter().map(|change| change.weight);
            owner.generated && wire.chain(owner.rust.iter().map(|c| c.class.weight())).any(|own| own == weight)
        })
    }
}
