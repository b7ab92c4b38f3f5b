//! Budgets: what figures may be at most.
//!
//! ```yaml
//! # What this is, and where the number comes from.
//! generate/ice-2024/1-thread/cpu: 0.10 s
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_yaml::{Mapping, Value};

use super::figure::Figure;
use super::session::Measured;
use super::unit::Unit;
use crate::error::Error;

/// What the help of every fault is.
const FORM: &str = "a line is `area/subject/what: NUMBER UNIT`, as in `generate/ice-2024/1-thread/cpu: 0.10 s`";

/// All budgets, by the names of their figures.
#[derive(Clone, Debug, Default)]
pub(super) struct Budgets {
    budgets: BTreeMap<String, Budget>,
    /// The file, as messages name it.
    shown: String,
}

/// What a figure may be at most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Budget {
    /// The unit.
    pub(super) unit: Unit,
    /// The number, in the unit that quantities are kept in.
    pub(super) most: f64,
}

impl Budgets {
    /// Reads the file.
    pub(super) fn read(path: &Path, shown: &str) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(|error| {
            let help = "it is part of the repository: restore it";
            Error::new(format!("cannot read `{shown}`: {error}")).help(help)
        })?;
        Self::parse(&text, shown)
    }

    pub(super) fn parse(text: &str, shown: &str) -> Result<Self, Error> {
        let unreadable = |error| Error::new(format!("{shown}: {error}")).help(FORM);
        // Other maps keep the last of two equal keys.
        let lines: Mapping = serde_yaml::from_str(text).map_err(unreadable)?;
        let budget = |(name, most): (Value, Value)| {
            let (name, most) = (scalar(&name), scalar(&most));
            let fault = || Error::new(format!("{shown}: `{name}: {most}` is not a budget")).help(FORM);
            Budget::parse(&most).map(|budget| (name.clone(), budget)).ok_or_else(fault)
        };
        let budgets = lines.into_iter().map(budget).collect::<Result<_, _>>()?;
        Ok(Self { budgets, shown: shown.to_owned() })
    }

    /// The budget of a figure, if it has one in the same kind of unit.
    pub(super) fn of(&self, figure: &Figure) -> Option<Budget> {
        self.budgets.get(&figure.name).copied().filter(|budget| budget.unit == figure.unit)
    }

    /// The budgets that name no figure although everything that could be it was measured.
    pub(super) fn idle(&self, measured: &Measured) -> Vec<Error> {
        let fault = |(name, budget): (&String, &Budget)| {
            let figure = measured.figures().find(|figure| figure.name == *name);
            let fault = match figure {
                Some(figure) if figure.unit == budget.unit => return None,
                Some(figure) => format!("is measured in {}", figure.unit.name()),
                None if measured.may_have_missed(name) => return None,
                None => "is not a figure".to_owned(),
            };
            let message = format!("{}: `{name}` {fault}", self.shown);
            Some(Error::new(message).help("fix the budget: its name and unit are those of a figure"))
        };
        self.budgets.iter().filter_map(fault).collect()
    }
}

/// A key or value as it was written, or nearly so.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => "…".to_owned(),
    }
}

impl Budget {
    /// Reads `0.10 s`; a number without a unit is a ratio.
    fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.trim().split_once(' ').unwrap_or((text.trim(), "ratio"));
        let (unit, factor) = Unit::named(unit.trim())?;
        let most = number.parse::<f64>().ok().filter(|most| most.is_finite() && *most > 0.0)? * factor;
        Some(Self { unit, most })
    }

    /// How much of the budget a figure takes.
    pub(super) fn share(self, figure: &Figure) -> f64 {
        figure.median() / self.most
    }

    /// Whether a figure is more than its budget.
    pub(super) fn is_missed(self, figure: &Figure) -> bool {
        figure.median() > self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::session::measured;

    fn budgets(text: &str) -> Budgets {
        Budgets::parse(text, "budgets.yaml").unwrap()
    }

    fn figure(name: &str, unit: Unit, sample: f64) -> Figure {
        Figure::new(name, unit, vec![sample]).unwrap()
    }

    #[test]
    fn a_budget_is_a_number_and_a_unit() {
        let parse = |text| Budget::parse(text).map(|budget| (budget.unit, budget.most));
        assert_eq!(parse("0.10 s"), Some((Unit::Time, 0.10 * 1e9)));
        assert_eq!(parse("17 MB"), Some((Unit::Size, 17e6)));
        assert_eq!(parse("0.75"), Some((Unit::Ratio, 0.75)));
        for text in ["", "s", "1 h", "-1 s", "0 s", "inf", "1s", "NaN"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_figure_keeps_or_misses_its_budget() {
        let budgets = budgets("# a\na/b/time: 5 ms\n");
        let below = figure("a/b/time", Unit::Time, 4e6);
        let budget = budgets.of(&below).unwrap();
        assert_eq!((budget.share(&below).to_bits(), budget.is_missed(&below)), (0.8_f64.to_bits(), false));
        assert!(!budget.is_missed(&figure("a/b/time", Unit::Time, 5e6)));
        assert!(budget.is_missed(&figure("a/b/time", Unit::Time, 5.1e6)));
        assert_eq!(budgets.of(&figure("a/b/size", Unit::Size, 1.0)), None);
    }

    #[test]
    fn the_projects_own_budgets_can_be_read() {
        let text = include_str!("../../budgets.yaml");
        assert!(!budgets(text).budgets.is_empty());
    }

    #[test]
    fn unreadable_budgets_are_reported_with_their_place() {
        let message = |text| Budgets::parse(text, "budgets.yaml").unwrap_err().render();
        assert!(
            message("a/b: fast\n").contains("budgets.yaml: `a/b: fast` is not a budget"),
            "{}",
            message("a/b: fast\n")
        );
        assert!(message("a: 1 s\n  b: [\n").contains("budgets.yaml: "), "{}", message("a: 1 s\n  b: [\n"));
        assert!(message("a: 1 s\nb: [1]\n").contains("`b: …` is not a budget"), "{}", message("a: 1 s\nb: [1]\n"));
        assert!(message("a: 1 s\na: 2 s\n").contains("duplicate"), "{}", message("a: 1 s\na: 2 s\n"));
    }

    #[test]
    fn a_budget_that_names_no_figure_is_a_fault_unless_its_figure_was_left_out() {
        let budgets = budgets("call/a/x: 1\ncall/b/x: 1\ncall/c/x: 1\ncodec/a/x: 1\nnothing/a: 1\n");
        let figures = vec![figure("call/a/x", Unit::Ratio, 2.0), figure("call/b/x", Unit::Time, 2.0)];
        let message: String = budgets.idle(&measured("call/", figures)).iter().map(Error::render).collect();
        for expected in ["`call/b/x` is measured in ns", "`call/c/x` is not a figure", "`nothing/a` is not a figure"] {
            assert!(message.contains(expected), "{message}");
        }
        assert!(!message.contains("call/a/x") && !message.contains("codec/"), "{message}");
    }
}
