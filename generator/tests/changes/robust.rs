//! Damaged documents: whatever stands in them, they are compared or there is an error.

use generator::Input;
use serde_json::Value;

use crate::documents::{base, document};
use crate::random::Random;
use crate::{causes, compare, metadata, tree};

/// Real documents that are small and still have something of everything.
const REAL: [&str; 2] =
    ["2024-06-zh/cloudcontrol/2022-08-30/api-docs.json", "2024-06-zh/captcha/2023-03-05/api-docs.json"];

/// Damaged copies of each document.
const COPIES: u64 = 300;
/// The same of each real one.
const REAL_COPIES: u64 = 25;

/// Puts copies of random parts of a document in place of others, half of the time of such under the same key.
pub(crate) fn damaged(tree: &Value, random: &mut Random) -> Value {
    let mut damaged = tree.clone();
    for _ in 0..=random.below(4) {
        let part = random.pick::<String>(&pointers(tree)).clone();
        let (mut places, key) = (pointers(&damaged), part.rsplit('/').next());
        if random.below(2) == 0 && places.iter().any(|place| place.rsplit('/').next() == key) {
            places.retain(|place| place.rsplit('/').next() == key);
        }
        *damaged.pointer_mut(random.pick::<String>(&places)).unwrap() = tree.pointer(&part).cloned().unwrap();
    }
    damaged
}

/// The places of all parts but the root.
fn pointers(tree: &Value) -> Vec<String> {
    let mut pointers = Vec::new();
    let mut open = vec![(String::new(), tree)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(map) => open.extend(map.iter().map(|(key, value)| (below(&pointer, key), value))),
            Value::Array(list) => {
                open.extend(list.iter().enumerate().map(|(i, value)| (below(&pointer, &i.to_string()), value)));
            }
            _ => {}
        }
        pointers.push(pointer);
    }
    pointers.remove(0);
    pointers
}

fn below(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// How many copies could be compared.
fn check(input: &Input, copies: u64) -> usize {
    let tree = tree::parse(input);
    let mut compared = 0;
    for seed in 0..copies {
        let copy = tree::document(&input.path, &damaged(&tree, &mut Random::new(seed)));
        let (there, back) = (compare(input, &copy), compare(&copy, input));
        assert_eq!(there.errors, back.errors, "{}, seed {seed}", input.path);
        for side in [&there, &back] {
            causes::assert_all(&format!("{}, seed {seed}", input.path), &side.report);
        }
        let is_equal = there.report.is_empty() && there.errors.is_empty();
        assert_eq!(is_equal, back.report.is_empty() && back.errors.is_empty(), "{}, seed {seed}", input.path);
        compared += usize::from(there.errors.is_empty());
    }
    compared
}

#[test]
fn damaged_documents() {
    let compared = check(&document(&base()), COPIES);
    println!("{compared} of {COPIES} damaged copies are good enough to be compared");
    assert!(compared > 30, "the damage is so great that nothing is tested");
}

#[test]
fn damaged_real_documents() {
    let Some(folder) = metadata::folder() else { return };
    for name in REAL {
        check(&metadata::read(&folder, name), REAL_COPIES);
    }
}
