//! What a correction says of pages: all that it leaves out is concluded from the document as usual.

use super::envelope::{Envelope, FieldPath, dotted};
use super::items::{self, ItemsList};
use super::{Pages, names, paging};
use crate::Severity;
use crate::model::{ItemsEvidence, Paging, PagingStyle, Unpaged};
use crate::spec::Fault;
use crate::spec::document::{Located, PagingKey};
use crate::spec::keys::closest;

/// The value that says that there is none.
const NONE: &str = "none";

/// How an operation pages by its correction; `Err(None)` if it says that the operation does not.
pub(super) fn apply(key: &PagingKey<'_>, pages: &Pages<'_>) -> Result<Paging, Option<Box<Fault>>> {
    if key.is_none {
        return Err(None);
    }
    corrected(key, pages).map_err(|fault| Some(Box::new(fault.operation(&pages.operation.wire))))
}

fn corrected(key: &PagingKey<'_>, pages: &Pages<'_>) -> Result<Paging, Box<Fault>> {
    if pages.operation.call.event_stream {
        return Err(fault(key.at, "a stream of events has no pages", "remove the correction"));
    }
    let (style, moving) = match (&key.token, &key.number, &key.offset) {
        (Some(moving), None, None) => (Style::Token, moving),
        (None, Some(moving), None) => (Style::Number, moving),
        (None, None, Some(moving)) => (Style::Offset, moving),
        _ => {
            let message = "`paging` does not name exactly one parameter that selects the page";
            return Err(fault(
                key.at,
                message,
                "set one of `token`, `number` and `offset`, or write `none` in place of the map",
            ));
        }
    };
    let parameter = member(&pages.request, moving, "the request")?;
    let size = match &key.size {
        Some(size) => Some(member(&pages.request, size, "the request")?),
        None => pages.parameter(names::PAGE_SIZES).or_else(|| pages.parameter(names::TOKEN_SIZES)),
    };
    if !matches!(style, Style::Number) {
        unused(key.first.as_ref(), "first", "only `number` goes with it")?;
    }
    let style = match style {
        Style::Token => PagingStyle::Token { response: next(key, pages, parameter)? },
        Style::Number => PagingStyle::Number { first: first(key)?, total: total(key, pages)? },
        Style::Offset => PagingStyle::Offset { total: total(key, pages)? },
    };
    Ok(paging(parameter, style, size, &list(key, pages)?))
}

enum Style {
    Token,
    Number,
    Offset,
}

fn next(key: &PagingKey<'_>, pages: &Pages<'_>, parameter: &FieldPath<'_>) -> Result<String, Box<Fault>> {
    unused(key.total.as_ref(), "total", "the number of items does not matter where there is a token")?;
    match &key.next {
        Some(next) => member(&pages.response, next, "the response").map(|path| dotted(path)),
        None => pages.next_token(parameter).map(|path| dotted(path)).ok_or_else(|| {
            let help = "say with `next` where the response gives the token: `next: \"Data.NextToken\"`";
            fault(key.at, format!("no member of the response is known to give the next `{}`", dotted(parameter)), help)
        }),
    }
}

fn total(key: &PagingKey<'_>, pages: &Pages<'_>) -> Result<Option<String>, Box<Fault>> {
    unused(key.next.as_ref(), "next", "only `token` goes with it")?;
    match &key.total {
        Some(total) if total.text == NONE => Ok(None),
        Some(total) => member(&pages.response, total, "the response").map(|path| Some(dotted(path))),
        None => Ok(pages.response.total(list(key, pages)?.path)),
    }
}

/// The number of the first page.
fn first(key: &PagingKey<'_>) -> Result<i64, Box<Fault>> {
    let Some(first) = &key.first else { return Ok(1) };
    let message = || format!("the number of the first page is an integer, not `{}`", first.text);
    first.text.trim().parse().map_err(|_| fault(first.at, message(), "write `first: 0`, or leave it out for 1"))
}

/// The list that the correction names, else the one that has the items by all that is known.
fn list<'e, 'm>(key: &PagingKey<'_>, pages: &'e Pages<'m>) -> Result<ItemsList<'e, 'm>, Box<Fault>> {
    let lists = &pages.response.lists;
    let Some(wanted) = &key.items else {
        return items::items(&pages.operation.wire, &pages.response, &pages.response.marks()).map_err(|reason| {
            let message = match reason {
                Unpaged::Lists(lists) => format!("the response has several lists: {}", lists.join(", ")),
                _ => "the response has no list".to_owned(),
            };
            fault(key.at, message, "say with `items` which list has the items")
        });
    };
    let path = wanted.text.trim_end_matches("[]");
    let found = lists.iter().find(|(fields, _)| dotted(fields) == path);
    let known = lists.iter().map(|(fields, _)| dotted(fields));
    found
        .map(|(path, item)| ItemsList { path, item, evidence: ItemsEvidence::Correction })
        .ok_or_else(|| unknown(wanted, "list", "the response", &known.collect::<Vec<_>>()))
}

/// The member at a path.
fn member<'e, 'm>(within: &'e Envelope<'m>, path: &Located<'_>, what: &str) -> Result<&'e FieldPath<'m>, Box<Fault>> {
    let found = within.scalars.iter().find(|fields| dotted(fields) == path.text);
    let known = || within.scalars.iter().map(|fields| dotted(fields)).collect::<Vec<_>>();
    found.ok_or_else(|| unknown(path, "text or integer", what, &known()))
}

fn unknown(path: &Located<'_>, kind: &str, what: &str, known: &[String]) -> Box<Fault> {
    let message = format!("{what} has no {kind} `{}`", path.text);
    let help = match closest(&path.text, known.iter().map(String::as_str)) {
        Some(close) => format!("did you mean `{close}`?"),
        None if known.is_empty() => format!("there is no {kind} outside of lists"),
        None => format!("expected one of {}", known.join(", ")),
    };
    fault(path.at, message, help)
}

fn unused(value: Option<&Located<'_>>, name: &str, why: &str) -> Result<(), Box<Fault>> {
    value.map_or(Ok(()), |value| {
        Err(fault(value.at, format!("`{name}` has no effect on this `paging`"), format!("remove it: {why}")))
    })
}

fn fault(at: crate::spec::NodeId, message: impl Into<String>, help: impl Into<String>) -> Box<Fault> {
    Box::new(Fault::new(Severity::Error, "paging", at, message).help(help))
}
