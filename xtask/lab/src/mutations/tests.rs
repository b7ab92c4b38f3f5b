//! What is recorded is what we say today, and every class of change is in it. No compiler is needed.

use std::collections::BTreeSet;
use std::env;

use generator::diff::surface::{self, Item, ItemKind};
use generator::diff::{Class, ItemClass};
use generator::{Flavour, Options, lower};

use super::*;
use verdict::Said;

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
    let (mut changed, mut wrong) = (BTreeMap::new(), Vec::new());
    for mutation in &kept.mutations {
        let old = kept.records.get(&mutation.name);
        let record = Record { said: said(&kept, mutation), heard: old.and_then(|old| old.heard.clone()) };
        for way in Way::ALL {
            if let Judged::Wrong(what) = judge::judge(mutation, &record, way) {
                wrong.push(format!("`{}`, {}: {what}", mutation.name, way.name()));
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
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_record_is_as_it_is_written() {
    let kept = kept();
    let text = text(&kept.folder.join("recorded.yaml")).map_err(|failure| failure.render()).unwrap();
    assert_eq!(text, record::write(&kept.mutations, &kept.records), "`cargo xtask mutations --update` writes it anew");
}

#[test]
fn the_program_uses_everything_that_diff_knows() {
    let inputs = kept().base.inputs();
    let options = Options { flavour: Flavour::Standalone { runtime_path: "runtime".to_owned() } };
    let program = program::text(&generator::generate(&inputs, &options).files).map_err(|failure| failure.render());
    let program = unspaced(&program.unwrap());
    let items: Vec<Item> = lower::lower(&inputs).krate.callable().flat_map(surface::items).collect();
    assert!(items.len() > 300, "{}", items.len());
    for item in items {
        let mut names = item.path.rsplit("::");
        let (name, of) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
        let used = match item.kind {
            ItemKind::Module => format!("::{name}"),
            ItemKind::Struct | ItemKind::Enum => format!("::{name};"),
            ItemKind::Export => format!("fn(generated::{}", item.path),
            ItemKind::Field => format!(": &Option<{}> = &value.{name};", written(&item.signature)),
            ItemKind::Setter | ItemKind::Method => format!("value.{name}("),
            ItemKind::Constructor => format!("{of}::new("),
            ItemKind::Variant => format!("{of}::{name} => {{}}"),
            ItemKind::Constant => format!("= {name};"),
        };
        assert!(program.contains(&unspaced(&used)), "`{}` is not used: no `{used}`", item.path);
    }
}

/// Without spaces: lines are broken where they are long.
fn unspaced(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A type as the files write it that use it: without the paths of what they import.
fn written(signature: &str) -> String {
    let words = signature.split_inclusive(|c: char| !(c.is_alphanumeric() || "_:#".contains(c)));
    words.map(|word| word.rsplit("::").next().unwrap_or(word)).collect()
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
        assert!(rust.contains(class.label()), "no mutation has `{class}`");
    }
}
