//! Deprecated, or gone from the document.

use std::fmt;

/// The deprecation of something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecation {
    /// What to use in its stead: `Product::version::Operation`.
    pub substitutes: Vec<Substitute>,
    /// Why nothing replaces it.
    pub reason: Option<String>,
}

/// Marks what the vendor's document no longer contains; ours keeps it, since it may come back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// The day of the first document without it; `None` when that is not known.
    pub since: Option<String>,
}

/// A sentence, as documentation shows it.
impl fmt::Display for Gone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gone from the vendor's document")?;
        match &self.since {
            Some(since) => write!(f, " since {since}."),
            None => f.write_str("."),
        }
    }
}

/// What replaces a deprecated operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitute {
    /// The name as the vendor writes it: `Ecs::2014-05-26::RunInstances`.
    pub wire: String,
    /// The method without `r#`, when it is one of the same client.
    pub method: Option<String>,
}
