//! RAM permissions: what one operation needs, and what a program needs.

use super::page::{self, Page};
use super::showcase;
use crate::model::{Access, Module, Operation, Permission};
use crate::{docs, policy};
use std::collections::BTreeMap;

/// Lists of actions or methods are shown at once up to this length.
const SHORT: usize = 10;

/// The actions that a call needs, as a sentence or a list. `documented` says whether other operations of the module document theirs.
pub(super) fn of_method(operation: &Operation, documented: bool) -> Vec<String> {
    match operation.docs.permissions.as_slice() {
        _ if operation.call.anonymous => vec!["Sent without credentials: no permission is required.".to_owned()],
        [] if documented => vec!["No RAM action is documented.".to_owned()],
        [] => Vec::new(),
        [one] => docs::fill(&format!("Requires the RAM action {}.", action(one))),
        many => {
            let mut lines = vec!["Requires the RAM actions:".to_owned(), String::new()];
            lines.extend(many.iter().map(|permission| format!("- {}", action(permission))));
            lines
        }
    }
}

/// `ecs:RunInstances` (write) on `acs:ecs:*:*:instance/*`
fn action(permission: &Permission) -> String {
    let level = match &permission.access {
        Access::Unstated => String::new(),
        access => format!(" ({})", level(access).to_lowercase()),
    };
    let resources: Vec<String> = permission.resources.iter().map(|resource| docs::code(resource)).collect();
    let on = match permission.resources.as_slice() {
        [] => String::new(),
        [all] if all == "*" => " on all resources".to_owned(),
        _ => format!(" on {}", page::listed(&resources)),
    };
    format!("{}{level}{on}", docs::code(&permission.action))
}

fn level(access: &Access) -> String {
    match access {
        Access::List => "List".to_owned(),
        Access::Read => "Read".to_owned(),
        Access::Write => "Write".to_owned(),
        Access::Other(level) => docs::one_line(level),
        Access::Unstated => "No access level".to_owned(),
    }
}

/// Whether any operation documents what it needs.
pub(crate) fn documented(module: &Module) -> bool {
    module.operations.iter().any(|operation| !operation.docs.permissions.is_empty())
}

/// Which permissions a program needs: a section of the client's documentation.
pub(super) fn of_client(module: &Module) -> Vec<String> {
    let mut page = Page::default();
    page.paragraph("# Permissions");
    if documented(module) {
        page.paragraph(
            "The user or role that owns the keys must be granted the RAM action of each operation that the program calls.",
        );
        example_policy(module, &mut page);
        page.block(actions(module));
        page.block(undocumented(module));
    } else {
        page.paragraph("No RAM action is documented for any of these operations.");
    }
    page.lines()
}

/// A policy for a program of one or two operations.
fn example_policy(module: &Module, page: &mut Page) {
    let operations = showcase::two(module, |operation| !operation.docs.permissions.is_empty());
    let methods: Vec<String> = operations.iter().map(|operation| method(operation)).collect();
    page.paragraph(format!("A policy that allows calling {}:", page::listed(&methods)));
    let document = policy::policy(operations.iter().flat_map(|operation| &operation.docs.permissions));
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    page.block(docs::fenced("json", &text));
}

/// The actions of all operations by access level, each with the methods that need it.
fn actions(module: &Module) -> Vec<String> {
    let mut actions: BTreeMap<&str, (&Access, Vec<String>)> = BTreeMap::new();
    for operation in &module.operations {
        for Permission { action, access, .. } in &operation.docs.permissions {
            let (known, methods) = actions.entry(action).or_insert_with(|| (access, Vec::new()));
            // An operation that does not state the level may use an action whose level another one states.
            *known = access.min(known);
            methods.push(method(operation));
        }
    }
    let mut levels: BTreeMap<&Access, Vec<String>> = BTreeMap::new();
    let count = actions.len();
    for (action, (access, mut methods)) in actions {
        methods.dedup();
        levels.entry(access).or_default().push(format!("- {}: {}", docs::code(action), methods.join(", ")));
    }
    let stated = levels.keys().any(|access| **access != Access::Unstated);
    let mut page = Page::default();
    for (access, actions) in levels {
        page.block(stated.then(|| format!("**{}**", level(access))));
        page.block(actions);
    }
    let title = if stated { "The actions of all operations, by access level" } else { "The actions of all operations" };
    if count > SHORT {
        return page::folded(&format!("{title} ({count})"), page.lines());
    }
    let mut lines = vec![format!("{title}:"), String::new()];
    lines.extend(page.lines());
    lines
}

/// The operations that do not document what they need.
fn undocumented(module: &Module) -> Vec<String> {
    let silent = |operation: &&Operation| operation.docs.permissions.is_empty() && !operation.call.anonymous;
    let methods: Vec<String> = module.operations.iter().filter(silent).map(method).collect();
    match methods.len() {
        0 => Vec::new(),
        1..=SHORT => docs::fill(&format!("No RAM action is documented for {}.", page::listed(&methods))),
        count => vec![format!("No RAM action is documented for {count} operations; their methods say so.")],
    }
}

fn method(operation: &Operation) -> String {
    format!("[`{m}`](Self::{m})", m = operation.file)
}
