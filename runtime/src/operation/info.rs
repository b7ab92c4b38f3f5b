//! The description of an operation.

use std::borrow::Cow;

use super::{Method, Parameter};

/// What an operation does to the resources of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// It only looks.
    Read,
    /// It changes something, or may do so. Also what is assumed if nothing is known.
    Write,
}

/// Whether sending a request twice does more than sending it once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Idempotency {
    /// It does not: the operation only reads, or is known to come to the same however often it is carried out.
    Idempotent,
    /// It may: to carry it out twice may create or change something twice. Also what is assumed if nothing is known.
    #[default]
    Unknown,
}

/// How an operation goes on the wire.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OperationInfo<'a> {
    /// The name of the operation.
    pub action: &'a str,
    /// The HTTP method.
    pub method: Method,
    /// The path template; `None` for the RPC style.
    pub path: Option<&'a str>,
    /// What the operation does. The generator takes it for a read only where the name and a field of the document say so.
    pub effect: Effect,
    /// Whether sending the request twice does more than sending it once.
    pub idempotency: Idempotency,
    /// The parameter whose value tells the service that two requests are the same one, such as `ClientToken`.
    pub token: Option<&'a str>,
    /// Where members go that do not go to the query, flattened, and names that are not sent.
    pub parameters: &'a [Parameter<'a>],
    /// Whether the operation is called without credentials.
    pub anonymous: bool,
    /// Whether the response is a stream of events.
    pub event_stream: bool,
}

impl<'a> OperationInfo<'a> {
    /// An operation of the RPC style: it has no path of its own.
    #[must_use]
    pub const fn rpc(action: &'a str, method: Method) -> Self {
        Self {
            action,
            method,
            path: None,
            effect: Effect::Write,
            idempotency: Idempotency::Unknown,
            token: None,
            parameters: &[],
            anonymous: false,
            event_stream: false,
        }
    }

    /// An operation of the ROA style. The path holds `{Name}` for each path parameter; one that
    /// ends in `/*` is replaced as a whole by the parameter `requestPath`, as it is.
    #[must_use]
    pub const fn roa(action: &'a str, method: Method, path: &'a str) -> Self {
        Self { path: Some(path), ..Self::rpc(action, method) }
    }

    /// Says what the operation does. What only reads may be sent twice.
    #[must_use]
    pub const fn effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        if matches!(effect, Effect::Read) {
            self.idempotency = Idempotency::Idempotent;
        }
        self
    }

    /// Says whether the request may be sent twice.
    #[must_use]
    pub const fn idempotency(mut self, idempotency: Idempotency) -> Self {
        self.idempotency = idempotency;
        self
    }

    /// Names the parameter that tells the service that two requests are the same one.
    #[must_use]
    pub const fn token(mut self, name: &'a str) -> Self {
        self.token = Some(name);
        self
    }

    /// Says where parameters go. One that is not listed goes to the query, flattened.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'a [Parameter<'a>]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Says that the operation is called without credentials.
    #[must_use]
    pub const fn anonymous(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// Says that the response is a stream of events.
    #[must_use]
    pub const fn event_stream(mut self) -> Self {
        self.event_stream = true;
        self
    }
}

/// What of a description a call needs after its request is encoded.
#[derive(Clone, Debug)]
pub(crate) struct Descriptor {
    pub(crate) action: Cow<'static, str>,
    pub(crate) method: Method,
    /// Whether the operation is of the RPC style: without a path of its own.
    pub(crate) is_rpc: bool,
    pub(crate) anonymous: bool,
    pub(crate) idempotency: Idempotency,
}

impl Descriptor {
    /// That of an operation that is known when the program is compiled.
    pub(crate) fn of(info: &'static OperationInfo<'static>) -> Self {
        Self::new(Cow::Borrowed(info.action), info)
    }

    /// That of any operation.
    pub(crate) fn owned(info: &OperationInfo<'_>) -> Self {
        Self::new(Cow::Owned(info.action.to_owned()), info)
    }

    fn new(action: Cow<'static, str>, info: &OperationInfo<'_>) -> Self {
        Self {
            action,
            method: info.method,
            is_rpc: info.path.is_none(),
            anonymous: info.anonymous,
            idempotency: info.idempotency,
        }
    }
}
