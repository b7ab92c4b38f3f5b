//! Names of members as they stand in texts.

use std::rc::Rc;

use super::{super::Table, writer};

/// The names of the types met so far in one document, each with its quotes and the comma and colon beside it.
///
/// A large document is large by its lists. So from the second object of a type on, a name is one piece of text that nobody
/// looks into.
#[derive(Default)]
pub(super) struct Keys(Vec<(&'static Table, Option<Rc<[Box<str>]>>)>);

impl Keys {
    /// The names in `table`, in its order: `,"Name":`; empty when this is the first object of the type.
    pub(super) fn of(&mut self, table: &'static Table) -> Rc<[Box<str>]> {
        let known = self.0.iter_mut().find(|(other, _)| std::ptr::eq(*other, table));
        let Some((_, keys)) = known else {
            self.0.push((table, None));
            return Rc::default();
        };
        let rendered = || table.members.iter().map(|member| key(member.name)).collect();
        Rc::clone(keys.get_or_insert_with(rendered))
    }
}

fn key(name: &str) -> Box<str> {
    let mut key = ",".to_owned();
    writer::write_text(name, &mut key);
    key.push(':');
    key.into()
}
