//! Which names promise a secret.

/// What is shown instead of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Whether the value under a name that no type describes is likely a secret.
pub(crate) fn is_secret_name(name: &str) -> bool {
    const SIGNS: [&str; 9] =
        ["accesskey", "apikey", "credential", "passphrase", "passwd", "password", "privatekey", "secret", "token"];
    let mut plain = name.to_ascii_lowercase();
    plain.retain(char::is_alphanumeric);
    SIGNS.iter().any(|sign| plain.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::is_secret_name;

    #[test]
    fn names() {
        for name in
            ["Password", "DBPasswd", "access_key_secret", "AccessKeyId", "SecurityToken", "Private-Key", "x.apiKey"]
        {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["", "InstanceId", "Key", "KeyId", "Path", "公"] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
