//! Random values of a type, the same ones for a seed.

use explorer::schema::{ObjectShape, Shape};
use runtime_testing::Random;
use serde_json::{Map, Value, json};

/// Below this depth, only what is required is set.
const DEPTH: usize = 4;

const TEXTS: [&str; 12] = [
    "a",
    "",
    "two words",
    "a+b&c=d%20",
    "@at",
    "@@",
    "中文",
    "Zoë",
    "\"quoted\" \\ 'text'",
    "line\nline",
    "[1]",
    "-1.50",
];
const INTEGERS: [i64; 7] = [0, 1, -1, 42, i64::MAX, i64::MIN, 9_007_199_254_740_993];
const NUMBERS: [f64; 8] = [0.0, 1.0, -0.5, 1e21, 1.25e-7, 0.1, 123_456_789.125, f64::MAX];

/// A random object. What is required is always there.
pub(crate) fn object(shape: &'static ObjectShape, random: &mut Random, depth: usize) -> Value {
    let mut members = Map::new();
    // Requests have up to a hundred members: most of them set are enough to find what differs, and some are none.
    let rarity = 1 + random.below(4) + depth;
    for field in shape.fields() {
        let is_set = field.required && depth == 0 || depth < DEPTH && random.one_in(rarity);
        if is_set {
            members.insert(field.wire.to_owned(), value(field.shape, random, depth + 1));
        }
    }
    Value::Object(members)
}

fn value(shape: Shape, random: &mut Random, depth: usize) -> Value {
    let length = if depth >= DEPTH { 0 } else { random.below(4) };
    match shape {
        Shape::Boolean => json!(random.one_in(2)),
        Shape::Integer => json!(random.pick(&INTEGERS)),
        Shape::Number => json!(random.pick(&NUMBERS)),
        Shape::Enum(values) if !values.is_empty() && !random.one_in(4) => json!(values[random.below(values.len())]),
        Shape::Text | Shape::Enum(_) => json!(random.pick(&TEXTS)),
        // Bytes that are a text are written as one.
        Shape::Bytes if random.one_in(2) => json!(random.pick(&TEXTS)),
        Shape::Bytes => json!([0, 255, random.below(256)]),
        Shape::Any => free(random, depth),
        Shape::List(element) => (0..length).map(|_| value(*element, random, depth + 1)).collect(),
        Shape::Map(of) => {
            let entries = (0..length).map(|_| (key(random), value(*of, random, depth + 1)));
            Value::Object(entries.collect())
        }
        Shape::Object(shape) => object(shape, random, depth),
    }
}

fn key(random: &mut Random) -> String {
    random.pick(&["a", "b.c", "Key", "键", "", "1", "x y"]).to_owned()
}

/// Any JSON.
fn free(random: &mut Random, depth: usize) -> Value {
    let kinds = if depth >= DEPTH { 5 } else { 7 };
    match random.below(kinds) {
        0 => json!(random.one_in(2)),
        1 => json!(random.pick(&INTEGERS)),
        2 => json!(random.pick(&NUMBERS)),
        3 => json!(u64::MAX),
        4 => json!(random.pick(&TEXTS)),
        5 => (0..random.below(3)).map(|_| free(random, depth + 1)).collect(),
        _ => Value::Object((0..random.below(3)).map(|_| (key(random), free(random, depth + 1))).collect()),
    }
}
