//! From a request object to the parts of an HTTP request: path, query, headers and body.

pub(crate) mod headers;
mod path;
mod target;

use std::iter;

use bytes::Bytes;
use serde_json::Value;

use crate::body::Body;
use crate::codec::{EncodeError, Extra, ObjectView, Slot, Table, View, flat, json, secret_texts, text};
use crate::encoding;
use crate::error::RequestError;
use crate::operation::{Location, OperationInfo, Style};

pub(crate) use self::target::Target;

const JSON: &str = "application/json; charset=utf-8";
const FORM: &str = "application/x-www-form-urlencoded";
const OCTETS: &str = "application/octet-stream";

/// What an operation contributes to a request. Everything else is the same for all operations.
#[derive(Default)]
pub(crate) struct Parts {
    /// The path, percent-encoded.
    pub(crate) path: String,
    /// The query, neither sorted nor encoded.
    pub(crate) query: Vec<(String, String)>,
    /// Those of the operation, neither checked nor encoded.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) body: Body,
    /// What must not be shown if the service repeats it.
    pub(crate) secrets: Vec<String>,
    pub(crate) token: Token,
    /// Whether that value is part of the body.
    token_in_body: bool,
}

/// The value that tells the service that two requests are the same one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Token {
    /// The operation has none, or the request leaves it out.
    #[default]
    Absent,
    /// The caller set it.
    Given,
    /// It was made for this call.
    Made,
}

impl Parts {
    /// Replaces the body by octets.
    pub(crate) fn set_octets(&mut self, body: Body) {
        if self.token_in_body {
            self.token = Token::Absent;
        }
        self.content_type = Some(OCTETS);
        self.body = body;
    }
}

/// Distributes the members of a request. A token that the operation has and the request does not set is made, if there is
/// something to make it.
pub(crate) fn encode(
    info: &OperationInfo<'_>,
    request: &dyn ObjectView,
    token: Option<&dyn Fn() -> Result<String, RequestError>>,
) -> Result<Parts, RequestError> {
    let mut encoder = Encoder::new(info);
    let mut result = Ok(());
    request.slots(&mut |slots, extra| result = encoder.members(request.table(), slots, extra));
    result.map_err(|error| RequestError::new(error.to_string()))?;
    let made = match (info.token, token, encoder.token()) {
        (Some(name), Some(make), None) => {
            let token = make()?;
            encoder.member(name, View::Text(&token)).map_err(|error| RequestError::new(error.to_string()))?;
            Token::Made
        }
        _ => Token::Given,
    };
    secret_texts(request, &mut encoder.parts.secrets);
    let mut parts = encoder.finish()?;
    if parts.token != Token::Absent {
        parts.token = made;
    }
    Ok(parts)
}

struct Encoder<'a> {
    info: &'a OperationInfo<'a>,
    parts: Parts,
    form: Vec<(String, String)>,
    path_values: Vec<(&'a str, String)>,
}

impl<'a> Encoder<'a> {
    fn new(info: &'a OperationInfo<'a>) -> Self {
        Self { info, parts: Parts::default(), form: Vec::new(), path_values: Vec::new() }
    }

    fn members(&mut self, table: &Table, slots: &[&dyn Slot], extra: &Extra) -> Result<(), EncodeError> {
        for (member, slot) in table.members.iter().zip(slots) {
            if let Some(view) = slot.view() {
                self.member(member.name, view)?;
            }
        }
        // What a request read from somewhere holds besides; a member that is set hides it.
        for (name, raw) in extra.iter() {
            if !table.members.iter().zip(slots).any(|(member, slot)| member.name == name && slot.view().is_some()) {
                self.member(name, View::Any(&json::parse_lossless(raw)))?;
            }
        }
        Ok(())
    }

    fn member(&mut self, name: &str, view: View<'_>) -> Result<(), EncodeError> {
        let Some(parameter) = self.info.parameters.iter().find(|parameter| parameter.name == name) else {
            return flat::write(name, view, &mut self.parts.query);
        };
        match (parameter.location, parameter.style) {
            (Location::Query, Style::Flat) => flat::write(name, view, &mut self.parts.query),
            (Location::Form, Style::Flat) => flat::write(name, view, &mut self.form),
            (Location::Query, style) => extend(&mut self.parts.query, parameter.name.to_owned(), style, view),
            (Location::Form, style) => extend(&mut self.form, parameter.name.to_owned(), style, view),
            (Location::Path, style) => extend(&mut self.path_values, parameter.name, style, view),
            (Location::Header, style) => extend(&mut self.parts.headers, parameter.name.to_owned(), style, view),
            (Location::Body | Location::ObjectBody, _) => self.set_body(name, view),
            (Location::Nowhere, _) => Ok(()),
        }
    }

    /// A body travels with every method. A text is the document itself, also where any value may stand.
    fn set_body(&mut self, name: &str, view: View<'_>) -> Result<(), EncodeError> {
        let (content_type, body) = match view {
            View::Any(Value::Null) => return Ok(()),
            View::Bytes(bytes) => (OCTETS, bytes.clone()),
            View::Text(text) => (JSON, Bytes::copy_from_slice(text.as_bytes())),
            View::Any(Value::String(text)) => (JSON, Bytes::copy_from_slice(text.as_bytes())),
            document => (JSON, json::to_string(name, document)?.into()),
        };
        self.parts.content_type = Some(content_type);
        self.parts.body = body.into();
        Ok(())
    }

    /// The token as it stands in the request, and whether it stands in the form.
    fn token(&self) -> Option<(&str, bool)> {
        let name = self.info.token?;
        let elsewhere = self.parts.query.iter().chain(&self.parts.headers).map(|(name, value)| (name.as_str(), value));
        let elsewhere = elsewhere.chain(self.path_values.iter().map(|(name, value)| (*name, value)));
        let form = self.form.iter().map(|(name, value)| (name.as_str(), value));
        let mut all = elsewhere.zip(iter::repeat(false)).chain(form.zip(iter::repeat(true)));
        all.find(|((found, _), _)| *found == name).map(|((_, value), in_form)| (value.as_str(), in_form))
    }

    fn finish(mut self) -> Result<Parts, RequestError> {
        let parameters = self.info.parameters;
        let declares = |location| parameters.iter().any(|parameter| parameter.location == location);
        // Without a value, what is declared decides on the body.
        if self.parts.content_type.is_none() {
            if declares(Location::Form) {
                self.parts.content_type = Some(FORM);
                self.parts.body = encoding::canonical_query(&self.form).into();
            } else if declares(Location::ObjectBody) {
                self.parts.content_type = Some(JSON);
                self.parts.body = Body::from("{}");
            }
        }
        // By what is sent: a form is not if there is another body, and a token without text tells the service nothing.
        if let Some((_, in_form)) = self.token().filter(|(token, _)| !token.is_empty())
            && (!in_form || self.parts.content_type == Some(FORM))
        {
            (self.parts.token, self.parts.token_in_body) = (Token::Given, in_form);
        }
        let (path, template_query) = path::fill(self.info.path.unwrap_or("/"), &self.path_values)?;
        self.parts.path = path;
        self.parts.query.extend(template_query);
        Ok(self.parts)
    }
}

/// Adds the text of a value that stands in one piece under its name; a null has none.
fn extend<N: AsRef<str>>(
    pairs: &mut Vec<(N, String)>,
    name: N,
    style: Style,
    view: View<'_>,
) -> Result<(), EncodeError> {
    let text = if style == Style::Simple { text::simple } else { text::scalar }(name.as_ref(), view)?;
    pairs.extend(text.map(|text| (name, text)));
    Ok(())
}
