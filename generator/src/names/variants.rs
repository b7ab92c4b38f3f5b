//! Names of enum variants: values are anything from `Normal` over `8Core64GB` to `>=`.

use super::{keywords, words};
use heck::ToUpperCamelCase;

/// Values made of signs only.
const SIGNS: &[(&str, &str)] = &[
    ("", "Empty"),
    ("!=", "NotEqual"),
    ("*", "Any"),
    ("+", "Plus"),
    ("-", "Minus"),
    ("/", "Slash"),
    ("<", "LessThan"),
    ("<=", "LessOrEqual"),
    ("=", "Equal"),
    ("==", "EqualEqual"),
    (">", "GreaterThan"),
    (">=", "GreaterOrEqual"),
    ("_", "Underscore"),
];

/// The name of the variant that stands for a value: `zh_mandarin` → `ZhMandarin`, `3.0` → `V3_0`, `-1` → `Minus1`.
#[must_use]
pub fn variant(value: &str) -> String {
    let value = value.trim();
    if let Some((_, name)) = SIGNS.iter().find(|(sign, _)| *sign == value) {
        return (*name).to_owned();
    }
    let sign = match value.strip_prefix('-') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => "Minus",
        _ => "",
    };
    let mut name = sign.to_owned();
    for part in words::mend(value).split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()) {
        let word = part.to_upper_camel_case();
        // `3.0` and `30` are two values: digits that were apart stay apart.
        if name.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        name.push_str(&word);
    }
    if name.is_empty() {
        name.push_str("Sign");
        name.extend(value.chars().map(|c| format!("{:X}", u32::from(c))));
    }
    if name.starts_with(|c: char| !unicode_ident::is_xid_start(c)) {
        name.insert(0, 'V');
    }
    // `Unknown` is the variant that keeps values which are not in the list.
    if name == "Unknown" || keywords::escaped(&name) != name { format!("{name}Value") } else { name }
}
