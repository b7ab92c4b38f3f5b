//! What makes a call.

use super::changes::{Changes, Places};
use super::said::{self, Words, trimmed};
use super::way::{Whose, Within};
use super::{documentation, parameters, responses};
use crate::diff::rules::Class;
use crate::spec::document::{Api, Named, Text};

/// Compares an operation and all below it.
pub(super) fn compare<'d>(
    changes: &mut Changes<'d>,
    old: &'d Named<'d, Api<'d>>,
    new: &'d Named<'d, Api<'d>>,
    paths_are_ignored: bool,
) {
    let owner = Whose::Operation(new.name.as_ref());
    let places = Places::both(old.at, new.at);
    changes.enter(owner, Within::Whole);
    call(changes, &old.value, &new.value, places);
    if !paths_are_ignored {
        path(changes, &old.value, &new.value, places);
    }
    documentation::compare(changes, &old.value, &new.value, places);
    documentation::responses(changes, &old.value, &new.value);
    changes.enter(owner, Within::Request);
    parameters::compare(changes, &old.value, &new.value);
    responses::compare(changes, owner, &old.value, &new.value);
}

fn call<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, places: Places) {
    changes.tell_if(!old.deprecated && new.deprecated, Class::OperationDeprecated, places);
    changes.tell_if(old.deprecated && !new.deprecated, Class::OperationUndeprecated, places);
    changes.tell_gone(old.gone_since.as_ref(), new.gone_since.as_ref(), places);
    let lists = [
        (Class::VerbsChanged, &old.methods, &new.methods),
        (Class::SchemesChanged, &old.schemes, &new.schemes),
        (Class::ConsumesChanged, &old.consumes, &new.consumes),
        (Class::ProducesChanged, &old.produces, &new.produces),
    ];
    for (class, old, new) in lists {
        changes.tell_words(class, places, &words(old), &words(new));
    }
    let names =
        |api: &'d Api<'d>| -> Words<'d> { api.security.iter().map(|scheme| scheme.text.trim().into()).collect() };
    let at = |api: &Api<'_>| api.security.first().map(|scheme| scheme.at);
    changes.tell_words(Class::SecurityChanged, places.or(at(old), at(new)), &names(old), &names(new));
    let effect = |api: &'d Api<'d>| trimmed(api.operation_type.as_ref());
    changes.tell_text(Class::EffectChanged, places, effect(old), effect(new));
}

fn words<'d>(list: &'d [Text<'d>]) -> Words<'d> {
    said::words(list.iter().map(AsRef::as_ref))
}

fn path<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, places: Places) {
    let at = |api: &Api<'_>| api.path.as_ref().map(|path| path.at);
    let text = |api: &'d Api<'d>| api.path.as_ref().and_then(|path| trimmed(Some(&path.text)));
    changes.tell_text(Class::PathChanged, places.or(at(old), at(new)), text(old), text(new));
}
