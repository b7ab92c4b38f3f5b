//! Rust's keywords, and the type names that generated files use themselves.

/// Strict and reserved keywords of edition 2024 that have a raw form.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords without a raw form.
const NEVER_RAW: &[&str] = &["Self", "crate", "self", "super"];

/// Type names that generated files use unqualified: the prelude's and those they import.
const TAKEN_TYPES: &[&str] = &[
    "BTreeMap",
    "Box",
    "Bytes",
    "Clone",
    "Default",
    "Err",
    "Extra",
    "From",
    "Into",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self",
    "Some",
    "String",
    "UnknownValue",
    "Value",
    "Vec",
];

/// Makes a name a legal identifier: `type` → `r#type`, `self` → `self_`.
#[must_use]
pub fn escaped(name: &str) -> String {
    if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else if NEVER_RAW.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

pub(super) fn is_taken_type(name: &str) -> bool {
    TAKEN_TYPES.contains(&name)
}

#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    KEYWORDS.iter().chain(NEVER_RAW).copied()
}
