//! What of an edition cannot be taken because it is faulty: the file keeps what it has of it.
//!
//! Faults are judged as the generator will see them, with the corrections of the file: one that is corrected is none.

use super::tree::{member, members, references};
use super::upstream::{Upstream, readable};
use super::{Operations, select};
use crate::Owner;
use crate::spec::path::Segment;
use crate::spec::tree::Node;
use crate::spec::{Fault, LoadedDocument};
use crate::{Corrections, Diagnostic, Input, Severity, lower};
use std::collections::{BTreeMap, BTreeSet};

/// What stays as it is.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// Operations.
    pub(super) operations: BTreeSet<String>,
    /// Components.
    pub(super) components: BTreeSet<String>,
    /// Why, as warnings about the document.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Held {
    /// What of the selected operations, and of the components that they use, is faulty.
    ///
    /// # Errors
    ///
    /// The diagnostics when the document as a whole cannot be read, or when an operation is asked for by name that cannot.
    pub(super) fn of(
        upstream: &Upstream<'_>,
        ours: Option<&Node<'_>>,
        corrections: Option<&Corrections>,
        (selected, wanted): (&BTreeSet<String>, &Operations),
    ) -> Result<Self, Vec<Diagnostic>> {
        let input = Input { corrections: corrections.cloned(), ..upstream.input.clone() };
        let mut source = LoadedDocument::read(&input).map_err(|diagnostic| vec![*diagnostic])?;
        readable(&source)?;
        let (_, faults, _) = lower::document(&mut source);
        let judge = Judge { ours, users: users(&upstream.root), selected };
        let (mut held, mut told) = (Self::default(), Vec::new());
        for fault in &faults {
            let concerned = judge.concerned(fault);
            let serves = match &fault.owner {
                Owner::Component(name) => {
                    held.components.insert(name.clone());
                    judge.has_component(name)
                }
                Owner::Document | Owner::Operation(_) => false,
            };
            if !serves {
                held.operations.extend(concerned.iter().map(|&name| name.to_owned()));
            }
            if !concerned.is_empty() {
                told.push(judge.told(fault, &concerned));
            }
        }
        let is_wanted = |name: &&String| matches!(wanted, Operations::Named(names) if names.contains(name));
        if held.operations.iter().filter(is_wanted).any(|name| !judge.has_operation(name)) {
            for fault in &mut told {
                fault.severity = Severity::Error;
            }
            return Err(source.diagnostics(told));
        }
        held.diagnostics = source.diagnostics(told);
        Ok(held)
    }

    /// Whether the element at the end of a way stays as it is.
    pub(super) fn holds(&self, way: &[Segment]) -> bool {
        match way {
            [Segment::Key(apis), Segment::Key(name)] if apis == "apis" => self.operations.contains(name),
            [Segment::Key(components), Segment::Key(_), Segment::Key(name)] if components == "components" => {
                self.components.contains(name)
            }
            _ => false,
        }
    }

    /// Takes what is faulty out of the document.
    pub(super) fn cut(&self, root: &mut Node<'_>) {
        select::retain(root, &["apis"], &|name| !self.operations.contains(name));
        select::retain(root, &["components", "schemas"], &|name| !self.components.contains(name));
    }
}

/// What a fault means for the file.
struct Judge<'n> {
    ours: Option<&'n Node<'n>>,
    /// The operations that use each component.
    users: BTreeMap<&'n str, BTreeSet<&'n str>>,
    selected: &'n BTreeSet<String>,
}

impl Judge<'_> {
    /// The selected operations that cannot be read for a fault.
    fn concerned<'f>(&'f self, fault: &'f Fault) -> Vec<&'f str> {
        let operations: Vec<&str> = match &fault.owner {
            Owner::Document => Vec::new(),
            Owner::Operation(name) => vec![name],
            Owner::Component(name) => self.users.get(name.as_str()).into_iter().flatten().copied().collect(),
        };
        operations.into_iter().filter(|name| self.selected.contains(*name)).collect()
    }

    fn has_operation(&self, name: &str) -> bool {
        self.ours.and_then(|ours| member(ours, "apis")).is_some_and(|apis| member(apis, name).is_some())
    }

    /// Whether the file has an edition of a component, which serves all that use it.
    fn has_component(&self, name: &str) -> bool {
        self.ours.and_then(schemas_of).is_some_and(|schemas| member(schemas, name).is_some())
    }

    /// The fault, and what becomes of the operations.
    fn told(&self, fault: &Fault, operations: &[&str]) -> Fault {
        let outcome = match &fault.owner {
            Owner::Component(name) if self.has_component(name) => {
                format!("the component `{name}` stays as it is in the file")
            }
            _ => {
                let (kept, left): (Vec<&str>, Vec<&str>) = operations.iter().partition(|name| self.has_operation(name));
                let parts = [(kept, "stays as it is in the file"), (left, "is not taken")];
                let parts = parts.into_iter().filter(|(names, _)| !names.is_empty());
                parts.map(|(names, what)| format!("{} {what}", listed(&names))).collect::<Vec<_>>().join(", ")
            }
        };
        let help = fault.help.iter().cloned().chain([outcome]).collect::<Vec<_>>().join("; ");
        Fault { severity: Severity::Warning, help: Some(help), refuses: Vec::new(), ..fault.clone() }
    }
}

/// One operation, or the first of several.
fn listed(names: &[&str]) -> String {
    match names {
        [first, rest @ ..] if !rest.is_empty() => format!("operation `{first}` (and {} more)", rest.len()),
        _ => format!("operation `{}`", names.join("")),
    }
}

fn schemas_of<'n, 'a>(root: &'n Node<'a>) -> Option<&'n Node<'a>> {
    member(root, "components").and_then(|components| member(components, "schemas"))
}

/// The operations that use each component, through others, too.
fn users<'n>(root: &'n Node<'_>) -> BTreeMap<&'n str, BTreeSet<&'n str>> {
    let schemas = schemas_of(root);
    let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for api in member(root, "apis").map(members).unwrap_or_default() {
        let mut open = Vec::new();
        references(&api.value, &mut open);
        while let Some(name) = open.pop() {
            if users.entry(name).or_default().insert(api.key.as_ref())
                && let Some(schema) = schemas.and_then(|schemas| member(schemas, name))
            {
                references(schema, &mut open);
            }
        }
    }
    users
}
