//! A plain request for an identity, and its answer.
//!
//! Nothing that an answer holds is ever part of an error, except its status and its `Code` if that is a plain word.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use serde_json::{Map, Value};

use crate::body::Body;
use crate::date;
use crate::executor::{Deadline, Setting};
use crate::identity::{CredentialsContext, CredentialsError, Identity};
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

    /// With a service on this machine, or as near: it answers within this time, connecting included, and is never behind a
    /// proxy.
    pub(crate) fn nearby(timeout: Duration) -> Self {
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
        let options = TransportOptions::until(self.connect_timeout, deadline);
        let options = if self.is_proxy_allowed { options } else { options.without_proxy() };
        let late = || CredentialsError::late(format!("{host} did not answer within {timeout:?}"));
        let answer = async {
            let (head, body) =
                context.transport().send(request, options).await.map_err(Failed::Transport)?.into_parts();
            match body.collect_up_to(BODY_LIMIT).await {
                Ok((_, true)) => Err(Failed::Answer(format!("has more than {BODY_LIMIT} bytes"))),
                Ok((body, false)) => Ok((head.status, body)),
                Err(_) => Err(Failed::Answer("ended early".to_owned())),
            }
        };
        match deadline.bound(answer).await {
            Ok(Ok((status, body))) => Ok(Answer { host, status, body }),
            Ok(Err(Failed::Transport(error))) if !error.is_timeout() => {
                Err(CredentialsError::new(format!("{host} could not be asked")).with_source(error))
            }
            Ok(Err(Failed::Answer(how))) if !deadline.left().is_zero() => {
                Err(CredentialsError::new(format!("the answer of {host} {how}")))
            }
            Ok(Err(Failed::Transport(error))) if !deadline.left().is_zero() => {
                let connect = self.connect_timeout;
                Err(CredentialsError::late(format!("there was no connection to {host} within {connect:?}"))
                    .with_source(error))
            }
            _ => Err(late()),
        }
    }
}

/// Why there is no answer.
enum Failed {
    Transport(TransportError),
    Answer(String),
}

/// An answer. It can hold secrets: it is not printed.
pub(crate) struct Answer {
    host: String,
    pub(crate) status: StatusCode,
    body: Bytes,
}

impl Answer {
    /// The body as text, if the answer is a success.
    pub(crate) fn text(&self) -> Result<&str, CredentialsError> {
        if !self.status.is_success() {
            return Err(self.refusal());
        }
        str::from_utf8(&self.body).map_err(|_| self.unusable("is not text"))
    }

    /// The members of the body, if the answer is a success.
    pub(crate) fn members(&self) -> Result<Map<String, Value>, CredentialsError> {
        let text = self.text()?;
        // What serde_json says of a fault can repeat parts of the text.
        serde_json::from_str(text).map_err(|_| self.unusable("is not a JSON object"))
    }

    /// Its identity, which is in these members.
    pub(crate) fn identity(
        &self,
        members: &Map<String, Value>,
        provider_name: &'static str,
    ) -> Result<Identity, CredentialsError> {
        let member = |name: &str| text(members, name);
        let required = |name| member(name).ok_or_else(|| self.unusable(&format!("has no {name}")));
        let (id, secret) = (required("AccessKeyId")?, required("AccessKeySecret")?);
        let identity = match member("SecurityToken") {
            Some(token) => Identity::sts(id, secret, token),
            None => Identity::access_key(id, secret),
        };
        let identity = identity.with_provider_name(provider_name);
        match member("Expiration") {
            None => Ok(identity),
            Some(expiration) => date::parse_iso8601(expiration)
                .map(|time| identity.with_expires_at(time))
                .ok_or_else(|| self.unusable("has an Expiration that is not a time")),
        }
    }

    /// What to say of an answer that is an error: its status, and its code if it has one.
    pub(crate) fn refusal(&self) -> CredentialsError {
        let status = self.status.as_u16();
        let members: Option<Map<String, Value>> = serde_json::from_slice(&self.body).ok();
        let code = members.as_ref().and_then(|members| text(members, "Code").or_else(|| text(members, "code")));
        let code = code.filter(|code| is_plain(code)).map(|code| format!(" {code}")).unwrap_or_default();
        CredentialsError::new(format!("{} answered {status}{code}", self.host))
    }

    /// What to say of an answer that cannot be used, although it is a success.
    pub(crate) fn unusable(&self, why: &str) -> CredentialsError {
        CredentialsError::new(format!("the answer of {} {why}", self.host))
    }

    /// The code of an error, if it is a plain word.
    pub(crate) fn code(&self) -> Option<String> {
        let members: Map<String, Value> = serde_json::from_slice(&self.body).ok()?;
        text(&members, "Code").filter(|code| is_plain(code)).map(str::to_owned)
    }
}

/// A member that is text and not empty.
pub(crate) fn text<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    members.get(name)?.as_str().filter(|text| !text.is_empty())
}

/// Whether a code is a plain word: that of an error, not something else of a foreign answer.
fn is_plain(code: &str) -> bool {
    code.len() <= 64
        && code.starts_with(|first: char| first.is_ascii_alphabetic())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

/// A request without a body, or with that of a form.
pub(crate) fn request(
    method: http::Method,
    uri: http::Uri,
    headers: impl IntoIterator<Item = (http::HeaderName, String)>,
    body: impl Into<Body>,
) -> Result<Request, CredentialsError> {
    let mut request = Request::new(body.into());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    let user_agent = (http::header::USER_AGENT, user_agent());
    for (name, value) in std::iter::once(user_agent).chain(headers) {
        let fault =
            |_| CredentialsError::new(format!("the value of {name} cannot be sent: it has a control character"));
        let mut value = http::HeaderValue::try_from(value).map_err(fault)?;
        // So that no request that is printed shows a token or a signature.
        value.set_sensitive(name != http::header::USER_AGENT);
        request.headers_mut().insert(name, value);
    }
    Ok(request)
}
