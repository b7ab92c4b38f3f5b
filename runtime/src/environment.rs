//! The one place that reads the environment of the process.

/// The value of a variable, if it is set, text and not empty.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
