//! The file → corrections.

use super::correction::{Action, Correction, Overrule};
use super::value;
use crate::Severity;
use crate::spec::document::Located;
use crate::spec::path::{ElementPath, InvalidPath};
use crate::spec::tree::{Member, Node, NodeId, Value, short};
use crate::spec::{Fault, keys};
use std::collections::BTreeMap;

/// Keys of a correction.
const KEYS: [&str; 6] = ["at", "was", "is", "rename", "accept", "reason"];

/// Those of them that say what to do; a correction does one thing.
const ACTIONS: [&str; 3] = ["is", "rename", "accept"];

/// Reads the whole file.
pub(super) fn corrections<'a>(root: Node<'a>, faults: &mut Vec<Fault>) -> Vec<Correction<'a>> {
    let mut reader = CorrectionsReader { faults };
    let list = reader.list(root);
    list.into_iter().enumerate().filter_map(|(index, node)| reader.correction(index, node)).collect()
}

struct CorrectionsReader<'f> {
    faults: &'f mut Vec<Fault>,
}

impl CorrectionsReader<'_> {
    fn fault(&mut self, at: NodeId, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push(Fault::new(Severity::Error, "correction", at, message).help(help));
    }

    fn list<'a>(&mut self, root: Node<'a>) -> Vec<Node<'a>> {
        let Value::Map(entries) = root.value else {
            let message = format!("expected a map with the key `corrections`, found {}", root.value.describe());
            self.fault(root.at, message, "begin with `corrections:`");
            return Vec::new();
        };
        if entries.is_empty() {
            self.fault(root.at, "missing key `corrections`", "begin with `corrections:`, or remove the file");
        }
        let (mut list, mut is_given) = (Vec::new(), false);
        for entry in entries {
            match (entry.key.as_ref(), entry.value.value) {
                ("corrections", _) if is_given => {
                    self.fault(entry.at, "duplicate key `corrections`", "merge the two lists");
                }
                ("corrections", Value::List(found)) => list = found,
                ("corrections", Value::Null) => {}
                ("corrections", found) => {
                    let message = format!("expected a list for `corrections`, found {}", found.describe());
                    self.fault(entry.value.at, message, "each correction is an element: `- at: …`");
                }
                (key, _) => {
                    self.fault(
                        entry.at,
                        format!("unknown key `{}`", short(key)),
                        "the only key is `corrections`, a list",
                    );
                }
            }
            is_given |= entry.key == "corrections";
        }
        list
    }

    fn correction<'a>(&mut self, index: usize, node: Node<'a>) -> Option<Correction<'a>> {
        let (at, kind) = (node.at, node.value.describe());
        let Value::Map(entries) = node.value else {
            self.fault(
                at,
                format!("expected a map for a correction, found {kind}"),
                "a correction has `at`, `reason` and an action",
            );
            return None;
        };
        let mut parts = self.parts(entries);
        if parts.get("reason").is_none_or(|reason| !is_text(reason) || reason.value.is_blank()) {
            let at = parts.get("reason").map_or(at, |reason| reason.at);
            self.fault(at, "missing `reason` in a correction", "say why the metadata is wrong, and how you know");
        }
        let Some(place) = parts.remove("at") else {
            self.fault(at, "missing `at` in a correction", HOW_PATHS_LOOK);
            return None;
        };
        let (path, action) = (self.path(&place), self.action(at, parts));
        Some(Correction { index, at: place.at, path: path?, action: action? })
    }

    /// The known keys, each once.
    fn parts<'a>(&mut self, entries: Vec<Member<'a>>) -> BTreeMap<&'static str, Node<'a>> {
        let mut parts = BTreeMap::new();
        for entry in entries {
            match KEYS.into_iter().find(|known| entry.key == *known) {
                Some(key) if parts.contains_key(key) => {
                    self.fault(entry.at, format!("duplicate key `{key}` in a correction"), "remove one of the two");
                }
                Some(key) => {
                    parts.insert(key, entry.value);
                }
                None => {
                    let help = match keys::closest(&entry.key, KEYS) {
                        Some(close) => format!("did you mean `{close}`?"),
                        None => format!("expected one of {}", KEYS.join(", ")),
                    };
                    let message = format!("unknown key `{}` in a correction", short(&entry.key));
                    self.fault(entry.at, message, help);
                }
            }
        }
        parts
    }

    fn path(&mut self, node: &Node<'_>) -> Option<ElementPath> {
        let Value::Text(text) = &node.value else {
            self.fault(node.at, format!("expected a path for `at`, found {}", node.value.describe()), HOW_PATHS_LOOK);
            return None;
        };
        match text.parse() {
            Ok(path) => Some(path),
            Err(InvalidPath(why)) => {
                self.fault(node.at, format!("invalid path `{}`: {why}", short(text)), HOW_PATHS_LOOK);
                None
            }
        }
    }

    fn action<'a>(&mut self, at: NodeId, mut parts: BTreeMap<&'static str, Node<'a>>) -> Option<Action<'a>> {
        let was = parts.remove("was");
        let mut actions = ACTIONS.into_iter().filter_map(|key| parts.remove_entry(key));
        let Some((key, node)) = actions.next() else {
            self.fault(at, "missing action in a correction", "add one of `is`, `rename` and `accept`");
            return None;
        };
        if let Some((other, second)) = actions.next() {
            let message = format!("a correction cannot have both `{key}` and `{other}`");
            self.fault(second.at, message, "split it into two corrections");
            return None;
        }
        if key == "is" {
            return self.overrule(was, node).map(Action::Value);
        }
        if let Some(was) = was {
            self.fault(was.at, format!("`was` has no effect beside `{key}`"), "remove `was`");
        }
        let text = self.text(key, node)?;
        Some(if key == "rename" { Action::Rename(text) } else { Action::Accept(text) })
    }

    fn overrule<'a>(&mut self, was: Option<Node<'a>>, is: Node<'a>) -> Option<Overrule<'a>> {
        let was_at = was.as_ref().map_or(is.at, |was| was.at);
        let was = was.map(|was| match was.value {
            Value::List(list) => list,
            _ => vec![was],
        });
        // A map among them means any map that has at least this.
        let differs = |was: &Node<'a>| matches!(was.value, Value::Map(_)) || !value::same(Some(was), Some(&is));
        if was.as_ref().is_some_and(|was| !was.iter().any(differs)) {
            let help = "list under `was` what the document says; a value that is a list needs brackets of its own";
            self.fault(was_at, "`was` lists only what `is` says, so nothing is corrected", help);
            return None;
        }
        Some(Overrule { was, was_at, is })
    }

    fn text<'a>(&mut self, key: &str, node: Node<'a>) -> Option<Located<'a>> {
        match node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(Located { at: node.at, text }),
            other => {
                let help = match key {
                    "rename" => "it is the name in Rust, such as `job_id` or `GetJob`",
                    _ => "it is the kind of a warning, such as `style`",
                };
                self.fault(node.at, format!("expected a string for `{key}`, found {}", other.describe()), help);
                None
            }
        }
    }
}

const HOW_PATHS_LOOK: &str = "a path looks like `apis.GetJob.parameters[JobId].schema.required`";

fn is_text(node: &Node<'_>) -> bool {
    matches!(node.value, Value::Text(_))
}
