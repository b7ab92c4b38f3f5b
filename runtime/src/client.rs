//! The client core, which prepares and sends calls.

use std::fmt;
use std::sync::Arc;

use crate::call::{Call, CallFuture, CallOptions, send};
use crate::call_context::CallContext;
use crate::codec::ObjectView;
use crate::config::{Config, ServiceInfo, Settings};
use crate::error::Error;
use crate::operation::{Descriptor, Operation, OperationInfo};
use crate::output::Output;

/// The part of a client that is the same for all products. Cheap to clone.
#[derive(Clone)]
pub struct ClientCore(pub(crate) Arc<Settings>);

impl ClientCore {
    /// A client for one product.
    ///
    /// # Errors
    ///
    /// There is no host to call, a client-wide header cannot be sent, or the root certificates cannot be used.
    pub fn new(config: Config, service: &ServiceInfo) -> Result<Self, Error> {
        Ok(Self(Arc::new(Settings::new(config, service)?)))
    }

    /// Prepares a call. It is sent when it is awaited.
    #[inline]
    pub fn call<O: Operation>(&self, request: O) -> Call<O> {
        Call::new(Arc::clone(&self.0), request)
    }

    /// Prepares a call of an operation that need not be known when the program is compiled. The request is encoded now.
    pub fn call_described<T: Output>(
        &self,
        info: &OperationInfo<'_>,
        request: &dyn ObjectView,
        options: CallOptions,
    ) -> CallFuture<T> {
        let options = self.with_context(options);
        CallFuture::new(send(Arc::clone(&self.0), Descriptor::owned(info), info, request, options))
    }

    /// The same options, with what a transport of a test sees of a call whose request has no type of its own.
    pub(crate) fn with_context(&self, mut options: CallOptions) -> CallOptions {
        if CallContext::IS_KNOWN && self.0.has_own_transport() {
            options.context = CallContext::untyped();
        }
        options
    }
}

impl fmt::Debug for ClientCore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
