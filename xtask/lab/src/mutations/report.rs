//! What the user is told: a line for each verdict, and what they come to.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::judge::{self, Judged};
use super::mutation::{Mutation, Way};
use super::verdict::Record;
use xtask::terminal::{BAD, GOOD, NOTE, WARN, count, printable};

/// The table, and what it comes to.
pub(super) fn render(mutations: &[&Mutation], records: &BTreeMap<String, Record>) -> String {
    let width = mutations.iter().map(|mutation| mutation.name.chars().count()).max().unwrap_or_default();
    let mut text =
        format!("{NOTE}{:width$}  way    ours   oracles  files   program   semver-checks{NOTE:#}\n", "mutation");
    let mut sums = Sums::default();
    for (mutation, record) in mutations.iter().filter_map(|m| Some((m, records.get(&m.name)?))) {
        for way in Way::ALL {
            let judged = judge::judge(mutation, record, way);
            let _ = writeln!(text, "{:width$}  {}", printable(&mutation.name), line(record, way, &judged));
            sums.add(&judged);
        }
    }
    text + &sums.render()
}

fn line(record: &Record, way: Way, judged: &Judged) -> String {
    let mut line = format!("{:5}  {:5}", way.name(), record.said.of(way).bump.name());
    if let Some(heard) = &record.heard {
        let own = heard.of(way);
        let files = if own.differs { "differ" } else { "same" };
        let program = if own.breaks { "breaks" } else { "compiles" };
        let lints = own.lints.join(", ");
        let _ = write!(line, "  {:7}  {files:6}  {program:8}  {} {lints}", heard.bump(way).name(), own.semver.name());
    }
    let line = line.trim_end();
    match judged {
        Judged::Agreed => line.to_owned(),
        Judged::Explained(why) => format!("{line}\n  {NOTE}known{NOTE:#}: {}", printable(why)),
        Judged::Gap(why) => format!("{line}\n  {WARN}gap{WARN:#}: {}", printable(why)),
        Judged::Wrong(what) => format!("{line}\n  {BAD}wrong{BAD:#}: {what}"),
    }
}

/// How many verdicts are of which kind.
#[derive(Default)]
struct Sums {
    agreed: usize,
    explained: usize,
    gaps: usize,
    wrong: usize,
}

impl Sums {
    fn add(&mut self, judged: &Judged) {
        match judged {
            Judged::Agreed => self.agreed += 1,
            Judged::Explained(_) => self.explained += 1,
            Judged::Gap(_) => self.gaps += 1,
            Judged::Wrong(_) => self.wrong += 1,
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
