//! What can be measured: areas, and in each of them groups of figures that are measured together.

use super::group::FigureGroup;
use super::{call, codec, compile, generate};

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
    pub(super) fn groups(self) -> Vec<FigureGroup> {
        match self {
            Self::Generate => generate::groups(),
            Self::Compile => compile::groups(),
            Self::Codec => codec::groups(),
            Self::Call => call::groups(),
        }
    }
}
