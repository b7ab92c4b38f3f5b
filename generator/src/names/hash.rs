//! Short hashes behind names: they depend on one text, and on no order.

use heck::ToUpperCamelCase;

/// A name with a hash of a text behind it, in the style of the name.
pub(super) fn hashed(plain: &str, text: &str, digits: usize) -> String {
    let base = plain.strip_prefix("r#").unwrap_or(plain).trim_end_matches('_');
    let hash = hash(text, digits);
    match base.chars().next().is_some_and(char::is_uppercase) {
        true => format!("{base}{}", hash.to_upper_camel_case()),
        false => format!("{base}_{hash}"),
    }
}

/// A short hash of a text: `x` and hex digits of FNV-1a.
pub(super) fn hash(text: &str, digits: usize) -> String {
    let full = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    let all = format!("{:016x}", full ^ (full >> 32));
    format!("x{}", &all[16 - digits..])
}
