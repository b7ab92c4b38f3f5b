//! Renders the figures as a table, one per line, followed by those with a wide spread.

use super::budget::Budgets;
use super::figure::Figure;
use super::session::{GroupResult, Measured};
use tool::terminal::{BAD, GOOD, NOTE, WARN, count, printable};

const TITLES: [&str; 5] = ["figure", "median", "min – max", "budget", "of budget"];

/// The whole report.
pub(super) fn all(measured: &Measured, budgets: &Budgets) -> String {
    format!("{}{}{}", table(measured, budgets), scattered(measured), summary(measured, budgets))
}

/// How many budgets are missed.
pub(super) fn missed(measured: &Measured, budgets: &Budgets) -> usize {
    let is_missed = |figure: &&Figure| budgets.of(figure).is_some_and(|budget| budget.is_missed(figure));
    measured.figures().filter(is_missed).count()
}

fn table(measured: &Measured, budgets: &Budgets) -> String {
    let rows: Vec<_> = measured.figures().map(|figure| row(figure, budgets)).collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].as_str()).chain([TITLES[column]]);
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths = [width(0), width(1), width(2), width(3)];
    let lines = measured.figures().zip(&rows).map(|(figure, row)| match budgets.of(figure) {
        Some(budget) if budget.is_missed(figure) => format!("{BAD}{}{BAD:#}\n", line(row, widths)),
        _ => line(row, widths) + "\n",
    });
    [format!("{NOTE}{}{NOTE:#}\n", line(&TITLES.map(str::to_owned), widths))].into_iter().chain(lines).collect()
}

fn line([figure, median, range, budget, share]: &[String; 5], widths: [usize; 4]) -> String {
    let [first, second, third, fourth] = widths;
    let line = format!("{figure:<first$}  {median:>second$}  {range:>third$}  {budget:>fourth$}  {share}");
    line.trim_end().to_owned()
}

fn row(figure: &Figure, budgets: &Budgets) -> [String; 5] {
    let scale = figure.unit.scale(figure.median());
    let [least, median, most] = [figure.least(), figure.median(), figure.most()].map(|value| scale.number(value));
    let range = if figure.samples.len() > 1 { format!("{least} – {most}") } else { String::new() };
    let (budget, share) = budgets.of(figure).map_or_else(Default::default, |budget| {
        let verdict = if budget.is_missed(figure) { "MISSED" } else { "met" };
        (figure.unit.show(budget.most), format!("{:.0} % {verdict}", budget.share(figure) * 100.0))
    });
    [printable(&figure.name), format!("{median}{}", scale.suffix()), range, budget, share]
}

/// Lists the figures with a wide spread, and the load of the machine meanwhile.
fn scattered(measured: &Measured) -> String {
    let notes: String = measured.groups.iter().map(scattered_in).collect();
    if notes.is_empty() { notes } else { format!("\n{WARN}samples with a wide spread{WARN:#}\n{notes}") }
}

fn scattered_in(group: &GroupResult) -> String {
    let scattered: Vec<_> = group.figures.iter().filter(|figure| figure.scatters()).collect();
    let worst = scattered.iter().max_by(|one, other| one.spread().total_cmp(&other.spread()));
    worst.map_or_else(String::new, |worst| {
        let number = count(scattered.len(), "figure");
        let spread = format!("{} by {:.0} % of its median", printable(&worst.name), worst.spread() * 100.0);
        format!("  {}: {number}, most of all {spread}; {}\n", group.name, group.other_load.words())
    })
}

fn summary(measured: &Measured, budgets: &Budgets) -> String {
    let figures = count(measured.figures().count(), "figure");
    let with = measured.figures().filter(|figure| budgets.of(figure).is_some()).count();
    let missed = missed(measured, budgets);
    let verdict = match missed {
        0 => format!("{GOOD}met{GOOD:#}: {}", count(with, "budget")),
        _ => format!("{BAD}MISSED{BAD:#}: {missed} of {}", count(with, "budget")),
    };
    format!("\n{verdict}; {figures} measured\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::session::measured;
    use crate::bench::unit::Unit;

    fn figure(name: &str, unit: Unit, samples: &[f64]) -> Figure {
        Figure::new(name, unit, samples.to_vec()).unwrap()
    }

    fn text(figures: Vec<Figure>, budgets: &str) -> String {
        let budgets = Budgets::parse(budgets, "budgets.yaml").unwrap();
        anstream::adapter::strip_str(&all(&measured("call", figures), &budgets)).to_string()
    }

    #[test]
    fn a_figure_is_a_line_beside_its_budget() {
        let figures = vec![
            figure("call/small/cpu", Unit::Time, &[1_900.0, 2_000.0, 2_010.0]),
            figure("call/large/over-bare/cpu", Unit::Time, &[4_000.0]),
            figure("call/size", Unit::Size, &[1_950_000.0]),
        ];
        let expected = "\
figure                     median    min – max   budget  of budget
call/small/cpu            2.00 µs  1.90 – 2.01  4.00 µs  50 % met
call/large/over-bare/cpu  4.00 µs               3.00 µs  133 % MISSED
call/size                 1.95 MB

MISSED: 1 of 2 budgets; 3 figures measured
";
        assert_eq!(text(figures, "call/small/cpu: 4 µs\ncall/large/over-bare/cpu: 3 µs\n"), expected);
    }

    #[test]
    fn figures_with_a_wide_spread_are_listed_with_the_load() {
        let figures = vec![
            figure("call/a", Unit::Ratio, &[1.0, 1.2, 1.0]),
            figure("call/b", Unit::Ratio, &[1.0, 1.5, 1.0]),
            figure("call/c", Unit::Ratio, &[1.0, 1.1]),
        ];
        let expected = "
samples with a wide spread
  call: 2 figures, most of all call/b by 50 % of its median; load unknown; what other processes took is unknown

met: 0 budgets; 3 figures measured
";
        let text = text(figures, "{}");
        assert!(text.ends_with(expected), "{text}");
    }
}
