//! What is told: documents, owners, changes, the verdict.

use super::rules::{Bump, Class, ItemClass, Weight};
use crate::Owner;
use crate::Position;
use std::collections::BTreeMap;

/// Everything that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Documents with a change, sorted by module.
    pub documents: Vec<DocumentChanges>,
}

/// What changed in a document: one version of one product.
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
    /// What changed, owner by owner: the document itself, operations, components.
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

/// What changed in one owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerChanges {
    /// Whose changes these are.
    pub owner: Owner,
    /// Whether code comes of it on either side, if only in what refers to it. Refused operations and components that none
    /// leads to give none.
    pub generated: bool,
    /// Whether that code differs, if only in its documentation.
    pub differs: bool,
    /// The operations that use it on a side, if it is a component; sorted by name.
    pub used_by: Vec<Use>,
    /// What the vendor changed, heaviest first. Empty when something else, a component, changed what it uses.
    pub wire: Vec<Change>,
    /// What a program notices, heaviest first.
    pub rust: Vec<ItemChange>,
}

/// How an operation uses a component, by itself or through others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The operation, by wire name.
    pub operation: String,
    /// Whether its request holds it.
    pub request: bool,
    /// Whether its response of success holds it.
    pub response: bool,
}

/// Something that the vendor changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is called in every run: sixteen hexadecimal digits made of the module, the owner, the part and the path, the
    /// class, and of which value it is about where values of a list come or go. No other change has a part in it, nor an
    /// order, a place, or what it was and is.
    pub id: String,
    /// Its class.
    pub class: Class,
    /// How much it weighs: its class's weight, more for what requests must have from now on, also in a component that requests
    /// use, less where no type comes of it, or none came before.
    pub weight: Weight,
    /// The part of the owner.
    pub part: Part,
    /// The wire path in that part: `Tags[].Key`, a map's values as `{}`; the region for hosts; empty for the whole.
    pub path: String,
    /// What it was, whole; `None` where there was nothing, or the class says all. Of texts that are lists, such as error codes,
    /// the lines that only this side has.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// Where it was.
    pub old: Option<Place>,
    /// Where it is.
    pub new: Option<Place>,
    /// A correction that would hold it back, as an entry of a corrections file; only where the change breaks programs.
    pub correction: Option<String>,
}

/// A part of an operation or component.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The owner as a whole.
    Whole,
    /// The parameters.
    Request,
    /// The response with a status.
    Response(String),
    /// The type that a component is.
    Schema,
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The document or its corrections.
    pub file: String,
    /// Line and column.
    pub position: Position,
}

/// Something that a program in Rust notices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// What it is called in every run: sixteen hexadecimal digits made of class and path.
    pub id: String,
    /// Its class.
    pub class: ItemClass,
    /// The Rust path below the crate: `ice20201109::Client::start_ai_agent_instance`.
    pub path: String,
    /// The type or signature that it had, where that changed; the number of items where a module comes or goes.
    pub before: Option<String>,
    /// The type or signature that it has.
    pub after: Option<String>,
    /// The dotted wire path that it comes from: `GetJob.Request.Tags.Key`; empty for what has none.
    pub origin: String,
    /// The change of the vendor that it comes from: its index in [`OwnerChanges::wire`]. None where that is a change of
    /// another owner, such as a component, or where several come together.
    pub cause: Option<usize>,
}

impl OwnerChanges {
    /// The heaviest change.
    #[must_use]
    pub fn weight(&self) -> Weight {
        let wire = self.wire.iter().map(|change| change.weight);
        let rust = self.rust.iter().map(|change| change.class.weight());
        wire.chain(rust).max().unwrap_or(Weight::Documentation)
    }

    /// What comes of a change of the vendor in Rust, by its index in [`wire`](Self::wire).
    pub fn effects(&self, index: usize) -> impl Iterator<Item = &ItemChange> {
        self.rust.iter().filter(move |item| item.cause == Some(index))
    }

    /// What programs notice although nothing of this owner's own changed for it.
    pub fn uncaused(&self) -> impl Iterator<Item = &ItemChange> {
        self.rust.iter().filter(|item| item.cause.is_none())
    }

    /// How much a change of the vendor weighs with all that comes of it.
    #[must_use]
    pub fn weight_of(&self, index: usize) -> Weight {
        let own = self.wire.get(index).map(|change| change.weight);
        self.effects(index).map(|item| item.class.weight()).chain(own).max().unwrap_or(Weight::Documentation)
    }

    /// The changes of the vendor with what comes of them, the heaviest first by both.
    #[must_use]
    pub fn told(&self) -> Vec<(Weight, &Change, Vec<&ItemChange>)> {
        let told = self.wire.iter().enumerate();
        let mut told: Vec<_> =
            told.map(|(index, change)| (self.weight_of(index), change, self.effects(index).collect())).collect();
        told.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
        told
    }

    /// What the changes ask of the version.
    #[must_use]
    pub fn bump(&self) -> Bump {
        let floor = if self.differs { Bump::Patch } else { Bump::None };
        self.rust.iter().map(|change| change.class.bump()).max().unwrap_or_default().max(floor)
    }

    /// Whether nothing but texts changed.
    #[must_use]
    pub fn is_documentation(&self) -> bool {
        self.weight() == Weight::Documentation
    }
}

impl DocumentChanges {
    /// What the changes ask of the version.
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

    /// How many changes of the vendor there are of each class.
    #[must_use]
    pub fn classes(&self) -> BTreeMap<Class, usize> {
        let mut counts = BTreeMap::new();
        for change in self.owners().flat_map(|owner| &owner.wire) {
            *counts.entry(change.class).or_insert(0) += 1;
        }
        counts
    }

    /// Whether code that is generated changes with this weight.
    #[must_use]
    pub fn has(&self, weight: Weight) -> bool {
        self.owners().any(|owner| {
            let wire = owner.wire.iter().map(|change| change.weight);
            owner.generated && wire.chain(owner.rust.iter().map(|c| c.class.weight())).any(|own| own == weight)
        })
    }
}
