//! Masks texts that look like credentials.
//!
//! The vendor's samples have the form of real keys. In a repository they trigger secret scanners, and they tell a reader
//! nothing: the recognizable prefix stays, the rest becomes `****`. The samples of the tests are put
//! together from two parts for the same reason.

use std::borrow::Cow;

use super::chars::ByteSet;

/// How a kind of credential is recognised.
struct CredentialPattern {
    /// What it begins with; this part stays.
    prefix: &'static str,
    /// Characters besides letters and digits that belong to it.
    extra: &'static str,
    /// How many characters must follow for it to be one.
    least: usize,
    /// Whether it may begin in the middle of a word.
    inside: bool,
}

const fn pattern(prefix: &'static str, extra: &'static str, least: usize) -> CredentialPattern {
    CredentialPattern { prefix, extra, least, inside: false }
}

const fn parameter(prefix: &'static str) -> CredentialPattern {
    CredentialPattern { prefix, extra: "-_.~+/=%*", least: 4, inside: true }
}

const PATTERNS: &[CredentialPattern] = &[
    pattern("LTAI", "*", 4),
    pattern("STS.", "*", 4),
    pattern("CAIS", "+/=*", 24),
    pattern("CAES", "+/=*", 24),
    pattern("eyJ", "-_.=*", 14),
    pattern("sk-", "-_*", 8),
    pattern("ghp_", "*", 8),
    pattern("gho_", "*", 8),
    pattern("ghu_", "*", 8),
    pattern("ghs_", "*", 8),
    pattern("ghr_", "*", 8),
    pattern("github_pat_", "_*", 8),
    pattern("glpat-", "-_*", 8),
    pattern("xoxb-", "-*", 8),
    pattern("xoxp-", "-*", 8),
    pattern("AKIA", "*", 12),
    pattern("AIza", "-_*", 20),
    parameter("access_token="),
    parameter("accessToken="),
    parameter("webhook/send?key="),
    parameter("/bot/v2/hook/"),
    parameter("hooks.slack.com/services/"),
];

const PEM: &str = "-----BEGIN ";

/// Bytes that stand in every text that may hold something to mask.
static MARKS: ByteSet = ByteSet::new(b"LSCesgxA-=/");

/// Masks everything that looks like a credential: its beginning stays, the rest becomes `****`.
///
/// Known are access key ids (`LTAI…`), temporary ids and tokens (`STS.…`, `CAIS…`), PEM blocks, JSON web tokens, the
/// tokens of well-known services (`sk-…`, `ghp_…` and the like) and the secret part of webhook addresses.
#[must_use]
pub fn mask_credentials(text: &str) -> Cow<'_, str> {
    if !suspicious(text) {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let begins_word = !masked.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if let Some((prefix, length)) = secret(rest, begins_word) {
            masked.push_str(prefix);
            masked.push_str("****");
            at += length;
        } else {
            let length = rest.chars().next().map_or(1, char::len_utf8);
            masked.push_str(&rest[..length]);
            at += length;
        }
    }
    Cow::Owned(masked)
}

/// Whether any prefix occurs at all: a quick check, since hardly any text has one.
fn suspicious(text: &str) -> bool {
    if !text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'*') && !text.contains(PEM) {
        return false;
    }
    let bytes = text.as_bytes();
    let marks = bytes.iter().enumerate().filter(|&(_, &byte)| MARKS.contains(byte));
    marks.map(|(at, &byte)| (at, byte)).any(|(at, byte)| match byte {
        b'-' => text[at..].starts_with(PEM),
        b'=' | b'/' => PATTERNS.iter().any(|pattern| pattern.inside && text[..=at].ends_with(pattern.prefix)),
        _ if at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_') => false,
        _ => PATTERNS.iter().any(|pattern| !pattern.inside && text[at..].starts_with(pattern.prefix)),
    })
}

/// The prefix to retain, and the length, of the credential at the beginning of `text`.
fn secret(text: &str, begins_word: bool) -> Option<(&str, usize)> {
    if text.starts_with(PEM) {
        return pem(text);
    }
    PATTERNS.iter().filter(|pattern| begins_word || pattern.inside).find_map(|pattern| {
        let tail = text.strip_prefix(pattern.prefix)?;
        let belongs = |c: char| c.is_ascii_alphanumeric() || pattern.extra.contains(c);
        let length = tail.find(|c| !belongs(c)).unwrap_or(tail.len());
        let body = tail[..length].trim_end_matches('.');
        let token = pattern.prefix != "eyJ" || body.contains('.');
        // A word of prose ("sk-learn-pipeline") is no key: keys hold digits or are masked already.
        let key = body.contains(|c: char| c.is_ascii_digit() || c == '*');
        (body.len() >= pattern.least && token && key).then(|| (pattern.prefix, pattern.prefix.len() + body.len()))
    })
}

/// A PEM block up to its end line, or as much as looks like its body. The word `KEY` is dropped, because scanners search for it.
fn pem(text: &str) -> Option<(&str, usize)> {
    let label = text[PEM.len()..].find("-----").filter(|&length| length < 40)?;
    let prefix = text[..PEM.len() + label].trim_end_matches(" KEY");
    let end = text.find("-----END").and_then(|end| {
        let name = end + "-----END".len();
        Some(name + text[name..].find("-----")? + "-----".len())
    });
    let body = |c: char| c.is_ascii_alphanumeric() || c.is_ascii_whitespace() || "+/=\\*.-".contains(c);
    Some((prefix, end.or_else(|| text.find(|c| !body(c))).unwrap_or(text.len())))
}

#[cfg(test)]
mod tests {
    use super::mask_credentials;

    #[test]
    fn masks_what_looks_like_a_key() {
        let table = [
            (concat!("LT", "AI5tAbCdEf0123456789xy"), "LTAI****"),
            ("id LTAI********12, next", "id LTAI****, next"),
            (concat!("ST", "S.NUxyz1234567890abc"), "STS.****"),
            (concat!("(ey", "JhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln)"), "(eyJ****)"),
            ("page eyJhbGciOiJub25lIn0", "page eyJhbGciOiJub25lIn0"),
            (concat!("gh", "p_0123456789abcdefABCDEF"), "ghp_****"),
            (concat!("s", "k-0123456789abcdef"), "sk-****"),
            ("disk-0123456789abcdef", "disk-0123456789abcdef"),
            ("sk-learn-pipeline", "sk-learn-pipeline"),
            ("https://h.test/send?access_token=0a1b2c3d4e&x=1", "https://h.test/send?access_token=****&x=1"),
            (
                concat!("-----BEGIN RSA PRIV", "ATE KEY-----\nMIIEabc\n-----END RSA PRIV", "ATE KEY-----\nrest"),
                "-----BEGIN RSA PRIVATE****\nrest",
            ),
            ("-----BEGIN CERTIFICATE-----\nMIIEabc", "-----BEGIN CERTIFICATE****"),
            ("-----BEGIN CERTIFICATE-----……，证书。", "-----BEGIN CERTIFICATE****……，证书。"),
            ("LTAI", "LTAI"),
            ("实例 i-bp1****", "实例 i-bp1****"),
        ];
        for (input, expected) in table {
            assert_eq!(mask_credentials(input), expected, "{input:?}");
            assert_eq!(mask_credentials(expected), expected, "masking twice changes {expected:?}");
        }
    }
}
