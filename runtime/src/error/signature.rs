//! Why a signature does not match: what the service would have signed, against what was signed here.
//!
//! A service that does not accept a signature says in its message what it would have signed. Known forms:
//!
//! * the string to sign, behind `server string to sign is:` (forums and issues show it for the older signature);
//! * the canonical request, behind words that end in `CanonicalRequest is` (`ACS3-HMAC-SHA256`). No capture of one was at
//!   hand, so the text is looked for behind any such words, in brackets or quotes or not, with line breaks or `\n`.

use std::borrow::Cow;

use crate::codec::secrets::{Kind, hides};
use crate::redaction::Redactor;
use crate::sign;

/// What follows from the message of the service.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// Both sides signed the same.
    Same,
    /// The first line that differs, and how.
    Differs(String),
    /// The text that was signed is another one; the service does not show it.
    Other,
    /// The service does not say what it would have signed.
    Unknown,
}

/// Compares our canonical request with what a message says of the service's. What is secret is named, not shown.
pub(super) fn compare(ours: &str, message: &str, redactor: &Redactor) -> Finding {
    if let Some(theirs) = quoted(message, &["canonicalrequest", "canonical request"]) {
        let of = theirs.split(['\n', ' ']).next().unwrap_or_default();
        if !of.is_empty() && of.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return lines(ours, &theirs, redactor);
        }
    }
    let Some(theirs) = quoted(message, &["stringtosign", "string to sign"]) else { return Finding::Unknown };
    let is_hash = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    match theirs.split(|char: char| !char.is_ascii_alphanumeric()).find(is_hash) {
        Some(hash) if hash == sign::payload_hash(ours.as_bytes()) => Finding::Same,
        Some(_) => Finding::Other,
        None => Finding::Unknown,
    }
}

/// What stands in a message behind one of these words.
fn quoted(message: &str, words: &[&str]) -> Option<String> {
    let lower = message.to_ascii_lowercase();
    let end = words.iter().filter_map(|word| Some(lower.find(word)? + word.len())).min()?;
    let rest = message.get(end..)?.trim_start();
    let rest = rest.strip_prefix("is").unwrap_or(rest);
    let rest = rest.trim_start_matches(|char: char| char.is_whitespace() || ":=[('\"`".contains(char));
    Some(if rest.contains('\n') { rest.replace('\r', "") } else { rest.replace("\\n", "\n") })
}

fn lines(ours: &str, theirs: &str, redactor: &Redactor) -> Finding {
    // What follows in the message stands behind the last line.
    if theirs.starts_with(ours) || theirs.starts_with(&ours.replace('\n', " ")) {
        return Finding::Same;
    }
    let (ours, theirs): (Vec<_>, Vec<_>) = (ours.split('\n').collect(), theirs.split('\n').collect());
    if theirs.len() < 3 {
        return Finding::Unknown;
    }
    let mut pairs = ours.iter().zip(&theirs).enumerate();
    let Some((index, (our, their))) = pairs.find(|(_, (our, their))| our != their) else {
        return Finding::Differs(format!("ends before line {}", theirs.len() + 1));
    };
    if index + 1 == theirs.len() && our.starts_with(their) {
        return Finding::Differs(format!("ends in line {}", theirs.len()));
    }
    let part = match (index, ours.len() - index) {
        (_, 1) => Part::BodyHash,
        (_, 2) => Part::SignedHeaders,
        (0, _) => Part::Method,
        (1, _) => Part::Path,
        (2, _) => Part::Query,
        _ => Part::Header,
    };
    let how = Line { part, ours: our, theirs: their, redactor }.difference();
    Finding::Differs(format!("has {how} in line {}", index + 1))
}

/// What a line of a canonical request holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Method,
    Path,
    Query,
    Header,
    SignedHeaders,
    BodyHash,
}

/// A line, here and there.
struct Line<'a> {
    part: Part,
    ours: &'a str,
    theirs: &'a str,
    redactor: &'a Redactor,
}

impl<'a> Line<'a> {
    fn difference(&self) -> String {
        match self.part {
            Part::Method => self.value("the method", self.ours, self.theirs),
            Part::Path => self.value("the path", self.ours, self.theirs),
            Part::Query => self.list("parameter", '&', '='),
            Part::Header => self.list("header", '\n', ':'),
            Part::SignedHeaders => self.list("signed header", ';', ':'),
            Part::BodyHash => "another hash of the body".to_owned(),
        }
    }

    /// The first difference of two lists of names and values, or of names alone.
    fn list(&self, what: &str, between: char, behind: char) -> String {
        let pairs = |line: &'a str| line.split(between).map(move |pair| pair.split_once(behind).unwrap_or((pair, "")));
        let is_sent = |name: &str| !name.is_empty() && pairs(self.ours).any(|(own, _)| own == name);
        let (mut ours, mut theirs) = (pairs(self.ours), pairs(self.theirs));
        loop {
            match (ours.next(), theirs.next()) {
                (our, their) if our == their && our.is_some() => {}
                (Some((name, ours)), Some((other, theirs))) if name == other => {
                    let what = format!("the {what} `{name}`");
                    return if hides(name, Kind::Other) { another(&what) } else { self.value(&what, ours, theirs) };
                }
                // A name of the service that was not sent may be part of a value.
                (Some((name, _)), Some((other, _))) if is_sent(other) => {
                    return format!("the {what} `{other}` instead of `{name}`");
                }
                (Some((name, _)), _) if !name.is_empty() => return format!("no {what} `{name}`"),
                _ => return format!("a {what} that was not sent"),
            }
        }
    }

    /// Two values, unless they are secret or too long.
    fn value(&self, what: &str, ours: &str, theirs: &str) -> String {
        const LONGEST: usize = 80;
        let may_be_shown = |text: &str| {
            // Nobody knows which members of a document are secret, nor what of the next value ran into this one.
            let is_document = ["{", "[", "%7B", "%5B"].iter().any(|start| text.starts_with(start));
            let has_more = match self.part {
                Part::Header => text.contains("x-acs-"),
                _ => text.contains(['=', '&']),
            };
            let is_printable = text.len() <= LONGEST && text.chars().all(|char| char.is_ascii_graphic() || char == ' ');
            is_printable && !is_document && !has_more && matches!(self.redactor.redact(text), Cow::Borrowed(_))
        };
        match may_be_shown(ours) && may_be_shown(theirs) {
            true => format!("`{theirs}` instead of `{ours}` as {what}"),
            false => another(what),
        }
    }
}

fn another(what: &str) -> String {
    format!("something else as {what}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redaction::CallSecrets;

    const OURS: &str = "POST\n/a\nApiKey=k1&Config=%7B%22a%22%3A1%7D&Name=a%20b\nhost:ice.example.com\n\
                        x-acs-date:2026-01-14T08:00:00Z\nx-acs-security-token:token+/1\n\n\
                        host;x-acs-date;x-acs-security-token\n0123";

    fn found(theirs: &str) -> Finding {
        let secrets = CallSecrets { own: vec!["token+/1".to_owned(), "sesame".to_owned()], ..CallSecrets::default() };
        compare(OURS, theirs, &secrets.redactor())
    }

    /// The first line that differs, for a canonical request in which something is replaced.
    #[test]
    fn the_first_line_that_differs() {
        for (from, to, said) in [
            ("POST", "GET", "has `GET` instead of `POST` as the method in line 1"),
            ("/a", "/a%2F", "has `/a%2F` instead of `/a` as the path in line 2"),
            ("a%20b", "a+b", "has `a+b` instead of `a%20b` as the parameter `Name` in line 3"),
            ("a%20b", "sesame", "has something else as the parameter `Name` in line 3"),
            ("a%20b", "中", "has something else as the parameter `Name` in line 3"),
            ("k1", "k2", "has something else as the parameter `ApiKey` in line 3"),
            ("%3A1", "%3A2", "has something else as the parameter `Config` in line 3"),
            ("Config=%7B%22a%22%3A1%7D&", "", "has the parameter `Name` instead of `Config` in line 3"),
            ("&Name=a%20b", "", "has no parameter `Name` in line 3"),
            ("a%20b", "a%20b&c", "has a parameter that was not sent in line 3"),
            ("ApiKey", "Action", "has no parameter `ApiKey` in line 3"),
            (
                "host:ice",
                "host:ecs",
                "has `ecs.example.com` instead of `ice.example.com` as the header `host` in line 4",
            ),
            ("host:ice.example.com\n", "", "has no header `host` in line 4"),
            ("token+/1", "token /1", "has something else as the header `x-acs-security-token` in line 6"),
            ("host;", "", "has the signed header `x-acs-date` instead of `host` in line 8"),
            ("0123", "4567", "has another hash of the body in line 9"),
            ("\n\nhost;x-acs-date;x-acs-security-token\n0123", "", "ends before line 7"),
            ("/1\n\nhost;x-acs-date;x-acs-security-token\n0123", "", "ends in line 6"),
        ] {
            let theirs = OURS.replacen(from, to, 1);
            assert_ne!(theirs, OURS, "{from}");
            assert_eq!(found(&format!("server CanonicalRequest is:{theirs}")), Finding::Differs(said.to_owned()));
        }
    }

    /// Wherever the service reads a character in another way, no piece of a secret is shown.
    #[test]
    fn secrets_that_arrive_changed() {
        let ours = OURS.replace("a%20b", "a%20b&Own=xyzzyq&Plain=c");
        let secrets = CallSecrets { own: vec!["token+/1".to_owned(), "xyzzyq".to_owned()], ..CallSecrets::default() };
        let redactor = secrets.redactor();
        let edits = ["", " ", "&", "=", "\n", ":", ";", "+", "%"];
        for (at, edit) in (0..ours.len()).flat_map(|at| edits.map(|edit| (at, edit))) {
            // One character is replaced, and the secrets do not come as they were sent.
            let mut theirs = ours.replace("token+/1", "token /1").replace("xyzzyq", "xyz+zyq");
            theirs.replace_range(at..=at, edit);
            if let Finding::Differs(how) = compare(&ours, &format!("CanonicalRequest is:{theirs}"), &redactor) {
                assert!(!["xyz", "zyq", "token ", "/1"].iter().any(|piece| how.contains(piece)), "{how}: {theirs}");
            }
        }
    }

    /// However the message is written.
    #[test]
    fn the_forms_of_a_message() {
        let hash = sign::payload_hash(OURS.as_bytes());
        let (escaped, flat) = (OURS.replace('\n', "\\n"), OURS.replace('\n', " "));
        for same in [
            format!("not matched. server CanonicalRequest is:{OURS}"),
            format!("serverCanonicalRequest=[{OURS}], server string to sign is [x]"),
            format!("Server Canonical Request is: '{escaped}'"),
            format!("CanonicalRequest: {}", OURS.replace('\n', "\r\n")),
            format!("canonical request is \"{flat}\""),
            format!("server string to sign is:ACS3-HMAC-SHA256\n{hash}"),
            format!("StringToSign: ACS3-HMAC-SHA256\\n{hash}."),
        ] {
            assert_eq!(found(&same), Finding::Same, "{same}");
        }
        let other = format!("server string to sign is:ACS3-HMAC-SHA256\n{}", sign::payload_hash(b"x"));
        assert_eq!(found(&other), Finding::Other);
        for unknown in [
            "not matched.",
            "server string to sign is:",
            "server string to sign is:GET&%2F&AccessKeyId%3Dx",
            "server CanonicalRequest is:",
            "server CanonicalRequest is: POST",
            "CanonicalRequest is null",
        ] {
            assert_eq!(found(unknown), Finding::Unknown, "{unknown}");
        }
    }
}
