//! The smallest RAM policy that allows some operations.
//!
//! RAM takes `*` for any part of a resource; the placeholders of documents, `acs:ecs:*:*:instance/{#InstanceId}`, mean nothing to
//! it. What is allowed is the least that documents tell: an action without a documented resource needs all.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::docs;
use crate::model::Permission;

/// A policy document for permissions: a statement for each set of resources, with its actions sorted.
#[must_use]
pub fn policy<'p>(permissions: impl IntoIterator<Item = &'p Permission>) -> Value {
    let mut resources_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for permission in permissions {
        let known = resources_of.entry(docs::plain(&permission.action)).or_default();
        known.extend(permission.resources.iter().map(|resource| any_resource(resource)));
        if permission.resources.is_empty() {
            known.insert(ALL.to_owned());
        }
    }
    let mut actions_on: BTreeMap<BTreeSet<String>, BTreeSet<String>> = BTreeMap::new();
    for (action, mut resources) in resources_of {
        if resources.contains(ALL) {
            resources = BTreeSet::from([ALL.to_owned()]);
        }
        actions_on.entry(resources).or_default().insert(action);
    }
    let statement = |(resources, actions): (BTreeSet<String>, BTreeSet<String>)| {
        let resource = match resources.first() {
            Some(only) if resources.len() == 1 => json!(only),
            _ => json!(resources),
        };
        json!({"Effect": "Allow", "Action": actions, "Resource": resource})
    };
    let statements: Vec<Value> = actions_on.into_iter().map(statement).collect();
    json!({"Version": "1", "Statement": statements})
}

/// All resources.
const ALL: &str = "*";

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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{any_resource, policy};
    use crate::model::{Access, Permission};

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

    fn permission(action: &str, resources: &[&str]) -> Permission {
        let resources = resources.iter().map(|resource| (*resource).to_owned()).collect();
        Permission { action: action.to_owned(), access: Access::Unstated, resources }
    }

    #[test]
    fn actions_are_grouped_by_their_resources() {
        let page = "acs:demo:{#regionId}:{#accountId}:page/{#PageId}";
        let found = policy(&[
            permission("demo:Write", &[page]),
            permission("demo:Read", &["acs:demo:*:*:page/{#Other}"]),
            permission("demo:Read", &[page]),
            permission("demo:Move", &[page, "acs:demo:*:*:folder/*"]),
            permission("demo:List", &["*", page]),
            permission("demo:Count", &[]),
        ]);
        let expected = json!({"Version": "1", "Statement": [
            {"Effect": "Allow", "Action": ["demo:Count", "demo:List"], "Resource": "*"},
            {"Effect": "Allow", "Action": ["demo:Move"], "Resource": ["acs:demo:*:*:folder/*", "acs:demo:*:*:page/*"]},
            {"Effect": "Allow", "Action": ["demo:Read", "demo:Write"], "Resource": "acs:demo:*:*:page/*"},
        ]});
        assert_eq!(found, expected);
    }
}
