//! Corrections of values: checked against the original document, then applied to it.

use super::correction::{Action, Correction, Overrule};
use super::target::Target;
use super::value;
use crate::spec::Fault;
use crate::spec::keys;
use crate::spec::path::{self, Segment};
use crate::spec::tree::{Member, Node, NodeId, Value};

/// Checks all corrections of values, then applies those without a fault.
pub(super) fn apply_all<'a>(root: &mut Node<'a>, list: &[Correction<'a>], faults: &mut Vec<Fault>) {
    let mut changes = Vec::new();
    for correction in list {
        let Action::Value(overrule) = &correction.action else { continue };
        match checked(root, correction, overrule) {
            Ok(change) => changes.extend(change),
            Err(fault) => faults.push(*fault),
        }
    }
    // Last element first, so that no removal shifts an index that a later change uses.
    changes.sort_by(|a, b| b.steps.cmp(&a.steps));
    for change in changes {
        change.apply(root);
    }
}

struct ValueChange<'a> {
    steps: Vec<Segment>,
    /// The node of a key that is added.
    key: NodeId,
    /// The new value; `None` removes the element.
    value: Option<Node<'a>>,
}

/// The change that a correction makes; `None` if the document already has the value and `was` lists it.
fn checked<'a>(
    root: &Node<'a>,
    correction: &Correction<'a>,
    overrule: &Overrule<'a>,
) -> Result<Option<ValueChange<'a>>, Box<Fault>> {
    let target = Target::find(root, &correction.path).map_err(|not_found| Box::new(not_found.fault(correction)))?;
    let now = target.node.filter(|node| node.value != Value::Null);
    let listed = match &overrule.was {
        Some(was) => was.iter().any(|was| value::meets(Some(was), now)),
        None => false,
    };
    if let Some(fault) = refused(correction, overrule, &target, now).filter(|_| !listed) {
        return Err(Box::new(fault));
    }
    if value::same(Some(&overrule.is), now) {
        return Ok(None);
    }
    if let Some((Segment::Name(name), list)) = target.steps.split_last()
        && path::name_of(&overrule.is) != Some(name)
    {
        let message = format!("the value at `{}` has another name", correction.path);
        let help = match overrule.is.value {
            Value::Map(_) => format!("give it the key `{}: {name:?}`", path::naming_key(list)),
            _ => format!("write `is: {name:?}`"),
        };
        return Err(Box::new(correction.fault(overrule.is.at, message, help)));
    }
    let value = Some(overrule.is.clone()).filter(|is| is.value != Value::Null);
    Ok(Some(ValueChange { steps: target.steps, key: correction.at, value }))
}

/// The fault of a correction that must not overrule the current value.
fn refused(
    correction: &Correction<'_>,
    overrule: &Overrule<'_>,
    target: &Target<'_, '_>,
    now: Option<&Node<'_>>,
) -> Option<Fault> {
    let shown = now.map_or_else(|| "null".to_owned(), value::shown);
    let path = &correction.path;
    match (&overrule.was, now) {
        (Some(_), None) => {
            Some(target.not_found().or("if it comes and goes, also list `null` under `was`").fault(correction))
        }
        (_, Some(now)) if value::same(Some(&overrule.is), Some(now)) => {
            let message = format!("the document itself now says `{shown}` at `{path}`");
            let help = "remove this correction, or, if the value comes and goes, also list it under `was`";
            Some(correction.fault(overrule.is.at, message, help))
        }
        (None, _) if is_text(path.steps().last()) => None,
        (None, _) => {
            let help = format!("add what the document says now: `was: {shown}`");
            Some(correction.fault(correction.at, "missing `was` in a correction", help))
        }
        (Some(_), Some(_)) => {
            let message = format!("the document says `{shown}` at `{path}`, which `was` does not list");
            let help = "if the correction is still right, also list this value; if not, remove the correction";
            Some(correction.fault(overrule.was_at, message, help))
        }
    }
}

/// Whether the value is a text. Texts change too often to be listed under `was`.
fn is_text(step: Option<&Segment>) -> bool {
    matches!(step, Some(Segment::Key(key)) if keys::is_text(key))
}

impl<'a> ValueChange<'a> {
    fn apply(self, root: &mut Node<'a>) {
        let Some((step, above)) = self.steps.split_last() else { return };
        match above.iter().try_fold(root, below).map(|parent| &mut parent.value) {
            Some(Value::Map(map)) => member(map, step, self.key, self.value),
            Some(Value::List(list)) => element(list, step, self.value),
            _ => {}
        }
    }
}

fn member<'a>(map: &mut Vec<Member<'a>>, step: &Segment, at: NodeId, value: Option<Node<'a>>) {
    match (path::key_of(map, step), value, step) {
        (Some(index), None, _) => drop(map.remove(index)),
        (Some(index), Some(value), _) => map[index].value = value,
        (None, Some(value), Segment::Key(key)) => map.push(Member { at, key: key.clone().into(), value }),
        (None, ..) => {}
    }
}

fn element<'a>(list: &mut Vec<Node<'a>>, step: &Segment, value: Option<Node<'a>>) {
    match (path::index_of(list, step), value) {
        (Some(index), None) => drop(list.remove(index)),
        (Some(index), Some(value)) => list[index] = value,
        (None, Some(value)) => list.push(value),
        (None, None) => {}
    }
}

fn below<'n, 'a>(node: &'n mut Node<'a>, step: &Segment) -> Option<&'n mut Node<'a>> {
    match &mut node.value {
        Value::Map(map) => path::key_of(map, step).and_then(|index| map.get_mut(index)).map(|entry| &mut entry.value),
        Value::List(list) => path::index_of(list, step).and_then(|index| list.get_mut(index)),
        _ => None,
    }
}
