//! What the sample tests printed. A test reads the documented response of an operation, writes it back, compares, and
//! prints one line:
//!
//! ```text
//! DescribeRegions: 12 exact, 1 converted, 0 unknown, 0 mismatched[, unreadable: …][, lost or changed: …]
//! ```

use std::collections::BTreeMap;

/// The last part of a test's name.
const TEST: &str = "::sample";

/// The last part of the name of a test that sends made-up requests out and back. It prints nothing, and is only reported
/// when it fails.
const ROUND_TRIP: &str = "::request";

/// A documented response and how it was read. The numbers count values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SampleResult {
    /// The operation; the name of the test, when that printed nothing.
    pub(super) operation: String,
    /// They came back as they were.
    pub(super) exact: usize,
    /// They came back as another type.
    pub(super) converted: usize,
    /// Members that the type does not know, and keeps.
    pub(super) unknown: usize,
    /// Values that do not fit, and are kept.
    pub(super) mismatched: usize,
    /// Why it could not be read, or what was lost; for a test that failed otherwise, its words.
    pub(super) fault: Option<String>,
    /// What it all comes to.
    pub(super) class: Class,
    /// Whether the test passed.
    pub(super) passed: bool,
}

/// The worst finding about a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Nothing.
    #[default]
    Exact,
    /// A value came back as another type.
    Converted,
    /// There are unknown members.
    Unknown,
    /// A value does not fit.
    Mismatched,
    /// A value is lost.
    Lost,
    /// It could not be read at all.
    Unreadable,
    /// The test ended without its line.
    Silent,
}

impl Class {
    /// All, from good to bad.
    pub(super) const ALL: [Self; 7] =
        [Self::Exact, Self::Converted, Self::Unknown, Self::Mismatched, Self::Lost, Self::Unreadable, Self::Silent];

    /// In words.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Converted => "converted scalars",
            Self::Unknown => "unknown fields",
            Self::Mismatched => "mismatches",
            Self::Lost => "lost or changed",
            Self::Unreadable => "decode errors",
            Self::Silent => "no report",
        }
    }

    /// The number in a sample that counts values of this kind, where there is one.
    pub(super) fn values(self) -> Option<fn(&SampleResult) -> usize> {
        match self {
            Self::Exact => Some(|sample| sample.exact),
            Self::Converted => Some(|sample| sample.converted),
            Self::Unknown => Some(|sample| sample.unknown),
            Self::Mismatched => Some(|sample| sample.mismatched),
            Self::Lost | Self::Unreadable | Self::Silent => None,
        }
    }
}

/// How a sample is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All is as declared.
    Exact,
    /// Something is not, and nothing was lost.
    Tolerated,
    /// The test failed.
    Failed,
}

impl SampleResult {
    /// How it is judged.
    pub(super) fn verdict(&self) -> Verdict {
        match (self.passed, self.class) {
            (false, _) | (_, Class::Silent) => Verdict::Failed,
            (true, Class::Exact) => Verdict::Exact,
            (true, _) => Verdict::Tolerated,
        }
    }

    /// Reads the line that a test prints.
    fn of_line(line: &str) -> Option<Self> {
        let (operation, mut rest) = line.split_once(": ")?;
        let mut sample = Self { operation: operation.to_owned(), ..Self::default() };
        let counts = [
            (&mut sample.exact, " exact"),
            (&mut sample.converted, " converted"),
            (&mut sample.unknown, " unknown"),
            (&mut sample.mismatched, " mismatched"),
        ];
        for (count, word) in counts {
            let (number, behind) = rest.split_once(word)?;
            *count = number.trim_start_matches(", ").parse().ok()?;
            rest = behind;
        }
        sample.class = match rest {
            _ if rest.starts_with(", unreadable: ") => Class::Unreadable,
            _ if rest.starts_with(", lost or changed: ") => Class::Lost,
            "" if sample.mismatched > 0 => Class::Mismatched,
            "" if sample.unknown > 0 => Class::Unknown,
            "" if sample.converted > 0 => Class::Converted,
            "" => Class::Exact,
            _ => return None,
        };
        sample.fault = rest.strip_prefix(", ").map(str::to_owned);
        Some(sample)
    }

    fn silent(test: &str, printed: &[&str]) -> Self {
        let fault = printed.iter().find(|line| !line.is_empty()).map(|line| (*line).to_owned());
        Self { operation: test.to_owned(), fault, class: Class::Silent, ..Self::default() }
    }
}

/// The samples in the output of `cargo test -- --show-output`, by operation.
pub(super) fn parse(output: &str) -> Vec<SampleResult> {
    let printed = printed(output);
    let of_test = |(test, passed): (&str, bool)| {
        let lines = printed.get(test).map(Vec::as_slice).unwrap_or_default();
        let reported = lines.iter().find_map(|line| SampleResult::of_line(line));
        let sample = reported.unwrap_or_else(|| SampleResult::silent(test.trim_end_matches(TEST), lines));
        SampleResult { passed, ..sample }
    };
    let is_counted = |(test, passed): &(&str, bool)| !(*passed && test.ends_with(ROUND_TRIP));
    let mut samples: Vec<_> = output.lines().filter_map(test).filter(is_counted).map(of_test).collect();
    samples.sort_by(|a, b| a.operation.cmp(&b.operation));
    samples
}

/// `test describe_regions::sample ... ok`: the test, and whether it passed. All tests of a crate are sample tests, but
/// those in documentation: `test src/lib.rs - client (line 3) ... ok`.
fn test(line: &str) -> Option<(&str, bool)> {
    let (name, outcome) = line.strip_prefix("test ")?.split_once(" ... ")?;
    (!name.contains(' ') && !outcome.starts_with("ignored")).then_some((name, outcome == "ok"))
}

/// The lines that each test printed, which stand below a heading: `---- describe_regions::sample stdout ----`.
fn printed(output: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut printed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut current = None;
    for line in output.lines() {
        let heading = line.strip_prefix("---- ").and_then(|line| line.strip_suffix(" stdout ----"));
        if heading.is_some() || ["successes:", "failures:"].contains(&line) {
            current = heading;
        } else if let Some(test) = current {
            printed.entry(test).or_default().push(line);
        }
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "
running 0 tests

successes:

successes:

test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s


running 7 tests
test b::sample ... ok
test a::sample ... ok
test c::sample ... FAILED
test d::sample ... FAILED
test e::sample ... ok
test f::sample ... ignored, for a reason
test src/lib.rs - (line 3) ... ok

successes:

---- a::sample stdout ----
ListA: 12 exact, 0 converted, 0 unknown, 0 mismatched

---- b::sample stdout ----
ListB: 3 exact, 1 converted, 2 unknown, 0 mismatched

---- e::sample stdout ----
something else

successes:
    a::sample
    b::sample
    e::sample

failures:

---- c::sample stdout ----
ListC: 0 exact, 0 converted, 0 unknown, 0 mismatched, unreadable: expected a list, or so: at byte 0

thread 'c::sample' (12299) panicked at tests/demo.rs:15:5:
ListC: 0 exact, 0 converted, 0 unknown, 0 mismatched, unreadable: expected a list, or so: at byte 0

---- d::sample stdout ----

thread 'd::sample' (12300) panicked at tests/demo.rs:15:5:


failures:
    c::sample
    d::sample

test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.31s
";

    #[test]
    fn every_sample_test_is_judged() {
        let samples = parse(OUTPUT);
        let parsed: Vec<_> = samples.iter().map(|s| (s.operation.as_str(), s.class, s.verdict())).collect();
        assert_eq!(
            parsed,
            [
                ("ListA", Class::Exact, Verdict::Exact),
                ("ListB", Class::Unknown, Verdict::Tolerated),
                ("ListC", Class::Unreadable, Verdict::Failed),
                ("d", Class::Silent, Verdict::Failed),
                // It passed, but what it found is not known: the line was not understood.
                ("e", Class::Silent, Verdict::Failed),
            ]
        );
        assert_eq!(samples[2].fault.as_deref(), Some("unreadable: expected a list, or so: at byte 0"));
        assert_eq!(samples[3].fault.as_deref(), Some("thread 'd::sample' (12300) panicked at tests/demo.rs:15:5:"));
    }

    #[test]
    fn the_counts_are_those_of_the_line() {
        let sample = SampleResult::of_line("List: 1 exact, 2 converted, 3 unknown, 4 mismatched").unwrap();
        assert_eq!([sample.exact, sample.converted, sample.unknown, sample.mismatched], [1, 2, 3, 4]);
        assert_eq!((sample.class, sample.fault), (Class::Mismatched, None));
    }

    #[test]
    fn the_worst_decides() {
        let class = |rest: &str| SampleResult::of_line(&format!("List: {rest}")).map(|sample| sample.class);
        assert_eq!(class("9 exact, 0 converted, 0 unknown, 0 mismatched"), Some(Class::Exact));
        assert_eq!(class("9 exact, 1 converted, 0 unknown, 0 mismatched"), Some(Class::Converted));
        assert_eq!(class("9 exact, 1 converted, 1 unknown, 1 mismatched"), Some(Class::Mismatched));
        assert_eq!(class("9 exact, 0 converted, 1 unknown, 0 mismatched, lost or changed: A.B"), Some(Class::Lost));
    }

    #[test]
    fn other_lines_are_not_understood() {
        for line in [
            "",
            "List",
            "List: 1 exact",
            "List: x exact, 0 converted, 0 unknown, 0 mismatched",
            "List: 1 exact, 0 converted, 0 unknown, 0 mismatched, 5 new",
        ] {
            assert_eq!(SampleResult::of_line(line), None, "{line}");
        }
    }
}
