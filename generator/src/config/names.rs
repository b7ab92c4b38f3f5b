//! Names that a package may have.

/// Crates that generated code or its programs name themselves, and names that cargo or the compiler refuse.
const RESERVED: [&str; 9] = ["alloc", "core", "proc_macro", "runtime", "rustfmt", "std", "str", "test", "tokio"];

/// What is wrong with the name of a package; `None` if nothing is.
#[must_use]
pub fn package_name_fault(name: &str) -> Option<String> {
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let crate_name = name.replace('-', "_");
    if name.is_empty() || !is_plain || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Some("begin with a letter; letters, digits, `-` and `_` may follow".to_owned())
    } else if RESERVED.contains(&crate_name.as_str()) {
        Some(format!("generated code uses the name `{crate_name}` itself: choose another name"))
    } else if crate::names::escaped(&crate_name) != crate_name {
        Some(format!("`{crate_name}` is a keyword of Rust: choose another name"))
    } else {
        None
    }
}
