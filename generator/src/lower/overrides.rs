//! Names that corrections choose.
//!
//! An override renames nothing else: the others keep the names that they have without it, and it must not be one of
//! them. What is nested in a renamed operation or component is named by its path from there, as always.

use super::wire_path::SEPARATOR;
use crate::Severity;
use crate::names;
use crate::spec::corrections::{NameKind, NameOverride};
use crate::spec::tree::short;
use crate::spec::{Fault, NodeId};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The names that corrections choose, by the node of what has them.
#[derive(Debug, Default)]
pub(super) struct NameOverrides<'d> {
    names: BTreeMap<NodeId, &'d NameOverride<'d>>,
    /// The nodes that something was generated for.
    applied: RefCell<BTreeSet<NodeId>>,
}

impl<'d> NameOverrides<'d> {
    /// Leaves out what can be no name.
    pub(super) fn new(renames: &'d [NameOverride<'d>], faults: &mut Vec<Fault>) -> Self {
        let mut names = BTreeMap::new();
        for rename in renames {
            match invalid(rename) {
                Some(fault) => faults.push(fault),
                None => {
                    names.insert(rename.target, rename);
                }
            }
        }
        Self { names, applied: RefCell::default() }
    }

    /// The name of something that has one, by its place.
    pub(super) fn of(&self, at: NodeId) -> Option<&'d NameOverride<'d>> {
        let rename = self.names.get(&at).copied()?;
        self.applied.borrow_mut().insert(at);
        Some(rename)
    }

    /// Gives every wire name of one scope its own Rust name, as [`names::settle`] does.
    pub(super) fn settle<'a>(
        &self,
        wires: impl Iterator<Item = (&'a str, NodeId)> + Clone,
        name: impl Fn(&str) -> String,
        faults: &mut Vec<Fault>,
    ) -> BTreeMap<&'a str, String> {
        let mut settled = names::settle(wires.clone().map(|(wire, _)| wire), &name);
        if !self.names.is_empty() {
            let renamed = wires.filter_map(|(wire, at)| Some((wire, self.of(at)?))).collect();
            apply(&mut settled, renamed, name, faults);
        }
        settled
    }

    /// Overrides of types, values and error codes for which nothing is generated: they are mistakes. Where there are errors,
    /// not everything was looked at.
    pub(super) fn without_effect(&self, faults: &mut Vec<Fault>) {
        if faults.iter().any(|fault| fault.severity == Severity::Error || !fault.refuses.is_empty()) {
            return;
        }
        let applied = self.applied.borrow();
        for (_, rename) in self.names.iter().filter(|(at, _)| !applied.contains(at)) {
            let (what, help) = match rename.kind {
                NameKind::Operation | NameKind::Component | NameKind::Field => continue,
                NameKind::Type => ("no type of its own", NO_TYPE),
                NameKind::Variant => {
                    ("no variant", "only strings with a list of values become an enum: remove this correction")
                }
                NameKind::Constant => {
                    ("no constant", "codes with a part that varies have none: remove this correction")
                }
            };
            let field = names::field(&rename.name.text);
            let help = if rename.kind == NameKind::Type { help.replace("{field}", &field) } else { help.to_owned() };
            faults.push(fault(rename, format!("`{}` has {what} in Rust", rename.path), help));
        }
    }
}

const NO_TYPE: &str = "objects with properties and strings with a list of values have one, in a list its `items`; that of a \
                       reference is its component's, that of a response its operation's; a field is written `{field}`";

/// Provisional names of types, with the names that corrections choose for them.
pub(super) type TypeOverrides<'d> = BTreeMap<String, &'d NameOverride<'d>>;

/// Puts the names that corrections choose in place of those that were settled.
pub(super) fn apply<K: Ord + Clone + AsRef<str>>(
    settled: &mut BTreeMap<K, String>,
    renamed: BTreeMap<K, &NameOverride<'_>>,
    name: impl Fn(&str) -> String,
    faults: &mut Vec<Fault>,
) {
    let others = settled.iter().filter(|(wire, _)| !renamed.contains_key(*wire));
    let mut owners: BTreeMap<String, K> = others.map(|(wire, name)| (name.clone(), wire.clone())).collect();
    for (wire, rename) in renamed {
        let name = name(&rename.name.text);
        match owners.get(&name) {
            Some(other) => report_taken(rename, other.as_ref(), faults),
            None => {
                owners.insert(name.clone(), wire.clone());
                settled.insert(wire, name);
            }
        }
    }
}

/// The same name may be settled twice, as that of a method and of a type; it is reported once.
fn report_taken(rename: &NameOverride<'_>, other: &str, faults: &mut Vec<Fault>) {
    let other = other.replace(SEPARATOR, ".");
    let message = format!("`{}` is already the Rust name of `{other}`", short(&rename.name.text));
    if !faults.iter().any(|fault| fault.at == rename.name.at) {
        faults.push(fault(rename, message, "choose another name"));
    }
}

/// Why a name is invalid: the rules of names would change it.
fn invalid(rename: &NameOverride<'_>) -> Option<Fault> {
    let name = rename.name.text.as_ref();
    let fit = match rename.kind {
        NameKind::Operation | NameKind::Component | NameKind::Type => names::ty(name),
        NameKind::Field => names::field(name),
        NameKind::Variant => names::variant(name),
        NameKind::Constant => names::constants([name]).into_values().collect(),
    };
    let is_made_up = rename.kind == NameKind::Operation && names::method(name) != names::snake(name);
    if fit == name && !is_made_up {
        return None;
    }
    // The rules add something to it; they do not write it differently.
    let escaped = [format!("r#{name}"), format!("{name}_"), format!("{name}Type"), format!("{name}Value")];
    let help = match is_made_up || escaped.contains(&fit) {
        true => "Rust or generated code uses this name itself: choose another name".to_owned(),
        false if rename.kind == NameKind::Type => {
            let field = names::field(name);
            format!("write it in the form of generated code: `{}`, or `{}` for the field", short(&fit), short(&field))
        }
        false => format!("write it in the form of generated code: `{}`", short(&fit)),
    };
    Some(fault(rename, format!("`{}` cannot be the Rust name of {}", short(name), rename.kind.describe()), help))
}

fn fault(rename: &NameOverride<'_>, message: String, help: impl Into<String>) -> Fault {
    Fault::new(Severity::Error, "correction", rename.name.at, message).help(help)
}
