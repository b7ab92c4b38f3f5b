//! Which operations give their items page by page, and how.
//!
//! No key of a document says so: it follows from the names and types of the parameters, and from the structure of the
//! response. A parameter must select the page, the response must have one list that is known as that of the items, and a token
//! must come back. What cannot be told is left out; a correction of `paging` adds, changes or removes it.
//!
//! | module | what |
//! |---|---|
//! | `names` | what members that have to do with pages are called |
//! | `envelope` | the lists of a response, and what stands beside them |
//! | `items` | which of the lists has the items |

mod envelope;
mod items;
mod names;

use crate::model::{Field, Operation, Paging, PagingStyle, PathField, Type, Unpaged};
use envelope::{Envelope, FieldPath, dotted};
pub(super) use envelope::{Objects, objects};

/// How an operation pages.
pub(super) fn of(operation: &Operation, components: &Objects<'_>) -> Result<Paging, Unpaged> {
    let request = Request(operation);
    let envelope = Envelope::of(operation, components);
    // Of a token and a number, the token: the service can go on where it was, whatever has changed since.
    let by_token = request.moving(names::TOKENS).map(|parameter| token(&request, parameter, &envelope));
    let by_number = || request.moving(names::NUMBERS).map(|parameter| number(&request, parameter, &envelope, false));
    let by_offset = || request.moving(names::OFFSETS).map(|parameter| number(&request, parameter, &envelope, true));
    let is_told = |paging: &Result<_, _>| paging.is_ok();
    let attempts = [by_token.clone(), by_number(), by_offset()];
    let told = attempts.iter().flatten().find(|paging| is_told(paging)).cloned();
    let first = attempts.into_iter().flatten().next();
    if operation.call.event_stream { Err(Unpaged::Stream) } else { told.or(first).unwrap_or(Err(Unpaged::NoParameter)) }
}

/// The parameters of an operation.
struct Request<'m>(&'m Operation);

impl<'m> Request<'m> {
    /// The parameter with the best of some names: a text or a number that the service still knows.
    fn moving(&self, names: &[&str]) -> Option<&'m Field> {
        let fields = self.0.request.fields.iter().filter(|field| field.gone.is_none());
        let fields = fields.filter(|field| matches!(field.ty, Type::Text | Type::Integer));
        fields
            .filter_map(|field| Some((names::rank(&field.wire, names)?, field)))
            .min_by_key(|(rank, _)| *rank)
            .map(|(_, field)| field)
    }
}

fn token(request: &Request<'_>, parameter: &Field, envelope: &Envelope<'_>) -> Result<Paging, Unpaged> {
    let ranked = envelope
        .scalars
        .iter()
        .filter_map(|path| Some((names::token_rank(&parameter.wire, &path.last()?.wire)?, path.len(), path)));
    let (_, _, response) = ranked
        .min_by_key(|(rank, depth, _)| (*rank, *depth))
        .ok_or_else(|| Unpaged::NoToken(parameter.wire.clone()))?;
    let style = PagingStyle::Token { response: dotted(response) };
    let size = request.moving(names::TOKEN_SIZES).or_else(|| request.moving(names::PAGE_SIZES));
    paging(request, parameter, style, size, envelope, &[response.clone()])
}

fn number(
    request: &Request<'_>,
    parameter: &Field,
    envelope: &Envelope<'_>,
    is_offset: bool,
) -> Result<Paging, Unpaged> {
    let marks = marks(envelope);
    let size = request.moving(names::PAGE_SIZES).or_else(|| request.moving(names::TOKEN_SIZES));
    let list = items::items(&request.0.wire, envelope, &marks);
    let holder = list.as_ref().map(|((path, _), _)| path.clone()).unwrap_or_default();
    let total = total(envelope, &holder);
    if size.is_none() && total.is_none() {
        return Err(Unpaged::NoSize(parameter.wire.clone()));
    }
    let style = if is_offset { PagingStyle::Offset { total } } else { PagingStyle::Number { total } };
    paging(request, parameter, style, size, envelope, &marks)
}

/// The members of a response that tell of pages.
fn marks<'m>(envelope: &Envelope<'m>) -> Vec<FieldPath<'m>> {
    let is_mark = |path: &&FieldPath<'_>| {
        let names = [names::TOTALS, names::NUMBERS, names::PAGE_SIZES];
        path.last().is_some_and(|field| names.iter().any(|names| names::rank(&field.wire, names).is_some()))
    };
    envelope.scalars.iter().filter(is_mark).cloned().collect()
}

/// Where the number of all items stands: as close to the items as possible.
fn total(envelope: &Envelope<'_>, items: &[&Field]) -> Option<String> {
    let shared = |path: &[&Field]| path.iter().zip(items).take_while(|(a, b)| a.wire == b.wire).count();
    let ranked =
        envelope.scalars.iter().filter_map(|path| Some((names::rank(&path.last()?.wire, names::TOTALS)?, path)));
    let best = ranked.min_by_key(|(rank, path)| (usize::MAX - shared(path), path.len(), *rank));
    best.map(|(_, path)| dotted(path))
}

fn paging(
    request: &Request<'_>,
    parameter: &Field,
    style: PagingStyle,
    size: Option<&Field>,
    envelope: &Envelope<'_>,
    marks: &[FieldPath<'_>],
) -> Result<Paging, Unpaged> {
    let ((path, item), evidence) = items::items(&request.0.wire, envelope, marks)?;
    let field = |field: &&Field| PathField { wire: field.wire.clone(), name: field.name.clone() };
    Ok(Paging {
        request: parameter.wire.clone(),
        style,
        size: size.map(|field| field.wire.clone()),
        items: path.iter().map(field).collect(),
        item: (*item).clone(),
        evidence,
    })
}
