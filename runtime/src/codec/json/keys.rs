//! Names of members as they stand in texts.

use std::rc::Rc;

use super::{super::Table, per_type::PerType, writer};

/// The names of the types met so far in one document.
///
/// A large document is large by its lists. So from the second object of a type on, a name is one piece of text that nobody
/// looks into.
#[derive(Default)]
pub(super) struct Keys(PerType<Known>);

#[derive(Default)]
enum Known {
    #[default]
    Nothing,
    /// One object of the type was met.
    Type,
    Pieces(Rc<Pieces>),
}

/// The names of one type, each with its quotes and the comma and colon beside it: `,"Name":`.
pub(super) struct Pieces {
    text: String,
    /// Where each piece ends in the text.
    ends: Vec<usize>,
}

impl Keys {
    /// The names in `table`; `None` when this is the first object of the type.
    pub(super) fn of(&mut self, table: &'static Table) -> Option<Rc<Pieces>> {
        let place = self.0.place(table);
        let known = self.0.at(place)?;
        *known = match known {
            Known::Nothing => Known::Type,
            Known::Type => Known::Pieces(Rc::new(Pieces::of(table))),
            Known::Pieces(pieces) => return Some(Rc::clone(pieces)),
        };
        if let Known::Pieces(pieces) = known { Some(Rc::clone(pieces)) } else { None }
    }
}

impl Pieces {
    fn of(table: &Table) -> Self {
        let lengths = table.members.iter().map(|member| r#","":"#.len() + member.name.len());
        let mut text = String::with_capacity(lengths.sum());
        let end = |name| {
            text.push(',');
            writer::write_text(name, &mut text);
            text.push(':');
            text.len()
        };
        let ends = table.members.iter().map(|member| member.name).map(end).collect();
        Self { text, ends }
    }

    /// The piece of the member at `index`.
    #[inline]
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(index)?)
    }
}
