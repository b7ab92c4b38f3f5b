//! The static description of an object type.

/// The static description of an object type.
#[derive(Debug)]
pub struct Table {
    /// The Rust name of the type, for `Debug`.
    pub name: &'static str,
    /// The members, sorted by the bytes of their wire names.
    pub members: &'static [Member],
}

impl Table {
    /// The fault of an object that does not hand out all the members in its table.
    pub(crate) const NO_FIELD: &'static str = "expected no member without a field";

    /// Finds the member called `name`: the index and the static name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(usize, &'static str)> {
        let index = self.members.binary_search_by(|member| member.name.cmp(name)).ok()?;
        Some((index, self.members.get(index)?.name))
    }
}

/// The static description of one member.
#[derive(Debug)]
pub struct Member {
    /// The name on the wire.
    pub name: &'static str,
    /// Whether the value is secret, so that `Debug` must not show it.
    pub secret: bool,
}
