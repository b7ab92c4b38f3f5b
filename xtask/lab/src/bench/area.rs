//! What can be measured: areas, and in each of them groups of figures that are measured together.

use super::figure::Figure;
use super::session::Bench;
use super::{call, codec, compile, generate};
use crate::failure::Failure;

/// A part of the project that makes promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Area {
    /// From documents to files, and to the report of what changed.
    Generate,
    /// Compiling a generated crate, and a program with it.
    Compile,
    /// Reading and writing responses.
    Codec,
    /// Signing and sending.
    Call,
}

/// How a group is measured.
pub(super) type Measure = Box<dyn Fn(&Bench<'_>) -> Result<Vec<Figure>, Failure>>;

/// Figures that are measured together.
pub(super) struct Group {
    /// What the names of its figures begin with.
    pub(super) name: String,
    /// The names of its figures, known before anything is measured. Not every machine gives all of them.
    pub(super) figures: Vec<String>,
    /// Whether it needs the vendor's documents, which are not everywhere.
    pub(super) needs_metadata: bool,
    /// Measures them.
    pub(super) measure: Measure,
}

impl Group {
    /// Makes sure that all figures belong to this group.
    pub(super) fn own(&self, figures: Vec<Figure>) -> Result<Vec<Figure>, Failure> {
        match figures.iter().find(|figure| !self.figures.contains(&figure.name)) {
            None => Ok(figures),
            Some(figure) => {
                let help = "what is measured is named in `xtask/lab/src/bench/`, too";
                Err(Failure::new(format!("`{}` does not belong here", figure.name)).help(help))
            }
        }
    }
}

impl Area {
    /// All, the quick ones first.
    pub(super) const ALL: [Self; 4] = [Self::Generate, Self::Compile, Self::Codec, Self::Call];

    /// As it is typed.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Compile => "compile",
            Self::Codec => "codec",
            Self::Call => "call",
        }
    }

    /// What its figures are.
    pub(super) fn groups(self) -> Vec<Group> {
        match self {
            Self::Generate => generate::groups(),
            Self::Compile => compile::groups(),
            Self::Codec => codec::groups(),
            Self::Call => call::groups(),
        }
    }
}
