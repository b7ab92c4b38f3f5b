//! What a generated client says about an operation.

use crate::codec::Object;
use crate::output::Output;

/// An operation, named after its request.
///
/// Implemented by generated request types; a client takes any of them, so other crates can add
/// operations that a generated crate does not have.
pub trait Operation: Object {
    /// What a successful call gives.
    type Output: Output;

    /// How the request goes on the wire.
    const INFO: OperationInfo;
}

/// The HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of HTTP")]
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
    Patch,
    Head,
    Options,
}

impl Method {
    /// The method as it is sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Patch => "PATCH",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
        }
    }

    pub(crate) const fn to_http(self) -> http::Method {
        match self {
            Self::Get => http::Method::GET,
            Self::Post => http::Method::POST,
            Self::Put => http::Method::PUT,
            Self::Delete => http::Method::DELETE,
            Self::Patch => http::Method::PATCH,
            Self::Head => http::Method::HEAD,
            Self::Options => http::Method::OPTIONS,
        }
    }
}

/// What an operation does to the resources of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// It only looks.
    Read,
    /// It changes something; also what is assumed if nothing is known.
    Write,
}

/// How an operation goes on the wire.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The name of the operation.
    pub action: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template; `None` for the RPC style.
    pub path: Option<&'static str>,
    /// What the operation does to the resources of the account.
    pub effect: Effect,
    /// The parameter that makes a repeated call harmless: the service carries out calls with the same value once.
    pub token: Option<&'static str>,
    /// Where members go that do not go to the query, flattened, and names that are not sent.
    pub parameters: &'static [Parameter],
    /// Whether the operation is called without credentials.
    pub anonymous: bool,
    /// Whether the response is a stream of events. It is read as a whole all the same.
    pub event_stream: bool,
}

impl OperationInfo {
    /// An operation of the RPC style: it has no path of its own.
    #[must_use]
    pub const fn rpc(action: &'static str, method: Method) -> Self {
        Self {
            action,
            method,
            path: None,
            effect: Effect::Write,
            token: None,
            parameters: &[],
            anonymous: false,
            event_stream: false,
        }
    }

    /// An operation of the ROA style. The path holds `{Name}` for each path parameter; one that
    /// ends in `/*` is replaced as a whole by the parameter `requestPath`, as it is.
    #[must_use]
    pub const fn roa(action: &'static str, method: Method, path: &'static str) -> Self {
        Self { path: Some(path), ..Self::rpc(action, method) }
    }

    /// Says what the operation does.
    #[must_use]
    pub const fn effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// Names the parameter that makes a repeated call harmless.
    #[must_use]
    pub const fn token(mut self, name: &'static str) -> Self {
        self.token = Some(name);
        self
    }

    /// Says where parameters go. One that is not listed goes to the query, flattened.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
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

/// Where a request member goes and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
    pub(crate) style: Style,
}

/// Where a request member goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Query,
    Form,
    Path,
    Header,
    /// The member is the body: binary if it is bytes, as it is if it is text, else JSON.
    Body,
    /// The same, but an unset member is sent as an empty JSON object.
    ObjectBody,
    /// The protocol has no place for it.
    Nowhere,
}

/// How a list, a map or an object is written in a query or a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `Name.1=…`, `Name.Member=…`.
    Flat,
    /// One JSON text.
    Json,
    /// The elements, joined with commas.
    Simple,
}

impl Parameter {
    const fn new(name: &'static str, location: Location) -> Self {
        Self { name, location, style: Style::Flat }
    }

    /// A parameter in the query.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query)
    }

    /// A parameter in the form body.
    #[must_use]
    pub const fn form(name: &'static str) -> Self {
        Self::new(name, Location::Form)
    }

    /// A parameter in the path.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path)
    }

    /// A parameter in a header of its name.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header)
    }

    /// A parameter that is the whole body, whatever the method: octets if it is `Bytes`, the text
    /// itself if it is a `String` or a [`Value`](crate::Value) that holds a text, else JSON.
    /// Nothing is sent if it is unset.
    #[must_use]
    pub const fn body(name: &'static str) -> Self {
        Self::new(name, Location::Body)
    }

    /// Of a body: it is an object declared with the operation, sent as `{}` if it is unset.
    #[must_use]
    pub const fn object_body(mut self) -> Self {
        self.location = Location::ObjectBody;
        self
    }

    /// A parameter that the operation declares and the protocol has no place for, such as a
    /// header of the RPC style. What a request holds under its name is not sent.
    #[must_use]
    pub const fn unsent(name: &'static str) -> Self {
        Self::new(name, Location::Nowhere)
    }

    /// Writes the value as one JSON text.
    #[must_use]
    pub const fn json(mut self) -> Self {
        self.style = Style::Json;
        self
    }

    /// Writes the elements of a list joined with commas.
    #[must_use]
    pub const fn simple(mut self) -> Self {
        self.style = Style::Simple;
        self
    }

    /// Writes members and elements as parameters of their own; what is done unless said otherwise.
    #[must_use]
    pub const fn flat(mut self) -> Self {
        self.style = Style::Flat;
        self
    }
}
