//! Every Rust name, from one place.
//!
//! | what | rule |
//! |---|---|
//! | types | `UpperCamelCase`, acronyms as one word: `StartAIAgentInstance` → `StartAiAgentInstance` |
//! | fields, methods, files | `snake_case`: `HumanAgentUserId` → `human_agent_user_id`; the word table of `words` mends what splits badly |
//! | nested types | the names of all segments of their path, joined; over 60 characters the middle goes and a short hash of the path is added |
//! | constants | the words of a field's name in capitals: `InvalidInstanceId.NotFound` → `INVALID_INSTANCE_ID_NOT_FOUND` |
//! | keywords | raw identifiers (`r#type`), a `_` suffix where Rust knows no raw form |
//! | a digit in front | `_` before it (fields), `V` before it (types, variants) |
//! | nothing but digits | `value_` before them (fields) |
//! | letters that Rust does not take (`²`, `Ⓐ`) | they separate words, as signs do |
//! | too long for a file | cut, with a hash of the wire name behind; what never names a file keeps its length |
//! | programs | modules of examples and tests are called like methods, with a `_` where programs use the name themselves |
//! | collisions | the most natural wire name keeps the plain name, any other gets a hash of its own wire name ([`settle`]) |
//!
//! A name depends on its own wire name and path only, so that something added beside it does not rename it.

mod case;
mod hash;
mod keywords;
mod length;
mod variants;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use keywords::{escaped, program};
pub use variants::variant;

use hash::{hash, hashed};
use length::{LONGEST, LONGEST_PROGRAM, shortened};

/// The longest type name that is not shortened, in characters.
pub const LONGEST_TYPE: usize = 60;

/// The snake-case words of a wire name, not yet an identifier: `AvatarChat3D` → `avatar_chat_3d`.
#[must_use]
pub fn snake(wire: &str) -> String {
    let name = case::snake(&words::mend(wire));
    match name.as_str() {
        "" => "underscore".to_owned(),
        number if !number.contains(char::is_alphabetic) => format!("value_{number}"),
        _ => name,
    }
}

/// The identifier of a field, method or module: [`snake`], made legal.
#[must_use]
pub fn value(wire: &str) -> String {
    escaped(&with_legal_start(snake(wire), '_'))
}

/// The name of a module with a file of its own: not that of the list it stands in, `operations/mod.rs` or `types/mod.rs`.
#[must_use]
pub fn file(wire: &str) -> String {
    let name = shortened(value(wire), wire, LONGEST);
    match name.as_str() {
        "r#mod" => "mod_".to_owned(),
        "operations" | "types" => format!("{name}_"),
        _ => name,
    }
}

/// The identifier of a field. Generated structs have a private field `extra` of their own.
#[must_use]
pub fn field(wire: &str) -> String {
    let name = value(wire);
    if name == "extra" { "extra_".to_owned() } else { name }
}

/// The method that sets a field, from its identifier: `with_name`. What a raw identifier begins with is no part of it, nor
/// is an underscore in front.
#[must_use]
pub fn setter(field: &str) -> String {
    let name = field.strip_prefix("r#").unwrap_or(field);
    format!("with_{}", name.trim_start_matches('_'))
}

/// The identifier of a client's method, and of the module of its operation. Clients have a few methods of their own.
#[must_use]
pub fn method(wire: &str) -> String {
    let name = file(wire);
    if matches!(name.as_str(), "call" | "clone" | "config" | "core" | "new") { format!("{name}_") } else { name }
}

/// The identifier of a type: `RdAccountDTO` → `RdAccountDto`.
#[must_use]
pub fn ty(wire: &str) -> String {
    shortened(legal_type(case::camel(&words::mend(wire))), wire, LONGEST)
}

fn legal_type(name: String) -> String {
    let name = if name.is_empty() { "Underscore".to_owned() } else { with_legal_start(name, 'V') };
    if keywords::is_taken_type(&name) { format!("{name}Type") } else { name }
}

/// The identifier of a nested type from the wire names on its path, the owner first.
///
/// ```
/// use generator::names::nested;
/// assert_eq!(nested(&["AIAgentConfig", "AsrConfig"]), "AiAgentConfigAsrConfig");
/// ```
#[must_use]
pub fn nested(path: &[&str]) -> String {
    let parts: Vec<String> = path.iter().map(|p| case::camel(&words::mend(p))).collect();
    let full = parts.concat();
    let name = match parts.as_slice() {
        [first, middle @ .., last] if !middle.is_empty() && full.chars().count() > LONGEST_TYPE => {
            let hash = case::camel(&hash(&path.join("."), 4));
            let mut shown = String::new();
            for part in middle.iter().rev() {
                if first.len() + part.len() + shown.len() + last.len() + hash.len() > LONGEST_TYPE {
                    break;
                }
                shown.insert_str(0, part);
            }
            format!("{first}{shown}{last}{hash}")
        }
        _ => full,
    };
    shortened(legal_type(name), &path.join("."), LONGEST)
}

/// The name of the module of a product version, as the vendor's own libraries call it: `ice20201109`.
///
/// A version that is not made of digits is set off by `_`: `iap_1.0` of `AliGenie` → `aligenie_iap_1_0`.
#[must_use]
pub fn module(product: &str, version: &str) -> String {
    let legal = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("_").to_ascii_lowercase()
    };
    let digits: String = version.chars().filter(|c| *c != '-').collect();
    let name = if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
        format!("{}{digits}", legal(product))
    } else {
        format!("{}_{}", legal(product), legal(version))
    };
    shortened(escaped(&with_legal_start(name, '_')), &format!("{product} {version}"), LONGEST_PROGRAM)
}

/// The name of the package of a product version that has a crate of its own, from the name of its module:
/// `ecs20140526` → `alibabacloud-ecs-20140526`.
#[must_use]
pub fn package(module: &str, version: &str) -> String {
    let digits: String = version.chars().filter(char::is_ascii_digit).collect();
    let words = match module.strip_suffix(&digits) {
        Some(product) => [product, &digits].join("_"),
        None => module.to_owned(),
    };
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    ["alibabacloud"].into_iter().chain(words).collect::<Vec<_>>().join("-")
}

/// Gives every wire name of one scope its own Rust name.
///
/// Where several wire names want the same one, the most natural keeps it: the one that is itself in `UpperCamelCase`,
/// else the first in byte order. Each other gets a hash of its own wire name, so its name does not depend on its rivals.
#[must_use]
pub fn settle<'a>(
    wires: impl IntoIterator<Item = &'a str>,
    name: impl Fn(&str) -> String,
) -> BTreeMap<&'a str, String> {
    settle_by(wires, name, |wire| !is_camel(wire))
}

/// The constants that stand for the codes of one module, collisions settled as in [`settle`].
///
/// Codes have a form of their own, `InvalidInstanceId.NotFound`: it goes before the same words without the point.
#[must_use]
pub fn constants<'a>(codes: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
    // Through capitals and back, for letters such as `ß` that two capitals stand for.
    let name = |code: &str| {
        let lower = with_legal_start(snake(code), '_').to_uppercase().to_lowercase();
        shortened(lower, code, LONGEST)
    };
    let rank = |code: &str| match code.split_once('.') {
        Some((object, problem)) if is_camel(object) && is_camel(problem) && snake(object).contains('_') => 0,
        None if is_camel(code) => 1,
        _ => 2,
    };
    settle_by(codes, name, rank).into_iter().map(|(code, name)| (code, name.to_uppercase())).collect()
}

fn is_camel(wire: &str) -> bool {
    case::camel(wire) == wire
}

/// The least rank keeps the plain name.
fn settle_by<'a, R: Ord>(
    wires: impl IntoIterator<Item = &'a str>,
    name: impl Fn(&str) -> String,
    rank: impl Fn(&str) -> R,
) -> BTreeMap<&'a str, String> {
    let plain: BTreeMap<&str, String> = wires.into_iter().map(|wire| (wire, name(wire))).collect();
    let mut sorted: Vec<&str> = plain.values().map(String::as_str).collect();
    sorted.sort_unstable();
    if sorted.windows(2).all(|pair| pair[0] != pair[1]) {
        return plain;
    }
    let mut rivals: BTreeMap<String, Vec<&'a str>> = BTreeMap::new();
    for (wire, name) in plain {
        rivals.entry(name).or_default().push(wire);
    }
    let mut used: BTreeSet<String> = rivals.keys().cloned().collect();
    let mut settled = BTreeMap::new();
    for (plain, mut same) in rivals {
        same.sort_by_cached_key(|wire| (rank(wire), *wire));
        for (place, wire) in same.into_iter().enumerate() {
            let name = if place == 0 { plain.clone() } else { with_hash(&plain, wire, &used) };
            used.insert(name.clone());
            settled.insert(wire, name);
        }
    }
    settled
}

/// A name with a hash of the wire name behind it: four digits, more only where those are in use.
fn with_hash(plain: &str, wire: &str, used: &BTreeSet<String>) -> String {
    let name = |digits| hashed(plain, wire, digits);
    [4, 8].map(name).into_iter().find(|name| !used.contains(name)).unwrap_or_else(|| name(16))
}

/// Digits and marks may stand in an identifier, but not in front.
fn with_legal_start(name: String, before: char) -> String {
    if name.starts_with(|c: char| c != '_' && !unicode_ident::is_xid_start(c)) {
        format!("{before}{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests;
