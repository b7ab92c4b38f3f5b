//! The responses of an operation. Only the successful one has a type.

use super::changes::{Changes, NodePair};
use super::schema;
use super::schema_path::{OwnerRef, PartRef};
use super::value_display;
use crate::diff::rules::Class;
use crate::spec::document::{Api, Named, Response};
use crate::spec::pairs::{self, Pair};

pub(super) fn compare<'d>(changes: &mut Changes<'d>, owner: OwnerRef<'d>, old: &'d Api<'d>, new: &'d Api<'d>) {
    let typed = [old.success(), new.success()].map(|response| response.map(|r| r.name.as_ref()));
    for pair in pairs::by_name(schema::named(&old.responses), schema::named(&new.responses)) {
        let (Pair::Gone(status, _) | Pair::Came(status, _) | Pair::Both(status, ..) | Pair::Renamed([_, status], ..)) =
            pair;
        if typed.contains(&Some(status)) {
            changes.enter(owner, PartRef::Response(status));
        } else {
            changes.enter_untyped(owner, PartRef::Response(status));
        }
        match pair {
            Pair::Gone(_, old) => drop(changes.record(Class::StatusRemoved, NodePair::removed(old.at))),
            Pair::Came(_, new) => drop(changes.record(Class::StatusAdded, NodePair::added(new.at))),
            Pair::Both(_, old, new) | Pair::Renamed(_, old, new) => one(changes, old, new),
        }
    }
}

fn one<'d>(changes: &mut Changes<'d>, old: &'d Named<'d, Response<'d>>, new: &'d Named<'d, Response<'d>>) {
    let nodes = NodePair::both(old.at, new.at);
    let (old, new) = (&old.value, &new.value);
    match (&old.schema, &new.schema) {
        (Some(old), Some(new)) => schema::compare(changes, old, new, nodes),
        (Some(old), None) => {
            changes.record(Class::BodyRemoved, nodes.or(Some(old.at), None)).before =
                Some(value_display::type_name(old));
        }
        (None, Some(new)) => {
            changes.record(Class::BodyAdded, nodes.or(None, Some(new.at))).after = Some(value_display::type_name(new));
        }
        (None, None) => {}
    }
}
