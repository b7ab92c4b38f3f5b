//! Signing and sending: the bench programs of `runtime`.

use super::group::FigureGroup;
use super::program::Program;

/// The requests that are signed and sent.
const SIZES: [&str; 2] = ["small", "large"];

/// What is measured of each: the stages of a signature and all in one, and the clients.
const SIGN: [&str; 6] = ["payload-hash", "canonical-request", "string-to-sign", "signature", "header", "authorization"];
const EVENTS: [&str; 3] = ["parse/cpu", "read/cpu", "typed/cpu"];
const CALL: [&str; 6] = ["unsent/cpu", "bare/cpu", "signed/cpu", "over-bare/cpu", "blocking/cpu", "over-async/cpu"];

/// A group for each program.
pub(super) fn groups() -> Vec<FigureGroup> {
    let group = |name: &'static str, figures: &[&str]| FigureGroup {
        name: name.to_owned(),
        figures: SIZES
            .iter()
            .flat_map(|size| figures.iter().map(move |what| format!("{name}/{size}/{what}")))
            .collect(),
        needs_metadata: false,
        measure: Box::new(move |bench| {
            Program { package: "alibabacloud-runtime", folder: "runtime", name, features: "blocking" }
                .figures(bench, &[])
        }),
    };
    let events = FigureGroup {
        name: "events".to_owned(),
        figures: EVENTS.iter().map(|what| format!("events/{what}")).collect(),
        needs_metadata: false,
        measure: Box::new(|bench| {
            Program { package: "alibabacloud-runtime", folder: "runtime", name: "events", features: "" }
                .figures(bench, &[])
        }),
    };
    vec![group("sign", &SIGN), group("call", &CALL), events]
}
