//! Which values are not for logs.
//!
//! A field counts as secret when its wire name says so; the key `sensitive: true` or `false` in the schema overrules the
//! name. By name a text (or a list or map of texts, or free-form value) is secret when
//!
//! * its last word is one of [`LAST_WORDS`], unless the name is one of the harmless tokens of [`HARMLESS`]
//!   (`NextToken` continues a list, `ClientToken` makes a call idempotent), or
//! * it ends in one of the word pairs of [`LAST_PAIRS`], or
//! * the word `secret` stands in it before `key` or `value`.

use crate::model::Type;
use crate::names;

const LAST_WORDS: &[&str] = &[
    "authorization",
    "credential",
    "credentials",
    "passphrase",
    "passwd",
    "password",
    "pwd",
    "secret",
    "token",
    "tokens",
];

const LAST_PAIRS: &[&str] =
    &["access_key", "api_key", "auth_key", "private_key", "secret_key", "signing_key", "bearer_token"];

const HARMLESS: &[&str] = &[
    "client_token",
    "continuation_token",
    "last_token",
    "max_tokens",
    "next_page_token",
    "next_token",
    "page_token",
    "prev_token",
    "scroll_token",
    "input_tokens",
    "output_tokens",
    "prompt_tokens",
    "completion_tokens",
    "total_tokens",
];

/// Whether a field holds a secret.
pub(super) fn is_secret(wire: &str, ty: &Type, sensitive: Option<bool>) -> bool {
    sensitive.unwrap_or_else(|| holds_text(ty) && named_secret(wire))
}

fn named_secret(wire: &str) -> bool {
    let name = names::snake(wire);
    let last = name.rsplit('_').next().unwrap_or_default();
    let harmless = HARMLESS.iter().any(|h| name == *h || name.ends_with(&format!("_{h}")));
    let pair = LAST_PAIRS.iter().any(|p| name == *p || name.ends_with(&format!("_{p}")));
    let inner = name.contains("secret_key") || name.contains("secret_value") || name.contains("key_secret");
    !harmless && (LAST_WORDS.contains(&last) || pair || inner)
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
    }
}
