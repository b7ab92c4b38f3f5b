//! The client core of blocking clients.

use std::fmt;

use super::Call;
use crate::client;
use crate::config::{Config, ServiceInfo};
use crate::error::Error;
use crate::operation::Operation;

/// The part of a blocking client that is the same for all products. Cheap to clone.
#[derive(Clone)]
pub struct ClientCore(client::ClientCore);

impl ClientCore {
    /// A client for one product.
    ///
    /// # Errors
    ///
    /// There is no host to call, a client-wide header cannot be sent, or the root certificates cannot be used.
    pub fn new(config: Config, service: &ServiceInfo) -> Result<Self, Error> {
        client::ClientCore::new(config, service).map(Self)
    }

    /// Prepares a call.
    #[inline]
    pub fn call<O: Operation>(&self, request: O) -> Call<O> {
        Call::new(self.0.call(request))
    }
}

impl fmt::Debug for ClientCore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
