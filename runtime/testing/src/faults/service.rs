//! What becomes of a request: decided from the request alone, without a connection.

use std::fmt;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use runtime::codegen::sign::payload_hash;

use super::CALL_HEADER;
use super::authentication::AccessKey;
use super::clock::ServerClock;
use super::fault::{Draw, Fault, FaultRates};
use super::ledger::{CallRecord, Ledger};
use super::options::FaultOptions;
use super::refusal::Refusal;
use super::replies::Replies;
use super::report::FaultReport;
use super::token::client_token;
use crate::ReceivedRequest;
use crate::answer::Answer;

/// The first words of operations that read.
const READING: [&str; 8] = ["Get", "List", "Describe", "Query", "Search", "BatchGet", "Check", "Count"];

/// The service behind the connections.
pub(super) struct Service {
    seed: u64,
    access_key: AccessKey,
    clock: ServerClock,
    hint: Duration,
    body: Option<Bytes>,
    pub(super) delay: Option<Duration>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    rates: FaultRates,
    outage: bool,
    ledger: Ledger,
}

/// A request that has arrived.
pub(super) struct Arrival {
    call: String,
    attempt: u32,
    draw: Draw,
    outage: bool,
}

impl Arrival {
    /// Whether its body is not even read.
    pub(super) fn is_unread(&self) -> bool {
        !self.outage && self.draw.fault == Some(Fault::DropUnread)
    }
}

/// How the connection goes on.
pub(super) enum Delivery {
    /// Sends the answer, and keeps the connection.
    Whole(Answer),
    /// The same, slowly.
    Slow(Answer),
    /// Sends these bytes, and closes the connection.
    Part(Vec<u8>),
    Close,
    Reset,
    /// Keeps the connection without an answer.
    Hang,
}

impl Service {
    pub(super) fn new(options: FaultOptions) -> Self {
        let FaultOptions { seed, rates, access_key, clock, hint, delay, body, .. } = options;
        let state = State { rates, ..State::default() };
        Self { seed, access_key, clock, hint, body, delay, state: Mutex::new(state) }
    }

    pub(super) fn set_rates(&self, rates: FaultRates) {
        self.state().rates = rates;
    }

    pub(super) fn rates(&self) -> FaultRates {
        self.state().rates.clone()
    }

    pub(super) fn set_outage(&self, outage: bool) {
        self.state().outage = outage;
    }

    pub(super) fn jump_clock(&self, seconds: i64) {
        self.clock.jump(seconds);
    }

    pub(super) fn report(&self) -> FaultReport {
        FaultReport::of(&self.state().ledger)
    }

    pub(super) fn call(&self, id: &str) -> CallRecord {
        self.state().ledger.calls.get(id).cloned().unwrap_or_default()
    }

    pub(super) fn connected(&self) {
        self.state().ledger.connections += 1;
    }

    /// Enters the head of a request, and draws its fault.
    pub(super) fn arrived(&self, request: &ReceivedRequest) -> Arrival {
        let mut state = self.state();
        let state = &mut *state;
        let (call, attempt) = state.ledger.arrived(request.header(CALL_HEADER));
        let mut draw = state.rates.draw(self.seed, &call, attempt);
        if draw.fault == Some(Fault::TokenExpired) && request.header("x-acs-security-token").is_none() {
            draw.fault = None;
        }
        if state.outage {
            state.ledger.lost_to_outage += 1;
        } else {
            state.ledger.faulted(&call, draw.fault);
        }
        Arrival { call, attempt, draw, outage: state.outage }
    }

    /// The answer to a request whose body cannot be read.
    pub(super) fn unreadable(&self, arrival: &Arrival, error: &io::Error) -> Answer {
        self.refused(&self.replies(arrival), arrival, &Refusal::Unreadable(error.to_string()))
    }

    /// Decides what becomes of a request that was read as a whole.
    pub(super) fn handle(&self, request: &ReceivedRequest, arrival: &Arrival) -> Delivery {
        let checked = self.check(request);
        match arrival.draw.fault {
            _ if arrival.outage => return Delivery::Reset,
            Some(Fault::DropUnread | Fault::DropBefore) => return Delivery::Close,
            Some(Fault::ResetBefore) => return Delivery::Reset,
            _ => {}
        }
        let replies = self.replies(arrival);
        let refused = |refusal| Delivery::Whole(self.refused(&replies, arrival, &refusal));
        if let Err(refusal) = checked {
            return refused(refusal);
        }
        if let Some(answer) = self.turned_away(&replies, arrival.draw) {
            return Delivery::Whole(answer);
        }
        match self.carry_out(request, arrival) {
            Ok(()) => delivery(arrival.draw.fault, &replies, replies.success(self.body.as_ref())),
            Err(refusal) => refused(refusal),
        }
    }

    /// Enters that an answer is sent to its last byte.
    pub(super) fn sent(&self, arrival: &Arrival, answer: &Answer) {
        if answer.status == 200 {
            self.state().ledger.answered(&arrival.call);
        }
    }

    /// Takes back that an answer was sent: the connection failed.
    pub(super) fn not_sent(&self, arrival: &Arrival, answer: &Answer) {
        if answer.status == 200 {
            self.state().ledger.not_answered(&arrival.call);
        }
    }

    /// Checks signature, date and nonce. The signature of every request is checked, whatever becomes of it.
    fn check(&self, request: &ReceivedRequest) -> Result<(), Refusal> {
        self.access_key.verify(request)?;
        let mut state = self.state();
        state.ledger.verified += 1;
        if !self.clock.takes(request.header("x-acs-date").unwrap_or_default()) {
            return Err(Refusal::StaleClock);
        }
        let is_new = request.header("x-acs-signature-nonce").is_some_and(|nonce| state.ledger.is_new_nonce(nonce));
        if is_new { Ok(()) } else { Err(Refusal::NonceUsed) }
    }

    /// The answer to a correct request that a fault keeps from its effect.
    fn turned_away(&self, replies: &Replies, draw: Draw) -> Option<Answer> {
        match draw.fault? {
            fault @ (Fault::Throttle | Fault::ThrottleHint | Fault::ThrottleRetryAfter) => {
                Some(replies.throttled(fault, self.hint))
            }
            Fault::TokenExpired => Some(replies.token_expired()),
            fault if fault.is_failure() && !draw.after => Some(replies.failed(fault)),
            _ => None,
        }
    }

    /// Has the effect of a request that writes, unless another one with its token had it.
    fn carry_out(&self, request: &ReceivedRequest, arrival: &Arrival) -> Result<(), Refusal> {
        let action = request.header("x-acs-action").unwrap_or_default();
        if READING.iter().any(|word| action.starts_with(word)) {
            return Ok(());
        }
        let mut state = self.state();
        if let Some(token) = client_token(request) {
            let fingerprint = format!("{} {} {}", request.method, request.target, payload_hash(&request.body));
            match state.ledger.is_first_of_token(&token, &fingerprint) {
                None => return Err(Refusal::TokenMismatch),
                Some(false) => return Ok(()),
                Some(true) => {}
            }
        }
        state.ledger.carried_out(&arrival.call);
        Ok(())
    }

    fn refused(&self, replies: &Replies, arrival: &Arrival, refusal: &Refusal) -> Answer {
        let (status, code, message) = refusal.answer();
        self.state().ledger.refused(&arrival.call, code);
        replies.error(status, code, &message)
    }

    fn replies(&self, arrival: &Arrival) -> Replies {
        let id = payload_hash(format!("{} {} {}", self.seed, arrival.call, arrival.attempt).as_bytes()).to_uppercase();
        let part = |from: usize, to: usize| id.get(from..to).unwrap_or_default();
        let parts = [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)];
        Replies { request_id: parts.join("-"), now: self.clock.now() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("seed", &self.seed).field("clock", &self.clock).finish_non_exhaustive()
    }
}

/// What becomes of the answer to a request that was carried out.
fn delivery(fault: Option<Fault>, replies: &Replies, answer: Answer) -> Delivery {
    let part = |end: usize| Delivery::Part(answer.to_bytes().get(..end).unwrap_or_default().to_vec());
    match fault {
        Some(Fault::DropAfter) => Delivery::Close,
        Some(Fault::ResetAfter) => Delivery::Reset,
        Some(Fault::HalfHead) => part(answer.head().len() / 2),
        Some(Fault::HalfBody) => part(answer.head().len() + answer.body.len() / 2),
        Some(Fault::Slow) => Delivery::Slow(answer),
        Some(Fault::Hang) => Delivery::Hang,
        Some(fault) if fault.is_failure() => Delivery::Whole(replies.failed(fault)),
        _ => Delivery::Whole(answer),
    }
}
