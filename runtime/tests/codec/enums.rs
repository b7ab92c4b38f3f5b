//! Open enums.

use std::{collections::HashSet, convert::Infallible, str::FromStr as _};

use runtime::codegen::codec::{Field, json};

use crate::sample::Direction;

#[test]
fn known_texts_are_variants() {
    for (text, variant) in [("north", Direction::North), ("SOUTH", Direction::South)] {
        assert_eq!(Direction::from(text), variant);
        assert_eq!(Direction::from(text.to_owned()), variant);
        assert_eq!(Direction::from_str(text), Ok::<_, Infallible>(variant.clone()));
        assert_eq!(variant.as_str(), text);
        assert_eq!(format!("{variant:>6}"), format!("{text:>6}"));
        assert_eq!(json::to_string("", variant.view()).expect("text"), format!("\"{text}\""));
    }
    assert_eq!(format!("{:?}", Direction::South), "South");
}

#[test]
fn every_other_text_survives() {
    for text in ["", "North", "south", "上", "a\"b"] {
        let direction = Direction::from(text);
        assert!(matches!(&direction, Direction::Unknown(value) if value.as_str() == text));
        assert_eq!(direction.to_string(), text);
        assert_eq!(format!("{direction:?}"), format!("Unknown({text:?})"));
        assert_ne!(direction, Direction::North);
        let document = json::to_string("", direction.view()).expect("text");
        assert_eq!(json::from_slice::<Direction>(document.as_bytes()), Ok(direction.clone()));
        assert_eq!(serde_json::from_str::<Direction>(&document).expect("text"), direction);
        assert_eq!(serde_json::to_string(&direction).expect("text"), document);
    }
}

#[test]
fn equal_values_hash_alike() {
    let all = ["north", "north", "up", "up", "SOUTH"].map(Direction::from);
    assert_eq!(HashSet::from(all).len(), 3);
}
