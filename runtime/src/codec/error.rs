//! What can go wrong between values and text.

use std::fmt;

/// Why a text could not be read.
///
/// It says where and what was expected, never what stood there: the text may hold secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    position: usize,
    reason: &'static str,
}

impl DecodeError {
    pub(crate) const fn new(position: usize, reason: &'static str) -> Self {
        Self { position, reason }
    }

    /// How many bytes of the text were read before the fault.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.position
    }

    /// What is wrong there.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        self.reason
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.reason, self.position)
    }
}

impl std::error::Error for DecodeError {}

/// Why a value could not be written.
///
/// It names the member, never its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    path: String,
    reason: &'static str,
}

impl EncodeError {
    pub(crate) const NOT_FINITE: &'static str = "the number is not finite";
    pub(crate) const NOT_TEXT: &'static str = "the binary content is not UTF-8 text";

    /// A fault of the value at hand; the callers add the path, from the inside out.
    pub(crate) const fn new(reason: &'static str) -> Self {
        Self { path: String::new(), reason }
    }

    /// The same fault, seen from the member, key or parameter `name` that the value stands in.
    #[must_use]
    pub fn within(mut self, name: &str) -> Self {
        if !name.is_empty() && !self.path.is_empty() && !self.path.starts_with('[') {
            self.path.insert(0, '.');
        }
        self.path.insert_str(0, name);
        self
    }

    /// The same fault, seen from the list that the value is element `index` of.
    #[must_use]
    pub(crate) fn within_element(self, index: usize) -> Self {
        self.within(&format!("[{index}]"))
    }

    /// Where the value stands: `AgentConfig.Volumes[2]`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        self.reason
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be sent: {}", self.path, self.reason)
    }
}

impl std::error::Error for EncodeError {}
