//! Which values are not for logs.
//!
//! A field counts as secret when its wire name says so ([`names`] has the rule and the decisions); the key `sensitive: true` or
//! `false` in the schema overrules the name. A name makes only texts secret, binary and free-form content, and lists and maps
//! of these. Others are shown:
//!
//! | type | example | is shown, because |
//! |---|---|---|
//! | truth value | `RequireToken`, `NeedSignedUrl` | it says whether there is a secret |
//! | number | `RotateCredentials`, `MaxTokens` | services count so; none has a number for a secret |
//! | text with a list of values | `HttpTokens` | the values are documented |
//! | object | `Credentials`, `sshKey` | its members are judged one by one |

mod names;

use crate::model::Type;

/// Whether a field holds a secret.
pub(super) fn is_secret(wire: &str, ty: &Type, sensitive: Option<bool>) -> bool {
    sensitive.unwrap_or_else(|| holds_text(ty) && names::is_secret(wire))
}

fn holds_text(ty: &Type) -> bool {
    match ty {
        Type::Text | Type::Bytes | Type::Any => true,
        Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) => holds_text(inner),
        Type::Boolean | Type::Integer | Type::Number | Type::Named(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_secret() {
        let cases = [
            ("Token", true),
            ("AuthToken", true),
            ("SecurityToken", true),
            ("Password", true),
            ("DBPassword", true),
            ("AccessKeySecret", true),
            ("SecretAccessKey", true),
            ("PrivateKey", true),
            ("ApiKey", true),
            ("x-acs-airticket-access-token", true),
            ("UploadAuth", true),
            ("PlayAuth", true),
            ("Sk", true),
            ("SessionKey", true),
            ("Cookie", true),
            ("SignedUrl", true),
            ("AuthorizationCode", true),
            ("SecretValue", true),
            ("accesskey", true),
            ("Psk", true),
            ("Disk", false),
            ("Key", false),
            ("KeyId", false),
            ("AccessKeyId", false),
            ("PublicKey", false),
            ("AuthType", false),
            ("NextToken", false),
            ("ClientToken", false),
            ("MaxTokens", false),
            ("TokenType", false),
            ("SecretName", false),
            ("KeyPairName", false),
            ("PasswordInherit", false),
            ("UserId", false),
        ];
        for (wire, expected) in cases {
            assert_eq!(is_secret(wire, &Type::Text, None), expected, "{wire}");
        }
    }

    #[test]
    fn the_document_overrules_the_name() {
        assert!(is_secret("OpenAIExtraQuery", &Type::Text, Some(true)));
        assert!(!is_secret("Token", &Type::Text, Some(false)));
        assert!(!is_secret("RequireToken", &Type::Boolean, None));
        assert!(is_secret("Tokens", &Type::List(Box::new(Type::Text)), None));
        assert!(is_secret("Cookies", &Type::Map(Box::new(Type::Any)), None));
        assert!(!is_secret("Tokens", &Type::Integer, None));
    }
}
