//! Making values of a type that is known only by its places.

use bytes::Bytes;
use runtime::codegen::codec::{ListPlace, MapPlace, ObjectPlace, Place};
use serde_json::Value;

use super::vocabulary::{BINARY, INTEGERS, NUMBERS, TEXTS, TOKENS};
use crate::random::Random;

/// How deep objects of one type stand in each other.
const RECURSIONS: usize = 2;
/// How deep objects of any types stand in each other: JSON text has a limit.
const DEPTH: usize = 16;
/// How many objects there are in one value.
const OBJECTS: usize = 2000;
/// How many elements a list or a map has at most.
const ELEMENTS: usize = 3;
/// How deep free-form values are.
const FREE_DEPTH: usize = 3;

/// How many of the members are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    Nothing,
    Everything,
    Some,
}

/// Fills places.
pub(super) struct Filler<'a> {
    random: Random,
    share: Share,
    tokens: &'a [&'a str],
    /// The types of the objects around the place at hand.
    open: Vec<&'static str>,
    objects: usize,
    /// How many scalars and free-form values were made.
    pub(super) scalars: usize,
    /// Whether there is binary content that is not text.
    pub(super) binary: bool,
}

impl<'a> Filler<'a> {
    pub(super) fn new(round: u64, share: Share, tokens: &'a [&'a str]) -> Self {
        Self { random: Random::new(round), share, tokens, open: Vec::new(), objects: 0, scalars: 0, binary: false }
    }

    pub(super) fn place(&mut self, place: Place<'_>) {
        match place {
            Place::List(place) => self.list(place),
            Place::Map(place) => self.map(place),
            Place::Object(place) => self.object(place),
            place => {
                self.scalars += 1;
                self.scalar(place);
            }
        }
    }

    fn scalar(&mut self, place: Place<'_>) {
        match place {
            Place::Boolean(slot) => *slot = Some(self.random.one_in(2)),
            Place::Integer(slot) => *slot = Some(self.integer()),
            Place::Number(slot) => *slot = Some(self.number()),
            Place::Text(slot) => *slot = Some(self.text()),
            Place::Bytes(slot) => *slot = Some(self.bytes()),
            Place::Any(slot) => *slot = Some(self.free(FREE_DEPTH)),
            Place::Token(slot) => {
                let unknown = self.tokens.is_empty() || self.random.one_in(4);
                slot.set(self.random.pick(if unknown { &TOKENS } else { self.tokens }));
            }
            Place::List(_) | Place::Map(_) | Place::Object(_) => {}
        }
    }

    fn list(&mut self, place: &mut dyn ListPlace) {
        let mut left = self.size();
        place.fill(&mut |element| {
            if left == 0 {
                return false;
            }
            left -= 1;
            self.place(element);
            true
        });
    }

    fn map(&mut self, place: &mut dyn MapPlace) {
        let mut left = self.size();
        place.fill(&mut |key, value| {
            if left == 0 {
                return false;
            }
            left -= 1;
            *key = self.text();
            self.place(value);
            true
        });
    }

    fn object(&mut self, place: &mut dyn ObjectPlace) {
        // A new one: what is there stays otherwise.
        place.clear();
        let name = place.table().name;
        let again = self.open.iter().filter(|open| **open == name).count();
        if again == RECURSIONS || self.open.len() == DEPTH || self.objects == OBJECTS {
            return;
        }
        self.objects += 1;
        self.open.push(name);
        place.fill(&mut |slots, _| {
            for slot in slots {
                if self.is_set() {
                    self.place(slot.place());
                }
            }
        });
        self.open.pop();
    }

    fn is_set(&mut self) -> bool {
        match self.share {
            Share::Nothing => false,
            Share::Everything => true,
            Share::Some => self.random.one_in(2),
        }
    }

    /// How many elements a list or a map gets.
    fn size(&mut self) -> usize {
        match self.share {
            // One of everything, or there would be too much.
            Share::Everything => 1,
            Share::Nothing | Share::Some => self.random.below(ELEMENTS + 1),
        }
    }

    fn integer(&mut self) -> i64 {
        if self.random.one_in(2) { self.random.pick(&INTEGERS) } else { self.random.next().cast_signed() }
    }

    fn number(&mut self) -> f64 {
        if self.random.one_in(2) {
            return self.random.pick(&NUMBERS);
        }
        let whole = u32::try_from(self.random.below(1 << 31)).unwrap_or_default();
        f64::from(whole) / 1000.0
    }

    fn text(&mut self) -> String {
        let text = self.random.pick(&TEXTS).to_owned();
        if self.random.one_in(4) { text + self.random.pick(&TEXTS) } else { text }
    }

    fn bytes(&mut self) -> Bytes {
        // Rarely: where it occurs, there is no way through the codec.
        if self.share == Share::Some && self.random.one_in(4) {
            self.binary = true;
            return Bytes::from_static(BINARY);
        }
        Bytes::from(self.text())
    }

    /// A free-form value. As a whole it is no null, which means absent.
    fn free(&mut self, depth: usize) -> Value {
        match self.random.below(if depth == 0 { 5 } else { 8 }) {
            0 => Value::Bool(self.random.one_in(2)),
            1 => Value::from(self.integer()),
            2 => Value::from(self.random.next()),
            3 => Value::from(self.number()),
            4 => Value::String(self.text()),
            5 => (0..self.random.below(ELEMENTS + 1)).map(|_| self.free_or_null(depth - 1)).collect(),
            _ => (0..self.random.below(ELEMENTS + 1)).map(|_| (self.text(), self.free_or_null(depth - 1))).collect(),
        }
    }

    fn free_or_null(&mut self, depth: usize) -> Value {
        if self.random.one_in(6) { Value::Null } else { self.free(depth) }
    }
}
