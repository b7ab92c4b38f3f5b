//! A whole document: `info`, contents, hosts, operations, components.

use super::changes::{Changes, NodePair};
use super::difference::Difference;
use super::normalize::trimmed;
use super::rendering::Rendering;
use super::schema_path::{OwnerRef, PartRef, SchemaSegment};
use super::value_display;
use super::{operation, schema, texts};
use crate::diff::rules::Class;
use crate::lower::module::collect;
use crate::lower::refusal;
use crate::spec::document::{Document, Endpoint};
use crate::spec::pairs::{self, Pair};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The differences between two editions of a document, in no particular order.
pub(in crate::diff) fn differences<'d>(old: &'d Document<'d>, new: &'d Document<'d>) -> Vec<Difference<'d>> {
    let mut changes = Changes::new();
    info(&mut changes, old, new);
    contents(&mut changes, old, new);
    endpoints(&mut changes, old, new);
    operations(&mut changes, old, new);
    components(&mut changes, old, new);
    changes.differences
}

fn info<'d>(changes: &mut Changes<'d>, old: &'d Document<'d>, new: &'d Document<'d>) {
    let (before, after) = (style(old), style(new));
    let (old, new) = (&old.info, &new.info);
    let nodes = NodePair::both(old.at, new.at);
    changes.compare_text(
        Class::ProductStyleChanged,
        NodePair::both(old.style.at, new.style.at),
        Some(&before),
        Some(&after),
    );
    let (before, after) = (trimmed(Some(&old.product.text)), trimmed(Some(&new.product.text)));
    changes.compare_text(Class::ProductRenamed, NodePair::both(old.product.at, new.product.at), before, after);
    for (key, old, new) in [("title", &old.title, &new.title), ("description", &old.description, &new.description)] {
        let (old, new) = (old.as_ref(), new.as_ref());
        changes.descend(SchemaSegment::Name(key), |changes| texts::prose(changes, Class::ProductText, nodes, old, new));
    }
}

/// Compares the headings of operations.
fn contents<'d>(changes: &mut Changes<'d>, old: &'d Document<'d>, new: &'d Document<'d>) {
    let (before, after) = (headings(old), headings(new));
    if before != after {
        let lines = |headings: BTreeMap<&str, Vec<String>>| -> BTreeSet<String> {
            headings
                .into_iter()
                .map(|(name, titles)| format!("{name}: {}", value_display::line(&titles.join(" / "))))
                .collect()
        };
        let nodes = NodePair::both(old.at, new.at);
        texts::lists(changes, Class::Contents, Rendering::Lines, nodes, &lines(before), &lines(after));
    }
}

/// The style of the product: what the document states, and what its operations show.
fn style(document: &Document<'_>) -> String {
    let hosts = if refusal::has_hosts(document) { ", with hosts of its own" } else { "" };
    format!("{}{hosts}", document.info.style.text.trim())
}

/// The heading of each operation: as in lowering, the first that names it.
fn headings<'d>(document: &'d Document<'d>) -> BTreeMap<&'d str, Vec<String>> {
    let (mut titles, mut found) = (Vec::new(), BTreeMap::new());
    for directory in &document.directories {
        collect(directory, &mut titles, &mut found);
    }
    found.remove(&Vec::new());
    let mut headings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (titles, names) in found {
        for name in names {
            headings.entry(name).or_insert_with(|| titles.clone());
        }
    }
    document.apis.iter().filter_map(|api| Some((api.name.as_ref(), headings.remove(api.name.as_ref())?))).collect()
}

fn endpoints<'d>(changes: &mut Changes<'d>, old: &'d Document<'d>, new: &'d Document<'d>) {
    changes.enter(OwnerRef::Document, PartRef::Whole);
    for pair in pairs::by_name(hosts(old), hosts(new)) {
        match pair {
            Pair::Gone(region, old) => changes.descend(SchemaSegment::Name(region), |changes| {
                changes.record(Class::RegionRemoved, NodePair::removed(old.at)).before = Some(host(old));
            }),
            Pair::Came(region, new) => changes.descend(SchemaSegment::Name(region), |changes| {
                changes.record(Class::RegionAdded, NodePair::added(new.at)).after = Some(host(new));
            }),
            Pair::Both(region, old, new) | Pair::Renamed([_, region], old, new) => {
                changes.descend(SchemaSegment::Name(region), |changes| {
                    let nodes = NodePair::both(old.at, new.at);
                    changes.compare_text(Class::HostChanged, nodes, Some(&host(old)), Some(&host(new)));
                });
            }
        }
    }
}

/// Hosts by region. Of several for one region, the one that lowering keeps.
fn hosts<'d>(document: &'d Document<'d>) -> BTreeMap<&'d str, &'d Endpoint<'d>> {
    let rank = |endpoint: &Endpoint<'_>| {
        let vpc = trimmed(endpoint.vpc.as_ref()).map(str::to_owned);
        (endpoint.endpoint.trim().to_owned(), Reverse(vpc))
    };
    let mut hosts: BTreeMap<&str, &Endpoint<'_>> = BTreeMap::new();
    for endpoint in &document.endpoints {
        let (Some(region), Some(_)) = (trimmed(Some(&endpoint.region)), trimmed(Some(&endpoint.endpoint))) else {
            continue;
        };
        let known = hosts.entry(region).or_insert(endpoint);
        if rank(endpoint) < rank(known) {
            *known = endpoint;
        }
    }
    hosts
}

/// The public host, and the one inside a VPC.
fn host(endpoint: &Endpoint<'_>) -> String {
    let public = endpoint.endpoint.trim();
    match trimmed(endpoint.vpc.as_ref()) {
        Some(vpc) => format!("{public}, VPC {vpc}"),
        None => public.to_owned(),
    }
}

fn operations<'d>(changes: &mut Changes<'d>, old: &'d Document<'d>, new: &'d Document<'d>) {
    let paths_are_ignored = old.ignores_paths() && new.ignores_paths();
    for pair in pairs::by_name(schema::named(&old.apis), schema::named(&new.apis)) {
        match pair {
            Pair::Gone(name, old) => {
                changes.enter(OwnerRef::Operation(name), PartRef::Whole);
                let is_expected = old.value.deprecated;
                let class = if is_expected { Class::DeprecatedOperationRemoved } else { Class::OperationRemoved };
                changes.record(class, NodePair::removed(old.at));
            }
            Pair::Came(name, new) => {
                changes.enter(OwnerRef::Operation(name), PartRef::Whole);
                changes.record(Class::OperationAdded, NodePair::added(new.at));
            }
            Pair::Both(_, old, new) | Pair::Renamed(_, old, new) => {
                operation::compare(changes, old, new, paths_are_ignored);
            }
        }
    }
}

fn components<'d>(changes: &mut Changes<'d>, old: &'d Document<'d>, new: &'d Document<'d>) {
    for pair in pairs::by_name(schema::named(&old.schemas), schema::named(&new.schemas)) {
        match pair {
            Pair::Gone(name, old) => {
                changes.enter(OwnerRef::Component(name), PartRef::Whole);
                changes.record(Class::ComponentRemoved, NodePair::removed(old.at)).before =
                    Some(value_display::type_name(&old.value));
            }
            Pair::Came(name, new) => {
                changes.enter(OwnerRef::Component(name), PartRef::Whole);
                changes.record(Class::ComponentAdded, NodePair::added(new.at)).after =
                    Some(value_display::type_name(&new.value));
            }
            Pair::Both(name, old, new) | Pair::Renamed([_, name], old, new) => {
                changes.enter(OwnerRef::Component(name), PartRef::Schema);
                schema::compare(changes, &old.value, &new.value, NodePair::both(old.at, new.at));
            }
        }
    }
}
