//! The settings of a client: as they are given, and checked.

mod clock;
mod endpoint;
#[cfg(feature = "credentials")]
mod load;
mod settings;
mod shared;
mod timeouts;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use std::{fmt, iter};

pub use self::endpoint::{Endpoint, Network, ServiceInfo};
pub use self::shared::SharedConfig;
pub(crate) use self::{
    clock::{Clock, Nonce, Sleep, Sources},
    settings::Settings,
    timeouts::Timeouts,
};
use crate::BoxFuture;
use crate::error::RequestError;
use crate::identity::CredentialsProvider;
use crate::retry::Retry;
#[cfg(feature = "tls")]
use crate::transport::RootCertificates;
use crate::transport::{HttpTransport, Proxy};

/// The settings of a client.
///
/// ```
/// # use runtime::{Config, Identity};
/// use std::time::Duration;
///
/// let config = Config::new("cn-shanghai")
///     .with_credentials(Identity::access_key("id", "secret"))
///     .with_timeout(Duration::from_secs(30));
/// # let _ = config;
/// ```
///
/// Clients that are made from clones of one `Config`, or from those of one [`SharedConfig`], share their connections.
/// Faults are reported when a client is made.
#[derive(Clone)]
#[must_use]
pub struct Config {
    shared: SharedConfig,
    region: Option<String>,
    /// Where a region was looked for in vain.
    missing_region: Option<String>,
    endpoint: Option<String>,
    network: Network,
    pub(crate) timeouts: Timeouts,
    pub(crate) response_limit: usize,
    user_agent: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) queries: Vec<(String, String)>,
    pub(crate) retry: Retry,
    pub(crate) sources: Sources,
    pub(crate) strict_outcome: bool,
}

impl Config {
    /// How many bytes the body of a successful response may have unless set: 64 MiB.
    const RESPONSE_LIMIT: usize = 64 << 20;

    /// Settings for a region, such as `cn-shanghai`.
    pub fn new(region: impl Into<String>) -> Self {
        Self { region: Some(region.into()), ..Self::default() }
    }

    /// Settings for one host, given as `host` or `host:port`. No region is needed then.
    pub fn for_endpoint(endpoint: impl Into<String>) -> Self {
        Self { endpoint: Some(endpoint.into()), ..Self::default() }
    }

    /// Calls the host of this region, unless an endpoint is set.
    pub fn with_region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Calls this host, given as `host` or `host:port`, whatever the region.
    pub fn with_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Says from where the client calls. Only matters without an endpoint.
    pub fn with_network(mut self, network: Network) -> Self {
        self.network = network;
        self
    }

    /// Calls in the name of this identity, or of those of this source, instead of those that are shared.
    pub fn with_credentials(mut self, credentials: impl CredentialsProvider) -> Self {
        self.shared = self.shared.with_credentials(credentials);
        self
    }

    /// How long a call may take as a whole: credentials, attempts, waits between them, and the response to its last byte.
    /// 60 seconds unless set. Of a response that is read as it comes, only the head counts.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.call = Some(timeout);
        self
    }

    /// How long one attempt may take, from the connection to the last byte of the response. Unless set, a quarter of the
    /// time of the whole call, but at least 15 seconds: three attempts fit into a call. It never outlasts the call.
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.attempt = Some(timeout);
        self
    }

    /// How long to wait for a new connection: for the addresses of the host, TCP and TLS together. 5 seconds unless set. It
    /// never outlasts the attempt.
    pub fn with_connect_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.connect = Some(timeout);
        self
    }

    /// How long to wait for each part of a response that is read as it comes: for the next event of a stream, or the next bytes
    /// of a download. 60 seconds unless set. Such a response may take any time as a whole; the times above end with its head.
    pub fn with_read_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.read = Some(timeout);
        self
    }

    /// How many bytes the body of a successful response may have. 64 MiB unless set; a longer one is an error. Of the body
    /// of an error response at most 1 MiB is read.
    pub fn with_response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Text to add to the user agent. The environment variable `ALIBABA_CLOUD_USER_AGENT` is used
    /// unless it is set here.
    pub fn with_user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = Some(text.into());
        self
    }

    /// Sends a header with every request. Headers of a call or an operation win over it.
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends a query parameter with every request. Those of a call or an operation win over it.
    pub fn with_query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.queries.push((name.into(), value.into()));
        self
    }

    /// How failed attempts are retried. [`Retry::standard`] unless set.
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Whether a failure that the service reports with a status of success is an error. It is not unless set: the response is
    /// a success, and [`Response::outcome`](crate::Response::outcome) says what it reports.
    ///
    /// A failure that is an error is one in every respect: it is retried by the same rules.
    pub fn with_strict_outcome(mut self, strict: bool) -> Self {
        self.strict_outcome = strict;
        self
    }

    /// Waits between attempts like this instead of by the timers of tokio: for tests that do not wait, together with
    /// [`with_clock`](Self::with_clock). A wait counts against the time of the call, however short it is made.
    pub fn with_sleep(mut self, sleep: impl Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync + 'static) -> Self {
        self.sources.sleep = Sleep::new(sleep);
        self
    }

    /// Takes the time of requests from here instead of from the system.
    pub fn with_clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.sources.clock = Clock::new(now);
        self
    }

    /// Takes nonces from here. They must be unique: the service refuses a nonce it has seen.
    pub fn with_nonce(mut self, next: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.sources.nonce = Nonce::custom(next);
        self
    }

    /// Sends requests through this transport instead of the shared one.
    pub fn with_transport(mut self, transport: Arc<dyn HttpTransport>) -> Self {
        self.shared = self.shared.with_transport(transport);
        self
    }

    /// Trusts hosts by these root certificates; see [`SharedConfig::with_root_certificates`].
    #[cfg(feature = "tls")]
    pub fn with_root_certificates(mut self, roots: RootCertificates) -> Self {
        self.shared = self.shared.with_root_certificates(roots);
        self
    }

    /// Sends requests through this proxy, or through none; see [`SharedConfig::with_proxy`].
    pub fn with_proxy(mut self, proxy: Proxy) -> Self {
        self.shared = self.shared.with_proxy(proxy);
        self
    }

    /// Connects to `address`, over plain HTTP, instead of to `authority`; see [`SharedConfig::with_connect_override`].
    pub fn with_connect_override(mut self, authority: impl Into<String>, address: SocketAddr) -> Self {
        self.shared = self.shared.with_connect_override(authority, address);
        self
    }
}

impl Config {
    /// A text that nobody has had before, for a request that is known by it.
    pub(crate) fn token(&self) -> Result<String, RequestError> {
        self.sources.tokens.next(self.sources.clock.now())
    }
}

impl From<SharedConfig> for Config {
    /// Settings without a region: complete only with [`with_region`](Self::with_region) or
    /// [`with_endpoint`](Self::with_endpoint).
    fn from(shared: SharedConfig) -> Self {
        Self {
            sources: shared.sources().clone(),
            shared,
            region: None,
            missing_region: None,
            endpoint: None,
            network: Network::default(),
            timeouts: Timeouts::default(),
            response_limit: Self::RESPONSE_LIMIT,
            user_agent: None,
            headers: Vec::new(),
            queries: Vec::new(),
            retry: Retry::default(),
            strict_outcome: false,
        }
    }
}

impl Default for Config {
    /// Settings without a region: complete only with [`with_region`](Self::with_region) or
    /// [`with_endpoint`](Self::with_endpoint).
    fn default() -> Self {
        Self::from(SharedConfig::new())
    }
}

impl fmt::Debug for Config {
    /// Leaves out the values of headers and query parameters: they can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("region", &self.region)
            .field("endpoint", &self.endpoint.as_deref().map(endpoint::shown))
            .field("network", &self.network)
            .field("shared", &self.shared)
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .field("strict_outcome", &self.strict_outcome)
            .field("response_limit", &self.response_limit)
            .field("user_agent", &self.user_agent)
            .field("headers", &Names(&self.headers))
            .field("queries", &Names(&self.queries))
            .finish_non_exhaustive()
    }
}

/// Prints the names of pairs.
pub(crate) struct Names<'a>(pub(crate) &'a [(String, String)]);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(
                iter::zip(self.0, iter::repeat(format_args!("[redacted]"))).map(|((name, _), hidden)| (name, hidden)),
            )
            .finish()
    }
}
