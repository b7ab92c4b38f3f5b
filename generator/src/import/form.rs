//! Which keys a file of ours has, in which order, and what an import does with each: a view of the table of keys.
//!
//! Whatever is not in the table, or internal to the vendor's portal, is dropped. A file has what the generator reads, and a
//! few harmless facts for people: `systemTags` (effect, risk, charge), `staticInfo` (how to wait for a result), the
//! `headers` of responses, the `id`s of directories.

pub(super) use crate::spec::keys::table::{DOCUMENT, GONE, PROVENANCE, VALUE_LABELS, VALUES_GONE};
pub(super) use crate::spec::keys::{Form, Key};
use crate::spec::tree::Member;

/// Puts a member of the document in its place, or in place of the one that is there.
pub(super) fn put<'a>(document: &mut Vec<Member<'a>>, new: Member<'a>) {
    match document.iter_mut().find(|entry| entry.key == new.key) {
        Some(entry) => entry.value = new.value,
        None => {
            document.push(new);
            document
                .sort_by_key(|entry| DOCUMENT.keys.iter().position(|key| key.name == entry.key).unwrap_or(usize::MAX));
        }
    }
}
