//! A figure: its name, its unit and its samples. Bench programs print one as a line of JSON:
//!
//! ```json
//! {"figure":"call/sign/authorization","unit":"ns","samples":[512.1,509.8]}
//! ```

use serde_json::Value;

use super::unit::Unit;
use crate::error::Error;

/// A larger spread than this part of the median is reported.
const SCATTER: f64 = 0.15;

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// `area/subject/what`.
    pub(super) name: String,
    /// What it counts.
    pub(super) unit: Unit,
    /// In the order in which they were taken; at least one.
    pub(super) samples: Vec<f64>,
}

impl Figure {
    /// A figure; none without samples.
    pub(super) fn new(name: impl Into<String>, unit: Unit, samples: Vec<f64>) -> Option<Self> {
        (!samples.is_empty()).then(|| Self { name: name.into(), unit, samples })
    }

    /// Reads what a bench program printed on its standard output: nothing but figures.
    pub(super) fn parse(printed: &str) -> Result<Vec<Self>, Error> {
        let figure = |line: &str| {
            Self::of_line(line).ok_or_else(|| {
                Error::new("a bench program printed a line that is not a figure")
                    .excerpt(line.chars().take(200).collect::<String>())
                    .help("one line a figure: {\"figure\":\"a/b\",\"unit\":\"ns\",\"samples\":[1.5]}")
            })
        };
        printed.lines().filter(|line| !line.trim().is_empty()).map(figure).collect()
    }

    fn of_line(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        let (unit, factor) = Unit::named(value["unit"].as_str()?)?;
        let samples = value["samples"].as_array()?.iter().map(|sample| Some(sample.as_f64()? * factor));
        Self::new(value["figure"].as_str()?, unit, samples.collect::<Option<_>>()?)
    }

    /// The sample in the middle; between the two in the middle when their number is even.
    pub(super) fn median(&self) -> f64 {
        let mut sorted = self.samples.clone();
        sorted.sort_by(f64::total_cmp);
        let half = sorted.len() / 2;
        let at = |index: usize| sorted.get(index).copied().unwrap_or_default();
        if sorted.len() % 2 == 1 { at(half) } else { f64::midpoint(at(half.wrapping_sub(1)), at(half)) }
    }

    /// The smallest sample.
    pub(super) fn least(&self) -> f64 {
        self.samples.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// The largest sample.
    pub(super) fn most(&self) -> f64 {
        self.samples.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// How far the samples lie apart, as a part of their median.
    pub(super) fn spread(&self) -> f64 {
        let median = self.median().abs();
        if median > 0.0 { (self.most() - self.least()) / median } else { 0.0 }
    }

    /// Whether the spread of the samples is so wide that it is reported.
    pub(super) fn scatters(&self) -> bool {
        self.spread() > SCATTER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(samples: &[f64]) -> Figure {
        Figure::new("a/b", Unit::Ratio, samples.to_vec()).unwrap()
    }

    #[test]
    fn figures_are_read_in_the_unit_that_they_are_kept_in() {
        let printed = "{\"figure\":\"a/b\",\"unit\":\"ms\",\"samples\":[1.5,2]}\n\n{\"figure\":\"c\",\"unit\":\"ratio\",\"samples\":[0.5]}\n";
        let [first, second] = <[Figure; 2]>::try_from(Figure::parse(printed).unwrap()).unwrap();
        assert_eq!((first.name.as_str(), first.unit, first.samples), ("a/b", Unit::Time, vec![1.5e6, 2e6]));
        assert_eq!((second.name.as_str(), second.unit, second.samples), ("c", Unit::Ratio, vec![0.5]));
        assert_eq!(Figure::parse(""), Ok(Vec::new()));
    }

    #[test]
    fn other_lines_are_refused_and_shown() {
        for line in [
            "a/b: 12 ns",
            "{\"figure\":\"a\",\"unit\":\"hours\",\"samples\":[1]}",
            "{\"figure\":\"a\",\"unit\":\"ns\",\"samples\":[]}",
            "{\"figure\":\"a\",\"unit\":\"ns\",\"samples\":[\"1\"]}",
            "{\"unit\":\"ns\",\"samples\":[1]}",
        ] {
            let failure = Figure::parse(line).unwrap_err();
            assert!(failure.render().contains(line), "{failure:?}");
        }
    }

    #[test]
    fn the_median_is_in_the_middle() {
        for (samples, expected) in [(&[3.0][..], 3.0_f64), (&[9.0, 1.0, 2.0], 2.0), (&[4.0, 1.0, 2.0, 9.0], 3.0)] {
            assert_eq!(figure(samples).median().to_bits(), expected.to_bits(), "{samples:?}");
        }
    }

    #[test]
    fn samples_scatter_when_they_lie_far_apart_for_their_size() {
        for (samples, expected) in [
            (&[100.0][..], false),
            (&[100.0, 107.0, 93.0], false),
            (&[100.0, 108.0, 92.0], true),
            (&[0.0, 0.0], false),
            (&[-100.0, -150.0, -100.0], true),
        ] {
            assert_eq!(figure(samples).scatters(), expected, "{samples:?}");
        }
    }
}
