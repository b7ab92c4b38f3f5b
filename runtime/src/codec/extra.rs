//! What an object keeps besides its members.

use std::collections::BTreeMap;

/// What an object keeps besides its members: as compact JSON text, by wire name.
///
/// That is every member its type does not know, and every member whose value did not fit its type. As wide as a pointer,
/// and nothing is allocated as long as it is empty. Numbers stay as they were written.
#[derive(Clone, Default)]
#[expect(clippy::box_collection, reason = "every object has one, almost always an empty one: it should be small")]
pub struct Extra(Option<Box<BTreeMap<Box<str>, Box<str>>>>);

impl Extra {
    /// Keeps the JSON text `raw` under `name`; what was there is replaced.
    pub(crate) fn keep(&mut self, name: &str, raw: Box<str>) {
        self.0.get_or_insert_default().insert(name.into(), raw);
    }

    /// Forgets what is kept under `name`.
    pub(crate) fn forget(&mut self, name: &str) {
        let Some(kept) = &mut self.0 else { return };
        kept.remove(name);
        if kept.is_empty() {
            self.0 = None;
        }
    }

    /// Whether nothing is kept.
    #[inline]
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Everything kept, sorted by the bytes of the name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|kept| kept.iter()).map(|(name, raw)| (&**name, &**raw))
    }
}
