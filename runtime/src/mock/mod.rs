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
//! # struct Client(ClientCore);
//! # impl Client {
//! #     fn new(config: runtime::Config) -> Result<Self, runtime::Error> {
//! #         ClientCore::new(config, &ServiceInfo::new("ICE", "2020-11-09", &[])).map(Self)
//! #     }
//! #     fn start(&self, request: StartRequest) -> runtime::Call<StartRequest> {
//! #         self.0.call(request)
//! #     }
//! # }
//! # use runtime::mock::{Mock, Reply};
//! # use serde_json::json;
//! # use std::time::Duration;
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let mock = Mock::new()
//!     .when::<StartRequest>()
//!     .then_throttle(Duration::from_millis(300))
//!     .then(Reply::json(json!({ "InstanceId": "i-1" })));
//! let client = Client::new(mock.config())?;
//!
//! # let request = StartRequest { agent: Some("agent".to_owned()), ..StartRequest::default() };
//! let response = client.start(request).await?;
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
//! A program that makes its own [`Config`] can be given the transport alone, `Arc::new(mock.clone())`: then it goes by its own
//! clock, and waits between attempts take their time.
//!
//! A request that no step is left for fails its call at once, without a retry, and the error says what the mock has replies to.

mod asserts;
mod builder;
mod clock;
mod fault;
mod recorder;
mod recording;
mod reply;
mod script;
mod sent;
mod transport;

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
use self::script::Scripts;
pub use self::sent::{Sent, SentRequest};
use crate::config::{self, Config, Nonce, SharedConfig, Sources};
use crate::identity::Identity;
use crate::retry::Jitter;

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

    /// How long clients have waited between attempts and between calls, wait by wait.
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
