//! Real editions of real documents: what is found between two of them, compared with the counts of an independent program,
//! and with the changes of the Rust surface.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use generator::Input;
use generator::diff::{Change, Class, Part, Report};
use serde_json::Value;

use crate::{causes, compare, histories, metadata, selection};

/// The parts of an owner that a class of theirs is about.
#[derive(Clone, Copy, Debug)]
enum In {
    Any,
    Request,
    Response,
    Component,
}

impl In {
    fn holds(self, part: &Part) -> bool {
        match self {
            Self::Any => true,
            Self::Request => *part == Part::Request,
            Self::Response => matches!(part, Part::Response(_)),
            Self::Component => *part == Part::Schema,
        }
    }
}

const FIELDS: &[Class] = &[Class::FieldAdded, Class::RequiredFieldAdded];

/// Their classes, and what is the same here.
#[rustfmt::skip]
const SAME: [(&str, In, &[Class]); 31] = [
    ("operation added", In::Any, &[Class::OperationAdded]),
    ("operation removed", In::Any, &[Class::OperationRemoved]),
    ("component added", In::Any, &[Class::ComponentAdded]),
    ("component removed", In::Any, &[Class::ComponentRemoved]),
    ("endpoint added", In::Any, &[Class::RegionAdded]),
    ("endpoint removed", In::Any, &[Class::RegionRemoved]),
    ("param added optional", In::Request, &[Class::ParameterAdded]),
    ("param removed (optional)", In::Request, &[Class::ParameterRemoved]),
    ("param: required -> optional", In::Request, &[Class::BecameOptional]),
    ("param: type changed", In::Request, &[Class::TypeChanged]),
    ("resp: type changed", In::Response, &[Class::TypeChanged]),
    ("param: $ref -> inline", In::Request, &[Class::ReferenceInlined]),
    ("comp: $ref -> inline", In::Component, &[Class::ReferenceInlined]),
    ("param: field added", In::Request, FIELDS),
    ("resp: field added", In::Response, FIELDS),
    ("comp: field added", In::Component, FIELDS),
    ("param: field removed", In::Request, &[Class::FieldRemoved]),
    ("resp: field removed", In::Response, &[Class::FieldRemoved]),
    ("comp: field removed", In::Component, &[Class::FieldRemoved]),
    ("param: deprecated set", In::Request, &[Class::Deprecated]),
    ("resp: deprecated set", In::Response, &[Class::Deprecated]),
    ("comp: deprecated set", In::Component, &[Class::Deprecated]),
    ("doc: description changed", In::Any, &[Class::Description]),
    ("doc: title changed", In::Any, &[Class::Title]),
    ("doc: example changed", In::Any, &[Class::Example]),
    ("doc: enumValueTitles changed", In::Any, &[Class::ValueLabels]),
    ("doc: operation text changed", In::Any, &[Class::OperationText]),
    ("responseDemo changed", In::Any, &[Class::Sample]),
    ("errorCodes changed", In::Any, &[Class::ErrorCodes]),
    ("op annotation changed: operationType", In::Any, &[Class::EffectChanged]),
    ("directories changed", In::Any, &[Class::Contents]),
];

/// What they count and we do not report, and why.
const APART: [(&str, &str); 6] = [
    ("op annotation changed: systemTags", "only the type is read of it, and counted by itself"),
    ("op annotation changed: eventInfo", "nothing is generated from it: it is not read"),
    ("op annotation changed: staticInfo", "only substitutes are read of it; in these pairs a `returnType` goes"),
    ("response headers changed", "headers are not typed: they are not read"),
    ("order: parameters reordered", "an order means nothing"),
    ("order: properties reordered", "an order means nothing"),
];

/// What they do not count: a part of the system tags, and what follows from them.
const OURS: [Class; 3] = [Class::EffectTagChanged, Class::BecameRead, Class::BecameWrite];

/// Differences that stay: which pair, their class, their count, ours, and why.
const EXPLAINED: [(&str, &str, usize, usize, &str); 7] = [
    (
        "ice/2020-11-09 2024-09-23 2024-09-28",
        "directories changed",
        1,
        0,
        "a heading comes under which there is no operation",
    ),
    (
        "kms/2016-01-20 2024-09-23 2024-11-08",
        "errorCodes changed",
        1,
        0,
        "an empty map of codes goes: no code comes or goes",
    ),
    ("ice/2020-11-09 2024-09-23 2024-09-28", "doc: description changed", 5, 2, ALIKE),
    ("ice/2020-11-09 2024-09-23 2024-09-28", "doc: operation text changed", 8, 7, ALIKE),
    ("ice/2020-11-09 2024-10-25 2024-11-01", "doc: description changed", 30, 26, ALIKE),
    ("kms/2016-01-20 2025-07-19 2025-08-03", "doc: operation text changed", 5, 4, ALIKE),
    ("alidns/2015-01-09 2025-08-29 2025-09-05", "doc: operation text changed", 2, 1, ALIKE),
];

const ALIKE: &str = "the others are rendered alike";

/// Two editions, and how often each class was counted between them.
struct Pair {
    name: String,
    old: Input,
    new: Input,
    theirs: BTreeMap<String, usize>,
}

/// The pairs of which both editions are there.
fn pairs(history: &Path) -> Vec<Pair> {
    let text = fs::read_to_string(history.join("pairs.json")).unwrap();
    let list: Vec<Value> = serde_json::from_str(&text).unwrap();
    list.iter().filter_map(|pair| read(history, pair)).collect()
}

fn read(history: &Path, pair: &Value) -> Option<Pair> {
    let [product, old, new] = ["product", "old", "new"].map(|key| pair[key].as_str().unwrap());
    let paths = [old, new].map(|date| format!("{product}/{date}.json"));
    if !paths.iter().all(|path| history.join(path).is_file()) {
        return None;
    }
    let [before, after] = paths.map(|path| metadata::read(history, &path));
    let count = |(class, count): (&String, &Value)| (class.clone(), usize::try_from(count.as_u64().unwrap()).unwrap());
    let theirs = pair["classes"].as_object().unwrap().iter().map(count).collect();
    Some(Pair { name: format!("{product} {old} {new}"), old: before, new: after, theirs })
}

/// How many events are counted alike, and otherwise.
#[derive(Default)]
struct Sums {
    classes: BTreeSet<String>,
    alike: usize,
    otherwise: usize,
    apart: usize,
    faults: Vec<String>,
}

impl Sums {
    fn count(&mut self, pair: &str, class: &str, theirs: usize, ours: usize) {
        if theirs + ours > 0 {
            self.classes.insert(class.to_owned());
        }
        self.alike += theirs.min(ours);
        self.otherwise += theirs.abs_diff(ours);
        let is_explained =
            EXPLAINED.iter().any(|entry| (entry.0, entry.1, entry.2, entry.3) == (pair, class, theirs, ours));
        if theirs != ours && !is_explained {
            self.faults.push(format!("{pair}: {class}: theirs {theirs}, ours {ours}"));
        }
    }

    fn compare(&mut self, pair: &Pair, report: &Report) {
        let changes: Vec<&Change> = report.owners().flat_map(|owner| &owner.wire).collect();
        let is_same =
            |row: &(&str, In, &[Class]), change: &Change| row.2.contains(&change.class) && row.1.holds(&change.part);
        for row in &SAME {
            let ours = changes.iter().filter(|change| is_same(row, change)).count();
            self.count(&pair.name, row.0, pair.theirs.get(row.0).copied().unwrap_or_default(), ours);
        }
        // What only one of the two reports.
        for (class, count) in pair.theirs.iter().filter(|(class, _)| !SAME.iter().any(|row| row.0 == class.as_str())) {
            match APART.iter().any(|(apart, _)| apart == class) {
                true => self.apart += count,
                false => self.count(&pair.name, class, *count, 0),
            }
        }
        let own = changes.iter().filter(|change| !OURS.contains(&change.class));
        for change in own.filter(|change| !SAME.iter().any(|row| is_same(row, change))) {
            self.count(&pair.name, change.class.label(), 0, 1);
        }
    }
}

#[test]
fn changes_are_those_that_another_program_counted() {
    let Some(history) = histories::folder() else { return };
    let (mut sums, pairs) = (Sums::default(), pairs(&history));
    for pair in &pairs {
        let comparison = compare(&pair.old, &pair.new);
        assert_eq!(comparison.errors, [], "{}", pair.name);
        sums.compare(pair, &comparison.report);
        causes::assert_all(&pair.name, &comparison.report);
    }
    println!(
        "{} pairs, {} classes: {} events counted alike, {} otherwise, {} not reported by us",
        pairs.len(),
        sums.classes.len(),
        sums.alike,
        sums.otherwise,
        sums.apart
    );
    for (pair, class, theirs, ours, why) in EXPLAINED {
        println!("    {pair}: {class}: theirs {theirs}, ours {ours}: {why}");
    }
    assert!(sums.faults.is_empty(), "{}", sums.faults.join("\n"));
}

/// Editions that lie a year and a half apart, or differ in the language.
#[test]
fn changes_between_distant_editions_have_a_cause() {
    let Some(folder) = metadata::folder() else { return };
    let mut editions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for document in selection::documents(&folder) {
        let (_, name) = document.split_once('/').unwrap();
        editions.entry(name.to_owned()).or_default().push(document);
    }
    for pair in editions.values().flat_map(|editions| editions.windows(2)) {
        let [old, new] = [0, 1].map(|side| metadata::read(&folder, &pair[side]));
        let comparison = compare(&old, &new);
        assert_eq!(comparison.errors, [], "{}", old.path);
        causes::assert_all(&new.path, &comparison.report);
        let classes = comparison.report.classes();
        println!(
            "{} → {}: {} events of {} classes",
            old.path,
            new.path,
            classes.values().sum::<usize>(),
            classes.len()
        );
    }
}
