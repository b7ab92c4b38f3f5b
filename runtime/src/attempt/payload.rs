//! The hash of a body, which is signed before the body is sent.

use std::future::poll_fn;
use std::pin::pin;

use http_body::Body as _;

use crate::body::Body;
use crate::error::RequestError;
use crate::sign::PayloadHasher;

/// The hash of a source: it is read for it, and once more to be sent.
///
/// # Errors
///
/// It passes once, or cannot be read.
pub(super) async fn hash(source: Option<Body>) -> Result<String, RequestError> {
    let Some(source) = source else {
        return Err(RequestError::new(
            "a body that passes once cannot be signed: its hash goes before it; use `Body::replayable`, or collect it",
        ));
    };
    let (mut source, mut hasher) = (pin!(source), PayloadHasher::default());
    while let Some(frame) = poll_fn(|context| source.as_mut().poll_frame(context)).await {
        if let Ok(data) = frame.map_err(RequestError::body)?.into_data() {
            hasher.update(&data);
        }
    }
    Ok(hasher.finish())
}
