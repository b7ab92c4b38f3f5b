//! What is not shown: values under names that say secret.
//!
//! A described type knows its secret members; the generator has judged them by [`names`], their types and the document.
//! Nobody has judged other names: of unknown members, of maps, in free-form values, and of members whose value is not of
//! their type. There, a word that says secret counts wherever it stands: `PasswordOfBoss`. A truth value is never hidden, and
//! a number only where it can be a secret: `RequireToken: true` and `CachedTokens: 7` are none.

mod names;

use serde_json::Value;

use super::{View, json};

/// What is shown instead of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// The last words of names that tell about a secret.
const TELLING: [&str; 4] = ["id", "ids", "name", "type"];

/// A value, as far as it matters for hiding it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No secret, whatever its name.
    Plain,
    Number,
    Other,
}

impl Kind {
    pub(crate) fn of_view(view: View<'_>) -> Self {
        match view {
            View::Boolean(_) => Self::Plain,
            View::Integer(_) | View::Number(_) => Self::Number,
            View::Any(value) => Self::of_value(value),
            _ => Self::Other,
        }
    }

    /// Of a value that was kept as JSON text.
    pub(crate) fn of_raw(raw: &str) -> Self {
        match raw.as_bytes().first() {
            Some(b't' | b'f' | b'n') => Self::Plain,
            Some(b'-' | b'0'..=b'9') => Self::Number,
            _ => Self::Other,
        }
    }

    pub(crate) fn of_value(value: &Value) -> Self {
        match value {
            Value::Null | Value::Bool(_) => Self::Plain,
            Value::Number(_) => Self::Number,
            _ => Self::Other,
        }
    }
}

/// Whether to hide a value under a name that nobody has judged.
pub(crate) fn hides(name: &str, kind: Kind) -> bool {
    match kind {
        Kind::Plain => false,
        Kind::Number => may_be_secret(name) && !name.to_ascii_lowercase().ends_with("tokens"),
        Kind::Other => may_be_secret(name),
    }
}

/// The beginning of a text that nobody could read, up to the value of the first name that hides one: `"Password": …`,
/// `Password=…`.
pub(crate) fn up_to_secret(text: &str) -> &str {
    let end = text.match_indices([':', '=']).map(|(at, _)| at + 1).find(|&end| {
        let before = text.get(..end - 1).unwrap_or_default().trim_end_matches([' ', '"', '\'', '\\']);
        let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.')).next();
        hides(name.unwrap_or_default(), Kind::Other)
    });
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// What a text says, if that is JSON that holds anything to hide.
pub(crate) fn telling_json(text: &str) -> Option<Value> {
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    looks_like_json.then(|| json::rounded(text.as_bytes())).flatten().filter(holds_secret)
}

/// Whether a free-form value holds anything to hide.
fn holds_secret(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.iter().any(holds_secret),
        Value::Object(object) => {
            object.iter().any(|(name, value)| hides(name, Kind::of_value(value)) || holds_secret(value))
        }
        Value::String(text) => telling_json(text).is_some(),
        _ => false,
    }
}

fn may_be_secret(name: &str) -> bool {
    let words = names::words(name);
    let is_told = words.last().is_some_and(|last| TELLING.contains(&last.as_str()));
    let plain = words.concat();
    let holds = || names::ENDINGS.iter().any(|ending| plain.contains(ending));
    names::is_secret(name) || !is_told && !names::is_harmless(&words) && holds()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_nobody_could_read_ends_before_its_first_secret() {
        let table = [
            (r#"{"Id": "i-1", "Password": "hunter2"#, r#"{"Id": "i-1", "Password":"#),
            (r#"{\"Password\" : \"hunter2"#, r#"{\"Password\" :"#),
            ("a=1&SecurityToken=hunter2", "a=1&SecurityToken="),
            ("<p>x-acs-security-token: hunter2</p>", "<p>x-acs-security-token:"),
            (
                "<html><body class=\"a\">Bad: Request</body></html>",
                "<html><body class=\"a\">Bad: Request</body></html>",
            ),
            ("", ""),
        ];
        for (text, shown) in table {
            assert_eq!(up_to_secret(text), shown);
        }
    }

    #[test]
    fn names() {
        let secret = [
            "Password",
            "DBPasswd",
            "access_key_secret",
            "SecurityToken",
            "Private-Key",
            "x.apiKey",
            "UploadAuth",
            "playAuth",
            "Sk",
            "accessSK",
            "SessionKey",
            "session_key",
            "Cookie",
            "Set-Cookie",
            "SignedUrl",
            "PresignedURLs",
            "PreSharedKey",
            "IPSecPSK",
            "AuthorizationCode",
            "AuthenticationCode2",
            "SecretValue",
            "Signature2",
            "Token.1",
            "公Token",
            "PasswordOfBoss",
            "x-secret-x",
            "AccessKey",
        ];
        for name in secret {
            assert!(hides(name, Kind::Other), "{name}");
            assert!(!hides(name, Kind::Plain), "{name}");
        }
        let plain = [
            "",
            "InstanceId",
            "Key",
            "KeyId",
            "AccessKeyId",
            "PublicKey",
            "EncryptionKey",
            "Path",
            "公",
            "NextToken",
            "next_page_token",
            "ClientToken",
            "HttpTokens",
            "Disk",
            "Task",
            "CidrMask",
            "Author",
            "TokenType",
            "SecretName",
            "AuthType",
            "Authentication",
            "SignName",
            "123",
        ];
        for name in plain {
            assert!(!hides(name, Kind::Other), "{name}");
        }
    }

    #[test]
    fn a_number_can_be_a_secret_and_a_count_is_none() {
        assert!(hides("Password", Kind::Number));
        assert!(hides("AuthenticationCode", Kind::Number));
        assert!(!hides("reasoning_content_tokens", Kind::Number));
        assert!(!hides("Count", Kind::Number));
    }
}
