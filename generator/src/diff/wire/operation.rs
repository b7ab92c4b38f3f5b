//! An operation: how it is called, and all below it.

use super::changes::{Changes, NodePair};
use super::normalize::{Words, trimmed, word_set};
use super::schema_path::{OwnerRef, PartRef};
use super::{documentation, parameters, responses};
use crate::diff::rules::Class;
use crate::lower::effect::Witnesses;
use crate::model::Effect;
use crate::spec::document::{Api, Located, Named, PagingKey, Text};

/// Compares an operation and all below it.
pub(super) fn compare<'d>(
    changes: &mut Changes<'d>,
    old: &'d Named<'d, Api<'d>>,
    new: &'d Named<'d, Api<'d>>,
    paths_are_ignored: bool,
) {
    let owner = OwnerRef::Operation(new.name.as_ref());
    let nodes = NodePair::both(old.at, new.at);
    changes.enter(owner, PartRef::Whole);
    call(changes, &old.value, &new.value, nodes);
    effect(changes, old, new);
    paging(changes, old.value.paging.as_ref(), new.value.paging.as_ref(), nodes);
    if !paths_are_ignored {
        path(changes, &old.value, &new.value, nodes);
    }
    documentation::compare(changes, &old.value, &new.value, nodes);
    documentation::responses(changes, &old.value, &new.value);
    changes.enter(owner, PartRef::Request);
    parameters::compare(changes, &old.value, &new.value);
    responses::compare(changes, owner, &old.value, &new.value);
}

fn call<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, nodes: NodePair) {
    changes.record_if(!old.deprecated && new.deprecated, Class::OperationDeprecated, nodes);
    changes.record_if(old.deprecated && !new.deprecated, Class::OperationUndeprecated, nodes);
    changes.compare_gone(old.gone_since.as_ref(), new.gone_since.as_ref(), nodes);
    let lists = [
        (Class::VerbsChanged, &old.methods, &new.methods),
        (Class::SchemesChanged, &old.schemes, &new.schemes),
        (Class::ConsumesChanged, &old.consumes, &new.consumes),
        (Class::ProducesChanged, &old.produces, &new.produces),
    ];
    for (class, old, new) in lists {
        changes.compare_words(class, nodes, &words(old), &words(new));
    }
    let names =
        |api: &'d Api<'d>| -> Words<'d> { api.security.iter().map(|scheme| scheme.text.trim().into()).collect() };
    let at = |api: &Api<'_>| api.security.first().map(|scheme| scheme.at);
    changes.compare_words(Class::SecurityChanged, nodes.or(at(old), at(new)), &names(old), &names(new));
}

/// What an operation does to resources, and the fields that it is judged by.
fn effect<'d>(changes: &mut Changes<'d>, old: &'d Named<'d, Api<'d>>, new: &'d Named<'d, Api<'d>>) {
    let [before, after] = [old, new].map(Witnesses::of);
    let fields = [
        (Class::EffectChanged, before.operation_type, after.operation_type),
        (Class::EffectTagChanged, before.tagged_type, after.tagged_type),
    ];
    let nodes = NodePair::both(old.at, new.at);
    for (class, old, new) in fields {
        let text = |field: Option<&'d Located<'d>>| trimmed(field.map(|field| &field.text));
        let nodes = nodes.or(old.map(|field| field.at), new.map(|field| field.at));
        changes.compare_text(class, nodes, text(old), text(new));
    }
    match (before.effect(), after.effect()) {
        (Effect::Write, Effect::Read) => changes.record(Class::BecameRead, nodes),
        (Effect::Read, Effect::Write) => changes.record(Class::BecameWrite, nodes),
        (Effect::Read, Effect::Read) | (Effect::Write, Effect::Write) => return,
    };
}

/// Our own key. What becomes of it, items show.
fn paging(changes: &mut Changes<'_>, old: Option<&PagingKey<'_>>, new: Option<&PagingKey<'_>>, nodes: NodePair) {
    let [before, after] = [old, new].map(|paging| paging.map(in_words));
    let at = |paging: Option<&PagingKey<'_>>| paging.map(|paging| paging.at);
    changes.compare_text(Class::PagingChanged, nodes.or(at(old), at(new)), before.as_deref(), after.as_deref());
}

fn in_words(paging: &PagingKey<'_>) -> String {
    let PagingKey { token, number, first, offset, size, items, next, total, .. } = paging;
    let members = [
        ("token", token),
        ("number", number),
        ("first", first),
        ("offset", offset),
        ("size", size),
        ("items", items),
        ("next", next),
        ("total", total),
    ];
    let members = members.iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.as_ref()?.text)));
    if paging.is_none { "none".to_owned() } else { members.collect::<Vec<_>>().join(", ") }
}

fn words<'d>(list: &'d [Text<'d>]) -> Words<'d> {
    word_set(list.iter().map(AsRef::as_ref))
}

fn path<'d>(changes: &mut Changes<'d>, old: &'d Api<'d>, new: &'d Api<'d>, nodes: NodePair) {
    let at = |api: &Api<'_>| api.path.as_ref().map(|path| path.at);
    let text = |api: &'d Api<'d>| api.path.as_ref().and_then(|path| trimmed(Some(&path.text)));
    changes.compare_text(Class::PathChanged, nodes.or(at(old), at(new)), text(old), text(new));
}
