//! Documented samples of responses: the only copy of their text, and what refers to it.

use crate::Owner;
use crate::model::TypePath;
use crate::rustdoc;

/// A documented sample of the response of an operation. Two are equal when they are written alike.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'m> {
    /// The name of its file, without ending.
    pub file: &'m str,
    /// The JSON, as the document has it.
    pub json: &'m str,
}

impl Sample<'_> {
    /// The sample as it may be checked in.
    #[must_use]
    pub fn text(&self) -> String {
        rustdoc::sample_text(self.json)
    }
}

impl PartialEq for Sample<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file && (self.json == other.json || self.text() == other.text())
    }
}

impl Eq for Sample<'_> {}

/// The implementation of the runtime's trait `Sampled` for the request of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct SampledImpl<'m> {
    /// The request.
    pub request: &'m TypePath,
    /// The wire name of the operation.
    pub operation: &'m str,
    /// The sample.
    pub sample: Sample<'m>,
}

/// A file that holds a sample as a string literal, for `include!`.
#[derive(Clone, Debug)]
pub struct SampleFile<'m> {
    /// The path relative to the crate.
    pub path: String,
    /// The name of the document that it is made from.
    pub document: &'m str,
    /// The operation.
    pub owner: Owner,
    /// The sample.
    pub sample: Sample<'m>,
}
