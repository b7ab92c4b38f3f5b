//! A place among the pages of an operation, as text.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::sequence::{Checkpoint, Position};
use crate::error::{Error, RequestError};

/// A place among the pages of an operation: what was given before it is not given again.
///
/// [`Pages::resume_token`](super::Pages::resume_token) and [`Items::resume_token`](super::Items::resume_token) make one; the
/// same call continues there, in this process or another:
///
/// ```
/// # use runtime::{Call, Error, Paged, ResumeToken};
/// # fn example<O: Paged>(call: Call<O>, again: Call<O>) -> Result<(), Error> {
/// let saved: String = call.items().resume_token().to_string();
/// let items = again.items().resume(&saved.parse()?)?;
/// # let _ = items;
/// # Ok(())
/// # }
/// ```
///
/// As text, it is JSON, and so it is for serde: a string that holds this text. It names the operation and the page, and
/// holds nothing else of the request, so make the same call again: with the same filters and the same page size. It holds
/// no secret of the caller. What the service gave to continue the list stands in it; `Debug` leaves that out.
///
/// A list that changes meanwhile is continued at the same place, whatever stands there now.
#[derive(Clone, PartialEq, Eq)]
pub struct ResumeToken {
    /// Product, version and name.
    pub(super) operation: String,
    pub(super) checkpoint: Checkpoint,
    /// How many items of the page were given.
    pub(super) given: u64,
}

/// Of the text. One of a later version may mean something else by the same words.
const VERSION: u64 = 1;

impl ResumeToken {
    /// The checkpoint, if this is a token of the operation.
    pub(super) fn checkpoint_of(&self, operation: &str) -> Result<&Checkpoint, Error> {
        if self.operation == operation {
            return Ok(&self.checkpoint);
        }
        let message = format!("the resume token belongs to {:?}, and this is a call of {operation}", self.operation);
        Err(RequestError::new(message).into())
    }

    fn read(text: &str) -> Option<Self> {
        let members: Map<String, Value> = serde_json::from_str(text).ok()?;
        let count = |name: &str| members.get(name).map_or(Some(0), Value::as_u64);
        if count("version")? != VERSION {
            return None;
        }
        let page = members.get("page")?;
        let position = match page {
            Value::String(word) if word == "first" => Position::First,
            Value::String(word) if word == "end" => Position::End,
            page => match page.as_object()?.iter().next()? {
                (style, Value::String(token)) if style == "token" => Position::Token(token.clone()),
                (style, number) if style == "number" => Position::Number(number.as_i64()?),
                (style, offset) if style == "offset" => Position::Offset(offset.as_i64()?),
                _ => return None,
            },
        };
        Some(Self {
            operation: members.get("operation")?.as_str()?.to_owned(),
            checkpoint: Checkpoint { position, largest: count("largest")? },
            given: count("given")?,
        })
    }
}

impl fmt::Display for ResumeToken {
    /// The text that [`FromStr`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, checkpoint: Checkpoint { position, largest }, given } = self;
        let page = match position {
            Position::First => "first".into(),
            Position::End => "end".into(),
            Position::Token(token) => serde_json::json!({ "token": token }),
            Position::Number(number) => serde_json::json!({ "number": number }),
            Position::Offset(offset) => serde_json::json!({ "offset": offset }),
        };
        let text = serde_json::json!({
            "version": VERSION, "operation": operation, "page": page, "largest": largest, "given": given,
        });
        write!(f, "{text}")
    }
}

impl FromStr for ResumeToken {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let fault = "the text is no resume token, or one of another version of this library";
        Self::read(text).ok_or_else(|| RequestError::new(fault).into())
    }
}

impl Serialize for ResumeToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ResumeToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl fmt::Debug for ResumeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page: &dyn fmt::Debug = match &self.checkpoint.position {
            Position::Token(_) => &format_args!("Token([redacted])"),
            position => position,
        };
        f.debug_struct("ResumeToken")
            .field("operation", &self.operation)
            .field("page", page)
            .field("given", &self.given)
            .finish()
    }
}
