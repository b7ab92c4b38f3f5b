//! The user agent of this library.

use std::env;

/// The name of this library, in the official form, with the system and the versions of the compiler and the library.
pub(crate) fn user_agent() -> String {
    format!(
        "AlibabaCloud ({}; {}) Rust/{} Core/{}",
        env::consts::OS,
        env::consts::ARCH,
        env!("RUSTC_VERSION"),
        env!("CARGO_PKG_VERSION"),
    )
}
