//! Where identities come from.

use std::fmt;
use std::future::ready;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::{CredentialsError, Identity};
use crate::BoxFuture;
use crate::executor::{Deadline, Setting};
use crate::transport::HttpTransport;

/// A source of [`Identity`], asked once for every attempt to send a request.
///
/// An `Identity` is itself a source: of always the same one. A source that fetches identities over the network should keep
/// them until shortly before they [expire](Identity::expires_at), as those of [this library](crate::identity#sources) do.
pub trait CredentialsProvider: fmt::Debug + Send + Sync + 'static {
    /// The identity to make a request with now.
    ///
    /// A call waits for it as long as its own timeout allows, and then drops the future.
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>>;
}

/// What a source may use and should know. Later versions add to it.
#[derive(Clone, Copy, Debug)]
pub struct CredentialsContext<'a> {
    transport: &'a Arc<dyn HttpTransport>,
    now: SystemTime,
    deadline: Deadline,
    refused: Option<&'a Identity>,
}

impl<'a> CredentialsContext<'a> {
    /// What a source is given that may use this transport, at this time, and has this long to answer.
    #[must_use]
    pub fn new(transport: &'a Arc<dyn HttpTransport>, now: SystemTime, time_left: Duration) -> Self {
        Self::until(transport, now, Deadline::after(time_left, Setting::Call))
    }

    pub(crate) fn until(transport: &'a Arc<dyn HttpTransport>, now: SystemTime, deadline: Deadline) -> Self {
        Self { transport, now, deadline, refused: None }
    }

    /// The same after the service has refused this identity as expired.
    #[must_use]
    pub fn with_refused(mut self, identity: &'a Identity) -> Self {
        self.refused = Some(identity);
        self
    }

    /// The identity that the service has just refused as expired, if that is why the source is asked again. A source that
    /// keeps identities must not return this one, whatever its [expiry](Identity::expires_at) says, but fetch another.
    #[must_use]
    pub fn refused(&self) -> Option<&'a Identity> {
        self.refused
    }

    /// The transport of the client that asks: a source that fetches something can share its connections.
    #[must_use]
    pub fn transport(&self) -> &'a Arc<dyn HttpTransport> {
        self.transport
    }

    /// The time by the clock of the client that asks.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.now
    }

    /// How long the call that asks may still take.
    #[must_use]
    pub fn time_left(&self) -> Duration {
        self.deadline.left()
    }
}

impl CredentialsProvider for Identity {
    fn identity<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(ready(Ok(self.clone())))
    }
}

/// So that clients can share a source, whether its type is known or not.
impl<P: CredentialsProvider + ?Sized> CredentialsProvider for Arc<P> {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        (**self).identity(context)
    }
}
