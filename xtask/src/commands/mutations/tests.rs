//! What is recorded is what we say today, and every class of change is in it. No compiler is needed.

use std::collections::BTreeSet;
use std::env;

use generator::diff::{Class, ItemClass};

use super::*;
use verdict::Said;

/// Classes of change in Rust that no document brings about, and why.
const UNREACHED: &[(ItemClass, &str)] = &[
    (ItemClass::SetterAdded, "a setter comes with its field, and the field is told"),
    (ItemClass::SetterRemoved, "a setter goes with its field, and the field is told"),
    (ItemClass::SetterChanged, "a setter takes what its field is, and the field is told"),
];

fn kept() -> Kept {
    Kept::read(&Workspace::find()).map_err(|failure| failure.render()).unwrap()
}

fn said(kept: &Kept, mutation: &Mutation) -> mutation::Both<Said> {
    let said = kept.base.with(mutation).and_then(|changed| work::said(&kept.base, &changed));
    said.map_err(|failure| failure.within(&mutation.name).render()).unwrap()
}

#[test]
fn what_we_say_is_recorded_and_right() {
    let mut kept = kept();
    let (mut changed, mut wrong) = (BTreeMap::new(), String::new());
    for mutation in &kept.mutations {
        let old = kept.records.get(&mutation.name);
        let record = Record { said: said(&kept, mutation), heard: old.and_then(|old| old.heard.clone()) };
        for way in Way::ALL {
            if let Judged::Wrong(what) = judge::judge(mutation, &record, way) {
                wrong += &format!("`{}`, {}: {what}\n", mutation.name, way.name());
            }
        }
        if old != Some(&record) {
            changed.insert(mutation.name.clone(), record);
        }
    }
    if env::var_os("UPDATE_EXPECT").is_some() {
        kept.update(changed).map_err(|failure| failure.render()).unwrap();
    } else {
        assert!(changed.is_empty(), "not as recorded, UPDATE_EXPECT=1 records it: {changed:#?}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_record_is_as_it_is_written() {
    let kept = kept();
    let text = text(&kept.folder.join("recorded.yaml")).map_err(|failure| failure.render()).unwrap();
    assert_eq!(text, record::write(&kept.mutations, &kept.records), "`cargo xtask mutations --update` writes it anew");
}

#[test]
fn every_class_occurs() {
    let kept = kept();
    let said = || kept.records.values().flat_map(|record| Way::ALL.map(|way| record.said.of(way)));
    let wire: BTreeSet<&str> = said().flat_map(|said| said.wire.keys()).map(String::as_str).collect();
    let rust: BTreeSet<&str> = said().flat_map(|said| said.rust.keys()).map(String::as_str).collect();
    let missing: Vec<&str> =
        Class::ALL.iter().map(|class| class.label()).filter(|label| !wire.contains(label)).collect();
    assert!(missing.is_empty(), "no mutation has {missing:?}");
    for class in ItemClass::ALL {
        let reason = UNREACHED.iter().find(|(unreached, _)| unreached == class);
        assert_eq!(rust.contains(class.label()), reason.is_none(), "{class}: {reason:?}");
    }
}
