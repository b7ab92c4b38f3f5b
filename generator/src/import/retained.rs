//! What the file retains because the new edition is faulty there.
//!
//! Faults are those that the generator will find, with the corrections of the file applied.

use super::options::Operations;
use super::select;
use super::tree::{member, members, references};
use super::upstream::{Upstream, readable};
use crate::Owner;
use crate::spec::path::Segment;
use crate::spec::tree::Node;
use crate::spec::{Fault, LoadedDocument};
use crate::{Corrections, Diagnostic, Input, Severity, lower};
use std::collections::{BTreeMap, BTreeSet};

/// Operations and components that stay as they are in the file.
#[derive(Debug, Default)]
pub(super) struct Retained {
    /// Operations.
    pub(super) operations: BTreeSet<String>,
    /// Components.
    pub(super) components: BTreeSet<String>,
    /// The reasons, as warnings about the document.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Retained {
    /// What is faulty of the selected operations and of the components that they use.
    ///
    /// # Errors
    ///
    /// The diagnostics when the document as a whole cannot be read, or an operation that was requested by name cannot.
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
        let impact = Impact { ours, users: users(&upstream.root), selected };
        let (mut retained, mut warnings) = (Self::default(), Vec::new());
        for fault in &faults {
            let operations = impact.operations(fault);
            let is_served = match &fault.owner {
                Owner::Component(name) => {
                    retained.components.insert(name.clone());
                    impact.has_component(name)
                }
                Owner::Document | Owner::Operation(_) => false,
            };
            if !is_served {
                retained.operations.extend(operations.iter().map(|&name| name.to_owned()));
            }
            if !operations.is_empty() {
                warnings.push(impact.warning(fault, &operations));
            }
        }
        let is_wanted = |name: &&String| matches!(wanted, Operations::Named(names) if names.contains(name));
        if retained.operations.iter().filter(is_wanted).any(|name| !impact.has_operation(name)) {
            for fault in &mut warnings {
                fault.severity = Severity::Error;
            }
            return Err(source.diagnostics(warnings));
        }
        retained.diagnostics = source.diagnostics(warnings);
        Ok(retained)
    }

    /// Whether the element at a path is retained.
    pub(super) fn contains(&self, path: &[Segment]) -> bool {
        match path {
            [Segment::Key(apis), Segment::Key(name)] if apis == "apis" => self.operations.contains(name),
            [Segment::Key(components), Segment::Key(_), Segment::Key(name)] if components == "components" => {
                self.components.contains(name)
            }
            _ => false,
        }
    }

    /// Removes what is faulty from the document.
    pub(super) fn remove_from(&self, root: &mut Node<'_>) {
        select::retain(root, &["apis"], &|name| !self.operations.contains(name));
        select::retain(root, &["components", "schemas"], &|name| !self.components.contains(name));
    }
}

/// The impact of faults on the file.
struct Impact<'n> {
    ours: Option<&'n Node<'n>>,
    /// The operations that use each component.
    users: BTreeMap<&'n str, BTreeSet<&'n str>>,
    selected: &'n BTreeSet<String>,
}

impl Impact<'_> {
    /// The selected operations that a fault makes unreadable.
    fn operations<'f>(&'f self, fault: &'f Fault) -> Vec<&'f str> {
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

    /// Whether the file has the component, so that what uses it can keep using that.
    fn has_component(&self, name: &str) -> bool {
        self.ours.and_then(schemas_of).is_some_and(|schemas| member(schemas, name).is_some())
    }

    /// The fault as a warning, which says what becomes of the operations.
    fn warning(&self, fault: &Fault, operations: &[&str]) -> Fault {
        let outcome = match &fault.owner {
            Owner::Component(name) if self.has_component(name) => {
                format!("component `{name}` is kept as it is in the file")
            }
            _ => {
                let (kept, left): (Vec<&str>, Vec<&str>) = operations.iter().partition(|name| self.has_operation(name));
                let parts = [(kept, "kept as it is in the file"), (left, "not imported")];
                let parts = parts.into_iter().filter(|(names, _)| !names.is_empty());
                parts.map(|(names, what)| format!("{} is {what}", named(&names))).collect::<Vec<_>>().join(", ")
            }
        };
        let help = fault.help.iter().cloned().chain([outcome]).collect::<Vec<_>>().join("; ");
        Fault { severity: Severity::Warning, help: Some(help), refuses: Vec::new(), ..fault.clone() }
    }
}

/// One operation, or the first of several.
fn named(names: &[&str]) -> String {
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
