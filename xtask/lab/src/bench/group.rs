//! Figures that are measured together, and what measuring needs.

use std::cell::Cell;
use std::path::PathBuf;

use super::figure::Figure;
use super::machine::Snapshot;
use super::progress::Progress;
use crate::error::Error;
use tool::project::Project;

/// How a group is measured.
pub(super) type Measure = Box<dyn Fn(&Bench<'_>) -> Result<Vec<Figure>, Error>>;

/// Figures that are measured together.
pub(super) struct FigureGroup {
    /// What the names of its figures begin with.
    pub(super) name: String,
    /// The names of its figures, known before anything is measured. Not every machine gives all of them.
    pub(super) figures: Vec<String>,
    /// Whether it needs the vendor's documents, which are not everywhere.
    pub(super) needs_metadata: bool,
    /// Measures them.
    pub(super) measure: Measure,
}

impl FigureGroup {
    /// Makes sure that all figures belong to this group.
    pub(super) fn own(&self, figures: Vec<Figure>) -> Result<Vec<Figure>, Error> {
        match figures.iter().find(|figure| !self.figures.contains(&figure.name)) {
            None => Ok(figures),
            Some(figure) => {
                let help = "declare each figure in `xtask/lab/src/bench/`";
                Err(Error::new(format!("`{}` is not a declared figure of this group", figure.name)).help(help))
            }
        }
    }
}

/// What a group needs for measuring.
pub(super) struct Bench<'a> {
    /// The project.
    pub(super) project: &'a Project,
    /// A folder for programs, crates and logs.
    pub(super) folder: PathBuf,
    /// How many samples to take.
    pub(super) rounds: usize,
    pub(super) group: &'a FigureGroup,
    pub(super) progress: &'a Progress,
    /// Taken before the samples.
    pub(super) before: Cell<Snapshot>,
}

impl Bench<'_> {
    /// Tells what comes next.
    pub(super) fn begin(&self, stage: &str) {
        self.progress.begins(&self.group.name, stage);
    }

    /// What was done so far were preparations: what else went on meanwhile does not matter.
    pub(super) fn measuring(&self) {
        self.before.set(Snapshot::now());
    }
}
