//! What has happened: by call, by fault, by reason of refusal.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::Fault;

/// What has happened to one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallRecord {
    /// The requests that arrived.
    pub requests: u32,
    /// How often it was carried out. Zero for an operation that reads.
    pub effects: u32,
    /// How many successful answers were sent to their last byte.
    pub answers: u32,
    /// The fault of each request.
    pub faults: Vec<Option<Fault>>,
    /// The code of each refusal.
    pub refusals: Vec<&'static str>,
}

/// Everything that the server remembers.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) connections: u64,
    pub(super) requests: u64,
    /// Requests that arrived during an outage.
    pub(super) lost_to_outage: u64,
    /// Requests whose signature is right.
    pub(super) verified: u64,
    pub(super) faults: BTreeMap<Fault, u64>,
    pub(super) refusals: BTreeMap<&'static str, u64>,
    pub(super) calls: BTreeMap<String, CallRecord>,
    nonces: BTreeSet<String>,
    /// The fingerprint of the request that each token came with first.
    tokens: BTreeMap<String, String>,
}

impl Ledger {
    /// Enters a request; the call that it belongs to, and its number in that call.
    pub(super) fn arrived(&mut self, call: Option<&str>) -> (String, u32) {
        self.requests += 1;
        let call = call.map_or_else(|| format!("#{}", self.requests), str::to_owned);
        let record = self.record(&call);
        record.requests += 1;
        (call, record.requests)
    }

    pub(super) fn faulted(&mut self, call: &str, fault: Option<Fault>) {
        self.record(call).faults.push(fault);
        if let Some(fault) = fault {
            *self.faults.entry(fault).or_default() += 1;
        }
    }

    pub(super) fn refused(&mut self, call: &str, code: &'static str) {
        self.record(call).refusals.push(code);
        *self.refusals.entry(code).or_default() += 1;
    }

    /// Whether no request had this nonce before.
    pub(super) fn is_new_nonce(&mut self, nonce: &str) -> bool {
        self.nonces.insert(nonce.to_owned())
    }

    /// Whether a request is the first of its token; `None` if the first one was another request.
    pub(super) fn is_first_of_token(&mut self, token: &str, fingerprint: &str) -> Option<bool> {
        match self.tokens.get(token) {
            None => {
                self.tokens.insert(token.to_owned(), fingerprint.to_owned());
                Some(true)
            }
            Some(first) => (first == fingerprint).then_some(false),
        }
    }

    pub(super) fn carried_out(&mut self, call: &str) {
        self.record(call).effects += 1;
    }

    pub(super) fn answered(&mut self, call: &str) {
        self.record(call).answers += 1;
    }

    pub(super) fn not_answered(&mut self, call: &str) {
        self.record(call).answers -= 1;
    }

    fn record(&mut self, call: &str) -> &mut CallRecord {
        self.calls.entry(call.to_owned()).or_default()
    }
}
