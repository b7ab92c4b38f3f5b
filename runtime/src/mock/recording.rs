//! What went over the wire, without secrets.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, StatusCode};

use super::SentRequest;
use crate::codec::json;
use crate::date;
use crate::redaction::{CallSecrets, Redactor, SentRequest as Named};

/// Where requests and what came back are written down. Clones are one log.
#[derive(Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<Exchange>>>);

impl Log {
    /// Writes a request down: the number under which its outcome is told.
    pub(super) fn begin(&self, request: SentRequest) -> usize {
        let mut exchanges = self.exchanges();
        exchanges.push(Exchange { request, outcome: Outcome::Pending });
        exchanges.len() - 1
    }

    /// Writes down what came back.
    pub(super) fn end(&self, index: usize, outcome: Outcome) {
        if let Some(exchange) = self.exchanges().get_mut(index) {
            exchange.outcome = outcome;
        }
    }

    pub(super) fn recording(&self) -> Recording {
        Recording(self.exchanges().clone())
    }

    fn exchanges(&self) -> MutexGuard<'_, Vec<Exchange>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Requests and what came back, in the order in which they were sent.
///
/// `Display` and `Debug` print them without secrets: those of the identity and of requests and responses, wherever they stand,
/// and the signature. Of bodies that are neither JSON nor a form nor
/// an error, and of what a source of credentials sends and gets, only the size is shown. The user agent, which differs from machine to machine, is left out, too.
#[derive(Clone, Default)]
pub struct Recording(Vec<Exchange>);

/// A request and what came back.
#[derive(Clone)]
struct Exchange {
    request: SentRequest,
    outcome: Outcome,
}

/// What came back.
#[derive(Clone)]
pub(super) enum Outcome {
    /// Nothing yet.
    Pending,
    Response {
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    },
    /// No complete response, for this reason.
    Failed(String),
}

impl Recording {
    /// The requests.
    pub fn requests(&self) -> impl Iterator<Item = &SentRequest> {
        self.0.iter().map(|exchange| &exchange.request)
    }
}

impl Exchange {
    /// What must not be shown of it.
    fn secrets(&self) -> CallSecrets {
        let mut secrets = self.request.secrets();
        if let Outcome::Response { body, .. } = &self.outcome {
            let call = self.request.context.as_ref().map(|context| &context.call);
            secrets.own.extend(call.map(|call| call.reply_secrets(body)).unwrap_or_default());
            secrets.own.extend(Named::of_body(body.clone()).secrets());
        }
        secrets
    }
}

impl fmt::Display for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing was sent\n");
        }
        for (index, exchange) in self.0.iter().enumerate() {
            let redactor = exchange.secrets().redactor();
            write!(f, "{}. ", index + 1)?;
            show_request(&exchange.request, &redactor, f)?;
            show_outcome(exchange, &redactor, f)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Shows a request: what it is, its line, its headers, its body.
pub(super) fn show_request(request: &SentRequest, redactor: &Redactor, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (attempt, time) = (request.attempt(), date::iso8601(request.time));
    if request.context.is_none() {
        writeln!(f, "a request outside of a call, at {time}")?;
        writeln!(f, "   {} {}{}", request.method, request.host, request.path())?;
        return writeln!(f, "   [{} headers, {} bytes]", request.headers.len(), request.body.len());
    }
    writeln!(f, "{}, attempt {attempt}, at {time}", request.action)?;
    writeln!(f, "   {} {}{}", request.method, request.host, redactor.redact(&request.target))?;
    show_headers(&request.headers, redactor, f)?;
    show_body(&request.body, Judged::request(request.header(CONTENT_TYPE.as_str())), redactor, f)
}

fn show_outcome(exchange: &Exchange, redactor: &Redactor, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match &exchange.outcome {
        Outcome::Pending => writeln!(f, "   → no response yet"),
        Outcome::Failed(reason) => writeln!(f, "   → {}", redactor.redact(reason)),
        Outcome::Response { status, headers, body } if exchange.request.context.is_none() => {
            writeln!(f, "   → {} [{} headers, {} bytes]", status.as_u16(), headers.len(), body.len())
        }
        Outcome::Response { status, headers, body } => {
            writeln!(f, "   → {}", status.as_u16())?;
            show_headers(headers, redactor, f)?;
            show_body(body, Judged::response(*status), redactor, f)
        }
    }
}

/// Shows headers by name. What proves an identity is left out, whatever it is.
fn show_headers(headers: &HeaderMap, redactor: &Redactor, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const PROOFS: [&str; 4] = ["authorization", "set-cookie", "x-acs-bearer-token", "x-acs-security-token"];
    let mut lines: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    lines.sort_unstable();
    for (name, value) in lines.into_iter().filter(|(name, _)| *name != USER_AGENT) {
        let value = String::from_utf8_lossy(value);
        let value = if PROOFS.contains(&name) { "[redacted]".into() } else { redactor.redact(&value) };
        writeln!(f, "   {name}: {value}")?;
    }
    Ok(())
}

/// What of a body may be shown, since it is known what in it is secret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Judged {
    /// Its size.
    Size,
    /// JSON.
    Json,
    /// Any text.
    Text,
}

impl Judged {
    /// By the content type of a request.
    fn request(content_type: Option<&str>) -> Self {
        match content_type.and_then(|text| text.split(';').next()) {
            Some("application/json") => Self::Json,
            Some("application/x-www-form-urlencoded") => Self::Text,
            _ => Self::Size,
        }
    }

    /// By the status of a response: errors show their text, too.
    fn response(status: StatusCode) -> Self {
        if status.is_success() { Self::Json } else { Self::Text }
    }

    /// Whether this may be shown. What looks like JSON and is damaged may hold anything.
    fn allows(self, text: &str) -> bool {
        match text.trim_start().starts_with(['{', '[']) {
            true => self != Self::Size && json::rounded(text.as_bytes()).is_some(),
            false => self == Self::Text,
        }
    }
}

/// Shows a body, or its size.
fn show_body(body: &[u8], judged: Judged, redactor: &Redactor, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match str::from_utf8(body) {
        Ok("") => Ok(()),
        Ok(text) if judged.allows(text) => {
            let text = redactor.redact(text);
            text.lines().try_for_each(|line| writeln!(f, "   {}", line.replace(char::is_control, " ")))
        }
        _ => writeln!(f, "   [{} bytes]", body.len()),
    }
}
