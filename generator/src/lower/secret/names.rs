//! Names that say that their values are secret.
//!
//! There are two copies of this file, in the generator, for the members that it describes, and in the runtime, for those that
//! nobody described. Neither crate depends on the other; a test of the generator holds the copies equal.
//!
//! A name is taken apart into words, and digits at its end and words that only say "the thing itself" ([`CARRIERS`]) are left
//! out: `SecretValue`, `Signature2`. It says secret when what is left ends in one of [`ENDINGS`] or its last word is one of
//! [`WORDS`], unless it ends in one of [`HARMLESS`].
//!
//! | name | is shown | because |
//! |---|---|---|
//! | `NextToken`, `PageToken`, `ContinuationToken`, `ScrollToken` | yes | continues a list |
//! | `ClientToken` | yes | makes a call idempotent |
//! | `MaxTokens`, `TotalTokens`, `InputTokens` | yes | counts words of a language model |
//! | `HttpTokens` | yes | says whether tokens are asked for: `optional`, `required` |
//! | `Key`, `TagKey`, `ObjectKey`, `FileKey`, `MetricKey`, `TaskKey`, `PrimaryKey` | yes | names something |
//! | `KeyId`, `AccessKeyId`, `EncryptionKey`, `VolumeEncryptionKey`, `AppKey` | yes | identifies a key or a caller, and signs nothing |
//! | `PublicKey`, `EncryptionPublicKey` | yes | is public |
//! | `UserKey` | yes | is text that is signed, and no signature |
//! | `Sign` | yes | identifies a scenario or a source; `AppSign` is a signature |
//! | `TokenType`, `SecretName`, `SignatureNonce`, `PasswordInherit` | yes | tells about a secret, and is none |
//! | `AccessKey`, `LicenseKey`, `ClientKey`, `TrustKey`, `EncryptedKey` | no | is a secret in some service |
//! | `Auth`, `UploadAuth`, `PlayAuth`, `AuthorizationCode` | no | holds an access key, or stands for one |
//! | `Signature`, `SignedUrl` | no | whoever has it is let in |

/// What a name ends in that says secret, wherever its words begin. Letters and digits only.
pub(super) const ENDINGS: &[&str] = &[
    "accesskey",
    "accesskeys",
    "aksk",
    "apikey",
    "apikeys",
    "appsign",
    "authenticationcode",
    "authkey",
    "authorization",
    "clientkey",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "encryptedkey",
    "licensekey",
    "passphrase",
    "passwd",
    "password",
    "passwords",
    "playauth",
    "privatekey",
    "privatekeys",
    "pwd",
    "secret",
    "secretkey",
    "secrets",
    "sessionkey",
    "sharedkey",
    "signature",
    "signatures",
    "signedurl",
    "signedurls",
    "signingkey",
    "signkey",
    "token",
    "tokens",
    "trustkey",
    "uploadauth",
];

/// The last words that say secret, as whole words only: `Disk`, `Task` and `Mask` end in `sk`, too.
const WORDS: &[&str] = &["auth", "psk", "sk"];

/// Last words that say no more than the word before them.
const CARRIERS: &[&str] = &["body", "code", "content", "data", "encrypted", "plaintext", "string", "text", "value"];

/// What a name ends in that says secret and is none.
const HARMLESS: &[&str] = &[
    "cachedtokens",
    "clienttoken",
    "completiontokens",
    "continuationtoken",
    "httptokens",
    "inputtokens",
    "lasttoken",
    "maxtokens",
    "nexttoken",
    "outputtokens",
    "pagetoken",
    "paginationtoken",
    "previoustoken",
    "prevtoken",
    "prompttokens",
    "reasoningtokens",
    "scrolltoken",
    "totaltokens",
];

/// Whether a name says that its value is secret.
pub(super) fn is_secret(name: &str) -> bool {
    let mut words = words(name);
    if is_harmless(&words) {
        return false;
    }
    while let Some(last) = words.last_mut() {
        let letters = last.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        last.truncate(letters);
        let says_nothing = last.is_empty() || CARRIERS.contains(&last.as_str());
        if ends_in_secret(&words) {
            return true;
        }
        if !says_nothing {
            return false;
        }
        words.pop();
    }
    false
}

fn ends_in_secret(words: &[String]) -> bool {
    let plain = words.concat();
    let last_word = words.last().is_some_and(|last| WORDS.contains(&last.as_str()));
    last_word || ENDINGS.iter().any(|ending| plain.ends_with(ending))
}

/// Whether a name of these words only looks as if it said secret.
pub(super) fn is_harmless(words: &[String]) -> bool {
    let plain = words.concat();
    HARMLESS.iter().any(|ending| plain.ends_with(ending))
}

/// The words of a name in lower case: `DBPassword_x` is `db`, `password`, `x`.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_alphanumeric() {
            let next_is_lower = characters.peek().is_some_and(|next| next.is_lowercase());
            let begins = character.is_uppercase() && (!before.is_uppercase() || next_is_lower);
            if begins || !before.is_alphanumeric() {
                words.push(String::new());
            }
            words.last_mut().into_iter().for_each(|word| word.extend(character.to_lowercase()));
        }
        before = character;
    }
    words
}
