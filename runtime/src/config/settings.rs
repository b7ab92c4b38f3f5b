//! The settings of a client, checked, with what is the same for all its calls computed once.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::header::{HOST, USER_AGENT};
use http::uri::Authority;

use super::endpoint::Host;
use super::{Config, ServiceInfo};
use crate::environment;
use crate::error::{ConfigError, RequestError};
use crate::identity::CredentialsProvider;
use crate::operation::Descriptor;
use crate::request::headers::{HeaderList, name};
use crate::retry::{Budget, Skew};
use crate::trace::Observed;
use crate::transport::{HttpTransport, TransportError};

/// What all calls of a client share.
pub(crate) struct Settings {
    service: ServiceInfo,
    pub(crate) host: Authority,
    /// What to say when the host is a guess, and is not found.
    guess: Option<String>,
    /// The headers of every request.
    pub(crate) base_headers: HeaderList,
    /// The headers that the configuration asks for.
    pub(crate) extra_headers: HeaderList,
    /// The values that the configuration adds to every request.
    pub(crate) secrets: Arc<[String]>,
    pub(crate) transport: Arc<dyn HttpTransport>,
    /// How far the clock of the host differs.
    pub(crate) skew: Arc<Skew>,
    pub(crate) config: Config,
}

impl Settings {
    /// Checks the settings of a client for a product.
    pub(crate) fn new(config: Config, service: &ServiceInfo) -> Result<Self, ConfigError> {
        let transport = config.shared.transport()?;
        if let (None, None, Some(missing)) = (&config.region, &config.endpoint, &config.missing_region) {
            return Err(ConfigError::new(missing.as_str()));
        }
        let host = service.host(config.endpoint.as_deref(), config.region.as_deref(), config.network)?;
        let Host { name, guess } = host;
        let host = Authority::try_from(name.as_str())
            .map_err(|_| ConfigError::new(format!("{name:?} is not the name of a host")))?;
        let base_headers = base_headers(service, &host, &config).map_err(|error| ConfigError::new(error.reason()))?;
        let extra_headers = extra_headers(&config).map_err(|error| ConfigError::new(error.reason()))?;
        let secrets = config.headers.iter().chain(&config.queries).map(|(_, value)| value.clone()).collect();
        let skew = config.shared.skew(host.as_str());
        Ok(Self { service: *service, host, guess, base_headers, extra_headers, secrets, transport, skew, config })
    }

    /// The same error, with what is known of the host.
    pub(crate) fn explain(&self, error: TransportError) -> TransportError {
        match &self.guess {
            Some(guess) if error.is_host_in_doubt() => error.with_advice(guess),
            _ => error,
        }
    }

    /// A call of an operation, for those who observe it.
    pub(crate) fn observed<'a>(&'a self, operation: &'a Descriptor) -> Observed<'a> {
        Observed {
            product: self.service.product,
            version: self.service.version,
            operation: &operation.action,
            method: operation.method.as_str(),
            host: self.host.as_str(),
        }
    }

    /// The name of the product.
    pub(crate) fn product(&self) -> &'static str {
        self.service.product
    }

    /// The version of the product's API.
    pub(crate) fn version(&self) -> &'static str {
        self.service.version
    }

    /// The time at the host.
    pub(crate) fn now(&self) -> SystemTime {
        self.skew.correct(self.config.sources.clock.now())
    }

    /// What may be retried.
    pub(crate) fn budget(&self) -> &Budget {
        self.config.shared.budget()
    }

    /// Whether requests go through a transport that the program brings.
    pub(crate) fn has_own_transport(&self) -> bool {
        self.config.shared.has_own_transport()
    }

    /// The source of identities.
    pub(crate) fn credentials(&self) -> &dyn CredentialsProvider {
        self.config.shared.credentials().as_ref()
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("product", &self.service.product)
            .field("version", &self.service.version)
            .field("host", &self.host.as_str())
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

/// That of this library, with the text of the application at its end.
fn user_agent(text: Option<String>) -> String {
    let own = crate::user_agent::user_agent();
    match text {
        Some(text) if !text.is_empty() => format!("{own} {text}"),
        _ => own,
    }
}

/// The headers that are the same for all requests.
fn base_headers(service: &ServiceInfo, host: &Authority, config: &Config) -> Result<HeaderList, RequestError> {
    let text = config.user_agent.clone().or_else(|| environment::variable("ALIBABA_CLOUD_USER_AGENT"));
    let mut headers = HeaderList::default();
    headers.set(HOST, host.to_string())?;
    headers.set(name::VERSION, service.version)?;
    headers.set_checked(USER_AGENT.as_str(), &user_agent(text))?;
    Ok(headers)
}

/// The headers of the configuration: unfit ones are found before the first call.
fn extra_headers(config: &Config) -> Result<HeaderList, RequestError> {
    let mut headers = HeaderList::default();
    for (name, value) in &config.headers {
        headers.set_checked(name, value)?;
    }
    Ok(headers)
}
