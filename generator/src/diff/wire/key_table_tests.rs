//! Tests that the comparison classifies a change of each key as the table of keys declares.

use super::differences;
use crate::Input;
use crate::diff::rules::{Class, Weight};
use crate::spec::LoadedDocument;
use crate::spec::keys::tests::{constructs, document, values};
use crate::spec::keys::{Change, Key};
use std::collections::BTreeSet;

/// The classes of change between two documents.
fn classes(old: &str, new: &str) -> BTreeSet<Class> {
    let inputs = [old, new].map(|text| Input::new("demo.json", text));
    let [old, new] = [&inputs[0], &inputs[1]].map(|input| LoadedDocument::read(input).unwrap());
    differences(&old.document, &new.document).into_iter().map(|found| found.class).collect()
}

/// The kind of change that the classes amount to.
fn change_of(classes: &BTreeSet<Class>) -> Option<Change> {
    let is_wire = classes.iter().any(|class| class.weight() != Weight::Documentation);
    (!classes.is_empty()).then_some(if is_wire { Change::Wire } else { Change::Documentation })
}

#[test]
fn diff_classifies_keys_as_the_table_declares() {
    for (construct, enclosing) in constructs() {
        for key in construct.keys {
            let [first, second] =
                values(construct, key).map(|value| document(construct, &enclosing, key.name, Some(value)));
            let absent = document(construct, &enclosing, key.name, None);
            let found = &(&classes(&first, &second) | &classes(&second, &first)) | &classes(&absent, &first);
            let expected = expected(key);
            assert_eq!(change_of(&found), expected, "`{}` in {}: {found:?}", key.name, construct.name);
        }
    }
}

/// The declared kind of change. Keys that are not read are not compared; keys that identify a document select its counterpart.
fn expected(key: &Key) -> Option<Change> {
    key.reading.map(|reading| reading.change).filter(|change| *change != Change::Identity)
}
