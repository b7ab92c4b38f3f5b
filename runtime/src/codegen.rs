//! What generated code names, in one place, and what tests of this workspace look at. Not for other hand-written code.
//!
//! **Compatibility.** Generated code and this crate come from one commit and have one version.
//! Nothing here is stable beyond that: to use another version of this crate, generate again. A crate that was generated
//! for another format does not compile, with one error ([`generated_code!`]).
//! In return, generated code names nothing of this crate but what is listed here and what the
//! macros expand to, so everything else can change without generating again.

pub use bytes::Bytes;
pub use serde_json::Value;

#[cfg(feature = "blocking")]
pub use crate::blocking::{Call as BlockingCall, client::ClientCore as BlockingCore};
pub use crate::call::{Call, CallOptions};
pub use crate::client::ClientCore;
pub use crate::codec::{Extra, Object, UnknownValue};
pub use crate::config::{Config, Endpoint, ServiceInfo};
pub use crate::error::Error;
#[cfg(feature = "test-util")]
pub use crate::operation::Sampled;
pub use crate::operation::{Effect, Idempotency, Method, Operation};
pub use crate::output::EventText;
pub use crate::paging::{Paged, Paging, PagingStyle};
pub use crate::{generated_code, object, open_enum};

/// The description of an operation that is known when the program is compiled.
pub type OperationInfo = crate::operation::OperationInfo<'static>;

/// Where a member of such an operation's request goes.
pub type Parameter = crate::operation::Parameter<'static>;

/// Operations that are known at run time only: their descriptions, requests filled by serde, and what of them is secret.
pub mod dynamic {
    pub use crate::codec::fill;
    pub use crate::operation::{OperationInfo, Parameter};
    pub use crate::redaction::RequestRedactor;
}

/// What the macros expand to.
pub mod codec {
    pub use serde;

    pub use crate::codec::{
        DecodeError, EncodeError, Extra, Field, Kept, ListPlace, ListView, MapPlace, MapView, Member, Object,
        ObjectPlace, ObjectView, Place, Slot, Table, TokenPlace, UnknownValue, View, Visitor, VisitorMut, copy, debug,
        deserialize, equal, flat, json, serialize, text,
    };
}

/// The wire format of streams of events.
pub mod events {
    pub use crate::events::{EVENT_LIMIT, Parser, RawEvent, TooLong};
}

/// The date formats of the protocol.
pub mod date {
    pub use crate::date::{http_date, iso8601};
}

/// Percent-encoding.
pub mod encoding {
    pub use crate::encoding::{canonical_query, percent};
}

/// The stages of the signature.
pub mod sign {
    pub use crate::sign::{
        ALGORITHM, CanonicalRequest, Signature, SigningKey, SigningRequest, StringToSign, authorization, payload_hash,
    };
}
