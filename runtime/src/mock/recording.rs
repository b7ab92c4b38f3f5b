//! What went over the wire, without secrets.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
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
/// and the signature.
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
            show_outcome(&exchange.outcome, &redactor, f)?;
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
    let (action, attempt, time) = (&request.action, request.attempt(), date::iso8601(request.time));
    writeln!(f, "{action}, attempt {attempt}, at {time}")?;
    writeln!(f, "   {} {}{}", request.method, request.host, redactor.redact(&request.target))?;
    show_headers(&request.headers, redactor, f)?;
    show_body(&request.body, redactor, f)
}

fn show_outcome(outcome: &Outcome, redactor: &Redactor, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match outcome {
        Outcome::Pending => writeln!(f, "   → no response yet"),
        Outcome::Failed(reason) => writeln!(f, "   → {}", redactor.redact(reason)),
        Outcome::Response { status, headers, body } => {
            writeln!(f, "   → {}", status.as_u16())?;
            show_headers(headers, redactor, f)?;
            show_body(body, redactor, f)
        }
    }
}

/// Shows headers by name. What proves an identity is left out, whatever it is.
fn show_headers(headers: &HeaderMap, redactor: &Redactor, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const PROOFS: [&str; 4] = ["authorization", "set-cookie", "x-acs-bearer-token", "x-acs-security-token"];
    let mut lines: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    lines.sort_unstable();
    for (name, value) in lines {
        let value = String::from_utf8_lossy(value);
        let value = if PROOFS.contains(&name) { "[redacted]".into() } else { redactor.redact(&value) };
        writeln!(f, "   {name}: {value}")?;
    }
    Ok(())
}

/// Shows a body that is text. Of one that is damaged JSON it cannot be told what in it is secret.
fn show_body(body: &[u8], redactor: &Redactor, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match str::from_utf8(body) {
        Ok("") => Ok(()),
        Ok(text) if text.trim_start().starts_with(['{', '[']) && json::rounded(body).is_none() => {
            writeln!(f, "   [{} bytes of damaged JSON]", body.len())
        }
        Ok(text) => {
            let text = redactor.redact(text);
            text.lines().try_for_each(|line| writeln!(f, "   {}", line.replace(char::is_control, " ")))
        }
        Err(_) => writeln!(f, "   [{} bytes]", body.len()),
    }
}
