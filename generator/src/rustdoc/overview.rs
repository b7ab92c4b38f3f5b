//! The page of a crate: the guide, and the types and modules that every crate has.

/// What a program needs of them, and where each is explained.
const LINES: &[&str] = &[
    "# Guide",
    "",
    "Short chapters, each with programs: [first call](guide::first_call),",
    "[requests](guide::requests), [errors](guide::errors), [timeouts and retries](guide::timeouts),",
    "[credentials](guide::credentials), [pages and streams](guide::streams),",
    "[testing](guide::testing), [blocking](guide::blocking), [many products](guide::products),",
    "[updating](guide::updating).",
    "",
    "# Overview",
    "",
    "- [`Config`]: the settings of a client; [`identity`]: where its keys come from.",
    "- [`Call`]: one call with its own options. [`Call::pages`] and [`Call::items`] read lists, [`Call::wait_until`] waits for a \
     state.",
    "- [`Error`]: why a call failed, and what to do about it; [`retry`]: what is tried again.",
    "- `blocking`, with the feature of that name: clients for programs without async.",
    "- `mock`, with the feature `test-util`: replies to calls in tests, without a network.",
];

/// The types and modules that every crate has.
pub(crate) fn overview() -> Vec<String> {
    LINES.iter().map(|line| (*line).to_owned()).collect()
}
