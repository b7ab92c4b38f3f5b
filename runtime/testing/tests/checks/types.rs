//! Types exactly as generated code defines them.

use std::collections::BTreeMap;

use bytes::Bytes;
use runtime::codegen::codec::{Extra, UnknownValue};
use runtime::{Value, object, open_enum};

/// One of every kind of member.
#[derive(Default)]
pub(crate) struct Cluster {
    pub(crate) active: Option<bool>,
    pub(crate) body: Option<Bytes>,
    pub(crate) config: Option<Value>,
    pub(crate) count: Option<i64>,
    pub(crate) labels: Option<BTreeMap<String, String>>,
    pub(crate) named: Option<BTreeMap<String, Node>>,
    pub(crate) nodes: Option<Vec<Node>>,
    pub(crate) parent: Option<Box<Cluster>>,
    pub(crate) rows: Option<Vec<Vec<i64>>>,
    pub(crate) score: Option<f64>,
    pub(crate) state: Option<State>,
    pub(crate) title: Option<String>,
    pub(crate) token: Option<String>,
    pub(crate) extra: Extra,
}

object!(Cluster {
    active: "Active",
    body: "Body",
    config: "Config",
    count: "Count",
    labels: "Labels",
    named: "Named",
    nodes: "Nodes",
    parent: "Parent",
    rows: "Rows",
    score: "Score",
    state: "State",
    title: "Title",
    token: "Token" secret,
});

/// An object inside.
#[derive(Default)]
pub(crate) struct Node {
    pub(crate) cpu: Option<i64>,
    pub(crate) id: Option<String>,
    pub(crate) options: Option<Vec<Value>>,
    pub(crate) states: Option<Vec<State>>,
    extra: Extra,
}

object!(Node { cpu: "Cpu", id: "Id", options: "Options", states: "States" });

/// An open enum.
#[derive(Clone)]
pub(crate) enum State {
    Running,
    Stopped,
    Unknown(UnknownValue),
}

open_enum!(State { Running: "running", Stopped: "STOPPED" });

/// A type with nothing in it.
#[derive(Default)]
pub(crate) struct Empty {
    extra: Extra,
}

object!(Empty {});

/// Two types that contain each other, in more than one way.
#[derive(Default)]
pub(crate) struct Left {
    pub(crate) all: Option<Vec<Right>>,
    pub(crate) by_name: Option<BTreeMap<String, Left>>,
    pub(crate) one: Option<Box<Right>>,
    pub(crate) title: Option<String>,
    extra: Extra,
}

object!(Left { all: "All", by_name: "ByName", one: "One", title: "Title" });

/// The other one.
#[derive(Default)]
pub(crate) struct Right {
    pub(crate) back: Option<Box<Left>>,
    pub(crate) lists: Option<Vec<Vec<Left>>>,
    pub(crate) other: Option<Box<Right>>,
    extra: Extra,
}

object!(Right { back: "Back", lists: "Lists", other: "Other" });

/// A sample of the first type.
pub(crate) const SAMPLE: &str = r#"{
    "Active": true,
    "Config": {"b": 1, "a": [1.5, "x", null, {}]},
    "Count": 3517972480,
    "Labels": {"k": "v", "n": "2"},
    "Named": {"a.b": {"Cpu": 2}},
    "Nodes": [{"Cpu": 4, "Id": "i-1", "Options": [1, "2"], "States": ["running", "gone"]}, {}],
    "Parent": {"Count": 9007199254740993, "Rows": [], "Title": ""},
    "RequestId": "7B117AF5-2A16-412C-B127-FA6175ED1AD0",
    "Rows": [[1, 2], [3]],
    "Score": 335.14,
    "State": "STOPPED",
    "Title": "4",
    "Token": "eyJh****"
}"#;
