//! Who makes a call, by the names of its security schemes. A document says nothing of them but their names.
//!
//! | scheme | the call |
//! |---|---|
//! | `AK`, or a token of some kind (`BearerToken`, `accessTokenAuth`) | is signed, with whatever credentials the client holds |
//! | `Anonymous` | is not signed |
//! | of the word `OIDC` (`ARS_OIDC`) | is not signed: the token that tells who calls is a parameter |
//! | any other | is not known |
//!
//! Schemes are alternatives. As in the vendor's libraries a call is unsigned only where none of them asks for more.

use crate::names;
use crate::spec::document::Located;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Credentials,
    Anonymous,
    OpenId,
    Foreign,
}

impl Scheme {
    fn of(name: &str) -> Self {
        match names::snake(name) {
            _ if name == "AK" => Self::Credentials,
            _ if name == "Anonymous" => Self::Anonymous,
            words if words.contains("token") => Self::Credentials,
            words if words.split('_').any(|word| word == "oidc") => Self::OpenId,
            _ => Self::Foreign,
        }
    }
}

/// Whether a call is not signed.
pub(super) fn is_unsigned(schemes: &[Located<'_>]) -> bool {
    !schemes.is_empty() && all(schemes).all(|scheme| matches!(scheme, Scheme::Anonymous | Scheme::OpenId))
}

/// Whether nothing is known of how a call is to be made. Where no scheme is named, credentials do.
pub(super) fn is_foreign(schemes: &[Located<'_>]) -> bool {
    let is_known = |scheme| matches!(scheme, Scheme::Credentials | Scheme::Anonymous);
    !schemes.is_empty() && !is_unsigned(schemes) && !all(schemes).any(is_known)
}

fn all(schemes: &[Located<'_>]) -> impl Iterator<Item = Scheme> {
    schemes.iter().map(|scheme| Scheme::of(&scheme.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::NodeId;

    #[test]
    fn a_call_is_unsigned_where_every_scheme_is() {
        let cases = [
            ("", "signed"),
            ("AK", "signed"),
            ("BearerToken", "signed"),
            ("accessTokenAuth", "signed"),
            ("OAuth 2.0 Bearer Token", "signed"),
            ("AK,Anonymous", "signed"),
            ("Anonymous,PrivateKey", "signed"),
            ("AK,ARS_OIDC", "signed"),
            ("Anonymous", "unsigned"),
            ("ARS_OIDC", "unsigned"),
            ("DemoOIDC,Anonymous", "unsigned"),
            ("PrivateKey", "foreign"),
            ("ARS_OIDC,PrivateKey", "foreign"),
            ("AROIDCX", "foreign"),
        ];
        for (names, expected) in cases {
            let located = |name: &'static str| Located { at: NodeId::default(), text: name.into() };
            let schemes: Vec<_> = names.split(',').filter(|name| !name.is_empty()).map(located).collect();
            let found = match (is_unsigned(&schemes), is_foreign(&schemes)) {
                (true, false) => "unsigned",
                (false, true) => "foreign",
                (false, false) => "signed",
                (true, true) => "both",
            };
            assert_eq!(found, expected, "{names}");
        }
    }
}
