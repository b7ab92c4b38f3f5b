//! Types exactly as generated code defines them.

use std::collections::BTreeMap;

use bytes::Bytes;
use runtime::{
    codegen::codec::{Extra, UnknownValue},
    object, open_enum,
};
use serde_json::Value;

/// One of every kind of member.
#[derive(Default)]
#[non_exhaustive]
pub(crate) struct Sample {
    pub(crate) active: Option<bool>,
    pub(crate) body: Option<Bytes>,
    pub(crate) child: Option<Box<Sample>>,
    pub(crate) children: Option<Vec<Sample>>,
    pub(crate) config: Option<Value>,
    pub(crate) configs: Option<Vec<Value>>,
    pub(crate) count: Option<i64>,
    pub(crate) direction: Option<Direction>,
    pub(crate) directions: Option<Vec<Direction>>,
    pub(crate) instances: Option<Instances>,
    pub(crate) named: Option<BTreeMap<String, Instance>>,
    pub(crate) rows: Option<Vec<Vec<i64>>>,
    pub(crate) score: Option<f64>,
    pub(crate) tags: Option<BTreeMap<String, String>>,
    pub(crate) title: Option<String>,
    pub(crate) token: Option<String>,
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
#[derive(Default)]
#[non_exhaustive]
pub(crate) struct Instances {
    pub(crate) instance: Option<Vec<Instance>>,
    extra: Extra,
}

object!(Instances { instance: "Instance" });

#[derive(Default)]
#[non_exhaustive]
pub(crate) struct Instance {
    pub(crate) cpu: Option<i64>,
    pub(crate) id: Option<String>,
    #[deprecated = "Use `id`."]
    pub(crate) name: Option<String>,
    pub(crate) r#type: Option<String>,
    extra: Extra,
}

object!(Instance { cpu: "Cpu", id: "Id", name: "Name", r#type: "Type" });

/// A type without members.
#[derive(Default)]
pub(crate) struct Nothing {
    extra: Extra,
}

object!(Nothing {});

#[derive(Clone)]
#[non_exhaustive]
pub(crate) enum Direction {
    North,
    South,
    #[deprecated = "Use `South`."]
    Down,
    Unknown(UnknownValue),
}

open_enum!(Direction { North: "north", South: "SOUTH", Down: "down" });
