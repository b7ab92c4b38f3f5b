//! One attempt to carry out a call: identity → date, nonce, signature → transport.

mod build;
mod payload;

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use http::Response;

use crate::body::Body;
use crate::call_context::CallContext;
use crate::config::Settings;
use crate::error::{Error, RequestError};
use crate::executor::{Deadline, Elapsed};
use crate::identity::{CredentialsContext, CredentialsError, Identity};
use crate::operation::Descriptor;
use crate::redaction::{CallSecrets, SentRequest};
use crate::request::Parts;
use crate::sign;
use crate::transport::TransportOptions;

/// What an attempt is made for.
pub(crate) struct Attempt<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) operation: &'a Descriptor,
    /// The headers and queries that are set for the call.
    pub(crate) headers: &'a [(String, String)],
    pub(crate) queries: &'a [(String, String)],
    pub(crate) deadline: Deadline,
    pub(crate) options: TransportOptions,
    /// What is said of the attempts before this one, if there were any.
    pub(crate) earlier: Option<Earlier>,
    pub(crate) context: &'a CallContext,
}

/// What an attempt says of those before it.
#[derive(Clone, Copy)]
pub(crate) struct Earlier {
    /// How many there were.
    pub(crate) attempts: u32,
    /// The wait after the last one.
    pub(crate) delay: Duration,
}

/// What differs from attempt to attempt.
struct Moment {
    time: SystemTime,
    nonce: String,
}

/// A body, and its hash, which is signed.
struct Payload {
    body: Body,
    hash: Cow<'static, str>,
}

impl Attempt<'_> {
    /// Sends a request made of these parts, in the name of this identity or of the one that the source gives. What of it is
    /// secret is added to the secrets of the call.
    pub(crate) async fn send(
        &self,
        parts: &mut Parts,
        identity: Option<Identity>,
        secrets: &mut CallSecrets,
    ) -> Result<Response<Body>, Error> {
        let (mut request, signed) = if self.operation.anonymous {
            let body = parts.body.take();
            (self.anonymous(parts, body, self.moment()?)?, None)
        } else {
            let identity = match identity {
                Some(identity) => identity,
                None => self::identity(self.settings, self.deadline, None).await?,
            };
            let hash = match parts.body.as_bytes() {
                Some(bytes) => sign::hash_of(bytes),
                None => Box::pin(self.payload_hash(parts.body.try_clone())).await?.into(),
            };
            // Now, since the source may have taken its time.
            let moment = self.moment()?;
            let payload = Payload { body: parts.body.take(), hash };
            let signed = self.authenticated(parts, payload, moment, &identity)?;
            secrets.identity = Some(identity);
            signed
        };
        secrets.sent = Some(SentRequest::of(&request, signed));
        self.context.attach(&mut request, secrets);
        let response = self.settings.transport.send(request, self.options).await;
        response.map_err(|error| self.settings.explain(error).redacted(|text| secrets.redacted(text)).into())
    }

    fn moment(&self) -> Result<Moment, RequestError> {
        let time = self.settings.now();
        Ok(Moment { time, nonce: self.settings.config.sources.nonce.next(time)? })
    }

    /// The hash of a body that has to be read for it, in time; `None` is one that passes once.
    async fn payload_hash(&self, body: Option<Body>) -> Result<String, RequestError> {
        let hash = self.deadline.bound(payload::hash(body)).await;
        hash.map_err(RequestError::body_timed_out)?
    }
}

/// The identity that the source of a client gives in time, after it refused another.
pub(crate) async fn identity(
    settings: &Settings,
    deadline: Deadline,
    refused: Option<&Identity>,
) -> Result<Identity, CredentialsError> {
    let mut context = CredentialsContext::until(&settings.transport, settings.now(), deadline);
    if let Some(identity) = refused {
        context = context.with_refused(identity);
    }
    let identity = deadline.bound(settings.credentials().identity(context)).await;
    identity.map_err(|elapsed: Elapsed| CredentialsError::timed_out(elapsed))?
}
