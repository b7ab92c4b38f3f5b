//! Faults put into real documents at random places, many in one document, in three forms: each is reported, and where.

use std::collections::BTreeMap;

use generator::{Diagnostic, Input};

mod contained;
#[path = "../support/metadata.rs"]
mod metadata;
mod places;
#[path = "../output/random.rs"]
mod random;
mod seeds;
mod tree;
mod write;

use places::{Unit, units};
use random::Random;
use seeds::Kind;
use tree::Node;
use write::{Form, Written, written};

/// How many of each kind.
const EACH: usize = 50;

/// Documents of all sizes that are read in a moment, RPC and ROA, with and without components.
const DOCUMENTS: [&str; 12] = [
    "2024-06-zh/acm/2020-02-06/api-docs.json",
    "2024-06-zh/antiddos-public/2017-05-18/api-docs.json",
    "2024-06-zh/bpstudio/2021-09-31/api-docs.json",
    "2024-06-zh/cc5g/2022-03-14/api-docs.json",
    "2024-06-zh/cloudcontrol/2022-08-30/api-docs.json",
    "2024-06-zh/fc/2023-03-30/api-docs.json",
    "2024-06-zh/imp/2021-06-30/api-docs.json",
    "2024-06-zh/linkedmall/2023-09-30/api-docs.json",
    "2024-06-zh/maxcompute/2022-01-04/api-docs.json",
    "2024-06-zh/paiplugin/2022-01-12/api-docs.json",
    "2024-06-zh/pvtz/2018-01-01/api-docs.json",
    "2024-06-zh/voicenavigator/2018-06-12/api-docs.json",
];

/// A fault: its kind, and what the message has to quote.
struct Seed {
    kind: Kind,
    quoted: String,
}

/// A copy of a document with faults, at most one in a part, so that none hides another.
struct Copy {
    name: &'static str,
    root: Node,
    /// The parts without a fault, in a random order.
    free: Vec<Unit>,
    /// The faults in it, by number.
    seeds: BTreeMap<usize, Seed>,
}

impl Copy {
    fn of(original: &Original, random: &mut Random) -> Self {
        let mut free = units(&original.root, &original.refused);
        random.shuffle(&mut free);
        Self { name: original.name, root: original.root.clone(), free, seeds: BTreeMap::new() }
    }

    /// Puts a fault into a part that has none; whether there was one to take it.
    fn seed(&mut self, kind: Kind, number: usize, random: &mut Random) -> bool {
        let found = self.free.iter().enumerate().find_map(|(i, unit)| {
            let quoted = kind.seed(self.root.at_mut(&unit.way), unit.is, number, random)?;
            Some((i, Seed { kind, quoted }))
        });
        let Some((i, seed)) = found else { return false };
        self.free.swap_remove(i);
        self.seeds.insert(number, seed);
        true
    }
}

struct Original {
    name: &'static str,
    root: Node,
    /// Operations that are left out, and so not looked at any closer.
    refused: Vec<String>,
}

fn original(folder: &std::path::Path, name: &'static str) -> Original {
    let input = metadata::read(folder, name);
    let root: serde_json::Value = serde_json::from_str(&input.text).unwrap();
    let diagnostics = generator::lower::lower(&[input]).diagnostics;
    let refused = diagnostics.iter().filter(|diagnostic| diagnostic.severity == generator::Severity::Refused);
    Original {
        name,
        root: root.into(),
        refused: refused.filter_map(|diagnostic| diagnostic.operation.clone()).collect(),
    }
}

/// All faults, spread over copies of all documents.
fn copies(originals: &[Original], random: &mut Random) -> Vec<Copy> {
    let mut kinds: Vec<Kind> = Kind::OF_TREES.into_iter().flat_map(|kind| [kind; EACH]).collect();
    random.shuffle(&mut kinds);
    let mut open: Vec<Copy> = originals.iter().map(|original| Copy::of(original, random)).collect();
    let mut full = Vec::new();
    for (number, kind) in kinds.into_iter().enumerate() {
        // Not every document has a place for every kind.
        while let which = random.below(open.len())
            && !open[which].seed(kind, number, random)
        {
            if open[which].seeds.len() > open[which].free.len() {
                let fresh = Copy::of(&originals[which], random);
                full.push(std::mem::replace(&mut open[which], fresh));
            }
        }
    }
    full.into_iter().chain(open).filter(|copy| !copy.seeds.is_empty()).collect()
}

/// How many faults were put in, found and placed exactly, by kind and form.
#[derive(Default)]
struct Table(BTreeMap<(String, String), [usize; 3]>);

impl Table {
    fn add(&mut self, kind: Kind, form: Form, found: bool, exact: bool) {
        let row = self.0.entry((format!("{kind:?}"), format!("{form:?}"))).or_default();
        for (cell, counts) in row.iter_mut().zip([true, found, exact]) {
            *cell += usize::from(counts);
        }
    }

    fn total(&self) -> [usize; 3] {
        self.0.values().fold([0; 3], |sum, row| [0, 1, 2].map(|i| sum[i] + row[i]))
    }

    fn print(&self) {
        println!("{:20} {:8} {:>6} {:>6} {:>6}", "kind", "form", "seeded", "found", "exact");
        for ((kind, form), [seeded, found, exact]) in &self.0 {
            println!("{kind:20} {form:8} {seeded:6} {found:6} {exact:6}");
        }
    }
}

fn diagnostics(name: &str, form: Form, text: String) -> Vec<Diagnostic> {
    let path = name.replace("json", form.ending());
    generator::lower::lower(&[Input::new(path, text)]).diagnostics
}

/// Looks for the faults of a copy in what is said about it.
fn judge(copy: &Copy, form: Form, table: &mut Table) {
    let Written { text, places } = written(&copy.root, form);
    let diagnostics = diagnostics(copy.name, form, text);
    for (number, place) in places {
        let Seed { kind, quoted } = &copy.seeds[&number];
        let names = |diagnostic: &&Diagnostic| {
            kind.diagnostics().contains(&diagnostic.kind) && diagnostic.message.contains(quoted)
        };
        let is_there = |f: &Diagnostic| f.position.is_some_and(|position| (position.line, position.column) == place);
        let exact = diagnostics.iter().any(|diagnostic| names(&diagnostic) && is_there(diagnostic));
        let found = diagnostics.iter().any(|diagnostic| names(&diagnostic));
        if !exact {
            println!("{}, {form:?}: {kind:?} {quoted} at {place:?}; found: {found}", copy.name);
        }
        table.add(*kind, form, found, exact);
    }
}

/// A tab in the indentation of a line of YAML: such a text ends there, so that it has one fault.
fn judge_tabs(originals: &[Original], random: &mut Random, table: &mut Table) {
    let small: Vec<&Original> =
        originals.iter().filter(|original| original.root.get("apis").unwrap().map().len() < 20).collect();
    let texts: Vec<(&str, String)> =
        small.iter().map(|original| (original.name, written(&original.root, Form::Yaml).text)).collect();
    for _ in 0..EACH {
        let (name, text) = random.pick(&texts);
        let indented: Vec<usize> = text.match_indices("\n  ").map(|(at, _)| at + 1).collect();
        let start = *random.pick(&indented);
        let blanks = text[start..].bytes().take_while(|byte| *byte == b' ').count();
        let tab = start + random.below(blanks);
        let faulty = format!("{}\t{}", &text[..tab], &text[tab + 1..]);
        let diagnostics = diagnostics(name, Form::Yaml, faulty.clone());
        let place = write::place(&faulty, tab);
        let names = |diagnostic: &&Diagnostic| Kind::Tab.diagnostics().contains(&diagnostic.kind);
        let exact = |diagnostic: &Diagnostic| diagnostic.position.is_some_and(|p| (p.line, p.column) == place);
        let (found, is_exact) =
            (diagnostics.iter().any(|f| names(&f)), diagnostics.iter().any(|f| names(&f) && exact(f)));
        if !is_exact {
            println!(
                "{name}: a tab at {place:?}, found at {:?}\n{}",
                diagnostics.first().map(|f| (f.position, &f.message)),
                faulty.lines().skip(place.0 as usize - 3).take(4).collect::<Vec<_>>().join("\n")
            );
        }
        table.add(Kind::Tab, Form::Yaml, found, is_exact);
    }
}

#[test]
fn seeded_faults() {
    let Some(folder) = metadata::folder() else { return };
    let originals = DOCUMENTS.map(|name| original(&folder, name));
    let (mut random, mut table) = (Random::new(1), Table::default());
    let copies = copies(&originals, &mut random);
    for (copy, form) in copies.iter().flat_map(|copy| Form::ALL.map(|form| (copy, form))) {
        judge(copy, form, &mut table);
    }
    judge_tabs(&originals, &mut random, &mut table);
    println!("{} copies of {} documents", copies.len(), originals.len());
    table.print();
    let [seeded, found, exact] = table.total();
    println!("{seeded} seeded, {found} found, {exact} of them exactly");
    assert_eq!(found, seeded);
    assert!(exact * 100 >= seeded * 98, "{exact} of {seeded}");
}
