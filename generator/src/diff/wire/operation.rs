//! What makes a call.

use super::changes::{Changes, Places};
use super::said::{self, Words, trimmed};
use super::way::{Whose, Within};
use super::{documentation, parameters, responses};
use crate::diff::rules::Class;
use crate::lower::effect::Witnesses;
use crate::model::Effect;
use crate::spec::document::{Api, Located, Named, Text};

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
    effect(changes, old, new);
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
}

/// What an operation does to resources, and the fields that it is judged by.
fn effect<'d>(changes: &mut Changes<'d>, old: &'d Named<'d, Api<'d>>, new: &'d Named<'d, Api<'d>>) {
    let [before, after] = [old, new].map(Witnesses::of);
    let fields = [
        (Class::EffectChanged, before.operation_type, after.operation_type),
        (Class::EffectTagChanged, before.tagged_type, after.tagged_type),
    ];
    let places = Places::both(old.at, new.at);
    for (class, old, new) in fields {
        let text = |field: Option<&'d Located<'d>>| trimmed(field.map(|field| &field.text));
        let places = places.or(old.map(|field| field.at), new.map(|field| field.at));
        changes.tell_text(class, places, text(old), text(new));
    }
    match (before.effect(), after.effect()) {
        (Effect::Write, Effect::Read) => changes.tell_if(true, Class::BecameRead, places),
        (Effect::Read, Effect::Write) => changes.tell_if(true, Class::BecameWrite, places),
        (Effect::Read, Effect::Read) | (Effect::Write, Effect::Write) => {}
    }
}

fn words<'d>(list: &'d [Text<'d>]) -> Words<'d> {
    said::words(list.iter().map(AsRef::as_ref))
}

fn path<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, places: Places) {
    let at = |api: &Api<'_>| api.path.as_ref().map(|path| path.at);
    let text = |api: &'d Api<'d>| api.path.as_ref().and_then(|path| trimmed(Some(&path.text)));
    changes.tell_text(Class::PathChanged, places.or(at(old), at(new)), text(old), text(new));
}
