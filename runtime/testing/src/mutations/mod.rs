//! Checking that a type survives what services send although the description says otherwise.
//!
//! Samples are mostly made from the descriptions, so they show little of that. Here they are changed: one place at a time
//! to something that is not declared, then many at once. Whatever the change, reading must succeed, what is written again
//! must say the same, and scalars that only wear another type must arrive in their members.

mod replacements;
mod sites;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use runtime::Output;

use self::replacements::{Replacement, replacements};
use self::sites::{Site, Survey};
use super::compare::parse;
use super::decode::{Decode, decode};
use super::random::Random;
use super::sample::{self, SampleReport};
use super::shortened;

/// How many bytes long a sample may be, times the number of its places that are changed one by one: of more places, some
/// are taken at random. The whole takes a second at most, without optimisation.
const EFFORT: usize = 64_000;
/// How many places are changed one by one, however long the sample.
const LEAST: usize = 10;
/// How many times many places are changed at once.
const ROUNDS: u64 = 8;
/// How many failures are told in detail.
const TOLD: usize = 5;

/// What became of a sample that was changed in many ways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MutationReport {
    /// Changed samples that were read.
    pub mutations: usize,
    /// Of these, those in which more values than before came back in another type: `"4"` as `4`.
    pub converted: usize,
    /// Of these, those in which more values than before were kept because no member took them.
    pub kept: usize,
    /// Of these, those that gave a decode error, as they had to: what was changed is the kind of the document as a whole,
    /// or stands in no object that could keep it.
    pub refused: usize,
    /// Of these, those that failed.
    pub failed: usize,
    /// The first few that failed.
    pub failures: Vec<MutationFailure>,
}

/// A changed sample that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MutationFailure {
    /// The place that was changed.
    pub path: String,
    /// What was put there; where many places were changed, the whole document.
    pub value: String,
    /// What went wrong.
    pub reason: String,
}

impl MutationReport {
    /// Whether nothing was lost and nothing failed.
    #[must_use]
    pub fn is_lossless(&self) -> bool {
        self.failed == 0
    }
}

impl fmt::Display for MutationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { mutations, converted, kept, refused, failed, failures } = self;
        write!(f, "{mutations} mutations: {converted} converted, {kept} kept, {refused} refused, {failed} failed")?;
        for failure in failures {
            write!(f, "; {failure}")?;
        }
        Ok(())
    }
}

impl fmt::Display for MutationFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` as {}: {}", self.path, self.value, self.reason)
    }
}

/// Changes a sample response in many ways, reads each into an output type, writes it again and compares the two.
///
/// The changes are the same in every run. A sample that is not JSON, or whose output is not made from JSON, is not changed.
#[must_use]
pub fn check_mutations<T: Output>(sample: &str) -> MutationReport {
    check(decode::<T>, sample)
}

/// Not generic: what is compiled for each sample is little.
fn check(decode: Decode, sample: &str) -> MutationReport {
    let mut report = MutationReport::default();
    let Ok(sample) = parse(sample) else { return report };
    let Some(survey) = Survey::of(decode, &sample) else { return report };
    let check = Check { decode, before: sample::check(decode, survey.text()), survey: &survey };
    let mut random = Random::new(u64::try_from(survey.sites().len()).unwrap_or_default());
    for site in some(&survey, &mut random) {
        for change in replacements(site, &survey) {
            check.one(&mut report, &change.path, &change.text, &[&change]);
        }
    }
    for _ in 0..ROUNDS {
        check.many(&mut report, &mut random);
    }
    report
}

/// All sites, or as many as are to be changed one by one.
fn some<'s, 'v>(survey: &'s Survey<'v>, random: &mut Random) -> Vec<&'s Site<'v>> {
    let most = LEAST.max(EFFORT / survey.text().len().max(1));
    let mut sites: Vec<_> = survey.sites().iter().collect();
    while sites.len() > most {
        sites.swap_remove(random.below(sites.len()));
    }
    sites
}

struct Check<'a> {
    decode: Decode,
    /// What became of the sample as it is.
    before: SampleReport,
    survey: &'a Survey<'a>,
}

impl Check<'_> {
    fn many(&self, report: &mut MutationReport, random: &mut Random) {
        let mut changes: Vec<Replacement> = Vec::new();
        for site in self.survey.sites() {
            if random.one_in(4) {
                let mut all = replacements(site, self.survey);
                all.retain(|change| change.safe);
                if !all.is_empty() {
                    changes.push(all.swap_remove(random.below(all.len())));
                }
            }
        }
        changes.sort_by_key(|change| change.span.start);
        let mut chosen: Vec<&Replacement> = Vec::new();
        for change in &changes {
            if chosen.last().is_none_or(|last| last.span.end < change.span.start) {
                chosen.push(change);
            }
        }
        if !chosen.is_empty() {
            let paths: Vec<&str> = chosen.iter().map(|change| change.path.as_str()).collect();
            self.one(report, &paths.join(" + "), &self.survey.with(&chosen), &chosen);
        }
    }

    /// Makes these changes together. Failures call the place `path` and what was put there `value`.
    fn one(&self, report: &mut MutationReport, path: &str, value: &str, changes: &[&Replacement]) {
        let text = self.survey.with(changes);
        let result = catch_unwind(AssertUnwindSafe(|| sample::check(self.decode, &text)));
        report.mutations += 1;
        let fault = match &result {
            Err(_) => Some("reading or writing panics".to_owned()),
            Ok(after) if after.decode_error.is_some() && changes.iter().any(|change| !change.safe) => {
                report.refused += 1;
                None
            }
            Ok(after) => self.fault(after, changes),
        };
        if let Some(reason) = fault {
            report.failed += 1;
            if report.failures.len() < TOLD {
                report.failures.push(MutationFailure { path: shortened(path), value: shortened(value), reason });
            }
        } else if let Ok(after) = result {
            report.converted += usize::from(after.converted > self.before.converted);
            report.kept += usize::from(kept(&after) > kept(&self.before));
        }
    }

    fn fault(&self, after: &SampleReport, changes: &[&Replacement]) -> Option<String> {
        if let Some(error) = &after.decode_error {
            return Some(format!("is unreadable: {error}"));
        }
        if !after.differences.is_empty() {
            return Some(shortened(&format!("lost or changed: {}", after.differences.join(", "))));
        }
        let taken = changes.iter().all(|change| change.taken);
        (taken && kept(after) > kept(&self.before)).then(|| "is not converted".to_owned())
    }
}

fn kept(report: &SampleReport) -> usize {
    report.mismatches + report.unknown_fields
}
