//! What is recorded is what we say today, and every class of change is in it. No compiler is needed.

use std::collections::BTreeSet;
use std::env;

use generator::diff::{Class, ItemClass};

use super::*;
use verdict::DiffVerdict;

fn read() -> MutationFiles {
    MutationFiles::read(&xtask::project::find()).map_err(|failure| failure.render()).unwrap()
}

fn diff_verdicts(files: &MutationFiles, mutation: &Mutation) -> mutation::Both<DiffVerdict> {
    let diff = files.base.with(mutation).and_then(|changed| work::diff_verdicts(&files.base, &changed));
    diff.map_err(|failure| failure.within(&mutation.name).render()).unwrap()
}

#[test]
fn what_we_say_is_recorded_and_right() {
    let mut files = read();
    let (mut changed, mut wrong) = (BTreeMap::new(), Vec::new());
    for mutation in &files.mutations {
        let old = files.records.get(&mutation.name);
        let record = Record { diff: diff_verdicts(&files, mutation), oracles: old.and_then(|old| old.oracles.clone()) };
        for direction in Direction::ALL {
            if let CheckedVerdict::Wrong(what) = verdict_check::check(mutation, &record, direction) {
                wrong.push(format!("`{}`, {}: {what}", mutation.name, direction.name()));
            }
        }
        if old != Some(&record) {
            changed.insert(mutation.name.clone(), record);
        }
    }
    if env::var_os("UPDATE_EXPECT").is_some() {
        files.update(changed).map_err(|failure| failure.render()).unwrap();
    } else {
        assert!(changed.is_empty(), "not as recorded, UPDATE_EXPECT=1 records it: {changed:#?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_record_is_as_it_is_written() {
    let files = read();
    let text = text(&files.folder.join("recorded.yaml")).map_err(|failure| failure.render()).unwrap();
    assert_eq!(
        text,
        record::write(&files.mutations, &files.records),
        "`cargo xtask mutations --update` writes it anew"
    );
}

#[test]
fn every_class_occurs() {
    let files = read();
    let verdicts =
        || files.records.values().flat_map(|record| Direction::ALL.map(|direction| record.diff.of(direction)));
    let wire: BTreeSet<&str> = verdicts().flat_map(|verdict| verdict.wire.keys()).map(String::as_str).collect();
    let rust: BTreeSet<&str> = verdicts().flat_map(|verdict| verdict.rust.keys()).map(String::as_str).collect();
    let missing: Vec<&str> =
        Class::ALL.iter().map(|class| class.label()).filter(|label| !wire.contains(label)).collect();
    assert!(missing.is_empty(), "no mutation has {missing:?}");
    for class in ItemClass::ALL {
        assert!(rust.contains(class.label()), "no mutation has `{class}`");
    }
}
