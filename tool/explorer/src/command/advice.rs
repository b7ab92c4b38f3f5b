//! What the runtime advises programs to do, as what people do on the command line.

/// The runtime's words and those of the command line. Advice that the command line has no option for is left out.
const WORDS: [(&str, &str); 10] = [
    ("use `Config::with_region`", "give `--region REGION`"),
    ("use `Config::new(region)`", "give `--region REGION` or `--endpoint HOST`"),
    ("set `Config::with_endpoint`", "give `--endpoint HOST`"),
    ("give keys with `Config::with_credentials`", "give `--profile NAME`"),
    ("`HTTPS_PROXY`, `NO_PROXY`, or `Config::with_proxy`", "`HTTPS_PROXY`, `NO_PROXY`"),
    ("; allow more with `Config::with_response_limit`", ""),
    ("; see `ServiceError::http`", ""),
    (" (those of `Config::with_nonce` must be unique)", ""),
    (": use `Identity::sts`", ": set `ALIBABA_CLOUD_SECURITY_TOKEN`"),
    ("`Call::timeout` or `Config::with_timeout`", "`--timeout SECONDS`"),
];

/// The other time limits of a call, which have no option.
const LIMITS: [&str; 3] = ["attempt_timeout", "connect_timeout", "read_timeout"];

/// A message of the runtime for the command line.
pub(super) fn for_command_line(message: &str) -> String {
    let message = WORDS.iter().fold(message.to_owned(), |message, (words, own)| message.replace(words, own));
    LIMITS.iter().fold(message, |message, limit| {
        let advice = format!("allow more with `Call::{limit}` or `Config::with_{limit}`");
        message.replace(&format!("; {advice}"), "").replace(&format!(", or {advice}"), "")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// The sources below a folder, without the line breaks of their texts.
    fn sources(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                sources(&entry, all);
            } else {
                let text = fs::read_to_string(&entry).unwrap();
                let mut parts = text.split("\\\n");
                all.push_str(parts.next().unwrap());
                all.extend(parts.map(str::trim_start));
            }
        }
    }

    #[test]
    fn the_runtime_says_these_words() {
        let mut all = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime/src"), &mut all);
        for (words, _) in WORDS.iter().filter(|(words, _)| !words.contains("Call::")) {
            assert!(all.contains(words), "the runtime does not say {words:?} any more");
        }
        assert!(all.contains("`Call::{setting}` or `Config::with_{setting}`"));
    }

    #[test]
    fn advice_is_about_options() {
        let message = "it took too long; allow more with `Call::timeout` or `Config::with_timeout`";
        assert_eq!(for_command_line(message), "it took too long; allow more with `--timeout SECONDS`");
        let message = "it took too long; allow more with `Call::connect_timeout` or `Config::with_connect_timeout`";
        assert_eq!(for_command_line(message), "it took too long");
    }
}
