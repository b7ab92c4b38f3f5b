//! The order in which documents name the members of a type.

use std::mem;

use super::{super::Table, per_type::PerType};

/// The orders met so far in one document.
///
/// Objects of one type name their members in the same order nearly always, and a large document is large by its lists.
/// So from the second object on, a name is found by one comparison.
#[derive(Default)]
pub(crate) struct Orders(PerType<Vec<usize>>);

/// The order of one type while an object of it is read.
pub(crate) struct Order {
    table: &'static Table,
    /// Where it stands among the orders.
    place: usize,
    /// By the number of a member, the number of the one that came after it last time; 0 where that is not known.
    after: Vec<usize>,
    /// The number of the last member: they count from 1, and there is none before the first.
    last: usize,
}

impl Orders {
    /// Takes out what is known about the type of `table`, for an object to begin.
    pub(crate) fn take(&mut self, table: &'static Table) -> Order {
        let place = self.0.place(table);
        let mut after = self.0.at(place).map(mem::take).unwrap_or_default();
        // Nothing is known, or an object around this one has taken it.
        if after.is_empty() {
            after.resize(table.members.len() + 1, 0);
        }
        Order { table, place, after, last: 0 }
    }

    /// Puts back what is known at the end of the object.
    pub(crate) fn put(&mut self, order: Order) {
        if let Some(after) = self.0.at(order.place) {
            *after = order.after;
        }
    }
}

impl Order {
    /// The member expected next: its index and its name, which stands in texts as it is.
    #[inline]
    pub(crate) fn expected(&self) -> Option<(usize, &'static str)> {
        let next = self.after.get(self.last)?.checked_sub(1)?;
        Some((next, self.table.members.get(next)?.name))
    }

    /// Notes that the expected member came.
    #[inline]
    pub(crate) fn came(&mut self, index: usize) {
        self.last = index + 1;
    }

    /// Finds the member called `name`, which came next: its index and its name.
    ///
    /// A name that is written with escapes is not `plain`: it is not expected to stand in the text as it is.
    pub(crate) fn find(&mut self, name: &str, plain: bool) -> Option<(usize, &'static str)> {
        let expected = self.expected().filter(|(_, expected)| *expected == name);
        let (index, known) = expected.or_else(|| self.table.find(name))?;
        if let Some(after) = self.after.get_mut(self.last)
            && plain
        {
            *after = index + 1;
        }
        self.last = index + 1;
        Some((index, known))
    }
}
