//! One attempt to carry out a call: identity → date, nonce, signature → transport.

mod build;
mod payload;

use std::time::SystemTime;

use http::Response;

use crate::body::Body;
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
}

/// What differs from attempt to attempt.
struct Moment {
    time: SystemTime,
    nonce: String,
}

impl Attempt<'_> {
    /// Sends the request, which takes its parts. What of it is secret is added to the secrets of the call.
    pub(crate) async fn send(&self, parts: &mut Parts, secrets: &mut CallSecrets) -> Result<Response<Body>, Error> {
        let config = &self.settings.config;
        let time = config.clock.now();
        let moment = Moment { time, nonce: config.nonce.next(time)? };
        let request = if self.operation.anonymous {
            self.anonymous(std::mem::take(parts), moment)?
        } else {
            let identity = self.identity(moment.time).await?;
            let payload_hash = match parts.body.as_bytes() {
                Some(bytes) => sign::payload_hash(bytes),
                None => Box::pin(self.payload_hash(parts.body.try_clone())).await?,
            };
            let request = self.authenticated(std::mem::take(parts), moment, &identity, &payload_hash)?;
            secrets.identity = Some(identity);
            request
        };
        secrets.sent = Some(SentRequest::of(&request));
        let response = self.settings.transport.send(request, self.options).await;
        response.map_err(|error| self.settings.explain(error).redacted(|text| secrets.redacted(text)).into())
    }

    /// The hash of a body that has to be read for it, in time; `None` is one that passes once.
    async fn payload_hash(&self, body: Option<Body>) -> Result<String, RequestError> {
        let hash = self.deadline.bound(payload::hash(body)).await;
        hash.map_err(RequestError::body_timed_out)?
    }

    /// The identity that the source gives in time.
    async fn identity(&self, now: SystemTime) -> Result<Identity, CredentialsError> {
        let context = CredentialsContext::until(&self.settings.transport, now, self.deadline);
        let identity = self.deadline.bound(self.settings.credentials().identity(context)).await;
        identity.map_err(|elapsed: Elapsed| CredentialsError::timed_out(elapsed))?
    }
}
