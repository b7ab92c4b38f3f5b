//! What is known of an operation: how it goes on the wire, and whether it may be sent twice.

mod info;
mod method;
mod parameter;

pub(crate) use self::info::Descriptor;
pub use self::info::{Effect, Idempotency, OperationInfo};
pub use self::method::Method;
pub use self::parameter::Parameter;
pub(crate) use self::parameter::{Location, Style};
use crate::codec::Object;
use crate::output::Output;

/// An operation, named after its request.
///
/// Generated request types implement it. A client takes any of them, so that another crate can add operations that a
/// generated crate does not have.
pub trait Operation: Object {
    /// What a successful call gives.
    type Output: Output;

    /// How the request goes on the wire.
    #[doc(hidden)]
    const INFO: OperationInfo<'static>;
}

/// An operation with a documented sample of its response; [`mock::Reply::sample`](crate::mock::Reply::sample) replies with it.
///
/// Generated request types implement it, behind the feature `test-util`, where the vendor documents a sample.
#[cfg(feature = "test-util")]
pub trait Sampled: Operation {
    /// The sample: the JSON body of a successful response; for a stream of events, the data of one event. Keys and other
    /// credentials in it are masked.
    const SAMPLE: &'static str;
}
