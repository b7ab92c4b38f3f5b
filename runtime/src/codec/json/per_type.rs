//! What is known about the types met so far in one document.

use super::super::Table;

/// Something about each type met so far.
///
/// Types come again in nearly the same sequence, so each is looked for from the one met last on.
pub(super) struct PerType<T> {
    types: Vec<(&'static Table, T)>,
    last: usize,
}

impl<T> Default for PerType<T> {
    fn default() -> Self {
        Self { types: Vec::new(), last: 0 }
    }
}

impl<T: Default> PerType<T> {
    /// Where the type of `table` stands; a new type gets a place.
    pub(super) fn place(&mut self, table: &'static Table) -> usize {
        let is_it = |(other, _): &(&'static Table, T)| std::ptr::eq(*other, table);
        let (before, after) = self.types.split_at(self.last);
        let found = after.iter().position(is_it).map(|place| self.last + place);
        self.last = found.or_else(|| before.iter().position(is_it)).unwrap_or(self.types.len());
        if self.last == self.types.len() {
            self.types.push((table, T::default()));
        }
        self.last
    }

    /// What is known about the type at `place`.
    pub(super) fn at(&mut self, place: usize) -> Option<&mut T> {
        self.types.get_mut(place).map(|(_, known)| known)
    }
}
