//! The result of a document. Plain data.

use std::io;
use std::time::Duration;

use generator::{Diagnostic, Summary};

use super::command::CargoCommand;
use super::samples::SampleResult;

/// A document, and what became of it.
#[derive(Clone, Debug, Default)]
pub(super) struct DocumentResult {
    /// The short name.
    pub(super) name: String,
    /// The path of the document, as messages name it.
    pub(super) document: String,
    /// The folder of the crate, as messages name it.
    pub(super) folder: String,
    /// What the generator did; none when the document could not be read.
    pub(super) generated: Option<GeneratedOutput>,
    /// What cargo did, in order, the failed step included.
    pub(super) ran: Vec<CommandResult>,
    /// The documented sample responses, by operation.
    pub(super) samples: Vec<SampleResult>,
    /// What went wrong. Nothing is done after the first failure.
    pub(super) failure: Option<DocumentFailure>,
}

/// What the generator did.
#[derive(Clone, Debug, Default)]
pub(super) struct GeneratedOutput {
    /// Its counts.
    pub(super) summary: Summary,
    /// How many files the crate has.
    pub(super) files: usize,
    /// How many bytes these have.
    pub(super) bytes: u64,
    /// How long it took, without reading and writing.
    pub(super) time: Duration,
    /// Defects of the document that have a fallback.
    pub(super) warnings: Vec<Diagnostic>,
    /// Why operations were left out: what is not supported, and warnings that cost some.
    pub(super) refused: Vec<Diagnostic>,
}

/// What a command of cargo did.
#[derive(Clone, Debug)]
pub(super) struct CommandResult {
    /// Which one.
    pub(super) step: CargoCommand,
    /// What the processors worked.
    pub(super) cpu: Duration,
    /// How long it took.
    pub(super) wall: Duration,
    /// The size of the library's `.rmeta` file in bytes.
    pub(super) rmeta: Option<u64>,
    /// The size of the library's `.rlib` file in bytes.
    pub(super) rlib: Option<u64>,
    /// The file with all that was printed, as messages name it.
    pub(super) log: String,
}

/// What went wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DocumentFailure {
    /// Where: `generate`, or the name of a step.
    pub(super) stage: &'static str,
    /// In one line.
    pub(super) message: String,
    /// The beginning of what was printed about it.
    pub(super) excerpt: String,
    /// The file with all of it, as messages name it.
    pub(super) log: Option<String>,
    /// The errors, where it is the document that is faulty.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl DocumentFailure {
    /// Cargo could not be started, or its log could not be written.
    pub(super) fn not_called(log: &str, error: &io::Error) -> Self {
        let message = format!("cannot run cargo, or cannot write `{log}`: {error}");
        Self { stage: "cargo", message, ..Self::default() }
    }
}

impl DocumentResult {
    /// What a step did, if it was reached.
    pub(super) fn ran(&self, step: CargoCommand) -> Option<&CommandResult> {
        self.ran.iter().find(|ran| ran.step == step)
    }

    /// The size of the library: of the `.rlib` file when there is one, else of the `.rmeta` file.
    pub(super) fn library_size(&self) -> Option<u64> {
        let largest = |size: fn(&CommandResult) -> Option<u64>| self.ran.iter().find_map(size);
        largest(|ran| ran.rlib).or_else(|| largest(|ran| ran.rmeta))
    }
}
