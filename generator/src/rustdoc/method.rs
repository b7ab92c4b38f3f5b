//! Documents a client method: the operation, its permissions, its errors.

use super::page::{Page, repeats};
use super::{errors, permissions, retries};
use crate::docs;
use crate::model::{Operation, Output};

/// The documentation of a client's method. `permissions` says whether operations of the module document theirs.
pub(super) fn lines(operation: &Operation, product: &str, version: &str, permissions: bool) -> Vec<String> {
    let docs = &operation.docs;
    let mut page = Page::default();
    match short(operation) {
        Some(text) => page.prose(text),
        None if docs.parts.is_empty() => page.paragraph(format!("Calls {}.", docs::code(&operation.wire))),
        None => &mut page,
    };
    for part in &docs.parts {
        let lines = without_repetition(docs::rustdoc(part), page.so_far());
        page.block(lines);
    }
    page.gone(operation.gone.as_ref());
    page.paragraph(retries::of_method(&operation.call));
    page.block(permissions::of_method(operation, permissions));
    page.block(errors::table(operation));
    page.paragraph(format!(
        "[`{}` in the API explorer](https://api.alibabacloud.com/api/{}/{}/{})",
        operation.wire, product, version, operation.wire
    ));
    page.paragraph(returned(operation));
    page.paragraph(if operation.paging.is_ok() { "Paged: `.pages()`, `.items()`." } else { "" }.to_owned());
    page.lines()
}

/// The documentation of the method that prepares a blocking call.
pub(super) fn blocking(operation: &Operation) -> String {
    format!("See [`Client::{m}`](super::Client::{m}).", m = operation.file)
}

/// What the call gives, which its type does not show.
fn returned(operation: &Operation) -> String {
    let response = operation.response().map(|path| format!("[`{0}`](operations::{0})", path.name));
    match (response, &operation.output, operation.call.event_stream) {
        (Some(response), _, false) => format!("Gives {response}."),
        (None, Output::Bytes, false) => {
            "Gives binary content. `download()` reads it as it comes, or saves it to a file; awaited, the call gives all of it."
                .to_owned()
        }
        (None, _, false) => String::new(),
        (response, _, true) => {
            let data = response.map(|response| format!(", each with {response} as its data")).unwrap_or_default();
            format!("Gives a stream of events{data}. `events()` reads them one by one; awaited, the call gives their text.")
        }
    }
}

/// Drops the first paragraph of a part if it repeats the text before it: summaries are often copied.
fn without_repetition(mut lines: Vec<String>, before: &[String]) -> Vec<String> {
    let end = lines.iter().position(String::is_empty).unwrap_or(lines.len());
    if !before.is_empty() && lines[..end] == *before {
        lines.drain(..lines.len().min(end + 1));
    }
    lines
}

/// A one-line summary for tables of contents; empty if there is only the name.
pub(super) fn summary(operation: &Operation) -> String {
    docs::one_line(short_text(operation))
}

/// The text whose first sentence says what an operation is for.
pub(crate) fn short_text(operation: &Operation) -> &str {
    short(operation).unwrap_or_else(|| operation.docs.parts.first().map_or("", String::as_str))
}

/// The summary or title, unless it only repeats the name.
fn short(operation: &Operation) -> Option<&str> {
    let texts = [operation.docs.summary.as_str(), &operation.docs.title];
    texts.into_iter().find(|text| !text.trim().is_empty() && !repeats(text, &operation.wire))
}
