//! Selects the parts of a report that are shown, and their order.

use generator::diff::{Bump, Change, Class, DocumentChanges, OwnerChanges, Report, Weight};

use crate::terminal::count;
use crate::version::Version;

/// A report and how it is shown.
pub(crate) struct View<'a> {
    pub(crate) report: &'a Report,
    /// The two sides, as the user knows them.
    pub(crate) sides: [&'a str; 2],
    /// The name of the crate in Rust.
    pub(crate) crate_name: &'a str,
    /// The version of the crate on the old side, where it has one.
    pub(crate) version: Option<Version>,
    /// Whether everything is listed; otherwise some of it is only counted.
    pub(crate) verbose: bool,
}

impl<'a> View<'a> {
    /// How many entries of a list that is not breaking are shown.
    pub(super) fn shown(&self, most: usize) -> usize {
        if self.verbose { usize::MAX } else { most }
    }

    /// The verdict in a line.
    pub(super) fn verdict(&self) -> String {
        let sums = ChangeCounts::of(self.report.owners());
        let version =
            self.version.map(|version| format!("; {} {}", self.crate_name, step(version, self.report.bump())));
        format!("{}: {}{}", self.report.bump(), sums.changes(), version.unwrap_or_default())
    }

    /// A note on the next version number, where it needs one.
    pub(super) fn numbers(&self) -> Option<&'static str> {
        self.version.and_then(|version| version.numbers(self.report.bump()))
    }

    /// The documents, those that ask most of the version first.
    pub(super) fn documents(&self) -> Vec<&'a DocumentChanges> {
        let mut documents: Vec<&DocumentChanges> = self.report.documents.iter().collect();
        documents.sort_by_key(|document| std::cmp::Reverse(document.bump()));
        documents
    }

    /// The owners of a document, by how they are shown.
    pub(super) fn owners(&self, document: &'a DocumentChanges) -> Owners<'a> {
        let mut owners = Owners::default();
        for owner in &document.owners {
            let list = match owner {
                _ if self.verbose => &mut owners.detailed,
                owner if !owner.generated => &mut owners.ungenerated,
                owner if owner.is_documentation() => &mut owners.textual,
                owner if is_new(owner) => &mut owners.added,
                _ => &mut owners.detailed,
            };
            list.push(owner);
        }
        owners.detailed.sort_by_key(|owner| std::cmp::Reverse((owner.generated, owner.weight())));
        owners
    }
}

/// The owners of a document.
#[derive(Default)]
pub(super) struct Owners<'a> {
    /// Shown change by change, heaviest first.
    pub(super) detailed: Vec<&'a OwnerChanges>,
    /// New as a whole: named.
    pub(super) added: Vec<&'a OwnerChanges>,
    /// With other texts only: counted.
    pub(super) textual: Vec<&'a OwnerChanges>,
    /// Without generated code: counted.
    pub(super) ungenerated: Vec<&'a OwnerChanges>,
}

impl<'a> Owners<'a> {
    /// Changes of texts that are only counted.
    pub(super) fn texts(&self) -> Vec<&'a Change> {
        let owners = self.textual.iter().chain(&self.detailed).chain(&self.added);
        owners.flat_map(|owner| &owner.wire).filter(|change| change.weight == Weight::Documentation).collect()
    }
}

/// Whether an owner is nothing but new.
pub(super) fn is_new(owner: &OwnerChanges) -> bool {
    let is_whole = |change: &Change| matches!(change.class, Class::OperationAdded | Class::ComponentAdded);
    owner.weight() == Weight::Additive && owner.wire.iter().any(is_whole)
}

/// `0.1.0 → 0.2.0`; one version where nothing asks for another.
fn step(version: Version, bump: Bump) -> String {
    let next = version.after(bump);
    if next == version { format!("stays {version}") } else { format!("{version} → {next}") }
}

/// How many changes there are of each weight, heaviest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ChangeCounts {
    /// Of the vendor, where code is generated: each with all that comes of it. What programs notice without a change of
    /// the same owner counts by itself.
    pub(super) wire: [usize; 4],
    /// In Rust.
    pub(super) rust: [usize; 4],
    /// Of the vendor, where no code is generated.
    pub(super) ungenerated: usize,
}

impl ChangeCounts {
    pub(super) fn of<'a>(owners: impl IntoIterator<Item = &'a OwnerChanges>) -> Self {
        let mut sums = Self::default();
        for owner in owners {
            let add = |weights: &mut [usize; 4], weight| {
                let places = Weight::ALL.iter().zip(weights);
                places.filter(|(own, _)| **own == weight).for_each(|(_, sum)| *sum += 1);
            };
            match owner.generated {
                true => {
                    owner.ranked().iter().for_each(|(weight, ..)| add(&mut sums.wire, *weight));
                    owner.uncaused().for_each(|item| add(&mut sums.wire, item.class.weight()));
                }
                false => sums.ungenerated += owner.wire.len(),
            }
            owner.rust.iter().for_each(|change| add(&mut sums.rust, change.class.weight()));
        }
        sums
    }

    /// `2 breaking, 1 additive changes`.
    pub(super) fn changes(&self) -> String {
        let noun = if self.wire.iter().sum::<usize>() == 1 { "change" } else { "changes" };
        by_weight(&self.wire)
            .map_or_else(|| "no change of what is generated".to_owned(), |sums| format!("{sums} {noun}"))
    }

    /// `1 breaking in Rust; not generated: 3 changes`; none when there is nothing of it.
    pub(super) fn rest(&self) -> Option<String> {
        let rust = by_weight(&self.rust).map(|sums| format!("in Rust: {sums}"));
        let ungenerated =
            (self.ungenerated > 0).then(|| format!("not generated: {}", count(self.ungenerated, "change")));
        let parts: Vec<String> = rust.into_iter().chain(ungenerated).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

/// `2 breaking, 12 additive`; none when there is nothing.
pub(super) fn by_weight(sums: &[usize; 4]) -> Option<String> {
    let sums = Weight::ALL.iter().zip(sums).filter(|(_, sum)| **sum > 0);
    let sums: Vec<String> = sums.map(|(weight, sum)| format!("{sum} {weight}")).collect();
    (!sums.is_empty()).then(|| sums.join(", "))
}
