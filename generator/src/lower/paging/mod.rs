//! Which operations give their items page by page, and how.
//!
//! No key of a document says so: it follows from the names and types of the parameters, and from the structure of the
//! response. A parameter must select the page; the response must have one list that is known as that of the items, and must
//! give a token where the request takes one. What cannot be told is left out; a correction of `paging` adds, changes or
//! removes it.
//!
//! | module | what |
//! |---|---|
//! | `names` | what members that have to do with pages are called |
//! | `envelope` | the texts, numbers and lists of a message that stand in no list themselves |
//! | `items` | which list of a response has the items |
//! | `correction` | what a correction says |

mod correction;
mod envelope;
mod items;
mod names;

use crate::model::{BodyKind, Field, Operation, Paging, PagingStyle, ParameterLocation, PathField, Unpaged};
use crate::spec::Fault;
use crate::spec::document::Api;
use envelope::{Envelope, FieldPath, dotted};
pub(super) use envelope::{Objects, objects};
use items::ItemsList;

/// How an operation pages. A correction that does not fit is a fault.
pub(super) fn of(
    api: &Api<'_>,
    operation: &Operation,
    components: &Objects<'_>,
    faults: &mut Vec<Fault>,
) -> Result<Paging, Unpaged> {
    let pages = Pages::of(operation, components);
    match &api.paging {
        Some(correction) => correction::apply(correction, &pages).map_err(|fault| {
            faults.extend(fault.map(|fault| *fault));
            Unpaged::Correction
        }),
        None if operation.call.event_stream => Err(Unpaged::Stream),
        None => pages.classify(),
    }
}

/// An operation with what may tell of its pages.
struct Pages<'m> {
    operation: &'m Operation,
    /// The parameters; of a body that is an object, its members.
    request: Envelope<'m>,
    response: Envelope<'m>,
}

impl<'m> Pages<'m> {
    fn of(operation: &'m Operation, components: &Objects<'m>) -> Self {
        let is_body = |wire: &str| {
            let of_body = ParameterLocation::Body(BodyKind::JsonObject);
            operation.parameters.iter().any(|parameter| parameter.wire == wire && parameter.place == of_body)
        };
        let request = Envelope::of_request(operation, is_body, components);
        Self { operation, request, response: Envelope::of_response(operation, components) }
    }

    /// Of a token and a number, the token: the service goes on where it was, whatever has changed since.
    fn classify(&self) -> Result<Paging, Unpaged> {
        let token = self.parameter(names::TOKENS).map(|parameter| self.by_token(parameter));
        let number = || self.parameter(names::NUMBERS).map(|parameter| self.by_number(parameter));
        let offset = || self.parameter(names::OFFSETS).map(|parameter| self.by_offset(parameter));
        let mut refusal = None;
        for attempt in [token, number(), offset()].into_iter().flatten() {
            match attempt {
                Ok(paging) => return Ok(paging),
                // That of the first parameter is the most telling.
                Err(reason) => refusal = refusal.or(Some(reason)),
            }
        }
        Err(refusal.unwrap_or(Unpaged::NoParameter))
    }

    /// The parameter with the best of some names; one of the request itself goes before a member of its body.
    fn parameter(&self, names: &[&str]) -> Option<&FieldPath<'m>> {
        let ranked =
            self.request.scalars.iter().filter_map(|path| Some((names::rank(&path.last()?.wire, names)?, path)));
        ranked.min_by_key(|(rank, path)| (path.len(), *rank)).map(|(_, path)| path)
    }

    fn by_token(&self, parameter: &FieldPath<'m>) -> Result<Paging, Unpaged> {
        let token = self.next_token(parameter).ok_or_else(|| Unpaged::NoToken(dotted(parameter)))?;
        let items = items::items(&self.operation.wire, &self.response, std::slice::from_ref(token))?;
        let size = self.parameter(names::TOKEN_SIZES).or_else(|| self.parameter(names::PAGE_SIZES));
        Ok(paging(parameter, PagingStyle::Token { response: dotted(token) }, size, &items))
    }

    /// The member of the response that gives what a parameter takes.
    fn next_token(&self, parameter: &[&Field]) -> Option<&FieldPath<'m>> {
        let wire = &parameter.last()?.wire;
        let rank = |path: &FieldPath<'_>| names::token_rank(wire, &path.last()?.wire);
        let ranked = self.response.scalars.iter().filter_map(|path| Some((rank(path)?, path.len(), path)));
        ranked.min_by_key(|(rank, depth, _)| (*rank, *depth)).map(|(.., path)| path)
    }

    fn by_number(&self, parameter: &FieldPath<'m>) -> Result<Paging, Unpaged> {
        match names::first_value(parameter) {
            Some(1..) | None => self.counted(parameter, |total| PagingStyle::Number { first: 1, total }),
            Some(_) => Err(Unpaged::FirstPage(dotted(parameter))),
        }
    }

    /// What is called an offset may be the number of a page.
    fn by_offset(&self, parameter: &FieldPath<'m>) -> Result<Paging, Unpaged> {
        match names::first_value(parameter) {
            Some(0) => self.counted(parameter, |total| PagingStyle::Offset { total }),
            _ => Err(Unpaged::FirstPage(dotted(parameter))),
        }
    }

    fn counted(
        &self,
        parameter: &FieldPath<'m>,
        style: impl Fn(Option<String>) -> PagingStyle,
    ) -> Result<Paging, Unpaged> {
        let items = items::items(&self.operation.wire, &self.response, &self.response.marks())?;
        let total = self.response.total(items.path);
        let size = self.parameter(names::PAGE_SIZES).or_else(|| self.parameter(names::TOKEN_SIZES));
        if size.is_none() && total.is_none() {
            return Err(Unpaged::NoSize(dotted(parameter)));
        }
        Ok(paging(parameter, style(total), size, &items))
    }
}

fn paging(
    parameter: &FieldPath<'_>,
    style: PagingStyle,
    size: Option<&FieldPath<'_>>,
    items: &ItemsList<'_, '_>,
) -> Paging {
    Paging {
        request: dotted(parameter),
        style,
        size: size.map(|path| dotted(path)),
        items: items.path.iter().map(|f| PathField { wire: f.wire.clone(), name: f.name.clone() }).collect(),
        item: items.item.clone(),
        evidence: items.evidence,
    }
}
