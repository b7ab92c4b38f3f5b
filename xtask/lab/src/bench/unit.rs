//! Quantities: what a figure counts, and how it is written for people.

use std::fmt;

/// What a figure counts. Every quantity is kept in the first unit of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Time, in nanoseconds.
    Time,
    /// Size, in bytes.
    Size,
    /// Speed, in megabytes a second.
    Speed,
    /// Things.
    Count,
    /// One quantity divided by another.
    Ratio,
}

/// A unit as it is written: its name, what it measures, and how much of the first unit of its kind it is.
struct UnitName(&'static str, Unit, f64);

/// The first of each kind is the one that quantities are kept in; they grow from there.
const UNIT_NAMES: [UnitName; 10] = [
    UnitName("ns", Unit::Time, 1.0),
    UnitName("µs", Unit::Time, 1e3),
    UnitName("ms", Unit::Time, 1e6),
    UnitName("s", Unit::Time, 1e9),
    UnitName("bytes", Unit::Size, 1.0),
    UnitName("kB", Unit::Size, 1e3),
    UnitName("MB", Unit::Size, 1e6),
    UnitName("MB/s", Unit::Speed, 1.0),
    UnitName("count", Unit::Count, 1.0),
    UnitName("ratio", Unit::Ratio, 1.0),
];

impl Unit {
    /// The unit with this name, and how much of the kept unit it is.
    pub(super) fn named(name: &str) -> Option<(Self, f64)> {
        UNIT_NAMES.iter().find(|written| written.0 == name).map(|written| (written.1, written.2))
    }

    /// The name of the unit that quantities are kept in.
    pub(super) fn name(self) -> &'static str {
        UNIT_NAMES.iter().find(|written| written.1 == self).map_or("", |written| written.0)
    }

    /// The unit in which a quantity of this size is read best.
    pub(super) fn scale(self, value: f64) -> Scale {
        let fits = |written: &&UnitName| written.1 == self && written.2 <= value.abs();
        let written =
            UNIT_NAMES.iter().rev().find(fits).or_else(|| UNIT_NAMES.iter().find(|written| written.1 == self));
        let (suffix, factor) = written.map_or(("", 1.0), |written| (written.0, written.2));
        match self {
            // The figure's name says so.
            Self::Count | Self::Ratio => Scale { suffix: "", factor, whole: self == Self::Count },
            _ => Scale { suffix, factor, whole: suffix == "bytes" },
        }
    }

    /// A quantity by itself.
    pub(super) fn show(self, value: f64) -> String {
        let scale = self.scale(value);
        format!("{}{}", scale.number(value), scale.suffix())
    }
}

/// A unit that suits some quantities.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    suffix: &'static str,
    factor: f64,
    /// Whether there are no parts of it.
    whole: bool,
}

impl Scale {
    /// The number before the unit, to three digits.
    pub(super) fn number(self, value: f64) -> String {
        let scaled = value / self.factor;
        let decimals = match scaled.abs() {
            _ if self.whole => 0,
            large if large >= 99.95 => 0,
            medium if medium >= 9.995 => 1,
            _ => 2,
        };
        format!("{scaled:.decimals$}")
    }

    /// The unit, with a space before it.
    pub(super) fn suffix(self) -> impl fmt::Display {
        let space = if self.suffix.is_empty() { "" } else { " " };
        format!("{space}{}", self.suffix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_shown_to_three_digits_in_a_unit_that_suits() {
        for (unit, value, expected) in [
            (Unit::Time, 0.0, "0.00 ns"),
            (Unit::Time, 512.4, "512 ns"),
            (Unit::Time, 1_260.0, "1.26 µs"),
            (Unit::Time, 87_349_000.0, "87.3 ms"),
            (Unit::Time, 99_970_000.0, "100 ms"),
            (Unit::Time, 2_410_000_000.0, "2.41 s"),
            (Unit::Time, 72e9, "72.0 s"),
            (Unit::Size, 999.0, "999 bytes"),
            (Unit::Size, 1_950_000.0, "1.95 MB"),
            (Unit::Speed, 312.4, "312 MB/s"),
            (Unit::Count, 12_345.0, "12345"),
            (Unit::Ratio, 0.614, "0.61"),
            (Unit::Ratio, -0.5, "-0.50"),
        ] {
            assert_eq!(unit.show(value), expected);
        }
    }

    #[test]
    fn units_are_known_by_their_names() {
        assert_eq!(Unit::named("MB"), Some((Unit::Size, 1e6)));
        assert_eq!(Unit::named("hours"), None);
        assert_eq!((Unit::Time.name(), Unit::Size.name()), ("ns", "bytes"));
    }
}
