//! Iterates over an object: its members, merged with the raw JSON that it retains.

use std::iter::Peekable;

use super::{Extra, Member, ObjectView, Slot, Table, View};

/// An entry of an object.
pub(crate) struct Entry<'a> {
    /// The name on the wire.
    pub(crate) name: &'a str,
    /// The description of the member; `None` when the type has no member of that name.
    pub(crate) member: Option<&'static Member>,
    pub(crate) content: Content<'a>,
}

/// The content of an entry.
pub(crate) enum Content<'a> {
    /// The value of a member.
    Value(View<'a>),
    /// JSON text that the type has no member for, or that did not fit it.
    Raw(&'a str),
}

/// Calls `visit` once, with an iterator over all entries of `object`.
pub(crate) fn with_entries(object: &dyn ObjectView, visit: &mut dyn FnMut(&mut dyn Iterator<Item = Entry<'_>>)) {
    let table = object.table();
    object.slots(&mut |slots, extra| visit(&mut entries(table, slots, extra)));
}

/// All set members and raw entries, sorted by wire name. A member that is set hides a raw entry of the same name.
pub(crate) fn entries<'a>(
    table: &'static Table,
    slots: &'a [&'a dyn Slot],
    extra: &'a Extra,
) -> impl Iterator<Item = Entry<'a>> {
    let mut members = table.members.iter().zip(slots).peekable();
    let mut raws = extra.iter().peekable();
    std::iter::from_fn(move || {
        loop {
            let Some((member, slot)) = members.next_if(|(member, _)| precedes(member, &mut raws)) else {
                let (name, raw) = raws.next()?;
                return Some(Entry { name, member: None, content: Content::Raw(raw) });
            };
            let raw = raws.next_if(|(name, _)| *name == member.name);
            let content = match (slot.view(), raw) {
                (Some(view), _) => Content::Value(view),
                (None, Some((_, raw))) => Content::Raw(raw),
                (None, None) => continue,
            };
            return Some(Entry { name: member.name, member: Some(member), content });
        }
    })
}

/// Whether `member` comes before, or together with, the next raw entry.
fn precedes<'a>(member: &Member, raws: &mut Peekable<impl Iterator<Item = (&'a str, &'a str)>>) -> bool {
    raws.peek().is_none_or(|(name, _)| member.name <= *name)
}
