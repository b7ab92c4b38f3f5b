//! The error codes of a module.

use crate::Owner;
use crate::item::{Const, File, Item, Naming, Origin};
use crate::model::{ErrorConstant, Module};
use crate::rustdoc::Topic;

/// `errors.rs`; none where no code is documented.
pub(super) fn file(module: &Module) -> Option<File<'_>> {
    (!module.errors.is_empty()).then(|| File {
        path: module.source_file("errors.rs"),
        module: module.below(&["errors"]),
        document: &module.origin,
        owner: Owner::Document,
        docs: Topic::Errors(module).into(),
        attributes: Vec::new(),
        naming: Naming::List,
        imports: Vec::new(),
        items: items(module),
    })
}

/// A constant for each code.
pub(super) fn items(module: &Module) -> Vec<Item<'_>> {
    module.errors.iter().map(constant).collect()
}

fn constant(error: &ErrorConstant) -> Item<'_> {
    Item::Const(Const {
        name: &error.name,
        value: &error.code,
        origin: Origin::Path(""),
        docs: Topic::Error(error).into(),
    })
}
