//! Checks all mutations in parallel, on one worker per processor.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::documents::Documents;
use super::mutation::{Both, Direction, Mutation};
use super::oracles::{BuiltCrate, Oracles};
use super::verdict::{DiffVerdict, Record};
use crate::error::Error;
use tool::terminal::{self, count};

/// What all workers share.
struct Batch<'j> {
    mutations: &'j [&'j Mutation],
    base: &'j Documents,
    built: BuiltCrate,
    oracles: &'j Oracles,
    folder: &'j Path,
    next: AtomicUsize,
    done: AtomicUsize,
}

/// The verdicts on mutations, and the errors of those that could not be checked.
type Records = (BTreeMap<String, Record>, Vec<Error>);

/// Runs the oracles on all mutations, in crates below `folder`.
pub(super) fn all(
    mutations: &[&Mutation],
    base: &Documents,
    oracles: &Oracles,
    folder: &Path,
) -> Result<Records, Error> {
    let built = oracles.build(base, &folder.join("base"))?;
    let job = Batch { mutations, base, built, oracles, folder, next: AtomicUsize::new(0), done: AtomicUsize::new(0) };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(|| job.work())).collect();
        let (mut records, mut failures) = (BTreeMap::new(), Vec::new());
        for worker in workers {
            for (name, record) in worker.join().map_err(|_| Error::new("a worker panicked"))? {
                match record {
                    Ok(record) => drop(records.insert(name, record)),
                    Err(failure) => failures.push(failure.within(&name)),
                }
            }
        }
        Ok((records, failures))
    })
}

impl Batch<'_> {
    /// Takes one mutation after the other.
    fn work(&self) -> Vec<(String, Result<Record, Error>)> {
        let mut records = Vec::new();
        while let Some(mutation) = self.mutations.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            records.push((mutation.name.clone(), self.one(mutation)));
            self.show_progress();
        }
        records
    }

    /// Says how far it is, to somebody who waits.
    fn show_progress(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if io::stderr().is_terminal() {
            let end = if done == self.mutations.len() { "\n" } else { "" };
            terminal::err(&format!("\r{done} of {}{end}", count(self.mutations.len(), "mutation")));
        }
    }

    fn one(&self, mutation: &Mutation) -> Result<Record, Error> {
        let changed = self.base.with(mutation)?;
        let diff = diff_verdicts(self.base, &changed)?;
        let built = self.oracles.build(&changed, &self.folder.join(mutation.folder()))?;
        let oracles = self.oracles.ask(&self.built, &built)?;
        built.forget();
        Ok(Record { diff, oracles: Some(oracles) })
    }
}

/// The verdicts of `generator::diff`, in both directions.
pub(super) fn diff_verdicts(base: &Documents, changed: &Documents) -> Result<Both<DiffVerdict>, Error> {
    Both::try_new(|direction| match direction {
        Direction::There => DiffVerdict::of(base, changed),
        Direction::Back => DiffVerdict::of(changed, base),
    })
}
