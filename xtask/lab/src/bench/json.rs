//! What was measured as JSON: every sample, and what the table says. Quantities are in the unit that stands beside them.

use serde_json::{Value, json};

use super::budget::Budgets;
use super::figure::Figure;
use super::machine::OtherLoad;
use super::session::Measured;

/// The whole document, with a line break behind it.
pub(super) fn document(measured: &Measured, budgets: &Budgets) -> String {
    let groups = measured.groups.iter().map(|group| {
        json!({
            "name": group.name,
            "machine": machine(group.other_load),
            "figures": group.figures.iter().map(|one| figure(one, budgets)).collect::<Vec<_>>(),
        })
    });
    let document = json!({ "failed": measured.failed, "groups": groups.collect::<Vec<_>>() });
    // The alternate form of a value is the indented one.
    format!("{document:#}\n")
}

fn figure(figure: &Figure, budgets: &Budgets) -> Value {
    let budget = budgets.of(figure);
    json!({
        "figure": figure.name,
        "unit": figure.unit.name(),
        "samples": figure.samples,
        "median": figure.median(),
        "min": figure.least(),
        "max": figure.most(),
        "scatters": figure.scatters(),
        "budget": budget.map(|budget| budget.most),
        "of_budget": budget.map(|budget| budget.share(figure)),
        "missed": budget.map(|budget| budget.is_missed(figure)),
    })
}

fn machine(other_load: OtherLoad) -> Value {
    json!({
        "load_before": other_load.loads.map(|(before, _)| before),
        "load_after": other_load.loads.map(|(_, after)| after),
        "others": other_load.others,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::session::measured;
    use crate::bench::unit::Unit;

    #[test]
    fn every_sample_is_in_the_document() {
        let figures = Figure::new("call/a", Unit::Time, vec![1.0, 3.0]).into_iter().collect();
        let budgets = Budgets::parse("call/a: 1 ns\n", "budgets.yaml").unwrap();
        let document: Value = serde_json::from_str(&document(&measured("call", figures), &budgets)).unwrap();
        let expected = json!({
            "figure": "call/a", "unit": "ns", "samples": [1.0, 3.0], "median": 2.0, "min": 1.0, "max": 3.0,
            "scatters": true, "budget": 1.0, "of_budget": 2.0, "missed": true,
        });
        assert_eq!(document["groups"][0]["figures"][0], expected);
        assert_eq!(document["groups"][0]["machine"]["others"], Value::Null);
    }
}
