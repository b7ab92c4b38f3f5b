//! The answer to a request for an identity.
//!
//! Nothing that an answer holds is ever part of an error, except its status and its `Code` if that is a plain word.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::StatusCode;
use serde_json::{Map, Value};

use crate::date;
use crate::identity::{CredentialsError, Identity};

/// By how much the clocks of a service and of this machine may differ before it matters.
const SKEW: Duration = Duration::from_secs(60);

/// An answer. It can hold secrets: it is not printed.
pub(crate) struct Answer {
    host: String,
    pub(crate) status: StatusCode,
    body: Bytes,
    /// When it was asked for, by the clock of this machine, and when it was given, by that of the service.
    asked_at: SystemTime,
    date: Option<SystemTime>,
}

impl Answer {
    pub(super) fn new(
        host: &str,
        status: StatusCode,
        body: Bytes,
        asked_at: SystemTime,
        date: Option<SystemTime>,
    ) -> Self {
        Self { host: host.to_owned(), status, body, asked_at, date }
    }

    /// The body as text, if the answer is a success.
    pub(crate) fn text(&self) -> Result<&str, CredentialsError> {
        if !self.status.is_success() {
            return Err(self.refusal());
        }
        str::from_utf8(&self.body).map_err(|_| self.unusable("is not text"))
    }

    /// The members of the body, if the answer is a success.
    pub(crate) fn members(&self) -> Result<Map<String, Value>, CredentialsError> {
        let text = self.text()?;
        // What serde_json says of a fault can repeat parts of the text.
        serde_json::from_str(text).map_err(|_| self.unusable("is not a JSON object"))
    }

    /// The members of the body, if the answer is a success by its `Code`, too.
    pub(crate) fn success(&self) -> Result<Map<String, Value>, CredentialsError> {
        let members = self.members()?;
        match text(&members, "Code") {
            Some("Success") => Ok(members),
            _ => Err(self.unusable("does not have the Code Success")),
        }
    }

    /// The identity that is in these of its members.
    pub(crate) fn identity(
        &self,
        members: &Map<String, Value>,
        provider_name: &'static str,
    ) -> Result<Identity, CredentialsError> {
        let member = |name: &str| text(members, name);
        let required = |name| member(name).ok_or_else(|| self.unusable(&format!("has no {name}")));
        let (id, secret) = (required("AccessKeyId")?, required("AccessKeySecret")?);
        let identity = match member("SecurityToken") {
            Some(token) => Identity::sts(id, secret, token),
            None => Identity::access_key(id, secret),
        };
        identity.proof().map_err(|fault| fault.within(format_args!("the answer of {}", self.host)))?;
        let identity = identity.with_provider_name(provider_name);
        match member("Expiration").map(date::parse_iso8601) {
            None => Ok(identity),
            Some(Some(time)) => Ok(identity.with_expires_at(self.here(time))),
            Some(None) => Err(self.unusable("has an Expiration that is not a time")),
        }
    }

    /// A time of the service by the clock of this machine. If that is wrong, an identity would seem to have expired when it
    /// comes, or to be valid when it has expired.
    fn here(&self, time: SystemTime) -> SystemTime {
        match self.skewed_date() {
            Some(date) => self.asked_at + time.duration_since(date).unwrap_or_default(),
            None => time,
        }
    }

    /// The time by the clock of the service, if it differs from that of this machine.
    fn skewed_date(&self) -> Option<SystemTime> {
        let (asked_at, date) = (self.asked_at, self.date?);
        let skew = date.duration_since(asked_at).or_else(|_| asked_at.duration_since(date)).ok()?;
        (skew > SKEW).then_some(date)
    }

    /// When to ask again, by the clock of the service, if the time of the request was what it refused.
    pub(crate) fn other_time(&self) -> Option<SystemTime> {
        self.code().filter(|code| code.starts_with("InvalidTimeStamp")).and(self.skewed_date())
    }

    /// Whether the security token that the request was signed with has expired.
    pub(crate) fn is_expired_token(&self) -> bool {
        self.code().is_some_and(|code| code == "InvalidSecurityToken.Expired")
    }

    /// The code of an error, if it is a plain word.
    fn code(&self) -> Option<String> {
        let members: Map<String, Value> = serde_json::from_slice(&self.body).ok()?;
        let code = text(&members, "Code").or_else(|| text(&members, "code"));
        code.filter(|code| !self.status.is_success() && is_plain(code)).map(str::to_owned)
    }

    /// What to say of an answer that is an error: its status, and its code if it has one.
    pub(crate) fn refusal(&self) -> CredentialsError {
        let code = self.code().map(|code| format!(" {code}")).unwrap_or_default();
        CredentialsError::new(format!("{} answered {}{code}", self.host, self.status.as_u16()))
    }

    /// What to say of an answer that cannot be used, although it is a success.
    pub(crate) fn unusable(&self, why: &str) -> CredentialsError {
        CredentialsError::new(format!("the answer of {} {why}", self.host))
    }
}

/// A member that is text and not empty.
pub(crate) fn text<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    members.get(name)?.as_str().filter(|text| !text.is_empty())
}

/// Whether a code is a plain word: that of an error, not something else of a foreign answer.
fn is_plain(code: &str) -> bool {
    code.len() <= 64
        && code.starts_with(|first: char| first.is_ascii_alphabetic())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}
