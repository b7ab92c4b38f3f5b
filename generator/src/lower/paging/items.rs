//! Which list of a response has the items.

use super::envelope::{Envelope, FieldPath, dotted};
use super::names;
use crate::model::{Field, ItemsEvidence, Type, Unpaged};

/// The list of items.
pub(super) struct ItemsList<'e, 'm> {
    /// The fields that lead to it.
    pub(super) path: &'e [&'m Field],
    /// The type of an item.
    pub(super) item: &'m Type,
    pub(super) evidence: ItemsEvidence,
}

type List<'m> = (FieldPath<'m>, &'m Type);

/// Whether a list may be that of the items.
type IsLikely<'f, 'm> = dyn Fn(&List<'m>) -> bool + 'f;

/// The list of items: the only one, or the only one that is left when less likely ones are put aside.
///
/// `marks` are the members of the response that tell of pages: the next token, or the total and the number of the page.
pub(super) fn items<'e, 'm>(
    operation: &str,
    response: &'e Envelope<'m>,
    marks: &[FieldPath<'m>],
) -> Result<ItemsList<'e, 'm>, Unpaged> {
    let likely: [(ItemsEvidence, &IsLikely<'_, 'm>); 5] = [
        (ItemsEvidence::Only, &|(path, item)| !names::is_aside(path) || !is_scalar(item)),
        (ItemsEvidence::Beside, &|(path, _)| marks.iter().any(|mark| is_beside(path, parent(mark)))),
        (ItemsEvidence::Beside, &|(path, _)| marks.iter().any(|mark| is_beside(path, parent(parent(mark))))),
        (ItemsEvidence::Objects, &|(path, item)| !is_scalar(item) && !names::is_aside(path)),
        (ItemsEvidence::Named, &|(path, _)| path.last().is_some_and(|f| names::is_named_after(operation, &f.wire))),
    ];
    let mut lists: Vec<&List<'m>> = response.lists.iter().collect();
    for (evidence, is_likely) in likely {
        let left: Vec<&List<'m>> = lists.iter().copied().filter(|list| is_likely(list)).collect();
        match left.as_slice() {
            [] if evidence == ItemsEvidence::Only => return Err(Unpaged::NoList),
            [] => {}
            [(path, item)] => return Ok(ItemsList { path, item, evidence }),
            _ => lists = left,
        }
    }
    Err(Unpaged::Lists(lists.iter().map(|(path, _)| format!("{}[]", dotted(path))).collect()))
}

fn is_scalar(ty: &Type) -> bool {
    matches!(ty, Type::Boolean | Type::Integer | Type::Number | Type::Text | Type::Bytes | Type::List(_))
}

/// Whether a list stands in an object, or in one of its own there: `Jobs.Job[]` beside `TotalCount`.
fn is_beside(list: &[&Field], object: &[&Field]) -> bool {
    let below = list.len().saturating_sub(object.len());
    matches!(below, 1 | 2) && list.iter().zip(object).all(|(a, b)| a.wire == b.wire)
}

/// What a field stands in.
fn parent<'f, 'm>(path: &'f [&'m Field]) -> &'f [&'m Field] {
    path.split_last().map_or(&[], |(_, above)| above)
}
