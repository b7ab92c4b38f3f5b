//! The report: a line for each verdict, and the totals.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::mutation::{Direction, Mutation};
use super::verdict::Record;
use super::verdict_check::{self, CheckedVerdict};
use tool::terminal::{BAD, GOOD, NOTE, WARN, count, printable};

/// The table and the totals.
pub(super) fn render(mutations: &[&Mutation], records: &BTreeMap<String, Record>) -> String {
    let width = mutations.iter().map(|mutation| mutation.name.chars().count()).max().unwrap_or_default();
    let mut text =
        format!("{NOTE}{:width$}  direction    ours   oracles  files   program   semver-checks{NOTE:#}\n", "mutation");
    let mut sums = Tally::default();
    for (mutation, record) in mutations.iter().filter_map(|m| Some((m, records.get(&m.name)?))) {
        for direction in Direction::ALL {
            let checked = verdict_check::check(mutation, record, direction);
            let _ = writeln!(text, "{:width$}  {}", printable(&mutation.name), line(record, direction, &checked));
            sums.add(&checked);
        }
    }
    text + &sums.render()
}

fn line(record: &Record, direction: Direction, checked: &CheckedVerdict) -> String {
    let mut line = format!("{:5}  {:5}", direction.name(), record.diff.of(direction).bump.name());
    if let Some(oracles) = &record.oracles {
        let own = oracles.of(direction);
        let files = if own.differs { "differ" } else { "same" };
        let program = if own.breaks { "breaks" } else { "compiles" };
        let lints = own.lints.join(", ");
        let _ = write!(
            line,
            "  {:7}  {files:6}  {program:8}  {} {lints}",
            oracles.bump(direction).name(),
            own.semver.name()
        );
    }
    let line = line.trim_end();
    match checked {
        CheckedVerdict::Agreed => line.to_owned(),
        CheckedVerdict::Explained(why) => format!("{line}\n  {NOTE}known{NOTE:#}: {}", printable(why)),
        CheckedVerdict::Gap(why) => format!("{line}\n  {WARN}gap{WARN:#}: {}", printable(why)),
        CheckedVerdict::Wrong(what) => format!("{line}\n  {BAD}wrong{BAD:#}: {what}"),
    }
}

/// How many verdicts are of which kind.
#[derive(Default)]
struct Tally {
    agreed: usize,
    explained: usize,
    gaps: usize,
    wrong: usize,
}

impl Tally {
    fn add(&mut self, checked: &CheckedVerdict) {
        match checked {
            CheckedVerdict::Agreed => self.agreed += 1,
            CheckedVerdict::Explained(_) => self.explained += 1,
            CheckedVerdict::Gap(_) => self.gaps += 1,
            CheckedVerdict::Wrong(_) => self.wrong += 1,
        }
    }

    fn render(&self) -> String {
        let Self { agreed, explained, gaps, wrong } = self;
        let all = count(agreed + explained + gaps + wrong, "verdict");
        let style = if *wrong == 0 { GOOD } else { BAD };
        format!(
            "\n{style}{all}, {wrong} wrong{style:#}: {agreed} agreed, {explained} differ from the oracles for a known reason, {gaps} known gaps\n"
        )
    }
}
