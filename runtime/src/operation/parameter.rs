//! Where the members of a request go.

/// Where a request member goes and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'a> {
    pub(crate) name: &'a str,
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

impl<'a> Parameter<'a> {
    const fn new(name: &'a str, location: Location) -> Self {
        Self { name, location, style: Style::Flat }
    }

    /// A parameter in the query.
    #[must_use]
    pub const fn query(name: &'a str) -> Self {
        Self::new(name, Location::Query)
    }

    /// A parameter in the form body.
    #[must_use]
    pub const fn form(name: &'a str) -> Self {
        Self::new(name, Location::Form)
    }

    /// A parameter in the path.
    #[must_use]
    pub const fn path(name: &'a str) -> Self {
        Self::new(name, Location::Path)
    }

    /// A parameter in a header of its name.
    #[must_use]
    pub const fn header(name: &'a str) -> Self {
        Self::new(name, Location::Header)
    }

    /// A parameter that is the whole body, whatever the method: octets if it is `Bytes`, the text
    /// itself if it is a `String` or a [`Value`](crate::Value) that holds a text, else JSON.
    /// Nothing is sent if it is unset.
    #[must_use]
    pub const fn body(name: &'a str) -> Self {
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
    pub const fn unsent(name: &'a str) -> Self {
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
