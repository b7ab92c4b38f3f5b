//! Rust's keywords, and the names that generated files use themselves.

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
    "EventText",
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

/// What paths of example and test programs begin with: crates, the tool of an attribute, and types of the language. A
/// module of such a name at the top of a program would hide it.
const TAKEN_IN_PROGRAMS: &[&str] = &["runtime", "runtime_testing", "rustfmt", "std", "str", "tokio"];

/// The name of an operation's module in the example and test programs of a crate, from that of its method.
#[must_use]
pub fn program(method: &str, crate_name: &str) -> String {
    if method == crate_name || TAKEN_IN_PROGRAMS.contains(&method) { format!("{method}_") } else { method.to_owned() }
}

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
