//! Structs and enums: what they are for, and where they come from.

use super::page::Page;
use super::sample;
use crate::docs;
use crate::model::{Enum, Object, Operation};

/// The request of an operation.
pub(super) fn request(operation: &Operation) -> Vec<String> {
    let mut page = Page::default();
    page.paragraph(of_method("Request", operation));
    page.lines()
}

/// The response of an operation, with a documented sample.
pub(super) fn response(operation: &Operation, object: &Object) -> Vec<String> {
    let mut page = Page::default();
    page.paragraph(of_method("Response", operation));
    page.prose(&object.text);
    page.block(operation.docs.sample.as_ref().map(|sample| sample::lines(sample)).unwrap_or_default());
    page.lines()
}

/// Links name raw identifiers without `r#`.
fn of_method(what: &str, operation: &Operation) -> String {
    let method = &operation.file;
    format!("{what} of [`Client::{method}`](super::super::Client::{method}).")
}

/// Any other struct.
pub(super) fn object(object: &Object) -> Vec<String> {
    let mut page = Page::default();
    page.prose(&object.text);
    page.gone(object.gone.as_ref());
    page.paragraph(format!("Wire path {}.", docs::code(&object.wire_path)));
    page.lines()
}

/// An enum.
pub(super) fn list(list: &Enum) -> Vec<String> {
    let mut page = Page::default();
    page.prose(&list.text);
    page.gone(list.gone.as_ref());
    let path = docs::code(&list.wire_path);
    page.paragraph(format!("Values of {path}. A value that is not listed survives as `Unknown`."));
    page.lines()
}
