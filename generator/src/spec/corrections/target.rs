//! A path → the element of the document that it leads to.

use super::correction::Correction;
use super::name_override::NameKind;
use crate::spec::path::{self, ElementPath, Segment};
use crate::spec::tree::{Node, NodeId, Value, short};
use crate::spec::{Fault, keys};

/// The element that a correction is about. It exists or could: what encloses it exists.
#[derive(Debug)]
pub(super) struct Target<'t, 'a> {
    /// The path as it is written, down to here.
    path: &'t [Segment],
    /// The path by key in maps and by index in lists, however it is written; by name where there is no such element.
    pub(super) steps: Vec<Segment>,
    /// The node of the key, in a map.
    pub(super) key: Option<NodeId>,
    pub(super) node: Option<&'t Node<'a>>,
    parent: &'t Node<'a>,
}

/// Why a path leads nowhere.
#[derive(Debug)]
pub(super) struct NotFound {
    message: String,
    help: String,
}

impl NotFound {
    /// Adds what else could be done.
    pub(super) fn or(self, help: &str) -> Self {
        Self { help: format!("{}; {help}", self.help), ..self }
    }

    pub(super) fn fault(self, correction: &Correction<'_>) -> Fault {
        correction.fault(correction.at, self.message, self.help)
    }
}

impl<'t, 'a> Target<'t, 'a> {
    /// Follows a path. Only the last step may lead to something that is not there.
    pub(super) fn find(root: &'t Node<'a>, path: &'t ElementPath) -> Result<Self, NotFound> {
        let mut target = Self { path: &[], steps: Vec::new(), key: None, node: Some(root), parent: root };
        for (above, step) in path.steps().iter().enumerate() {
            let Some(parent) = target.node else { return Err(target.not_found()) };
            let (step, key, node) = match &parent.value {
                Value::Map(map) => {
                    let entry = path::key_of(map, step).and_then(|index| map.get(index));
                    (Segment::Key(word(step)), entry.map(|entry| entry.at), entry.map(|entry| &entry.value))
                }
                Value::List(list) => match (path::index_of(list, step), step) {
                    (Some(index), _) => (Segment::Index(index), None, list.get(index)),
                    (None, Segment::Key(name) | Segment::Name(name)) => (Segment::Name(name.clone()), None, None),
                    (None, Segment::Index(_)) => {
                        return Err(not_found(parent, path.steps().get(..=above).unwrap_or_default()));
                    }
                },
                other => {
                    let message =
                        format!("{} is {} and has no `{}`", shown(target.path), other.describe(), short(&word(step)));
                    return Err(NotFound { message, help: GONE.to_owned() });
                }
            };
            let (mut steps, path) = (target.steps, path.steps().get(..=above).unwrap_or_default());
            steps.push(step);
            target = Self { path, steps, key, node, parent };
        }
        Ok(target)
    }

    /// The report that nothing is there.
    pub(super) fn not_found(&self) -> NotFound {
        not_found(self.parent, self.path)
    }

    /// What here can have such a Rust name, and the node that stands for it. The path of a parameter may end in its schema.
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

/// The report that nothing is at the end of a path below an element that exists.
fn not_found(parent: &Node<'_>, path: &[Segment]) -> NotFound {
    let (name, above) = path.split_last().map_or((String::new(), path), |(last, above)| (word(last), above));
    let names: Vec<&str> = match &parent.value {
        Value::Map(map) => map.iter().map(|entry| entry.key.as_ref()).collect(),
        Value::List(list) => list.iter().filter_map(path::name_of).collect(),
        _ => Vec::new(),
    };
    let respelled = names.iter().find(|other| other.eq_ignore_ascii_case(&name)).map(|other| {
        let message = format!("{} has no `{}`: it is now named `{}`", shown(above), short(&name), short(other));
        NotFound { message, help: format!("write `{}`", short(other)) }
    });
    if let Some(not_found) = respelled {
        return not_found;
    }
    let help = match keys::closest(&name, names) {
        Some(close) => format!("did you mean `{close}`? If not, {GONE}"),
        None => GONE.to_owned(),
    };
    NotFound { message: format!("{} has no `{}`", shown(above), short(&name)), help }
}

fn shown(steps: &[Segment]) -> String {
    match steps {
        [] => "the document".to_owned(),
        _ => format!("`{}`", steps.iter().cloned().fold(ElementPath::default(), |path, step| path.join(step))),
    }
}
