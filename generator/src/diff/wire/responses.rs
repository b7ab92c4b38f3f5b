//! The responses of an operation. Only that of success has a type.

use super::changes::{Changes, Places};
use super::way::{Whose, Within};
use super::{said, schema};
use crate::diff::rules::Class;
use crate::spec::document::{Api, Named, Response};
use crate::spec::pairs::{self, Pair};

pub(super) fn compare<'d>(changes: &mut Changes<'d>, owner: Whose<'d>, old: &'d Api<'d>, new: &'d Api<'d>) {
    let typed = [old.success(), new.success()].map(|response| response.map(|r| r.name.as_ref()));
    for pair in pairs::by_name(schema::named(&old.responses), schema::named(&new.responses)) {
        let (Pair::Gone(status, _) | Pair::Came(status, _) | Pair::Both(status, ..) | Pair::Renamed([_, status], ..)) =
            pair;
        if typed.contains(&Some(status)) {
            changes.enter(owner, Within::Response(status));
        } else {
            changes.enter_untyped(owner, Within::Response(status));
        }
        match pair {
            Pair::Gone(_, old) => drop(changes.tell(Class::StatusRemoved, Places::gone(old.at))),
            Pair::Came(_, new) => drop(changes.tell(Class::StatusAdded, Places::came(new.at))),
            Pair::Both(_, old, new) | Pair::Renamed(_, old, new) => one(changes, old, new),
        }
    }
}

fn one<'d>(changes: &mut Changes<'d>, old: &'d Named<'d, Response<'d>>, new: &'d Named<'d, Response<'d>>) {
    let places = Places::both(old.at, new.at);
    let (old, new) = (&old.value, &new.value);
    match (&old.schema, &new.schema) {
        (Some(old), Some(new)) => schema::compare(changes, old, new, places),
        (Some(old), None) => {
            changes.tell(Class::BodyRemoved, places.or(Some(old.at), None)).before = Some(said::ty(old));
        }
        (None, Some(new)) => changes.tell(Class::BodyAdded, places.or(None, Some(new.at))).after = Some(said::ty(new)),
        (None, None) => {}
    }
}
