//! Measuring one group after the other.

use std::cell::Cell;

use super::area::Area;
use super::figure::Figure;
use super::group::{Bench, FigureGroup};
use super::machine::{OtherLoad, Snapshot};
use super::progress::Progress;
use crate::pattern::{Pattern, is_wanted};
use tool::project::{Project, real};
use tool::terminal::WARN;

/// Where and how much to measure.
pub(super) struct Session<'a> {
    project: &'a Project,
    rounds: usize,
    only: &'a [Pattern],
}

/// What came out.
#[derive(Default)]
pub(super) struct Measured {
    /// In the order in which they were measured.
    pub(super) groups: Vec<GroupResult>,
    /// How many groups could not be measured.
    pub(super) failed: usize,
    /// What the names of figures begin with that were not measured, for whatever reason.
    left_out: Vec<String>,
    /// Whether only some figures of each group were wanted.
    is_filtered: bool,
}

/// A group that was measured.
pub(super) struct GroupResult {
    /// Its name.
    pub(super) name: String,
    /// At least one.
    pub(super) figures: Vec<Figure>,
    /// What else the machine was doing.
    pub(super) other_load: OtherLoad,
}

impl<'a> Session<'a> {
    pub(super) fn new(project: &'a Project, rounds: usize, only: &'a [Pattern]) -> Self {
        Self { project, rounds, only }
    }

    /// Measures the selected figures of some areas, in the order of all areas. Errors are printed at once, and the rest is measured.
    pub(super) fn measure(&self, areas: &[Area]) -> Measured {
        let mut measured = Measured { is_filtered: !self.only.is_empty(), ..Measured::default() };
        for area in Area::ALL.into_iter().filter(|area| !areas.contains(area)) {
            measured.left_out.extend(area.groups().into_iter().map(|group| group.name));
        }
        let wanted = Area::ALL.into_iter().filter(|area| areas.contains(area)).flat_map(Area::groups);
        let (wanted, unwanted): (Vec<_>, Vec<_>) = wanted.partition(|group| self.wants(group));
        measured.left_out.extend(unwanted.into_iter().map(|group| group.name));
        let mut progress = Progress::new(wanted.len());
        for group in wanted {
            self.group(&group, &progress, &mut measured);
            progress.ends();
        }
        measured
    }

    /// Whether a figure of this group is wanted.
    fn wants(&self, group: &FigureGroup) -> bool {
        group.figures.iter().any(|name| is_wanted(self.only, name))
    }

    fn group(&self, group: &FigureGroup, progress: &Progress, measured: &mut Measured) {
        if let Some(missing) = self.project.missing_metadata().filter(|_| group.needs_metadata) {
            progress.say(&format!("{WARN}skipped{WARN:#} {}: {missing}\n", group.name));
            measured.left_out.push(group.name.clone());
            return;
        }
        let bench = Bench {
            project: self.project,
            folder: real(&self.project.target().join("bench")),
            rounds: self.rounds,
            group,
            progress,
            before: Cell::new(Snapshot::now()),
        };
        match (group.measure)(&bench).and_then(|figures| group.own(figures)) {
            Ok(figures) => {
                let other_load = OtherLoad::between(&bench.before.get(), &Snapshot::now());
                let figures: Vec<_> = figures.into_iter().filter(|figure| is_wanted(self.only, &figure.name)).collect();
                progress.done(&group.name, figures.len());
                if !figures.is_empty() {
                    measured.groups.push(GroupResult { name: group.name.clone(), figures, other_load });
                }
            }
            Err(failure) => {
                progress.say(&failure.within(&group.name).render());
                measured.failed += 1;
                measured.left_out.push(group.name.clone());
            }
        }
    }
}

impl Measured {
    /// All figures, in the order in which they were measured.
    pub(super) fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.groups.iter().flat_map(|group| &group.figures)
    }

    /// Whether the figure of this name was perhaps left out.
    pub(super) fn may_have_missed(&self, name: &str) -> bool {
        self.is_filtered || self.left_out.iter().any(|group| name.starts_with(&format!("{group}/")))
    }
}

/// What came out of a measurement of everything but one area.
#[cfg(test)]
pub(super) fn measured(names: &str, figures: Vec<Figure>) -> Measured {
    let groups = vec![GroupResult { name: names.to_owned(), figures, other_load: OtherLoad::default() }];
    Measured { groups, left_out: vec!["codec".to_owned()], ..Measured::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups() -> impl Iterator<Item = FigureGroup> {
        Area::ALL.into_iter().flat_map(Area::groups)
    }

    #[test]
    fn a_pattern_spares_the_groups_without_a_figure_that_it_matches() {
        let wanted = |only: &str| {
            let (project, only) = (xtask::project::find(), [only.parse().unwrap()]);
            let session = Session::new(&project, 1, &only);
            groups().filter(|group| session.wants(group)).map(|group| group.name).collect::<Vec<_>>()
        };
        assert_eq!(wanted("compile/ice-2024/check/cpu"), ["compile/ice-2024/check"]);
        assert_eq!(wanted("call/"), ["call"]);
        assert_eq!(wanted("authorization"), ["sign"]);
        assert_eq!(wanted("/decode/of-derive"), ["codec"]);
        assert_eq!(wanted("*/size"), ["compile/two-calls"]);
        assert_eq!(wanted("sign"), ["sign", "call"], "`call/small/signed/cpu`");
        assert!(wanted("authorisation").is_empty());
    }

    #[test]
    fn figures_are_called_after_their_group_and_by_one_name_each() {
        let all: Vec<_> = groups().flat_map(|group| group.figures).collect();
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len());
        for group in groups() {
            let begin = format!("{}/", group.name);
            assert!(!group.figures.is_empty() && group.figures.iter().all(|name| name.starts_with(&begin)), "{begin}");
        }
    }
}
