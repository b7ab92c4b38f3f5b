//! Leaving secrets out of a text, in whichever way they are written there.

use std::borrow::Cow;
use std::ops::Range;

use crate::codec::json::write_text;
use crate::codec::secrets::REDACTED;
use crate::encoding::percent;
use crate::sorting;

/// Every spelling of the secrets of a call.
pub(crate) struct Redactor(Vec<String>);

impl Redactor {
    pub(super) fn new(secrets: &[String]) -> Self {
        let mut all: Vec<String> = Vec::new();
        for spelling in secrets.iter().flat_map(|secret| spellings(secret)) {
            if !all.contains(&spelling) {
                all.push(spelling);
            }
        }
        Self(all)
    }

    /// A text without the secrets.
    pub(crate) fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let haystack = Haystack::new(text);
        let found: Vec<_> = self.0.iter().flat_map(|spelling| haystack.find(spelling)).collect();
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        let bounds = |index: usize| found.get(index).map(|range| (range.start, range.end));
        let order = sorting::order(found.len(), &|left, right| bounds(left).cmp(&bounds(right)));
        let (mut shown, mut end) = (String::with_capacity(text.len()), 0);
        for range in order.into_iter().filter_map(|index| found.get(index)) {
            if range.start >= end {
                shown.push_str(text.get(end..range.start).unwrap_or_default());
                shown.push_str(REDACTED);
            }
            end = end.max(range.end);
        }
        shown.push_str(text.get(end..).unwrap_or_default());
        Cow::Owned(shown)
    }
}

/// A text in which quoting makes no difference: without its backslashes, and in lower case.
struct Haystack {
    plain: String,
    /// Where each byte of it stands in the text.
    places: Vec<usize>,
}

impl Haystack {
    fn new(text: &str) -> Self {
        let places = text.bytes().enumerate().filter(|(_, byte)| *byte != b'\\').map(|(place, _)| place).collect();
        Self { plain: plain(text), places }
    }

    /// The parts of the text that say this.
    fn find<'a>(&'a self, spelling: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.plain
            .match_indices(spelling)
            .filter_map(|(start, found)| Some(*self.places.get(start)?..*self.places.get(start + found.len() - 1)? + 1))
    }
}

/// A text without its backslashes, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|char| *char != '\\').map(|char| char.to_ascii_lowercase()).collect()
}

/// How a secret may look in an answer.
fn spellings(secret: &str) -> Vec<String> {
    let once = percent(secret);
    let html = escaped(secret, &[('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;")]);
    let mut json = String::new();
    write_text(secret, &mut json);
    let ascii: String = json.encode_utf16().map(escaped_unit).collect();
    let inner = |quoted: &str| quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned();
    let all = [
        percent(&once),
        once.replace("%20", "+"),
        once,
        escaped(&html, &[('"', "&quot;"), ('\'', "&#39;")]),
        html,
        inner(&json),
        inner(&ascii),
        inner(&format!("{secret:?}")),
        secret.to_owned(),
    ];
    all.iter().map(|spelling| plain(spelling)).filter(|spelling| !spelling.is_empty()).collect()
}

/// A text with these characters replaced.
fn escaped(text: &str, escapes: &[(char, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match escapes.iter().find(|(escaped, _)| *escaped == char) {
            Some((_, escape)) => out.push_str(escape),
            None => out.push(char),
        }
    }
    out
}

/// A code unit as JSON writes it that is to be ASCII.
fn escaped_unit(unit: u16) -> String {
    match u8::try_from(unit).ok().filter(u8::is_ascii) {
        Some(byte) => char::from(byte).to_string(),
        None => format!("\\u{unit:04x}"),
    }
}
