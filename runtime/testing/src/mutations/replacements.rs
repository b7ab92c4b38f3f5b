//! What is put in place of a value.

use std::ops::Range;

use serde_json::Value;

use super::sites::{Site, Survey};
use crate::quoted;

/// A change of a sample's text.
pub(super) struct Replacement {
    /// The place that is changed.
    pub(super) path: String,
    /// The text that is replaced.
    pub(super) span: Range<usize>,
    /// What is put there.
    pub(super) text: String,
    /// Whether it must not give a decode error: an object is around it.
    pub(super) safe: bool,
    /// Whether the type must take it, so that it is not kept besides.
    pub(super) taken: bool,
}

/// What fits no declaration of a container or a scalar, whatever stood there.
const ANYWHERE: [&str; 4] = ["null", r#""""#, "[]", "{}"];
/// What is put in place of truth values.
const FOR_BOOLEANS: [&str; 8] = [r#""true""#, r#""True""#, r#""false""#, r#""False""#, "0", "1", "2", r#""yes""#];
/// What is put in place of numbers: out of range of the types there are, or not quite a number.
const FOR_NUMBERS: [&str; 12] = [
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "-123456789012345678901234567890",
    "21.5",
    "1e400",
    r#""007""#,
    r#""2578****""#,
    "true",
];
/// What is put in place of text.
const FOR_TEXTS: [&str; 6] = ["7", "-2.50", "3517972480", "18446744073709551616", "true", "false"];
/// What is put among the elements of a list.
const ELEMENTS: [&str; 5] = ["null", "7", r#""x""#, "{}", "[]"];
/// What is put among the members of an object, under a name that no type has.
const MEMBERS: [&str; 3] = ["null", r#""x""#, r#"{"b":[1,null,{"a":18446744073709551616,"b":1.50}],"":{}}"#];
/// That name.
const NEW: &str = r#"zz.new "成员""#;
/// From here on, floats skip whole numbers.
const EXACT: i64 = 1 << 53;

/// All changes of a place.
pub(super) fn replacements(site: &Site<'_>, survey: &Survey<'_>) -> Vec<Replacement> {
    let mut changes = Changes { site, found: Vec::new() };
    changes.whole(survey.text().get(site.span.clone()).unwrap_or_default());
    match site.value {
        Value::Array(list) => {
            let comma = if list.is_empty() { "" } else { "," };
            for element in ELEMENTS {
                changes.insert(site.span.start + 1, format!("{element}{comma}"));
                changes.insert(site.span.end - 1, format!("{comma}{element}"));
            }
        }
        Value::Object(members) if !members.contains_key(NEW) => {
            let comma = if members.is_empty() { "" } else { "," };
            for member in MEMBERS {
                let member = format!("{}:{member}", quoted(NEW));
                changes.insert(site.span.start + 1, format!("{member}{comma}"));
                changes.insert(site.span.end - 1, format!("{comma}{member}"));
            }
        }
        _ => {}
    }
    changes.rename();
    changes.found
}

struct Changes<'a> {
    site: &'a Site<'a>,
    found: Vec<Replacement>,
}

impl Changes<'_> {
    /// Puts something else in place of the whole value, whose text is `old`.
    fn whole(&mut self, old: &str) {
        let fixed: &[&str] = match self.site.value {
            Value::Bool(_) => &FOR_BOOLEANS,
            Value::Number(_) => &FOR_NUMBERS,
            Value::String(_) => &FOR_TEXTS,
            _ => &[],
        };
        let own = match self.site.value {
            Value::Number(number) => {
                let whole = number.as_i64().filter(|whole| (-EXACT..=EXACT).contains(whole));
                vec![quoted(old), whole.map_or_else(|| "1.0".to_owned(), |whole| format!("{whole}.0"))]
            }
            Value::String(text) => text.parse::<i64>().map(|number| number.to_string()).into_iter().collect(),
            Value::Array(list) => list.first().map(Value::to_string).into_iter().collect(),
            _ => Vec::new(),
        };
        let mut texts: Vec<String> = ANYWHERE.iter().chain(fixed).map(|text| (*text).to_owned()).chain(own).collect();
        texts.push(format!("[{old}]"));
        if self.site.value.is_array() || self.site.value.is_object() {
            texts.push(quoted(old));
        }
        for text in texts {
            if text != old {
                let Site { declared, safe, span, .. } = self.site;
                self.push(span.clone(), *safe, declared.takes(&text), text);
            }
        }
    }

    /// Puts an element or a member into a container.
    fn insert(&mut self, at: usize, text: String) {
        self.push(at..at, self.site.safe_inside, false, text);
    }

    /// Gives the member another name, which differs in case or a little more.
    fn rename(&mut self) {
        let Some(name) = &self.site.name else { return };
        let mut new: String = name.text.chars().map(flipped).collect();
        while name.among.contains_key(&new) {
            new.push('_');
        }
        self.push(name.span.clone(), self.site.safe, false, quoted(&new));
    }

    fn push(&mut self, span: Range<usize>, safe: bool, taken: bool, text: String) {
        self.found.push(Replacement { path: self.site.path.clone(), span, text, safe, taken });
    }
}

fn flipped(letter: char) -> char {
    if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }
}
