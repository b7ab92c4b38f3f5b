//! A server that does to requests what networks and services do to them, at chosen rates.
//!
//! It knows what a client cannot: whether a request was carried out, how often, and whether its answer was sent. So a test
//! can tell a call that failed from one that was carried out twice.
//!
//! # Calls and attempts
//!
//! The header [`CALL_HEADER`] names the call that a request belongs to; the n-th request of a call is its n-th attempt.
//! Whether and which [`Fault`] occurs depends on the seed, the call and the number of the attempt alone, not on the order
//! of arrival: a run with the same seed has the same faults, however many calls are under way at once. A request without
//! the header is a call of its own, named after the order of arrival.
//!
//! # What it does as a service does
//!
//! * It recomputes the signature of every request; a wrong one is refused with `SignatureDoesNotMatch`, none with
//!   `IncompleteSignature`.
//! * It refuses a date that is more than 15 minutes from [its clock](FaultServer::jump_clock), and a nonce that it has seen.
//! * An operation whose name begins with `Get`, `List`, `Describe`, `Query`, `Search`, `BatchGet`, `Check` or `Count`
//!   reads; any other has an effect, which is counted.
//! * Requests with the same `ClientToken` (in query, form or JSON body; in any case) have one effect; if they differ in
//!   anything else, later ones are refused with `IdempotentParameterMismatch`.

mod authentication;
mod clock;
mod connection;
mod fault;
mod ledger;
mod options;
mod refusal;
mod replies;
mod report;
mod service;
mod token;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

use self::service::Service;

pub use self::fault::{Fault, FaultRates, Rate};
pub use self::ledger::CallRecord;
pub use self::options::FaultOptions;
pub use self::report::FaultReport;

/// The header that names the call of a request.
pub const CALL_HEADER: &str = "x-fault-call";

/// The server. It stops when it is dropped.
#[derive(Debug)]
pub struct FaultServer {
    address: SocketAddr,
    service: Arc<Service>,
    task: JoinHandle<()>,
}

impl FaultServer {
    /// Starts a server.
    ///
    /// # Errors
    ///
    /// The address cannot be bound.
    pub async fn start(options: FaultOptions) -> io::Result<Self> {
        let listener = TcpListener::bind(options.address).await?;
        let address = listener.local_addr()?;
        let service = Arc::new(Service::new(options));
        let task = tokio::spawn(accept(listener, Arc::clone(&service)));
        Ok(Self { address, service, task })
    }

    /// The address that it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Changes the rates of the faults of later requests.
    pub fn set_rates(&self, rates: FaultRates) {
        self.service.set_rates(rates);
    }

    /// The rates of the faults.
    #[must_use]
    pub fn rates(&self) -> FaultRates {
        self.service.rates()
    }

    /// Begins or ends a total outage: every request is read, then its connection is reset.
    pub fn set_outage(&self, outage: bool) {
        self.service.set_outage(outage);
    }

    /// Sets the clock forward, or back if `seconds` is negative.
    pub fn jump_clock(&self, seconds: i64) {
        self.service.jump_clock(seconds);
    }

    /// What has happened so far.
    #[must_use]
    pub fn report(&self) -> FaultReport {
        self.service.report()
    }

    /// What has happened to one call so far; nothing if none of its requests arrived.
    #[must_use]
    pub fn call(&self, id: &str) -> CallRecord {
        self.service.call(id)
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, service: Arc<Service>) {
    // Owns the connections: they end with this task.
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // The error of one connection, or one that passes when others end: too many files are open.
            tokio::task::yield_now().await;
            continue;
        };
        service.connected();
        connections.spawn(connection::serve(stream, Arc::clone(&service)));
        while connections.try_join_next().is_some() {}
    }
}
