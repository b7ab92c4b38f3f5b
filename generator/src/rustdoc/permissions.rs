//! RAM permissions: what one operation needs, and what a program needs.

use super::page::{self, Page};
use super::showcase;
use crate::docs;
use crate::model::{Access, Module, Operation, Permission};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Lists of actions or methods are shown at once up to this length.
const SHORT: usize = 10;

/// The actions that a call needs, as a sentence or a list. `documented` says whether other operations of the module tell.
pub(super) fn of_method(operation: &Operation, documented: bool) -> Vec<String> {
    match operation.docs.permissions.as_slice() {
        _ if operation.call.anonymous => vec!["Sent without credentials: no permission is needed.".to_owned()],
        [] if documented => vec!["No RAM action is documented.".to_owned()],
        [] => Vec::new(),
        [one] => docs::fill(&format!("Needs the RAM action {}.", action(one))),
        many => {
            let mut lines = vec!["Needs the RAM actions:".to_owned(), String::new()];
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
    let mut doc = Page::default();
    doc.paragraph("# Permissions");
    if documented(module) {
        doc.paragraph(
            "The user or role whose keys are used must be allowed the RAM action of each operation that the program calls.",
        );
        policy(module, &mut doc);
        doc.block(actions(module));
        doc.block(undocumented(module));
    } else {
        doc.paragraph("No RAM action is documented for any of these operations.");
    }
    doc.lines()
}

/// A policy for a program of one or two operations.
fn policy(module: &Module, doc: &mut Page) {
    let operations = showcase::two(module, |operation| !operation.docs.permissions.is_empty());
    let methods: Vec<String> = operations.iter().map(|operation| method(operation)).collect();
    doc.paragraph(format!("A policy that is enough to call {}:", page::listed(&methods)));
    let document = policy_document(&operations);
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    doc.block(docs::fenced("json", &text));
}

fn policy_document(operations: &[&Operation]) -> Value {
    let permissions = || operations.iter().flat_map(|operation| &operation.docs.permissions);
    let actions: BTreeSet<String> = permissions().map(|permission| docs::plain(&permission.action)).collect();
    let resources: BTreeSet<String> = permissions().flat_map(|p| &p.resources).map(|r| any_resource(r)).collect();
    let everything = resources.contains("*") || permissions().any(|permission| permission.resources.is_empty());
    let resource = if everything { json!("*") } else { json!(resources) };
    json!({"Version": "1", "Statement": [{"Effect": "Allow", "Action": actions, "Resource": resource}]})
}

/// A documented resource with `*` for its placeholders: `instance/{#InstanceId}` → `instance/*`.
fn any_resource(resource: &str) -> String {
    let mut any = String::new();
    for (at, part) in docs::plain(resource).split('{').enumerate() {
        let fixed = if at == 0 { part } else { part.split_once('}').map_or("", |(_, behind)| behind) };
        any.push_str(if at == 0 { "" } else { "*" });
        any.push_str(fixed);
    }
    any
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
    let mut doc = Page::default();
    for (access, actions) in levels {
        doc.block(stated.then(|| format!("**{}**", level(access))));
        doc.block(actions);
    }
    let title = if stated { "The actions of all operations, by access level" } else { "The actions of all operations" };
    if count > SHORT {
        return page::folded(&format!("{title} ({count})"), doc.lines());
    }
    let mut lines = vec![format!("{title}:"), String::new()];
    lines.extend(doc.lines());
    lines
}

/// The operations that do not say what they need.
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

#[cfg(test)]
mod tests {
    use super::any_resource;

    #[test]
    fn placeholders_of_a_resource_become_stars() {
        let cases = [
            ("*", "*"),
            ("acs:demo:*:*:page/{#PageId}", "acs:demo:*:*:page/*"),
            ("acs:demo:{#regionId}:{#accountId}:page/{#PageId}/x", "acs:demo:*:*:page/*/x"),
            ("page/{#open", "page/*"),
        ];
        for (resource, expected) in cases {
            assert_eq!(any_resource(resource), expected);
        }
    }
}
