//! The parts of a list or an object, as they are written.

#[cfg(feature = "credentials")]
use std::ops::Range;

use super::{
    reader::Reader,
    scanner::{Invalid, Numbers},
};

/// The elements of the list that is the whole of `bytes`.
pub(crate) fn elements(bytes: &[u8]) -> Option<Vec<Box<str>>> {
    whole(bytes, b'[', |reader, parts| {
        let mut first = true;
        while reader.next_element(&mut first)? {
            parts.push(reader.part()?);
        }
        Ok(())
    })
}

/// The members of the object that is the whole of `bytes`, in their order. Of equal names, all are there.
pub(crate) fn members(bytes: &[u8]) -> Option<Vec<(String, Box<str>)>> {
    whole(bytes, b'{', |reader, parts| {
        let mut first = true;
        while let Some(name) = reader.next_key(&mut first)? {
            parts.push((name.into_owned(), reader.part()?));
        }
        Ok(())
    })
}

/// Where the elements stand of the list that is the whole of `text`.
#[cfg(feature = "credentials")]
pub(crate) fn element_ranges(text: &str) -> Option<Vec<Range<usize>>> {
    whole(text.as_bytes(), b'[', |reader, parts| {
        let mut first = true;
        while reader.next_element(&mut first)? {
            parts.push(reader.range()?);
        }
        Ok(())
    })
}

/// Where the values stand of the members of the object that is the whole of `text`, in their order, with their names.
#[cfg(feature = "credentials")]
pub(crate) fn member_ranges(text: &str) -> Option<Vec<(String, Range<usize>)>> {
    whole(text.as_bytes(), b'{', |reader, parts| {
        let mut first = true;
        while let Some(name) = reader.next_key(&mut first)? {
            parts.push((name.into_owned(), reader.range()?));
        }
        Ok(())
    })
}

fn whole<T>(
    bytes: &[u8],
    start: u8,
    read: impl FnOnce(&mut Reader<'_>, &mut Vec<T>) -> Result<(), Invalid>,
) -> Option<Vec<T>> {
    let mut reader = Reader::new(std::str::from_utf8(bytes).ok()?, Numbers::Exact);
    let mut parts = Vec::new();
    if reader.peek() != Some(start) {
        return None;
    }
    reader.enter().and_then(|()| read(&mut reader, &mut parts)).ok()?;
    reader.peek().is_none().then_some(parts)
}
