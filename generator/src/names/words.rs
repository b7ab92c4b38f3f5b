//! Words that a plain case conversion splits badly.

use std::borrow::Cow;

/// Wire spelling → spelling that splits well. Only whole words count: a lower-case letter may not follow.
///
/// In the order of the first letters, for the search.
const WORDS: &[(&str, &str)] = &[
    ("2D", "_2D"),
    ("3D", "_3D"),
    ("DDoS", "Ddos"),
    ("IMAI", "ImAi"),
    ("IaaS", "Iaas"),
    ("IoT", "Iot"),
    ("IPSec", "Ipsec"),
    ("IPsec", "Ipsec"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("IPV4", "Ipv4"),
    ("IPV6", "Ipv6"),
    ("MySQL", "Mysql"),
    ("NVMe", "Nvme"),
    ("OAuth", "Oauth"),
    ("OAuth2", "Oauth2"),
    ("PaaS", "Paas"),
    ("PostgreSQL", "Postgresql"),
    ("QoS", "Qos"),
    ("SaaS", "Saas"),
    ("VSwitch", "Vswitch"),
    ("VSwitches", "Vswitches"),
    ("WiFi", "Wifi"),
    ("eRDMA", "Erdma"),
    ("iOS", "Ios"),
    ("mTLS", "Mtls"),
    ("vCPU", "Vcpu"),
    ("vSwitch", "Vswitch"),
    ("vSwitches", "Vswitches"),
];

/// Rewrites a wire name so that `heck` splits it as a reader would, into words that identifiers can be made of.
pub(super) fn mend(wire: &str) -> Cow<'_, str> {
    if wire.is_ascii() {
        return split(wire);
    }
    // A letter or number to `heck`, but nothing that an identifier may hold: `²`, `½`, `Ⓐ`.
    let illegal = |c: char| c.is_alphanumeric() && !unicode_ident::is_xid_continue(c);
    if !wire.contains(illegal) {
        return split(wire);
    }
    Cow::Owned(split(&wire.replace(illegal, " ")).into_owned())
}

/// What may begin something that has to be rewritten: capitals, digits, and the first letters of [`WORDS`]. All are ASCII.
const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut letter = b'0';
    while letter <= b'Z' {
        begins[letter as usize] = letter.is_ascii_uppercase() || letter.is_ascii_digit();
        letter += 1;
    }
    let mut at = 0;
    while at < WORDS.len() {
        begins[WORDS[at].0.as_bytes()[0] as usize] = true;
        at += 1;
    }
    begins
};

fn split(wire: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(&letter) = wire.as_bytes().get(at) {
        if !BEGINS[usize::from(letter)] {
            at += 1;
            continue;
        }
        let Some((len, replacement)) =
            word_at(wire, at).or_else(|| plural_at(wire, at)).or_else(|| number_at(wire, at))
        else {
            at += 1;
            continue;
        };
        mended.push_str(&wire[done..at]);
        mended.push_str(&replacement);
        at += len;
        done = at;
    }
    if done == 0 {
        return Cow::Borrowed(wire);
    }
    mended.push_str(&wire[done..]);
    Cow::Owned(mended)
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_lowercase())
}

fn starts_word(wire: &str, at: usize, word: &str) -> bool {
    // An upper-case letter in front would make the word part of a longer acronym (`SHA3D`, `XIPv6`).
    let before = wire[..at].chars().next_back();
    match before {
        None => true,
        Some(c) if word.starts_with(|w: char| w.is_ascii_digit()) => !c.is_ascii_digit(),
        Some(c) if word.starts_with(char::is_lowercase) => !c.is_alphanumeric(),
        Some(c) => !c.is_uppercase(),
    }
}

fn word_at(wire: &str, at: usize) -> Option<(usize, String)> {
    beginning_with(*wire.as_bytes().get(at)?)
        .iter()
        .filter(|(word, _)| {
            wire[at..].starts_with(word) && ends_word(&wire[at + word.len()..]) && starts_word(wire, at, word)
        })
        .max_by_key(|(word, _)| word.len())
        .map(|(word, replacement)| (word.len(), (*replacement).to_owned()))
}

/// The words with this first letter.
fn beginning_with(letter: u8) -> &'static [(&'static str, &'static str)] {
    let [start, end] = RANGES[usize::from(letter)];
    WORDS.get(start..end).unwrap_or_default()
}

/// Where the words with a first letter stand in [`WORDS`]. Most letters of most names begin none, and every capital is looked at.
const RANGES: [[usize; 2]; 256] = {
    let mut ranges = [[0; 2]; 256];
    let mut at = 0;
    while at < WORDS.len() {
        let letter = WORDS[at].0.as_bytes()[0] as usize;
        if at == 0 || WORDS[at - 1].0.as_bytes()[0] as usize != letter {
            ranges[letter][0] = at;
        }
        at += 1;
        ranges[letter][1] = at;
    }
    ranges
};

/// The plural of an acronym: `IDs` in `ResourceIDs` is one word.
fn plural_at(wire: &str, at: usize) -> Option<(usize, String)> {
    let inside = wire[..at].chars().next_back().is_some_and(char::is_uppercase);
    let capitals = wire[at..].bytes().take_while(u8::is_ascii_uppercase).count();
    if inside || capitals < 2 || !wire[at + capitals..].starts_with('s') || !ends_word(&wire[at + capitals + 1..]) {
        return None;
    }
    let mut word = wire[at..=at].to_owned();
    word.push_str(&wire[at + 1..=at + capitals].to_ascii_lowercase());
    Some((capitals + 1, word))
}

/// A number in front of a word: `405Pv` is two words. After a word it belongs to that: `Md5Hash`.
fn number_at(wire: &str, at: usize) -> Option<(usize, String)> {
    let inside = wire[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let digits = wire[at..].bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = wire[at + digits..].chars();
    let word = rest.next().is_some_and(char::is_uppercase) && rest.next().is_some_and(char::is_lowercase);
    (!inside && digits > 0 && word).then(|| (digits, format!("{}_", &wire[at..at + digits])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_by_its_first_letter() {
        for entry in WORDS {
            assert!(beginning_with(entry.0.as_bytes()[0]).contains(entry), "{}", entry.0);
        }
        assert!(beginning_with(b'x').is_empty());
    }
}
