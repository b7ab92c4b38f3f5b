//! What generated code names, in one place. Not for hand-written code.
//!
//! **Compatibility.** Generated code and this crate come from one commit and have one version.
//! Nothing here is stable beyond that: to use another version of this crate, generate again.
//! In return, generated code names nothing of this crate but what is listed here and what the
//! macros expand to, so everything else can change without generating again.

pub use bytes::Bytes;
pub use serde_json::Value;

pub use crate::call::Call;
pub use crate::client::ClientCore;
pub use crate::codec::{Extra, Object, UnknownValue};
pub use crate::config::Config;
pub use crate::endpoint::{Endpoint, ServiceInfo};
pub use crate::error::Error;
pub use crate::operation::{Effect, Method, Operation, OperationInfo, Parameter};
pub use crate::response::Response;
pub use crate::{object, open_enum};
