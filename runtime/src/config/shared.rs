//! What clients of many products and regions share.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use super::{Config, Sources, endpoint};
use crate::error::ConfigError;
use crate::identity::{self, CredentialsProvider};
use crate::retry::{Budget, Skew, Skews};
#[cfg(feature = "tls")]
use crate::transport::RootCertificates;
use crate::transport::{Bounded, HttpTransport, HyperTransport, Proxy};

/// What clients of many products and regions share: connections, the source of identities, and the budget of retries.
///
/// Cheap to clone; clones share. Make one, and the [`Config`] of each client from it:
///
/// ```
/// # use runtime::{Identity, SharedConfig};
/// let shared = SharedConfig::new().with_credentials(Identity::access_key("id", "secret"));
/// let in_shanghai = shared.config("cn-shanghai");
/// let in_beijing = shared.config("cn-beijing");
/// # let _ = (in_shanghai, in_beijing);
/// ```
///
/// Without credentials, the usual [sources](crate::identity#sources) are tried.
#[derive(Clone)]
#[must_use]
pub struct SharedConfig {
    credentials: Arc<dyn CredentialsProvider>,
    transport: Transport,
    budget: Arc<Budget>,
    skews: Arc<Skews>,
    sources: Arc<Sources>,
}

#[derive(Clone)]
enum Transport {
    Own(Arc<dyn HttpTransport>),
    Hyper(Arc<Hyper>),
}

/// The transport of this library, made when the first client needs it.
#[derive(Clone, Default)]
struct Hyper {
    connect_overrides: Vec<(String, SocketAddr)>,
    /// That of the environment unless set.
    proxy: Option<Proxy>,
    #[cfg(feature = "tls")]
    roots: Option<RootCertificates>,
    made: OnceLock<Arc<dyn HttpTransport>>,
}

impl SharedConfig {
    /// With connections of its own, and credentials from the usual [sources](crate::identity#sources).
    pub fn new() -> Self {
        Self {
            credentials: identity::usual(),
            transport: Transport::Hyper(Arc::default()),
            budget: Arc::default(),
            skews: Arc::default(),
            sources: Arc::default(),
        }
    }

    /// Settings of a client in a region, such as `cn-shanghai`.
    pub fn config(&self, region: impl Into<String>) -> Config {
        Config::from(self.clone()).with_region(region)
    }

    /// Calls in the name of this identity, or of those of this source.
    pub fn with_credentials(mut self, credentials: impl CredentialsProvider) -> Self {
        self.credentials = Arc::new(credentials);
        self
    }

    /// Sends requests through this transport.
    pub fn with_transport(mut self, transport: Arc<dyn HttpTransport>) -> Self {
        // Here, so that a program that brings none does not hold the code for it.
        self.transport = Transport::Own(Arc::new(Bounded(transport)));
        self
    }

    /// Trusts hosts by these root certificates instead of those of Mozilla.
    ///
    /// Begins with new connections; has no effect on a [custom transport](Self::with_transport).
    #[cfg(feature = "tls")]
    pub fn with_root_certificates(self, roots: RootCertificates) -> Self {
        self.with_hyper(|hyper| hyper.roots = Some(roots))
    }

    /// Sends requests through this proxy, or through none, instead of through that of the environment (`HTTPS_PROXY`,
    /// `NO_PROXY`).
    ///
    /// Begins with new connections; has no effect on a [custom transport](Self::with_transport).
    pub fn with_proxy(self, proxy: Proxy) -> Self {
        self.with_hyper(|hyper| hyper.proxy = Some(proxy))
    }

    /// Connects to `address`, over plain HTTP and without a proxy, instead of to `authority` (`host` or `host:port` of the
    /// endpoint). Header and signature keep the host. For gateways and tests. Said more than once for an authority, the
    /// first address that answers is used.
    ///
    /// Begins with new connections; has no effect on a [custom transport](Self::with_transport).
    pub fn with_connect_override(self, authority: impl Into<String>, address: SocketAddr) -> Self {
        self.with_hyper(|hyper| hyper.connect_overrides.push((authority.into(), address)))
    }

    /// The same with other connections.
    fn with_hyper(mut self, change: impl FnOnce(&mut Hyper)) -> Self {
        if let Transport::Hyper(hyper) = &mut self.transport {
            let mut changed = Hyper { made: OnceLock::new(), ..Hyper::clone(hyper) };
            change(&mut changed);
            *hyper = Arc::new(changed);
        }
        self
    }

    /// Takes time, nonces and waits from here, unless a configuration says otherwise.
    #[cfg(feature = "test-util")]
    pub(crate) fn with_sources(mut self, sources: Sources) -> Self {
        self.sources = Arc::new(sources);
        self
    }

    /// Where the time, nonces and waits come from.
    pub(super) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Whether requests go through a transport that the program brings.
    pub(super) fn has_own_transport(&self) -> bool {
        matches!(self.transport, Transport::Own(_))
    }

    /// What clients may retry.
    pub(super) fn budget(&self) -> &Budget {
        &self.budget
    }

    /// What is known of the clock of a host.
    pub(super) fn skew(&self, host: &str) -> Arc<Skew> {
        self.skews.of(host)
    }

    pub(super) fn credentials(&self) -> &Arc<dyn CredentialsProvider> {
        &self.credentials
    }

    /// The transport, made now if this is the first client.
    pub(super) fn transport(&self) -> Result<Arc<dyn HttpTransport>, ConfigError> {
        match &self.transport {
            Transport::Own(transport) => Ok(Arc::clone(transport)),
            Transport::Hyper(hyper) => hyper.transport(),
        }
    }
}

impl Hyper {
    fn transport(&self) -> Result<Arc<dyn HttpTransport>, ConfigError> {
        if let Some(transport) = self.made.get() {
            return Ok(Arc::clone(transport));
        }
        let mut transport = HyperTransport::new();
        if let Some(proxy) = &self.proxy {
            if let Some(fault) = proxy.fault() {
                return Err(ConfigError::new(fault));
            }
            transport = transport.with_proxy(proxy.clone());
        }
        for (authority, address) in &self.connect_overrides {
            endpoint::checked("authority of a connect override", authority)?;
            transport = transport.with_connect_override(authority, *address);
        }
        #[cfg(feature = "tls")]
        if let Some(roots) = &self.roots {
            transport = transport.with_root_certificates(roots)?;
        }
        Ok(Arc::clone(self.made.get_or_init(|| Arc::new(transport))))
    }
}

impl Default for SharedConfig {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for SharedConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("SharedConfig");
        shown.field("credentials", &self.credentials);
        match &self.transport {
            Transport::Own(transport) => shown.field("transport", transport),
            Transport::Hyper(hyper) => {
                shown.field("connect_overrides", &hyper.connect_overrides).field("proxy", &hyper.proxy)
            }
        };
        shown.finish_non_exhaustive()
    }
}
