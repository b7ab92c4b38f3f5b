//! All mutations, by several workers at a time.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::documents::Documents;
use super::mutation::{Both, Mutation, Way};
use super::oracles::{Crate, Oracles};
use super::verdict::{Record, Said};
use crate::failure::Failure;
use xtask::terminal::{self, count};

/// What is common to all.
struct Job<'j> {
    mutations: &'j [&'j Mutation],
    base: &'j Documents,
    built: Crate,
    oracles: &'j Oracles,
    folder: &'j Path,
    next: AtomicUsize,
    done: AtomicUsize,
}

/// What is said about mutations, and what kept some from being judged.
type Judgements = (BTreeMap<String, Record>, Vec<Failure>);

/// Asks the oracles about mutations, in crates below `folder`.
pub(super) fn all(
    mutations: &[&Mutation],
    base: &Documents,
    oracles: &Oracles,
    folder: &Path,
) -> Result<Judgements, Failure> {
    let built = oracles.build(base, &folder.join("base"))?;
    let job = Job { mutations, base, built, oracles, folder, next: AtomicUsize::new(0), done: AtomicUsize::new(0) };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(|| job.work())).collect();
        let (mut records, mut failures) = (BTreeMap::new(), Vec::new());
        for worker in workers {
            for (name, record) in worker.join().map_err(|_| Failure::new("a worker has died"))? {
                match record {
                    Ok(record) => drop(records.insert(name, record)),
                    Err(failure) => failures.push(failure.within(&name)),
                }
            }
        }
        Ok((records, failures))
    })
}

impl Job<'_> {
    /// Takes one mutation after the other.
    fn work(&self) -> Vec<(String, Result<Record, Failure>)> {
        let mut records = Vec::new();
        while let Some(mutation) = self.mutations.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            records.push((mutation.name.clone(), self.one(mutation)));
            self.tell();
        }
        records
    }

    /// Says how far it is, to somebody who waits.
    fn tell(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if io::stderr().is_terminal() {
            let end = if done == self.mutations.len() { "\n" } else { "" };
            terminal::err(&format!("\r{done} of {}{end}", count(self.mutations.len(), "mutation")));
        }
    }

    fn one(&self, mutation: &Mutation) -> Result<Record, Failure> {
        let changed = self.base.with(mutation)?;
        let said = said(self.base, &changed)?;
        let built = self.oracles.build(&changed, &self.folder.join(mutation.folder()))?;
        let heard = self.oracles.ask(&self.built, &built)?;
        built.forget();
        Ok(Record { said, heard: Some(heard) })
    }
}

/// What we say, both ways.
pub(super) fn said(base: &Documents, changed: &Documents) -> Result<Both<Said>, Failure> {
    Both::try_new(|way| match way {
        Way::There => Said::of(base, changed),
        Way::Back => Said::of(changed, base),
    })
}
