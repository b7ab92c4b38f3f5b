//! Signing and sending: the bench programs of `runtime`.

use super::area::Group;
use super::program::Program;

/// A group for each program.
pub(super) fn groups() -> Vec<Group> {
    let group = |name: &'static str| Group {
        name: name.to_owned(),
        needs_metadata: false,
        measure: Box::new(move |bench| {
            Program { package: "runtime", name, words: &["--features", "test-support"] }.figures(bench, &[])
        }),
    };
    vec![group("sign"), group("call")]
}
