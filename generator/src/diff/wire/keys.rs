//! The table of keys and the comparison agree: a change of a value is what the table says that it is.

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

/// What the classes are together.
fn change_of(classes: &BTreeSet<Class>) -> Option<Change> {
    let is_wire = classes.iter().any(|class| class.weight() != Weight::Documentation);
    (!classes.is_empty()).then_some(if is_wire { Change::Wire } else { Change::Documentation })
}

#[test]
fn diff_compares_what_the_table_says() {
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

/// What is not read is not compared. Which document it is decides what it is compared with.
fn expected(key: &Key) -> Option<Change> {
    key.reading.map(|reading| reading.change).filter(|change| *change != Change::Identity)
}
