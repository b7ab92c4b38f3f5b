//! Streamed responses of operations that are known at run time only.

use std::sync::Arc;

use crate::call::{CallOptions, Opening, open};
use crate::client::ClientCore;
use crate::codec::ObjectView;
use crate::download::Download;
use crate::events::Events;
use crate::operation::{Descriptor, OperationInfo};

impl ClientCore {
    /// Prepares a call whose response is read event by event, as [`Call::events`](crate::Call::events) does. The request is
    /// encoded now.
    pub fn events_described<T>(
        &self,
        info: &OperationInfo<'_>,
        request: &dyn ObjectView,
        options: CallOptions,
    ) -> Events<T> {
        Events::of(self.open_described(info, request, options))
    }

    /// Prepares a call whose response is read as it comes, as [`Call::download`](crate::Call::download) does. The request is
    /// encoded now.
    pub fn download_described(
        &self,
        info: &OperationInfo<'_>,
        request: &dyn ObjectView,
        options: CallOptions,
    ) -> Download {
        Download::of(self.open_described(info, request, options))
    }

    fn open_described(&self, info: &OperationInfo<'_>, request: &dyn ObjectView, options: CallOptions) -> Opening {
        open(Arc::clone(&self.0), Descriptor::owned(info), info, request, self.with_context(options))
    }
}
