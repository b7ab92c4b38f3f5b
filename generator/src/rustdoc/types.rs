//! Structs and enums: what they are for, and where they come from.

use super::page::Page;
use crate::docs;
use crate::model::{Enum, Object, Operation};

/// The response of an operation. A documented sample follows in an attribute.
pub(super) fn response(operation: &Operation, object: &Object, page: &mut Page) {
    let method = &operation.file;
    page.paragraph(format!("Response of [`Client::{method}`](super::super::Client::{method})."));
    page.prose(&object.text);
}

/// Any other struct.
pub(super) fn object(object: &Object, page: &mut Page) {
    page.prose(&object.text);
    page.gone(object.gone.as_ref());
    page.paragraph(format!("Wire path {}.", docs::code(&object.wire_path)));
}

/// An enum.
pub(super) fn list(list: &Enum, page: &mut Page) {
    page.prose(&list.text);
    page.gone(list.gone.as_ref());
    let path = docs::code(&list.wire_path);
    page.paragraph(format!("Values of {path}. Any other value is kept as `Unknown`."));
}
