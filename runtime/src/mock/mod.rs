//! A service that replies from a script, for tests of programs that call Alibaba Cloud.
//!
//! A [`Mock`] stands where the network is. Everything else of a call is real: requests are encoded and signed, failed attempts
//! are retried, responses and errors are read. There is no socket, no thread and no timer, so any executor will do. Time is
//! [made up](Clock): waits between attempts, delays and timeouts are over at once, and can be asserted.
//!
//! ```
//! # use runtime::codegen::{ClientCore, Extra, Method, Operation, OperationInfo, ServiceInfo, object};
//! # #[derive(Default)] struct StartRequest { agent: Option<String>, extra: Extra }
//! # object!(StartRequest { agent: "AIAgentId" });
//! # #[derive(Default)] struct StartResponse { instance_id: Option<String>, extra: Extra }
//! # object!(StartResponse { instance_id: "InstanceId" });
//! # impl Operation for StartRequest {
//! #     type Output = StartResponse;
//! #     const INFO: OperationInfo = OperationInfo::rpc("StartAIAgentInstance", Method::Post);
//! # }
//! use std::time::Duration;
//!
//! use runtime::mock::{Mock, Reply};
//! use serde_json::json;
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let mock = Mock::new()
//!     .when::<StartRequest>()
//!     .then_throttle(Duration::from_millis(300))
//!     .then(Reply::json(json!({ "InstanceId": "i-1" })));
//! let client = ClientCore::new(mock.config(), &ServiceInfo::new("ICE", "2020-11-09", &[]))?;
//!
//! # let request = StartRequest { agent: Some("agent".to_owned()), ..StartRequest::default() };
//! let response = client.call(request).await?;
//!
//! assert_eq!(response.instance_id.as_deref(), Some("i-1"));
//! assert_eq!(response.attempts().count(), 2);
//! assert!(mock.slept()[0] >= Duration::from_millis(300));
//! mock.assert_sent::<StartRequest>(|request| request.agent.as_deref() == Some("agent"));
//! # Ok::<_, runtime::Error>(())
//! # }).unwrap();
//! ```
//!
//! # Scripts
//!
//! Each operation has a script, a sequence of steps: [`on`](Mock::on) adds one that looks at the request,
//! [`then`](Mock::then) and its kin add further ones. A step replies to one request and the last step to all further ones,
//! unless [`times`](Mock::times) limits it. Each attempt of a call is a request of its own.
//!
//! A request that no step is left for fails its call at once, without a retry, and the error says what the mock has replies to.

mod asserts;
mod clock;
mod fault;
mod recorder;
mod recording;
mod reply;
mod script;
mod sent;
mod transport;

use std::any::TypeId;
use std::fmt;
use std::future::ready;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use self::clock::Clock;
pub use self::fault::Fault;
pub use self::recorder::Recorder;
use self::recording::Log;
pub use self::recording::Recording;
pub use self::reply::Reply;
use self::script::{Handler, Scripts, Target};
pub use self::sent::{Sent, SentRequest};
use crate::config::{self, Config, Nonce, SharedConfig, Sources};
use crate::identity::Identity;
use crate::operation::{Operation, Sampled};
use crate::retry::Jitter;
use crate::transport::Phase;

/// A service that replies from a script; see the [module](self). Cheap to clone; clones are one mock.
#[derive(Clone)]
#[must_use]
pub struct Mock {
    state: Arc<Mutex<State>>,
    log: Log,
    clock: Clock,
    sources: Sources,
}

#[derive(Default)]
struct State {
    scripts: Scripts,
    /// The requests that there was no step for.
    unexpected: Vec<usize>,
}

impl Mock {
    /// The region of its [configuration](Self::config).
    pub const REGION: &'static str = "cn-hangzhou";

    /// A mock that has no reply to anything yet.
    pub fn new() -> Self {
        let clock = Clock::new();
        Self { state: Arc::default(), log: Log::default(), sources: sources(&clock), clock }
    }

    /// Adds a step that looks at the request as the program made it. An `Err` is a request without a response.
    ///
    /// ```
    /// # use runtime::codegen::Operation;
    /// # use runtime::mock::{Fault, Mock, Reply};
    /// # use runtime::transport::Phase;
    /// # fn example<StartRequest: Operation>(is_valid: fn(&StartRequest) -> bool) -> Mock {
    /// Mock::new().on::<StartRequest>(move |request| {
    ///     if is_valid(request) { Ok(Reply::json("{}")) } else { Err(Fault::disconnected(Phase::Receive)) }
    /// })
    /// # }
    /// ```
    pub fn on<O: Operation>(self, mut handler: impl FnMut(&O) -> Result<Reply, Fault> + Send + 'static) -> Self {
        let handler = move |request: &SentRequest| {
            let reply = request.with_request(|request: &O| handler(request));
            reply.unwrap_or_else(|| Err(Fault::misuse("the request is of another type than the script")))
        };
        self.when::<O>().step(Box::new(handler))
    }

    /// Adds a step for an operation that is known by its name only, as of a call that is described at run time. It is also
    /// for requests with a type, unless there is a step for the type.
    pub fn on_action(
        self,
        action: impl Into<String>,
        handler: impl FnMut(&SentRequest) -> Result<Reply, Fault> + Send + 'static,
    ) -> Self {
        self.when_action(action).step(Box::new(handler))
    }

    /// Adds a step for all requests that no other step is for.
    pub fn on_any(self, handler: impl FnMut(&SentRequest) -> Result<Reply, Fault> + Send + 'static) -> Self {
        self.when_any().step(Box::new(handler))
    }

    /// Adds a step that replies with the sample in the document of the operation.
    pub fn on_sample<O: Sampled>(self) -> Self {
        self.when::<O>().then(Reply::sample::<O>())
    }

    /// Goes on with the script of an operation, to which [`then`](Self::then) and its kin add steps.
    pub fn when<O: Operation>(self) -> Self {
        self.select(Target::Type { id: TypeId::of::<Mutex<O>>(), action: O::INFO.action })
    }

    /// The same for an operation that is known by its name only.
    pub fn when_action(self, action: impl Into<String>) -> Self {
        self.select(Target::Action(action.into()))
    }

    /// The same for all requests that no other script is for.
    pub fn when_any(self) -> Self {
        self.select(Target::Any)
    }

    /// Adds a step that gives this reply.
    #[track_caller]
    pub fn then(self, reply: Reply) -> Self {
        self.step(Box::new(move |_| Ok(reply.clone())))
    }

    /// Adds a step in which the request gets no complete response.
    #[track_caller]
    pub fn then_fault(self, fault: Fault) -> Self {
        self.step(Box::new(move |_| Err(fault.clone())))
    }

    /// Adds a step in which the service asks to call again after this time.
    #[track_caller]
    pub fn then_throttle(self, retry_after: Duration) -> Self {
        self.then(Reply::throttled(retry_after))
    }

    /// Adds a step in which the service gives this error.
    #[track_caller]
    pub fn then_error(self, status: u16, code: &str, message: &str) -> Self {
        self.then(Reply::error(status, code, message))
    }

    /// Adds a step in which a response has this status and no body, as that of a gateway before the service may.
    #[track_caller]
    pub fn then_status(self, status: u16) -> Self {
        self.then(Reply::new(status, ""))
    }

    /// Adds a step in which the connection is lost after the service has received the request.
    #[track_caller]
    pub fn then_disconnect(self) -> Self {
        self.then_fault(Fault::disconnected(Phase::Receive))
    }

    /// Adds a step in which no connection is made: nothing is sent.
    #[track_caller]
    pub fn then_refuse_connection(self) -> Self {
        self.then_fault(Fault::disconnected(Phase::Connect))
    }

    /// Adds a step in which the attempt waits for a response until its time is over.
    #[track_caller]
    pub fn then_timeout(self) -> Self {
        self.then_fault(Fault::timed_out(Phase::Receive))
    }

    /// Says how many requests the last step is for. Once they were sent, the script goes on, or ends.
    ///
    /// # Panics
    ///
    /// There is no step.
    #[track_caller]
    pub fn times(self, times: usize) -> Self {
        let is_set = self.lock().scripts.set_times(times);
        assert!(is_set, "`times` says how often a step replies, and there is none: add one with `on` or `then`");
        self
    }

    /// Adds a step to the script that was last begun.
    #[track_caller]
    fn step(self, handler: Handler) -> Self {
        let is_added = self.lock().scripts.push(handler);
        assert!(is_added, "a step belongs to an operation: begin its script with `on`, `when` or `when_action`");
        self
    }

    fn select(self, target: Target) -> Self {
        self.lock().scripts.select(target);
        self
    }
}

impl Mock {
    /// The settings of a client that calls this mock in the region [`REGION`](Self::REGION), with a made-up identity, the
    /// mock's clock, and nonces, tokens and waits that are the same in each run.
    pub fn config(&self) -> Config {
        self.shared_config().config(Self::REGION)
    }

    /// The same for a program that makes several clients from one configuration.
    pub fn shared_config(&self) -> SharedConfig {
        SharedConfig::new()
            .with_credentials(Identity::access_key("mock-access-key-id", "mock-access-key-secret"))
            .with_transport(Arc::new(self.clone()))
            .with_sources(self.sources.clone())
    }

    /// The clock of this mock, which its clients go by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// How long clients have waited between attempts, wait by wait.
    #[must_use]
    pub fn slept(&self) -> Vec<Duration> {
        self.clock.slept()
    }

    /// What went over the wire so far.
    #[must_use]
    pub fn recording(&self) -> Recording {
        self.log.recording()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Mock {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Mock")
            .field("replies_to", &state.scripts.names())
            .field("requests", &self.recording().requests().count())
            .finish_non_exhaustive()
    }
}

/// Where everything comes from that is not the same in each run of a program.
fn sources(clock: &Clock) -> Sources {
    let (now, sleep) = (clock.clone(), clock.clone());
    let (nonces, tokens, waits) = (Counter::default(), Counter::default(), Counter::default());
    Sources {
        clock: config::Clock::new(move || now.now()),
        sleep: config::Sleep::new(move |time| {
            sleep.sleep(time);
            Box::pin(ready(()))
        }),
        nonce: Nonce::custom(move || format!("{:032x}", nonces.next())),
        tokens: Nonce::custom(move || format!("mock-token-{}", tokens.next())),
        jitter: Jitter::custom(move || fraction(waits.next())),
    }
}

/// Counts from 1.
#[derive(Default)]
struct Counter(AtomicU32);

impl Counter {
    fn next(&self) -> u32 {
        self.0.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
    }
}

/// A number from 0 to 1, spread evenly over all that came before it.
fn fraction(number: u32) -> f64 {
    const GOLDEN_RATIO: f64 = 1.618_033_988_749_895;
    (f64::from(number) * GOLDEN_RATIO).fract()
}
