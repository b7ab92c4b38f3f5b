//! The client: what all calls share, and how one is carried out.

use std::sync::Arc;
use std::{env, fmt};

use bytes::Bytes;
use http::header::{HOST, USER_AGENT};
use http::uri::Authority;

use crate::assemble::{self, Moment};
use crate::call::{Call, Options};
use crate::codec::ObjectView;
use crate::config::Config;
use crate::credentials::CredentialsError;
use crate::endpoint::{self, ServiceInfo};
use crate::error::{ConfigError, Error, RequestError, ServiceError};
use crate::headers::{HeaderList, name};
use crate::masks::{Masks, Sent};
use crate::operation::{Operation, OperationInfo};
use crate::request::{self, Parts};
use crate::transport::{Deadline, HttpTransport, HyperTransport, Late, Timeouts};

/// The part of a client that is the same for all products. Cheap to clone.
#[derive(Clone)]
pub struct ClientCore(Arc<Shared>);

/// What all calls of a client share.
pub(crate) struct Shared {
    pub(crate) service: &'static ServiceInfo,
    pub(crate) host: Authority,
    /// Those of every request.
    pub(crate) base_headers: HeaderList,
    /// Those that were asked for in the configuration.
    pub(crate) extra_headers: HeaderList,
    pub(crate) config: Config,
    /// The values that the configuration adds to every request.
    secrets: Arc<[String]>,
    transport: Arc<dyn HttpTransport>,
}

impl ClientCore {
    /// A client for one product.
    ///
    /// # Errors
    ///
    /// There is no host to call, or a client-wide header cannot be sent.
    pub fn new(config: Config, service: &'static ServiceInfo) -> Result<Self, Error> {
        let transport = match &config.transport {
            Some(transport) => Arc::clone(transport),
            None => Arc::new(
                HyperTransport::with_connect_overrides(&config.connect_overrides)
                    .with_response_limit(config.response_limit),
            ),
        };
        let host = service.host(&config)?;
        for (authority, _) in &config.connect_overrides {
            endpoint::checked("authority of a connect override", authority)?;
        }
        let host = Authority::try_from(host.as_str())
            .map_err(|_| ConfigError::new(format!("{host:?} is not the name of a host")))?;
        let base_headers = base_headers(service, &host, &config).map_err(|error| ConfigError::new(error.reason()))?;
        let extra_headers = extra_headers(&config).map_err(|error| ConfigError::new(error.reason()))?;
        let secrets = config.headers.iter().chain(&config.queries).map(|(_, value)| value.clone()).collect();
        Ok(Self(Arc::new(Shared { service, host, base_headers, extra_headers, config, secrets, transport })))
    }

    /// Prepares a call. The request is encoded now; it is sent when the call is awaited.
    #[inline]
    #[expect(clippy::needless_pass_by_value, reason = "a request is made for one call, and reads best made in place")]
    pub fn call<O: Operation>(&self, request: O) -> Call<O::Output> {
        self.call_described(const { &O::INFO }, &request)
    }

    /// Prepares a call of an operation that need not be known when the program is compiled.
    ///
    /// Not generic but for the output: what is compiled for each operation is little.
    pub fn call_described<T>(&self, info: &'static OperationInfo, request: &dyn ObjectView) -> Call<T> {
        Call::new(Arc::clone(&self.0), info, request::encode(info, request))
    }
}

/// A success, and what of the call must not be shown.
pub(crate) struct Answer {
    pub(crate) response: http::Response<Bytes>,
    pub(crate) masks: Masks,
}

impl fmt::Debug for ClientCore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { service, host, config, .. } = &*self.0;
        f.debug_struct("Client")
            .field("product", &service.product)
            .field("version", &service.version)
            .field("host", &host.as_str())
            .field("config", config)
            .finish()
    }
}

impl Shared {
    /// Carries out one call: sign, send, tell success from failure.
    pub(crate) async fn execute(
        &self,
        info: &'static OperationInfo,
        mut parts: Parts,
        options: Options,
    ) -> Result<Answer, Error> {
        let moment = Moment { time: self.config.clock.now(), nonce: self.config.nonce.next()? };
        let timeouts = self.timeouts(&options);
        let deadline = Deadline::after(timeouts.total);
        let mut masks =
            Masks { own: std::mem::take(&mut parts.secrets), shared: Arc::clone(&self.secrets), ..Masks::default() };
        let request = if info.anonymous {
            assemble::anonymous(self, info, parts, &options, moment)?
        } else {
            let credentials = deadline.bound(self.config.credentials.credentials()).await;
            let credentials = credentials.map_err(|Late(after)| CredentialsError::timed_out(after))??;
            credentials.check()?;
            let request = assemble::signed(self, info, parts, &options, moment, &credentials)?;
            masks.credentials = Some(credentials);
            request
        };
        masks.own.extend(options.headers.into_iter().chain(options.queries).map(|(_, value)| value));
        masks.sent = Some(Sent::of(&request));
        let sent = self.transport.send(request, timeouts.with_left(deadline.left())).await;
        // A redirect is no success: it is not followed, since the signature would not fit.
        match sent {
            Ok(response) if response.status().is_success() => Ok(Answer { response, masks }),
            Ok(response) => Err(ServiceError::new(info.action, response, masks).into()),
            Err(error) => Err(error.masked(&masks).into()),
        }
    }

    /// What the call asks for, else what the configuration does.
    fn timeouts(&self, options: &Options) -> Timeouts {
        let configured = self.config.timeouts;
        match options.timeout {
            Some(timeout) => Timeouts::new(configured.connect.min(timeout), timeout).with_total(timeout),
            None => configured,
        }
    }
}

/// The official form, with the text of the application at its end.
fn user_agent(text: Option<String>) -> String {
    let own = format!(
        "AlibabaCloud ({}; {}) Rust/{} Core/{}",
        env::consts::OS,
        env::consts::ARCH,
        env!("CARGO_PKG_RUST_VERSION"),
        env!("CARGO_PKG_VERSION"),
    );
    match text {
        Some(text) if !text.is_empty() => format!("{own} {text}"),
        _ => own,
    }
}

/// The headers that are the same for all requests.
fn base_headers(service: &ServiceInfo, host: &Authority, config: &Config) -> Result<HeaderList, RequestError> {
    let text = config.user_agent.clone().or_else(|| crate::env::variable("ALIBABA_CLOUD_USER_AGENT"));
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
