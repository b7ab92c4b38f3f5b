//! The settings of a client.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use std::{fmt, iter};

use crate::clock::{Clock, Nonce};
use crate::credentials::{CredentialsProvider, EnvironmentCredentials};
use crate::endpoint::{self, Network};
use crate::transport::{HttpTransport, HyperTransport, Timeouts};

/// The settings of a client.
///
/// ```
/// use std::time::Duration;
/// use runtime::{Config, Credentials};
///
/// let config = Config::new("cn-shanghai")
///     .with_credentials(Credentials::access_key("id", "secret"))
///     .with_read_timeout(Duration::from_secs(30));
/// # let _ = config;
/// ```
///
/// Without credentials, the environment variables of
/// [`EnvironmentCredentials`] are used. Faults are reported when a client is made.
#[derive(Clone)]
#[must_use]
pub struct Config {
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<String>,
    pub(crate) network: Network,
    pub(crate) credentials: Arc<dyn CredentialsProvider>,
    pub(crate) timeouts: Timeouts,
    pub(crate) response_limit: usize,
    pub(crate) user_agent: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) queries: Vec<(String, String)>,
    pub(crate) clock: Clock,
    pub(crate) nonce: Nonce,
    pub(crate) connect_overrides: Vec<(String, SocketAddr)>,
    pub(crate) transport: Option<Arc<dyn HttpTransport>>,
}

impl Config {
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

    /// Signs with these credentials, or with those of this source.
    pub fn with_credentials(mut self, credentials: impl CredentialsProvider) -> Self {
        self.credentials = Arc::new(credentials);
        self
    }

    /// How long to wait for a connection: for the addresses of the host, TCP and TLS together. 5 seconds unless set.
    pub fn with_connect_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts = Timeouts::new(timeout, self.timeouts.response);
        self
    }

    /// How long to wait for a response, from the moment there is a connection to the last byte.
    /// 10 seconds unless set. A call as a whole, credentials included, takes no longer than this and the time to connect
    /// together; [`Call::timeout`](crate::Call::timeout) sets the time for one call as a whole.
    pub fn with_read_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts = Timeouts::new(self.timeouts.connect, timeout);
        self
    }

    /// How many bytes the body of a successful response may have. 64 MiB unless set; a longer one is an error. Of the body
    /// of an error response at most 1 MiB is read.
    ///
    /// Has no effect on a [custom transport](Self::with_transport).
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

    /// Takes the time of requests from here instead of from the system.
    pub fn with_clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock::new(now);
        self
    }

    /// Takes nonces from here. They must be unique: the service refuses a nonce it has seen.
    pub fn with_nonce(mut self, next: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.nonce = Nonce::custom(next);
        self
    }

    /// Connects to `address`, over plain HTTP, instead of to `authority` (`host` or `host:port` of
    /// the endpoint). Header and signature keep the host. For gateways, proxies in front and tests. Said more than once for
    /// an authority, the first address that answers is used.
    ///
    /// Has no effect on a [custom transport](Self::with_transport).
    pub fn with_connect_override(mut self, authority: impl Into<String>, address: SocketAddr) -> Self {
        self.connect_overrides.push((authority.into(), address));
        self
    }

    /// Sends requests through this transport. Clients that share one share its connections.
    pub fn with_transport(mut self, transport: Arc<dyn HttpTransport>) -> Self {
        self.transport = Some(transport);
        self
    }
}

impl Default for Config {
    /// Settings without a region: complete only with [`with_endpoint`](Self::with_endpoint).
    fn default() -> Self {
        Self {
            region: None,
            endpoint: None,
            network: Network::default(),
            credentials: Arc::new(EnvironmentCredentials::new()),
            timeouts: Timeouts::new(Duration::from_secs(5), Duration::from_secs(10)),
            response_limit: HyperTransport::RESPONSE_LIMIT,
            user_agent: None,
            headers: Vec::new(),
            queries: Vec::new(),
            clock: Clock::default(),
            nonce: Nonce::default(),
            connect_overrides: Vec::new(),
            transport: None,
        }
    }
}

impl fmt::Debug for Config {
    /// Leaves out the values of headers and query parameters: they can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("region", &self.region)
            .field("endpoint", &self.endpoint.as_deref().map(endpoint::shown))
            .field("network", &self.network)
            .field("credentials", &self.credentials)
            .field("timeouts", &self.timeouts)
            .field("response_limit", &self.response_limit)
            .field("user_agent", &self.user_agent)
            .field("headers", &Names(&self.headers))
            .field("queries", &Names(&self.queries))
            .field("connect_overrides", &self.connect_overrides)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}

/// Prints the names of pairs.
struct Names<'a>(&'a [(String, String)]);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(
                iter::zip(self.0, iter::repeat(format_args!("[redacted]"))).map(|((name, _), hidden)| (name, hidden)),
            )
            .finish()
    }
}
