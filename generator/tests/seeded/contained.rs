//! A fault inside an operation costs at most that operation.

use std::collections::{BTreeMap, BTreeSet};

use generator::model::{Module, Operation};
use generator::{Diagnostic, Input, Severity};

use crate::places::{Is, Unit, units};
use crate::random::Random;
use crate::seeds::Kind;
use crate::tree::Entry;
use crate::write::{Form, written};
use crate::{DOCUMENTS, EACH, Original, metadata, original};

/// A document without a fault, and what comes of it.
struct Sound {
    original: Original,
    operations: Vec<Unit>,
    module: Module,
}

impl Sound {
    fn of(original: Original) -> Self {
        let text = written(&original.root, Form::Line).text;
        let (module, _) = lowered(original.name, text);
        let units = units(&original.root, &original.refused);
        Self { operations: units.into_iter().filter(|unit| unit.is == Is::Operation).collect(), module, original }
    }
}

fn lowered(name: &str, text: String) -> (Module, Vec<Diagnostic>) {
    let lowered = generator::lower::lower(&[Input::new(name, text)]);
    let errors: Vec<&Diagnostic> = lowered.diagnostics.iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
    (lowered.krate.modules.into_iter().next().unwrap(), lowered.diagnostics)
}

/// What an operation is without the links to others: that to one which is gone is only told in words.
fn without_links(operation: &Operation) -> Operation {
    let mut operation = operation.clone();
    operation.deprecated = operation.deprecated.map(|mut deprecated| {
        deprecated.substitutes.iter_mut().for_each(|substitute| substitute.method = None);
        deprecated
    });
    operation
}

/// Puts a fault into one operation; whether the operation is lost.
fn judge(sound: &Sound, unit: &Unit, kind: Kind, random: &mut Random) -> Option<bool> {
    let mut root = sound.original.root.clone();
    let (target, quoted) = {
        let quoted = kind.seed(root.at_mut(&unit.way), unit.is, 0, random)?;
        let Entry { key, .. } = &root.at(&unit.way[..1]).map()[unit.way[1]];
        (key.clone(), quoted)
    };
    let name = format!("{}: {kind:?} {quoted} in {target}", sound.original.name);
    let (module, diagnostics) = lowered(&name, written(&root, Form::Line).text);
    let of = |module: &Module| -> BTreeMap<String, Operation> {
        module.operations.iter().map(|o| (o.wire.clone(), without_links(o))).collect()
    };
    let (before, after) = (of(&sound.module), of(&module));
    for (wire, operation) in before.iter().filter(|(wire, _)| **wire != target) {
        assert!(after.get(wire) == Some(operation), "{name}: {wire} is another one");
    }
    let is_lost = !after.contains_key(&target);
    // What is lost is named, with the reason, and counted.
    let costs: BTreeSet<&String> =
        diagnostics.iter().filter(|f| f.severity == Severity::Warning).flat_map(|f| &f.refuses).collect();
    assert_eq!(costs, [&target].into_iter().filter(|_| is_lost).collect(), "{name}");
    assert_eq!(module.operations.len() + module.refused.len(), module.declared, "{name}");
    Some(is_lost)
}

#[test]
fn a_fault_costs_no_other_operation() {
    let Some(folder) = metadata::folder() else { return };
    let documents = DOCUMENTS.iter().map(|name| original(&folder, name));
    let small = documents.filter(|document| document.root.get("apis").unwrap().map().len() < 30);
    let documents: Vec<Sound> = small.map(Sound::of).collect();
    let mut random = Random::new(2);
    for kind in Kind::OF_TREES {
        let (mut planted, mut lost) = (0, 0);
        while planted < EACH {
            let sound = &documents[random.below(documents.len())];
            let unit = random.pick::<Unit>(&sound.operations);
            if let Some(is_lost) = judge(sound, unit, kind, &mut random) {
                planted += 1;
                lost += usize::from(is_lost);
            }
        }
        println!("{kind:?}: {planted} planted, {lost} cost their operation, none another one");
    }
}
