//! The figures of a document: the columns of the table.

use std::time::Duration;

use super::command::CargoCommand;
use super::result::DocumentResult;
use super::samples::Verdict;

/// A figure that every document has, or may have.
pub(super) struct Metric {
    /// The title of its column.
    pub(super) title: &'static str,
    /// What it counts.
    pub(super) unit: MetricUnit,
    /// The step that yields it; none for what the generator yields.
    step: Option<CargoCommand>,
    /// The figure of a document.
    value: fn(&DocumentResult) -> Option<u64>,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MetricUnit {
    /// Things.
    Count,
    /// Milliseconds, shown as such.
    Milliseconds,
    /// Milliseconds, shown as seconds.
    Seconds,
    /// Bytes, shown as megabytes.
    Megabytes,
}

impl MetricUnit {
    /// A figure as text.
    pub(super) fn show(self, value: u64) -> String {
        let tenths = |tenth: u64| {
            let rounded = value.saturating_add(tenth / 2) / tenth;
            format!("{}.{}", rounded / 10, rounded % 10)
        };
        match self {
            Self::Count | Self::Milliseconds => value.to_string(),
            Self::Seconds => tenths(100),
            Self::Megabytes => tenths(100_000),
        }
    }
}

/// Ranks the documents by the time to generate.
pub(super) const GENERATION: Metric = Metric {
    title: "gen ms",
    unit: MetricUnit::Milliseconds,
    step: None,
    value: |entry| Some(milliseconds(entry.generated.as_ref()?.time)),
};

/// Ranks the crates by the time to compile.
pub(super) const CHECK: Metric = Metric {
    title: "check s",
    unit: MetricUnit::Seconds,
    step: Some(CargoCommand::Check),
    value: |entry| cpu(entry, CargoCommand::Check),
};

/// Ranks the crates by size.
pub(super) const SIZE: Metric =
    Metric { title: "library MB", unit: MetricUnit::Megabytes, step: None, value: DocumentResult::library_size };

const ALL: [Metric; 14] = [
    pieces("operations", None, |entry| Some(count(entry.generated.as_ref()?.summary.operations))),
    pieces("types", None, |entry| Some(count(entry.generated.as_ref()?.summary.types))),
    pieces("refused", None, |entry| Some(count(entry.generated.as_ref()?.summary.refused))),
    pieces("warnings", None, |entry| Some(count(entry.generated.as_ref()?.warnings.len()))),
    pieces("files", None, |entry| Some(count(entry.generated.as_ref()?.files))),
    GENERATION,
    CHECK,
    Metric { title: "doc s", step: Some(CargoCommand::Doc), value: |entry| cpu(entry, CargoCommand::Doc), ..CHECK },
    Metric { title: "test s", step: Some(CargoCommand::Test), value: |entry| cpu(entry, CargoCommand::Test), ..CHECK },
    Metric {
        title: "rmeta MB",
        step: Some(CargoCommand::Check),
        value: |entry| entry.ran(CargoCommand::Check)?.rmeta,
        ..SIZE
    },
    Metric {
        title: "rlib MB",
        step: Some(CargoCommand::Test),
        value: |entry| entry.ran(CargoCommand::Test)?.rlib,
        ..SIZE
    },
    pieces("exact", Some(CargoCommand::Test), |entry| verdicts(entry, Verdict::Exact)),
    pieces("tolerated", Some(CargoCommand::Test), |entry| verdicts(entry, Verdict::Tolerated)),
    pieces("failed", Some(CargoCommand::Test), |entry| verdicts(entry, Verdict::Failed)),
];

/// The figures that these steps yield.
pub(super) fn of(steps: &[CargoCommand]) -> impl Iterator<Item = &'static Metric> + Clone {
    const { &ALL }.iter().filter(|figure| figure.step.is_none_or(|step| steps.contains(&step)))
}

impl Metric {
    /// The figure of a document, when it was got.
    pub(super) fn value(&self, entry: &DocumentResult) -> Option<u64> {
        (self.value)(entry)
    }

    /// The figure of a document as text.
    pub(super) fn show(&self, entry: &DocumentResult) -> String {
        self.value(entry).map_or_else(|| "-".to_owned(), |value| self.unit.show(value))
    }

    /// The sum over all documents as text.
    pub(super) fn total(&self, entries: &[DocumentResult]) -> String {
        self.unit.show(entries.iter().filter_map(|entry| self.value(entry)).sum())
    }
}

const fn pieces(title: &'static str, step: Option<CargoCommand>, value: fn(&DocumentResult) -> Option<u64>) -> Metric {
    Metric { title, unit: MetricUnit::Count, step, value }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn cpu(entry: &DocumentResult, step: CargoCommand) -> Option<u64> {
    entry.ran(step).map(|ran| milliseconds(ran.cpu))
}

fn verdicts(entry: &DocumentResult, verdict: Verdict) -> Option<u64> {
    entry.ran(CargoCommand::Test)?;
    Some(count(entry.samples.iter().filter(|sample| sample.verdict() == verdict).count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_to_tenths() {
        assert_eq!(MetricUnit::Seconds.show(0), "0.0");
        assert_eq!(MetricUnit::Seconds.show(1949), "1.9");
        assert_eq!(MetricUnit::Seconds.show(1950), "2.0");
        assert_eq!(MetricUnit::Megabytes.show(15_550_000), "15.6");
        assert_eq!(MetricUnit::Milliseconds.show(1950), "1950");
        assert_eq!(MetricUnit::Seconds.show(u64::MAX), "18446744073709551.6");
    }

    #[test]
    fn there_are_no_columns_for_what_was_not_done() {
        let titles = |steps: &[CargoCommand]| of(steps).map(|figure| figure.title).collect::<Vec<_>>().join(" ");
        assert_eq!(titles(&[]), "operations types refused warnings files gen ms");
        assert_eq!(
            titles(&[CargoCommand::Check, CargoCommand::Test]),
            "operations types refused warnings files gen ms check s test s rmeta MB rlib MB exact tolerated failed"
        );
    }
}
