//! What to do about an error of the service, in a sentence: for those that everybody meets.
//!
//! The codes are those of the gateway, the same for all products; products have their own besides, which their messages
//! explain. Sources: the vendor's list of common error codes (`api.alibabacloud.com/troubleshoot`), its page on denied access
//! in RAM, and issues of its SDKs.

use std::fmt;
use std::time::{Duration, SystemTime};

use serde_json::{Map, Value};

use super::ServiceError;
use super::signature::{Finding, compare};

/// What is said about a code.
enum Advice {
    Text(&'static str),
    /// What the service says of the permission that is missing.
    Permission,
    /// How far the clock is off.
    Clock,
    /// Which line differs.
    Signature,
    /// Who was asked.
    Endpoint,
}

/// The codes, each with what is said about it. A code that ends in `*` is the beginning of one.
const CODES: [(&str, Advice); 21] = [
    ("SignatureDoesNotMatch", Advice::Signature),
    ("IncompleteSignature", Advice::Signature),
    (
        "SignatureNonceUsed",
        Advice::Text("a request with the same nonce arrived before (those of `Config::with_nonce` must be unique)"),
    ),
    ("InvalidTimeStamp*", Advice::Clock),
    ("IllegalTimestamp", Advice::Clock),
    (
        "InvalidAccessKeyId.NotFound",
        Advice::Text("there is no such access key: check its id; a temporary one (`STS.…`) may have expired"),
    ),
    ("InvalidAccessKeyId.Inactive", Advice::Text("the access key is disabled: enable it in RAM, or use another one")),
    ("InvalidAccessKeyId", Advice::Text("there is no such access key, or it is disabled: check it in RAM")),
    ("InvalidSecurityToken.Expired", Advice::Text("use a source of credentials that renews its security token")),
    (
        "InvalidSecurityToken*",
        Advice::Text("access key id, secret and security token must come from the same answer of STS"),
    ),
    ("MissingSecurityToken", Advice::Text("a temporary access key needs its security token: use `Identity::sts`")),
    ("NoPermission*", Advice::Permission),
    ("Forbidden.RAM", Advice::Permission),
    ("NotAuthorized", Advice::Permission),
    ("AccessDenied", Advice::Permission),
    ("InvalidOperation.NotSupportedEndpoint", Advice::Endpoint),
    ("InvalidAction.NotFound", Advice::Endpoint),
    ("InvalidApi.NotFound", Advice::Endpoint),
    ("InvalidVersion", Advice::Endpoint),
    ("InvalidRegionId*", Advice::Endpoint),
    ("InvalidApi.NotPurchase", Advice::Text("the product has to be activated for this account first")),
];

impl ServiceError {
    /// What to do about the error, if that is known. On one line, without secrets.
    pub(super) fn advice(&self) -> Option<String> {
        let code = self.code()?;
        let fits = |known: &str| known.strip_suffix('*').map_or(code == known, |start| code.starts_with(start));
        let advice = CODES.iter().find(|(known, _)| fits(known)).map(|(_, advice)| advice);
        match advice {
            Some(Advice::Text(text)) => Some((*text).to_owned()),
            Some(Advice::Clock) => Some(self.clock().unwrap_or_else(|| "check the clock".to_owned())),
            Some(Advice::Signature) => Some(self.signature()),
            Some(Advice::Endpoint) => Some(self.endpoint()),
            // Products have codes of their own for it.
            Some(Advice::Permission) => {
                Some(self.permission().unwrap_or_else(|| "the identity lacks a permission: grant it in RAM".to_owned()))
            }
            None => self.permission(),
        }
    }

    /// Which permission is missing, and why.
    fn permission(&self) -> Option<String> {
        let fields = self.fields();
        let detail = fields.get("AccessDeniedDetail").or_else(|| fields.get("accessDeniedDetail"))?.as_object()?;
        let action = self.said(detail, &["AuthAction"])?;
        let identity = match self.said(detail, &["AuthPrincipalType", "AuthPrincipalDisplayName"]) {
            Some(principal) => format!("the identity ({principal})"),
            None => "the identity".to_owned(),
        };
        let policy = self.said(detail, &["PolicyType"]).map(|policy| format!(" ({policy})")).unwrap_or_default();
        Some(match self.said(detail, &["NoPermissionType"]).as_deref() {
            Some("ExplicitDeny") => format!("a policy{policy} denies {identity} the action `{action}`"),
            _ => format!("{identity} lacks the permission `{action}`{policy}: grant it in RAM"),
        })
    }

    /// The texts of some members, as they are shown.
    fn said(&self, fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
        const LONGEST: usize = 100;
        let texts = names.iter().filter_map(|name| fields.get(*name)?.as_str()).filter(|text| !text.is_empty());
        let text = self.shown(&texts.collect::<Vec<_>>().join(" "));
        (!text.is_empty() && text.len() <= LONGEST).then_some(text)
    }

    /// Who was asked, and that it may be the wrong one.
    fn endpoint(&self) -> String {
        let host = self.said(self.fields(), &["HostId"]);
        let host = host.map_or_else(|| "the host".to_owned(), |host| format!("`{host}`"));
        format!("{host} may not be the endpoint of the product in this region: check the region and the endpoint")
    }

    /// How far the clock here was off when the request was signed; `None` if it was not, or nobody knows.
    fn clock(&self) -> Option<String> {
        const LEAST: Duration = Duration::from_secs(60);
        let (here, there) = (self.signed()?.time, self.date()?);
        let (off, side) = apart(here, there);
        (off >= LEAST).then(|| format!("the clock here is {} {side} that of the service: correct it", Rounded(off)))
    }

    /// Why the signature does not match.
    fn signature(&self) -> String {
        /// The service takes requests of this age.
        const ACCEPTED: Duration = Duration::from_secs(15 * 60);

        let Some(signed) = self.signed() else {
            return CHECK_SECRET.to_owned();
        };
        let is_late = self.date().is_some_and(|date| apart(signed.time, date).0 > ACCEPTED);
        if let Some(clock) = self.clock().filter(|_| is_late) {
            return clock;
        }
        let message = self.message().unwrap_or_default();
        match compare(&signed.canonical_request, message, &self.redactor()) {
            Finding::Same => "both sides signed the same text: the secret is not that of this access key".to_owned(),
            Finding::Differs(how) => {
                format!("the canonical request of the service {how}: something on the way may change requests")
            }
            Finding::Other => {
                "the service signed another canonical request: something on the way may change requests".to_owned()
            }
            Finding::Unknown => CHECK_SECRET.to_owned(),
        }
    }
}

const CHECK_SECRET: &str = "check the secret of the access key";

/// How far a moment is from another, and on which side of it.
fn apart(here: SystemTime, there: SystemTime) -> (Duration, &'static str) {
    match there.duration_since(here) {
        Ok(late) => (late, "behind"),
        Err(early) => (early.duration(), "ahead of"),
    }
}

/// Prints a time in its largest unit.
struct Rounded(Duration);

impl fmt::Display for Rounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_secs() {
            seconds if seconds < 2 * 60 => write!(f, "{seconds} seconds"),
            seconds if seconds < 2 * 3600 => write!(f, "{} minutes", seconds / 60),
            seconds if seconds < 2 * 86_400 => write!(f, "{} hours", seconds / 3600),
            seconds => write!(f, "{} days", seconds / 86_400),
        }
    }
}
