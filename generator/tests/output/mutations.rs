//! Damaged documents: whatever stands in them, the generator gives diagnostics or valid Rust and does not panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use generator::{Flavour, Input, Options};
use serde_json::{Map, Value, json};

use crate::cases::Case;
use crate::metadata;
use crate::random::Random;
use crate::syntax::assert_rust;
use crate::tree;

/// Damaged copies of each made-up document.
const COPIES: u64 = 60;
/// Damaged copies of each real document.
const REAL_COPIES: u64 = 8;
/// Real documents that are small and still have something of everything.
const REAL: [&str; 3] = [
    "2024-06-zh/cloudcontrol/2022-08-30/api-docs.json",
    "2024-06-zh/captcha/2023-03-05/api-docs.json",
    "2024-06-zh/sts/2015-04-01/api-docs.json",
];

/// Texts that names, documentation and literals have to survive.
#[rustfmt::skip]
const ODD: [&str; 36] = [
    "", " ", "_", "__", "-", ".", "*", "/*", "*/", "//", "\"", "'", "\\", "`", "```", "~~~", "#", "\"#", "r#\"", "{", "}}", "\n", "a\nb",
    "\r", "\t", "\0", "\u{8}", "\u{7f}", "\u{2011}", "\u{2028}", "\u{202e}abc", "🚀", "²", "Ⓐ½", "ß̈", "]]><b>",
];
#[rustfmt::skip]
const WORDS: [&str; 24] = [
    "self", "Self", "crate", "super", "type", "async", "gen", "mod", "new", "extra", "Extra", "Value", "String", "Client", "Unknown",
    "UnknownValue", "1", "3.0", "-1", "9Lives", "名称", "ǅ", "#/components/schemas/Point", "https://example.com/[x](y)",
];

/// A text that a document should not have, at least not there.
fn odd(random: &mut Random) -> String {
    match random.below(5) {
        0 => "VeryLongName".repeat(1 + random.below(60)),
        1 => format!("{}{}", random.pick(&WORDS), random.pick(&ODD)),
        2 => format!("{}{}{}", random.pick(&ODD), random.pick(&WORDS), random.pick(&ODD)),
        3 => (*random.pick(&WORDS)).to_owned(),
        _ => (*random.pick(&ODD)).to_owned(),
    }
}

/// A value of another type.
fn other(random: &mut Random) -> Value {
    match random.below(8) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-12.5),
        3 => json!(u64::MAX),
        4 => json!([]),
        5 => json!({}),
        6 => json!([{"name": "x", "in": "query", "schema": {"type": "array"}}]),
        _ => Value::String(odd(random)),
    }
}

fn size(tree: &Value) -> usize {
    1 + match tree {
        Value::Array(list) => list.iter().map(size).sum(),
        Value::Object(map) => map.values().map(size).sum(),
        _ => 0,
    }
}

/// Damages the node of a number, counted from the root.
fn damage(tree: &mut Value, mut number: usize, random: &mut Random) {
    if number == 0 {
        return change(tree, random);
    }
    number -= 1;
    let children: Vec<&mut Value> = match tree {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(map) => map.values_mut().collect(),
        _ => return,
    };
    for child in children {
        let size = size(child);
        if number < size {
            return damage(child, number, random);
        }
        number -= size;
    }
}

fn change(node: &mut Value, random: &mut Random) {
    let what = random.below(6);
    match node {
        Value::Object(map) if what < 4 && !map.is_empty() => change_map(map, random),
        Value::Array(list) if what < 4 && !list.is_empty() => {
            let at = random.below(list.len());
            match what {
                0 => drop(list.remove(at)),
                1 => list.push(list[at].clone()),
                _ => list.insert(at, other(random)),
            }
        }
        Value::String(text) if what < 3 => *text = odd(random),
        Value::String(text) if what == 3 => text.push_str(&odd(random)),
        _ => *node = other(random),
    }
}

/// Leaves out a member, doubles it under another name, renames it or puts another one beside it.
fn change_map(map: &mut Map<String, Value>, random: &mut Random) {
    let key = map.keys().nth(random.below(map.len())).cloned().unwrap();
    match random.below(4) {
        0 => drop(map.shift_remove(&key)),
        1 => drop(map.insert(key.to_uppercase(), map[&key].clone())),
        2 => {
            // The member keeps its place.
            let renamed = odd(random);
            let rename = |(name, value)| if name == key { (renamed.clone(), value) } else { (name, value) };
            *map = std::mem::take(map).into_iter().map(rename).collect();
        }
        _ => drop(map.insert(odd(random), other(random))),
    }
}

/// Generates from a damaged document; what comes out has to be Rust. Whether something came out.
fn survives(input: Input) -> bool {
    let name = input.path.clone();
    let outcome = generator::generate(&[input], &Options { flavour: Flavour::Member });
    assert_rust(&name, &outcome.files);
    for diagnostic in &outcome.diagnostics {
        assert!(diagnostic.position.is_some(), "{diagnostic:?}");
    }
    !outcome.files.is_empty()
}

fn damaged(path: &str, text: &str, random: &mut Random) -> Input {
    let mut tree = tree::parse(&Input::new(path, text));
    for _ in 0..=random.below(3) {
        let number = random.below(size(&tree));
        damage(&mut tree, number, random);
    }
    tree::document(path, &tree)
}

/// Where there are corrections, they are damaged half of the time, and the document in the other half.
fn copy(input: &Input, seed: u64) -> Input {
    let mut random = Random::new(seed);
    match &input.corrections {
        Some(file) if seed.is_multiple_of(2) => {
            let corrections = damaged(&file.path, &file.text, &mut random);
            input.clone().with_corrections(corrections.path, corrections.text)
        }
        corrections => {
            let document = damaged(&input.path, &input.text, &mut random);
            Input { corrections: corrections.clone(), ..document }
        }
    }
}

fn check(input: &Input, copies: u64) -> usize {
    let mut generated = 0;
    for seed in 0..copies {
        let copy = copy(input, seed);
        let survived = catch_unwind(AssertUnwindSafe(|| survives(copy)));
        let Ok(something) = survived else { panic!("{}, seed {seed}: see above", input.path) };
        generated += usize::from(something);
    }
    generated
}

#[test]
fn damaged_documents() {
    let inputs: Vec<Input> = Case::all().into_iter().flat_map(|case| case.inputs).collect();
    let generated: usize = inputs.iter().map(|input| check(input, COPIES)).sum();
    println!(
        "{} documents, {} damaged copies, {generated} of them good enough to generate",
        inputs.len(),
        inputs.len() as u64 * COPIES
    );
    assert!(generated > 100, "the damage is so great that nothing is tested");
}

#[test]
fn damaged_real_documents() {
    let Some(folder) = metadata::folder() else { return };
    for document in REAL {
        check(&metadata::read(&folder, document), REAL_COPIES);
    }
}
