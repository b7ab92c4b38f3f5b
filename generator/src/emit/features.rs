//! The cargo features that every crate has besides those of its modules: those of the runtime, under the same names.

use std::fmt::Write as _;

/// A feature of the runtime.
struct Feature {
    name: &'static str,
    /// What it is for.
    purpose: &'static str,
    is_default: bool,
}

const fn feature(name: &'static str, purpose: &'static str, is_default: bool) -> Feature {
    Feature { name, purpose, is_default }
}

const FEATURES: [Feature; 6] = [
    feature(
        "credentials",
        "Sources of identities besides environment variables, and the default chain of them all.",
        true,
    ),
    feature("tls", "HTTPS over rustls with the root certificates of Mozilla.", true),
    feature("platform-verifier", "The root certificates of the operating system, for those who ask for them.", false),
    feature("blocking", "For programs without async: a blocking client in each module.", false),
    feature("tracing", "Spans and events of calls, for subscribers of `tracing`.", false),
    feature(
        "test-util",
        "A mock of the service, which replies to calls without a network, also with documented samples.",
        false,
    ),
];

/// The features in the table `[features]` of a manifest.
pub(super) fn in_manifest() -> String {
    let default: Vec<String> = FEATURES.iter().filter(|f| f.is_default).map(|f| format!("{:?}", f.name)).collect();
    let mut text = format!("default = [{}]\n", default.join(", "));
    for Feature { name, purpose, .. } in &FEATURES {
        let _ = writeln!(text, "# {purpose}\n{name} = [\"runtime/{name}\"]");
    }
    text
}

/// The features on the page of a crate: a list, since a table breaks the names on a narrow screen.
pub(super) fn on_page() -> Vec<String> {
    let entry = |Feature { name, purpose, is_default }: &Feature| {
        format!("- `{name}`{}: {purpose}", if *is_default { " (default)" } else { "" })
    };
    ["# Features", ""].map(str::to_owned).into_iter().chain(FEATURES.iter().map(entry)).collect()
}
