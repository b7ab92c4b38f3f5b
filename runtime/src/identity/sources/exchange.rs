//! A plain request for an identity.

use std::time::Duration;

use http::header::{DATE, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Uri};

use super::answer::Answer;
use crate::body::Body;
use crate::executor::{Deadline, Setting};
use crate::identity::{CredentialsContext, CredentialsError};
use crate::transport::{Request, TransportError, TransportOptions};
use crate::user_agent::user_agent;

/// How many bytes an answer may have.
const BODY_LIMIT: usize = 64 << 10;
/// How long connecting to a service on the network may take, and the whole exchange.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const TIMEOUT: Duration = Duration::from_secs(10);

/// How a request for an identity is sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exchange {
    connect_timeout: Duration,
    timeout: Duration,
    is_proxy_allowed: bool,
}

impl Exchange {
    /// With a service on the network.
    pub(crate) fn new() -> Self {
        Self { connect_timeout: CONNECT_TIMEOUT, timeout: TIMEOUT, is_proxy_allowed: true }
    }

    /// With the metadata service of the machine: it answers within this time, connecting included, and is never behind a
    /// proxy.
    pub(crate) fn with_metadata_service(timeout: Duration) -> Self {
        Self { connect_timeout: timeout, timeout, is_proxy_allowed: false }
    }

    /// Sends a request, and reads the whole answer, whatever its status.
    pub(crate) async fn send(
        self,
        context: CredentialsContext<'_>,
        request: Request,
    ) -> Result<Answer, CredentialsError> {
        let host = request.uri().authority().map(ToString::to_string).unwrap_or_default();
        let timeout = self.timeout.min(context.time_left());
        let deadline = Deadline::after(timeout, Setting::Attempt);
        match deadline.bound(self.answer(context, request, &host, deadline)).await {
            // A transport that noticed the end of the time first names settings that do not change it.
            Ok(Err(error)) if !deadline.left().is_zero() => Err(error),
            Ok(Ok(answer)) => Ok(answer),
            _ => Err(CredentialsError::late(format!("{host} did not answer within {timeout:?}"))),
        }
    }

    async fn answer(
        self,
        context: CredentialsContext<'_>,
        request: Request,
        host: &str,
        deadline: Deadline,
    ) -> Result<Answer, CredentialsError> {
        let options = TransportOptions::until(self.connect_timeout, deadline);
        let options = if self.is_proxy_allowed { options } else { options.without_proxy() };
        let response = context.transport().send(request, options).await;
        let (head, body) = response.map_err(|error| self.failed(host, error))?.into_parts();
        let date = head.headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
        match body.collect_up_to(BODY_LIMIT).await {
            Ok((body, false)) => Ok(Answer::new(host, head.status, body, context.now(), date)),
            Ok((_, true)) => {
                Err(CredentialsError::new(format!("the answer of {host} has more than {BODY_LIMIT} bytes")))
            }
            Err(_) => Err(CredentialsError::new(format!("the answer of {host} ended early"))),
        }
    }

    /// What to say if there is no answer. The cause names the proxy, if there is one, and says how far the request got.
    fn failed(self, host: &str, error: TransportError) -> CredentialsError {
        let is_timeout = error.is_timeout();
        // What is usually advised is about calls.
        let error = match error.phase() {
            _ if is_timeout => error.with_advice("check the network, and the proxy if there is one"),
            _ if !self.is_proxy_allowed => error.with_advice("it answers on ECS instances only"),
            phase if phase.may_have_been_received() => error.with_advice(""),
            _ => error,
        };
        let failed = format!("{host} could not be asked");
        let failed = if is_timeout { CredentialsError::late(failed) } else { CredentialsError::new(failed) };
        failed.with_source(error)
    }
}

/// A request with the user agent of this library.
pub(crate) fn request(
    method: Method,
    uri: Uri,
    headers: impl IntoIterator<Item = (HeaderName, String)>,
    body: impl Into<Body>,
) -> Result<Request, CredentialsError> {
    let mut request = Request::new(body.into());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    request.headers_mut().insert(USER_AGENT, plain(&USER_AGENT, user_agent())?);
    for (name, value) in headers {
        let mut value = plain(&name, value)?;
        // So that no request that is printed shows a token or a signature.
        value.set_sensitive(true);
        request.headers_mut().insert(name, value);
    }
    Ok(request)
}

fn plain(name: &HeaderName, value: String) -> Result<HeaderValue, CredentialsError> {
    HeaderValue::try_from(value)
        .map_err(|_| CredentialsError::new(format!("the value of the header {name} has a control character")))
}
