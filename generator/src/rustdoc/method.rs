//! Documents a client method: what the operation does in short, and what a caller must know before calling it. The request has
//! everything else.

use super::page::{Page, repeats};
use super::{permissions, retries};
use crate::docs;
use crate::model::{Operation, Output, Prose};
use std::borrow::Cow;

/// The documentation of a client's method. `permissions` says whether operations of the module document theirs.
pub(super) fn lines(operation: &Operation, permissions: bool, page: &mut Page) {
    page.block(lead(operation).iter());
    page.gone(operation.gone.as_ref());
    page.paragraph(retries::of_method(&operation.call));
    page.block(permissions::of_method(operation, permissions));
    page.paragraph(if operation.paging.is_ok() { "Paged: `.pages()`, `.items()`." } else { "" });
    page.paragraph(taken(operation) + &returned(operation));
}

/// The documentation of the method that prepares a blocking call.
pub(super) fn blocking(operation: &Operation, page: &mut Page) {
    page.block(lead(operation).iter());
    page.paragraph(format!("See the async [`Client::{m}`](super::Client::{m}).", m = operation.file));
}

/// What the operation does, in short. The request does not repeat it.
pub(super) fn lead(operation: &Operation) -> Cow<'_, [String]> {
    let lead = match short(operation) {
        Some(text) => text.lines(),
        None => docs::fill(&summary(operation)).into(),
    };
    if lead.is_empty() { docs::fill(&format!("Calls {}.", docs::code(&operation.wire))).into() } else { lead }
}

/// Where the operation is documented.
fn taken(operation: &Operation) -> String {
    let what = if operation.docs.errors.is_empty() { "Details" } else { "Details and errors" };
    format!("[{what}](operations::{}).", operation.request.path.name)
}

/// What the call gives, which its type does not show.
fn returned(operation: &Operation) -> String {
    let response = operation.response().map(|path| format!("[`{0}`](operations::{0})", path.name));
    match (response, &operation.output, operation.call.event_stream) {
        (Some(response), _, false) => format!(" Gives {response}."),
        (None, Output::Bytes, false) => {
            " Gives binary content. `download()` reads it as it comes, or saves it to a file; awaited, the call gives all of it."
                .to_owned()
        }
        (None, _, false) => String::new(),
        (response, _, true) => {
            let data = response.map(|response| format!(", each with {response} as its data")).unwrap_or_default();
            format!(" Gives a stream of events{data}. `events()` reads them one by one; awaited, the call gives their text.")
        }
    }
}

/// A one-line summary for tables of contents; empty if there is only the name.
pub(super) fn summary(operation: &Operation) -> Cow<'_, str> {
    short_text(operation).map(Prose::sentence).unwrap_or_default()
}

/// The text whose first sentence says what an operation is for.
pub(crate) fn short_text(operation: &Operation) -> Option<&Prose> {
    short(operation).or(operation.docs.parts.first())
}

/// The summary or title, unless it only repeats the name.
fn short(operation: &Operation) -> Option<&Prose> {
    let texts = [&operation.docs.summary, &operation.docs.title];
    texts.into_iter().find(|text| !text.trim().is_empty() && !repeats(text, &operation.wire))
}
