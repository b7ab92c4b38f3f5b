//! The summary of a run.

use std::collections::BTreeMap;
use std::fmt;

use super::fault::Fault;
use super::ledger::{CallRecord, Ledger};

/// The summary of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FaultReport {
    /// Connections that were accepted.
    pub connections: u64,
    /// Requests that arrived.
    pub requests: u64,
    /// Of these, those that arrived during an outage.
    pub lost_to_outage: u64,
    /// Of these, those whose signature is right.
    pub verified: u64,
    /// Calls that they belong to.
    pub calls: u64,
    /// How often something was carried out.
    pub effects: u64,
    /// Calls that were carried out more than once.
    pub double_effects: u64,
    /// Successful answers that were sent to their last byte.
    pub answers: u64,
    /// How often each fault occurred.
    pub faults: BTreeMap<Fault, u64>,
    /// How many requests were refused with each code.
    pub refusals: BTreeMap<&'static str, u64>,
}

impl FaultReport {
    pub(super) fn of(ledger: &Ledger) -> Self {
        let sum = |count: fn(&CallRecord) -> u32| ledger.calls.values().map(|call| u64::from(count(call))).sum();
        Self {
            connections: ledger.connections,
            requests: ledger.requests,
            lost_to_outage: ledger.lost_to_outage,
            verified: ledger.verified,
            calls: ledger.calls.len() as u64,
            effects: sum(|call| call.effects),
            double_effects: sum(|call| u32::from(call.effects > 1)),
            answers: sum(|call| call.answers),
            faults: ledger.faults.clone(),
            refusals: ledger.refusals.clone(),
        }
    }

    /// How many requests were refused with this code.
    #[must_use]
    pub fn refused(&self, code: &str) -> u64 {
        self.refusals.get(code).copied().unwrap_or_default()
    }
}

impl fmt::Display for FaultReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { connections, requests, lost_to_outage, verified, calls, effects, double_effects, answers, .. } =
            self;
        writeln!(f, "connections       {connections}")?;
        writeln!(f, "calls             {calls}")?;
        writeln!(
            f,
            "requests          {requests} ({verified} with a correct signature, {lost_to_outage} in an outage)"
        )?;
        writeln!(f, "effects           {effects} ({double_effects} calls with more than one)")?;
        writeln!(f, "complete answers  {answers}")?;
        section(f, "faults", &self.faults)?;
        section(f, "refusals", &self.refusals)
    }
}

fn section(f: &mut fmt::Formatter<'_>, title: &str, counts: &BTreeMap<impl fmt::Display, u64>) -> fmt::Result {
    writeln!(f, "{title:16}  {}", counts.values().sum::<u64>())?;
    counts.iter().try_for_each(|(name, count)| writeln!(f, "  {count:>6}  {name}"))
}
