//! A report in a few lines, at the end of `cargo xtask gen`.

use generator::Input;
use generator::diff::{DocumentChanges, OwnerChanges, Report, Weight};

use super::side;
use super::text::{change_text, item_text, weight_style};
use super::view::View;
use super::wording;
use crate::program;
use crate::project::{Project, Target};
use crate::revision::Revision;
use crate::terminal::printable;

/// More lines than this are counted.
const SHOWN: usize = 10;

/// What changed since HEAD; empty when nothing did, or when there is nothing to compare with.
pub(crate) fn since_head(inputs: &[Input], project: &Project, target: &Target<'_>) -> String {
    let Ok(Some(head)) = side::documents_at(Revision::of("HEAD"), project, target) else { return String::new() };
    let comparison = generator::diff::compare(&head.inputs, inputs);
    let is_whole = head.faults.is_empty() && comparison.errors.is_empty();
    if is_whole { render(&comparison.report, &target.crate_name()) } else { String::new() }
}

/// The verdict and the owners with the heaviest changes, a line each.
fn render(report: &Report, crate_name: &str) -> String {
    if report.is_empty() {
        return String::new();
    }
    let view = View { report, sides: ["HEAD", "specs"], crate_name, version: None, verbose: false };
    let mut text = format!("since HEAD: {}\n", view.verdict());
    let owners =
        report.documents.iter().flat_map(|document| document.owners.iter().map(move |owner| (document, owner)));
    let mut owners: Vec<_> =
        owners.filter(|(_, owner)| owner.generated && owner.weight() > Weight::Documentation).collect();
    owners.sort_by_key(|(_, owner)| std::cmp::Reverse(owner.weight()));
    owners.iter().take(SHOWN).for_each(|(document, owner)| text += &line(document, owner));
    let rest = owners.len().saturating_sub(SHOWN);
    let more = if rest > 0 { format!("… and {rest} more; ") } else { String::new() };
    text + &format!("{more}`{} diff` shows everything\n", program::name())
}

/// The heaviest change of an owner, and how many there are besides.
fn line(document: &DocumentChanges, owner: &OwnerChanges) -> String {
    let style = weight_style(Some(owner.weight()));
    let (what, name) = wording::owner(&owner.owner);
    let about = format!("{} {} {what} {name}", document.product, document.version);
    let changes = owner.ranked().into_iter().map(|(weight, change, _)| (weight, change_text(change)));
    let others = owner.uncaused().map(|item| (item.class.weight(), item_text(item, &item.path)));
    let mut all: Vec<(Weight, String)> =
        changes.chain(others).filter(|(weight, _)| *weight > Weight::Documentation).collect();
    all.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let first = all.first().map_or("", |(_, text)| text);
    let rest = if all.len() > 1 { format!(", and {} more", all.len() - 1) } else { String::new() };
    let text = printable(&format!("{}: {first}{rest}", about.trim_end())).replace('\n', " ");
    format!("  {style}{:9}{style:#} {text}\n", owner.weight().name())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::sample;
    use super::*;

    #[test]
    fn the_heaviest_changes_come_first() {
        let text = anstream::adapter::strip_str(&render(&sample::report(), "generated")).to_string();
        expect![[r"
            since HEAD: major: 4 breaking, 2 behavior, 16 additive, 3 documentation changes
              breaking  Demo 2024-01-31 operation DropJob: operation removed
              breaking  Demo 2024-01-31 operation SubmitJob: request Start: type changed: string → integer, and 4 more
              behavior  Demo 2024-01-31 the document: cn-shanghai: host changed: a.example.com → b.example.com, and 1 more
              additive  Demo 2024-01-31 operation GetJob: operation added
              additive  Demo 2024-01-31 component Job: State: value added: Value0, and 11 more
              additive  Other 1 the document: document added
            `cargo xtask diff` shows everything
        "]]
        .assert_eq(&text);
    }

    #[test]
    fn long_lists_are_cut() {
        let mut report = sample::report();
        let owners = report.documents[0].owners.clone();
        report.documents[0].owners = owners.into_iter().cycle().take(70).collect();
        let text = render(&report, "generated");
        assert_eq!(text.lines().count(), SHOWN + 2);
        assert!(text.contains("more; `cargo xtask diff`"), "{text}");
        assert_eq!(render(&Report::default(), "generated"), "");
    }
}
