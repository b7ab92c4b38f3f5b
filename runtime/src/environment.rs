//! The one place that reads the environment of the process.

/// The value of a variable, if it is set, text and not empty. Line ends behind it are cut off, since that is what reading it
/// from a file or a command leaves.
pub(crate) fn variable(name: &str) -> Option<String> {
    let mut value = std::env::var(name).ok()?;
    value.truncate(value.trim_end_matches(['\r', '\n']).len());
    Some(value).filter(|value| !value.is_empty())
}

/// Whether a variable says `true`, in upper or lower case.
#[cfg(feature = "credentials")]
pub(crate) fn is_true(name: &str) -> bool {
    variable(name).is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
}

/// The home directory of the user; that of the environment variable `HOME`, or on Windows `USERPROFILE`, if it is set.
#[cfg(feature = "credentials")]
pub(crate) fn home() -> Option<std::path::PathBuf> {
    std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
}

/// A variable that holds a path, which need not be text.
#[cfg(feature = "credentials")]
pub(crate) fn path(name: &str) -> Option<std::path::PathBuf> {
    std::env::var_os(name).filter(|path| !path.is_empty()).map(Into::into)
}
