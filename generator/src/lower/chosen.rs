//! Names that corrections choose.
//!
//! A chosen name renames nothing else: the others keep the names that they have without it, and it must not be one of
//! them. What is nested in a renamed operation or component is named by its path from there, as always.

use crate::Severity;
use crate::names;
use crate::spec::corrections::{Named, Rename};
use crate::spec::tree::short;
use crate::spec::{At, Fault};
use std::collections::BTreeMap;

/// The chosen names by the place of what has them.
#[derive(Debug, Default)]
pub(super) struct Chosen<'d>(BTreeMap<At, &'d Rename<'d>>);

impl<'d> Chosen<'d> {
    /// Leaves out what can be no name.
    pub(super) fn new(renames: &'d [Rename<'d>], faults: &mut Vec<Fault>) -> Self {
        let mut chosen = BTreeMap::new();
        for rename in renames {
            match unfit(rename) {
                Some(fault) => faults.push(fault),
                None => {
                    chosen.insert(rename.of, rename);
                }
            }
        }
        Self(chosen)
    }

    /// The name of something, by its place.
    pub(super) fn of(&self, at: At) -> Option<&'d Rename<'d>> {
        self.0.get(&at).copied()
    }

    /// Gives every wire name of one scope its own Rust name, as [`names::settle`] does.
    pub(super) fn settle<'a>(
        &self,
        wires: impl Iterator<Item = (&'a str, At)> + Clone,
        name: impl Fn(&str) -> String,
        faults: &mut Vec<Fault>,
    ) -> BTreeMap<&'a str, String> {
        let mut settled = names::settle(wires.clone().map(|(wire, _)| wire), &name);
        if self.0.is_empty() {
            return settled;
        }
        let renamed: BTreeMap<&str, &Rename<'_>> = wires.filter_map(|(wire, at)| Some((wire, self.of(at)?))).collect();
        let mut taken: BTreeMap<String, &str> = settled
            .iter()
            .filter(|(wire, _)| !renamed.contains_key(*wire))
            .map(|(wire, name)| (name.clone(), *wire))
            .collect();
        for (wire, rename) in renamed {
            let chosen = name(&rename.name.text);
            match taken.get(&chosen) {
                Some(other) => taken_already(rename, other, faults),
                None => {
                    taken.insert(chosen.clone(), wire);
                    settled.insert(wire, chosen);
                }
            }
        }
        settled
    }
}

/// The same name may be settled twice, as that of a method and of a type; it is said once.
fn taken_already(rename: &Rename<'_>, other: &str, faults: &mut Vec<Fault>) {
    let message = format!("`{}` is the Rust name of `{other}` already", short(&rename.name.text));
    if !faults.iter().any(|fault| fault.at == rename.name.at) {
        faults.push(fault(rename, message, "choose another one"));
    }
}

/// Why something can be no name: it is one that the rules of names would have to change.
fn unfit(rename: &Rename<'_>) -> Option<Fault> {
    let (what, fit): (_, String) = match rename.kind {
        Named::Operation => ("an operation", names::ty(&rename.name.text)),
        Named::Component => ("a component", names::ty(&rename.name.text)),
        Named::Field => ("a field", names::field(&rename.name.text)),
    };
    let name = rename.name.text.as_ref();
    let is_made_up = rename.kind == Named::Operation && names::method(name) != names::snake(name);
    if fit == name && !is_made_up {
        return None;
    }
    let help = match rename.kind {
        // The rules add something to it; they do not write it differently.
        _ if is_made_up || [format!("r#{name}"), format!("{name}_"), format!("{name}Type")].contains(&fit) => {
            "Rust or generated code uses this name itself: choose another one".to_owned()
        }
        _ => format!("write it as generated code does: `{}`", short(&fit)),
    };
    Some(fault(rename, format!("`{}` cannot be the Rust name of {what}", short(name)), help))
}

fn fault(rename: &Rename<'_>, message: String, help: impl Into<String>) -> Fault {
    Fault::new(Severity::Error, "correction", rename.name.at, message).help(help)
}
