//! A path → a place of the document.

use super::correction::Correction;
use super::name::NameKind;
use crate::spec::path::{self, ElementPath, Segment};
use crate::spec::tree::{Node, NodeId, Value, short};
use crate::spec::{Fault, keys};

/// A place that is there, or could be: what stands above it is there.
#[derive(Debug)]
pub(super) struct Place<'t, 'a> {
    /// The way as it was said, down to here.
    path: &'t [Segment],
    /// The way by key in maps and by index in lists, whatever was said; by name where there is no such element.
    pub(super) steps: Vec<Segment>,
    /// The place of the key, in a map.
    pub(super) key: Option<NodeId>,
    pub(super) node: Option<&'t Node<'a>>,
    parent: &'t Node<'a>,
}

/// Why a path leads nowhere.
#[derive(Debug)]
pub(super) struct Lost {
    message: String,
    help: String,
}

impl Lost {
    /// What could be done, too.
    pub(super) fn or(self, help: &str) -> Self {
        Self { help: format!("{}; {help}", self.help), ..self }
    }

    pub(super) fn fault(self, correction: &Correction<'_>) -> Fault {
        correction.fault(correction.at, self.message, self.help)
    }
}

impl<'t, 'a> Place<'t, 'a> {
    /// Follows a path. Only the last step may lead to something that is not there.
    pub(super) fn find(root: &'t Node<'a>, path: &'t ElementPath) -> Result<Self, Lost> {
        let mut place = Self { path: &[], steps: Vec::new(), key: None, node: Some(root), parent: root };
        for (above, step) in path.steps().iter().enumerate() {
            let Some(parent) = place.node else { return Err(place.lost()) };
            let (step, key, node) = match &parent.value {
                Value::Map(map) => {
                    let entry = path::key_of(map, step).and_then(|index| map.get(index));
                    (Segment::Key(word(step)), entry.map(|entry| entry.at), entry.map(|entry| &entry.value))
                }
                Value::List(list) => match (path::index_of(list, step), step) {
                    (Some(index), _) => (Segment::Index(index), None, list.get(index)),
                    (None, Segment::Key(name) | Segment::Name(name)) => (Segment::Name(name.clone()), None, None),
                    (None, Segment::Index(_)) => {
                        return Err(lost(parent, path.steps().get(..=above).unwrap_or_default()));
                    }
                },
                other => {
                    let message =
                        format!("{} is {}, without any `{}`", shown(place.path), other.describe(), short(&word(step)));
                    return Err(Lost { message, help: GONE.to_owned() });
                }
            };
            let (mut steps, path) = (place.steps, path.steps().get(..=above).unwrap_or_default());
            steps.push(step);
            place = Self { path, steps, key, node, parent };
        }
        Ok(place)
    }

    /// What is said when nothing is there.
    pub(super) fn lost(&self) -> Lost {
        lost(self.parent, self.path)
    }

    /// What here can have such a Rust name, and the place that stands for it. A parameter may be meant by its schema.
    pub(super) fn named(&self, name: &str) -> Option<(NameKind, NodeId)> {
        let keys: Vec<&str> =
            self.steps.iter().map(|step| if let Segment::Key(key) = step { key } else { "" }).collect();
        let node = self.node?;
        // Fields are written `job_id`, types `JobId`.
        let is_type = name.starts_with(char::is_uppercase);
        match keys.as_slice() {
            ["apis", _] => Some((NameKind::Operation, self.key?)),
            ["components", "schemas", _] => Some((NameKind::Component, self.key?)),
            ["apis", _, "parameters", ""] if is_type => Some((NameKind::Type, schema_of(node)?.at)),
            ["apis", _, "parameters", ""] => Some((NameKind::Field, node.at)),
            ["apis", _, "parameters", "", "schema"] if !is_type => Some((NameKind::Field, self.parent.at)),
            ["apis", _, "errorCodes", _, ""] => Some((NameKind::Constant, node.at)),
            // A property may be called like a key.
            [.., "properties", _] if !is_type => Some((NameKind::Field, self.key?)),
            [.., "schema" | "items" | "additionalProperties"] | [.., "properties", _] => {
                Some((NameKind::Type, node.at))
            }
            [.., "enum", ""] => Some((NameKind::Variant, node.at)),
            _ => None,
        }
    }
}

fn schema_of<'n, 'a>(parameter: &'n Node<'a>) -> Option<&'n Node<'a>> {
    let Value::Map(entries) = &parameter.value else { return None };
    entries.iter().find(|entry| entry.key == "schema").map(|entry| &entry.value)
}

const GONE: &str = "the document no longer has it: remove this correction";

fn word(step: &Segment) -> String {
    match step {
        Segment::Key(word) | Segment::Name(word) => word.clone(),
        Segment::Index(index) => index.to_string(),
    }
}

/// Says that there is nothing at the end of a path below what is there.
fn lost(parent: &Node<'_>, path: &[Segment]) -> Lost {
    let (name, above) = path.split_last().map_or((String::new(), path), |(last, above)| (word(last), above));
    let names: Vec<&str> = match &parent.value {
        Value::Map(map) => map.iter().map(|entry| entry.key.as_ref()).collect(),
        Value::List(list) => list.iter().filter_map(path::name_of).collect(),
        _ => Vec::new(),
    };
    let respelled = names.iter().find(|other| other.eq_ignore_ascii_case(&name)).map(|other| {
        let message = format!("{} has no `{}`: it is called `{}` now", shown(above), short(&name), short(other));
        Lost { message, help: format!("write `{}`", short(other)) }
    });
    if let Some(lost) = respelled {
        return lost;
    }
    let help = match keys::closest(&name, names) {
        Some(close) => format!("did you mean `{close}`? If not, {GONE}"),
        None => GONE.to_owned(),
    };
    Lost { message: format!("{} has no `{}`", shown(above), short(&name)), help }
}

fn shown(steps: &[Segment]) -> String {
    match steps {
        [] => "the document".to_owned(),
        _ => format!("`{}`", steps.iter().cloned().fold(ElementPath::default(), |path, step| path.join(step))),
    }
}
