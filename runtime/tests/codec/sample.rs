//! Types exactly as generated code defines them.

use std::collections::BTreeMap;

use bytes::Bytes;
use runtime::{
    codec::{Extra, UnknownValue},
    object, open_enum,
};
use serde_json::Value;

/// One of every kind of member.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Sample {
    pub active: Option<bool>,
    pub body: Option<Bytes>,
    pub child: Option<Box<Sample>>,
    pub children: Option<Vec<Sample>>,
    pub config: Option<Value>,
    pub configs: Option<Vec<Value>>,
    pub count: Option<i64>,
    pub direction: Option<Direction>,
    pub directions: Option<Vec<Direction>>,
    pub instances: Option<Instances>,
    pub named: Option<BTreeMap<String, Instance>>,
    pub rows: Option<Vec<Vec<i64>>>,
    pub score: Option<f64>,
    pub tags: Option<BTreeMap<String, String>>,
    pub title: Option<String>,
    pub token: Option<String>,
    extra: Extra,
}

object!(Sample {
    active: "Active",
    body: "Body",
    child: "Child",
    children: "Children",
    config: "Config",
    configs: "Configs",
    count: "Count",
    direction: "Direction",
    directions: "Directions",
    instances: "Instances",
    named: "Named",
    rows: "Rows",
    score: "Score",
    tags: "Tags",
    title: "Title",
    token: "Token" secret,
});

/// A wrapper object, as many services have them.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Instances {
    pub instance: Option<Vec<Instance>>,
    extra: Extra,
}

object!(Instances { instance: "Instance" });

#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Instance {
    pub cpu: Option<i64>,
    pub id: Option<String>,
    #[deprecated = "Use `id`."]
    pub name: Option<String>,
    pub r#type: Option<String>,
    extra: Extra,
}

object!(Instance { cpu: "Cpu", id: "Id", name: "Name", r#type: "Type" });

/// A type that is deprecated itself.
#[deprecated = "Use `Instance`."]
#[derive(Clone, Default)]
pub struct Old {
    extra: Extra,
}

object!(Old {});

#[derive(Clone)]
#[non_exhaustive]
pub enum Direction {
    North,
    South,
    #[deprecated = "Use `South`."]
    Down,
    Unknown(UnknownValue),
}

open_enum!(Direction { North: "north", South: "SOUTH", Down: "down" });
