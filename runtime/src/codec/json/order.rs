//! The order in which documents name the members of a type.

use std::borrow::Cow;

use super::super::Table;

/// The orders met so far in one document.
///
/// Objects of one type name their members in the same order nearly always, and a large document is large by its lists.
/// So from the second object on, a name is found by one comparison.
///
/// Each type has its one place here; of two types with the same place, the last one is remembered.
#[derive(Default)]
pub(super) struct Orders(Vec<Option<Order>>);

/// Which member came after which, in the last object of a type.
pub(super) struct Order {
    table: &'static Table,
    /// The number of the last member: they count from 1, and there is none before the first.
    last: usize,
    /// By the number of a member, the number of the one after it; 0 where that is not known.
    after: Vec<usize>,
}

impl Orders {
    const PLACES: usize = 64;

    /// Takes out what is known about the type of `table`, for an object to begin.
    pub(super) fn take(&mut self, table: &'static Table) -> Order {
        match self.place(table).take() {
            Some(order) if std::ptr::eq(order.table, table) => Order { last: 0, ..order },
            _ => Order { table, last: 0, after: vec![0; table.members.len() + 1] },
        }
    }

    /// Puts back what is known at the end of the object.
    pub(super) fn put(&mut self, order: Order) {
        let place = self.place(order.table);
        *place = Some(order);
    }

    fn place(&mut self, table: &'static Table) -> &mut Option<Order> {
        if self.0.is_empty() {
            self.0.resize_with(Self::PLACES, || None);
        }
        let place = std::ptr::from_ref(table).addr() / size_of::<Table>() % Self::PLACES;
        &mut self.0[place]
    }
}

impl Order {
    /// The member expected next: its index and its name, which stands in texts as it is.
    #[inline]
    pub(super) fn expected(&self) -> Option<(usize, &'static str)> {
        let next = self.after.get(self.last)?.checked_sub(1)?;
        Some((next, self.table.members.get(next)?.name))
    }

    /// Notes that the expected member came.
    #[inline]
    pub(super) fn came(&mut self, index: usize) {
        self.last = index + 1;
    }

    /// Finds the member called `name`, which came next: its index and its name.
    pub(super) fn find(&mut self, name: &Cow<'_, str>) -> Option<(usize, &'static str)> {
        let expected = self.expected().filter(|(_, expected)| expected == name);
        let (index, known) = expected.or_else(|| self.table.find(name))?;
        if let (Cow::Borrowed(_), Some(after)) = (name, self.after.get_mut(self.last)) {
            // A name that is written with escapes is not expected to stand in the text as it is.
            *after = index + 1;
        }
        self.last = index + 1;
        Some((index, known))
    }
}
