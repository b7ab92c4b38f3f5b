//! Which list of a response has the items.

use super::envelope::{Envelope, FieldPath, dotted};
use super::names;
use crate::model::{ItemsEvidence, Type, Unpaged};

/// A list of the response.
type List<'m> = (FieldPath<'m>, &'m Type);

/// The list of items: the only one, or the only one that is left when those are put aside that are less likely.
///
/// `marks` are the members of the response that tell of pages: the next token, the total, the number of the page.
pub(super) fn items<'e, 'm>(
    operation: &str,
    envelope: &'e Envelope<'m>,
    marks: &[FieldPath<'m>],
) -> Result<(&'e List<'m>, ItemsEvidence), Unpaged> {
    let all: Vec<&List<'_>> = envelope.lists.iter().filter(|(path, _)| !path.iter().any(is_aside)).collect();
    let mut lists = all.clone();
    let steps: [(ItemsEvidence, &dyn Fn(&List<'m>) -> bool); 4] = [
        (ItemsEvidence::Only, &|_| true),
        (ItemsEvidence::Beside, &|list| marks.iter().any(|mark| is_beside(&list.0, mark))),
        (ItemsEvidence::Objects, &|list| !is_scalar(list.1)),
        (ItemsEvidence::Named, &|list| list.0.last().is_some_and(|f| names::is_named_after(operation, &f.wire))),
    ];
    for (evidence, is_likely) in steps {
        let likely: Vec<&List<'_>> = lists.iter().copied().filter(|list| is_likely(list)).collect();
        match likely.as_slice() {
            [] => {}
            [only] => return Ok((only, evidence)),
            _ => lists = likely,
        }
    }
    match all.as_slice() {
        [] => Err(Unpaged::NoList),
        _ => Err(Unpaged::Lists(all.iter().map(|(path, _)| dotted(path)).collect())),
    }
}

fn is_aside(field: &&crate::model::Field) -> bool {
    names::is_aside(&field.wire)
}

fn is_scalar(ty: &Type) -> bool {
    matches!(ty, Type::Boolean | Type::Integer | Type::Number | Type::Text | Type::Bytes | Type::List(_))
}

/// Whether a list stands in the same object as a mark, or in an object of its own there: `Jobs.Job[]` beside `TotalCount`.
fn is_beside(list: &[&crate::model::Field], mark: &[&crate::model::Field]) -> bool {
    let holder = &mark[..mark.len() - 1];
    let is_within = |holder: &[&crate::model::Field]| {
        list.len() <= holder.len() + 2 && list.len() > holder.len() && dotted(&list[..holder.len()]) == dotted(holder)
    };
    is_within(holder)
}
