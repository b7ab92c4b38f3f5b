//! The figures of a document: the columns of the table.

use std::time::Duration;

use super::entry::Entry;
use super::samples::Verdict;
use super::step::Step;

/// A figure that every document has, or may have.
pub(super) struct Figure {
    /// The title of its column.
    pub(super) title: &'static str,
    /// What it counts.
    pub(super) unit: Unit,
    /// The step that yields it; none for what the generator yields.
    step: Option<Step>,
    /// The figure of a document.
    value: fn(&Entry) -> Option<u64>,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Things.
    Pieces,
    /// Milliseconds, shown as such.
    Milliseconds,
    /// Milliseconds, shown as seconds.
    Seconds,
    /// Bytes, shown as megabytes.
    Megabytes,
}

impl Unit {
    /// A figure as text.
    pub(super) fn show(self, value: u64) -> String {
        let tenths = |tenth: u64| {
            let rounded = value.saturating_add(tenth / 2) / tenth;
            format!("{}.{}", rounded / 10, rounded % 10)
        };
        match self {
            Self::Pieces | Self::Milliseconds => value.to_string(),
            Self::Seconds => tenths(100),
            Self::Megabytes => tenths(100_000),
        }
    }
}

/// The slowest documents to generate are told by this.
pub(super) const GENERATION: Figure = Figure {
    title: "gen ms",
    unit: Unit::Milliseconds,
    step: None,
    value: |entry| Some(milliseconds(entry.generated.as_ref()?.time)),
};

/// The slowest crates to compile are told by this.
pub(super) const CHECK: Figure =
    Figure { title: "check s", unit: Unit::Seconds, step: Some(Step::Check), value: |entry| cpu(entry, Step::Check) };

/// The largest crates are told by this.
pub(super) const SIZE: Figure =
    Figure { title: "library MB", unit: Unit::Megabytes, step: None, value: Entry::library_size };

const ALL: [Figure; 14] = [
    pieces("operations", None, |entry| Some(count(entry.generated.as_ref()?.summary.operations))),
    pieces("types", None, |entry| Some(count(entry.generated.as_ref()?.summary.types))),
    pieces("refused", None, |entry| Some(count(entry.generated.as_ref()?.summary.refused))),
    pieces("warnings", None, |entry| Some(count(entry.generated.as_ref()?.warnings.len()))),
    pieces("files", None, |entry| Some(count(entry.generated.as_ref()?.files))),
    GENERATION,
    CHECK,
    Figure { title: "doc s", step: Some(Step::Doc), value: |entry| cpu(entry, Step::Doc), ..CHECK },
    Figure { title: "test s", step: Some(Step::Test), value: |entry| cpu(entry, Step::Test), ..CHECK },
    Figure { title: "rmeta MB", step: Some(Step::Check), value: |entry| entry.ran(Step::Check)?.rmeta, ..SIZE },
    Figure { title: "rlib MB", step: Some(Step::Test), value: |entry| entry.ran(Step::Test)?.rlib, ..SIZE },
    pieces("exact", Some(Step::Test), |entry| verdicts(entry, Verdict::Exact)),
    pieces("tolerated", Some(Step::Test), |entry| verdicts(entry, Verdict::Tolerated)),
    pieces("failed", Some(Step::Test), |entry| verdicts(entry, Verdict::Failed)),
];

/// The figures that these steps yield.
pub(super) fn of(steps: &[Step]) -> impl Iterator<Item = &'static Figure> + Clone {
    const { &ALL }.iter().filter(|figure| figure.step.is_none_or(|step| steps.contains(&step)))
}

impl Figure {
    /// The figure of a document, when it was got.
    pub(super) fn value(&self, entry: &Entry) -> Option<u64> {
        (self.value)(entry)
    }

    /// The figure of a document as text.
    pub(super) fn show(&self, entry: &Entry) -> String {
        self.value(entry).map_or_else(|| "-".to_owned(), |value| self.unit.show(value))
    }

    /// The sum over all documents as text.
    pub(super) fn total(&self, entries: &[Entry]) -> String {
        self.unit.show(entries.iter().filter_map(|entry| self.value(entry)).sum())
    }
}

const fn pieces(title: &'static str, step: Option<Step>, value: fn(&Entry) -> Option<u64>) -> Figure {
    Figure { title, unit: Unit::Pieces, step, value }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn cpu(entry: &Entry, step: Step) -> Option<u64> {
    entry.ran(step).map(|ran| milliseconds(ran.cpu))
}

fn verdicts(entry: &Entry, verdict: Verdict) -> Option<u64> {
    entry.ran(Step::Test)?;
    Some(count(entry.samples.iter().filter(|sample| sample.verdict() == verdict).count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_to_tenths() {
        assert_eq!(Unit::Seconds.show(0), "0.0");
        assert_eq!(Unit::Seconds.show(1949), "1.9");
        assert_eq!(Unit::Seconds.show(1950), "2.0");
        assert_eq!(Unit::Megabytes.show(15_550_000), "15.6");
        assert_eq!(Unit::Milliseconds.show(1950), "1950");
        assert_eq!(Unit::Seconds.show(u64::MAX), "18446744073709551.6");
    }

    #[test]
    fn there_are_no_columns_for_what_was_not_done() {
        let titles = |steps: &[Step]| of(steps).map(|figure| figure.title).collect::<Vec<_>>().join(" ");
        assert_eq!(titles(&[]), "operations types refused warnings files gen ms");
        assert_eq!(
            titles(&[Step::Check, Step::Test]),
            "operations types refused warnings files gen ms check s test s rmeta MB rlib MB exact tolerated failed"
        );
    }
}
