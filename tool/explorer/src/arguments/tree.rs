//! The request while it is put together out of parts.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::fault::Fault;
use super::path::Step;

/// Who said a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The request that was given as a whole; arguments win over it.
    Base,
    /// An argument.
    Argument,
}

/// A value, or the parts of one.
#[derive(Debug)]
pub(super) enum Node {
    Leaf(Value, Origin),
    /// By numbers from 1.
    List(BTreeMap<usize, Node>, Origin),
    /// In the order in which they were given.
    Object(Vec<(String, Node)>),
}

/// Two arguments say the same value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct GivenTwice;

impl Node {
    /// The parts of a value.
    pub(super) fn of(value: Value, origin: Origin) -> Self {
        match value {
            Value::Array(elements) if elements.iter().any(|element| !element.is_number()) => {
                let elements = (1..).zip(elements).map(|(number, element)| (number, Self::of(element, origin)));
                Self::List(elements.collect(), origin)
            }
            Value::Object(members) if !members.is_empty() => {
                Self::Object(members.into_iter().map(|(name, value)| (name, Self::of(value, origin))).collect())
            }
            // Numbers may be bytes, and what is empty has no parts.
            value => Self::Leaf(value, origin),
        }
    }

    /// Puts a value where the steps lead.
    pub(super) fn set(&mut self, steps: &[Step], value: Self) -> Result<(), GivenTwice> {
        let Some((step, rest)) = steps.split_first() else { return self.merge(value) };
        self.child(step)?.set(rest, value)
    }

    /// The part that a step leads to, which is made if it is not there.
    fn child(&mut self, step: &Step) -> Result<&mut Self, GivenTwice> {
        self.open(step)?;
        match (self, step) {
            (Self::List(elements, _), Step::Element(index)) => Ok(elements.entry(*index).or_insert_with(Self::unset)),
            (Self::Object(members), Step::Member(name)) => {
                let known = members.iter().position(|(known, _)| known == name);
                let index = known.unwrap_or(members.len());
                if known.is_none() {
                    members.push((name.clone(), Self::unset()));
                }
                members.get_mut(index).map(|(_, node)| node).ok_or(GivenTwice)
            }
            _ => Err(GivenTwice),
        }
    }

    /// Makes it a node that has parts of this kind.
    fn open(&mut self, step: &Step) -> Result<(), GivenTwice> {
        match (&mut *self, step) {
            (Self::List(..), Step::Element(_)) | (Self::Object(_), Step::Member(_)) => return Ok(()),
            // A list of numbers has parts, too.
            (Self::Leaf(Value::Array(elements), origin), Step::Element(_)) => {
                let elements = std::mem::take(elements).into_iter();
                let elements = (1..).zip(elements).map(|(number, element)| (number, Self::Leaf(element, *origin)));
                *self = Self::List(elements.collect(), *origin);
                return Ok(());
            }
            (Self::Leaf(Value::Null | Value::Object(_), _) | Self::Leaf(_, Origin::Base), _) => {}
            _ => return Err(GivenTwice),
        }
        *self = match step {
            Step::Element(_) => Self::List(BTreeMap::new(), Origin::Argument),
            Step::Member(_) => Self::Object(Vec::new()),
        };
        Ok(())
    }

    /// Puts a value here; parts that are there already stay, if others are given.
    fn merge(&mut self, value: Self) -> Result<(), GivenTwice> {
        if self.is_of_base() {
            *self = value;
            return Ok(());
        }
        match (self, value) {
            (Self::List(old, _), Self::List(new, _)) => {
                new.into_iter().try_for_each(|(number, node)| old.entry(number).or_insert_with(Self::unset).merge(node))
            }
            (old @ Self::Object(_), Self::Object(new)) => {
                new.into_iter().try_for_each(|(name, node)| old.child(&Step::Member(name))?.merge(node))
            }
            _ => Err(GivenTwice),
        }
    }

    /// Something that nobody said yet.
    fn unset() -> Self {
        Self::Leaf(Value::Null, Origin::Base)
    }

    fn is_of_base(&self) -> bool {
        match self {
            Self::Leaf(_, origin) => *origin == Origin::Base,
            Self::List(elements, origin) => *origin == Origin::Base && elements.values().all(Self::is_of_base),
            Self::Object(members) => members.iter().all(|(_, member)| member.is_of_base()),
        }
    }

    /// The value as a whole. A list with gaps is a fault.
    pub(super) fn finish(&self, name: &str, faults: &mut Vec<Fault>) -> Value {
        let below = |step: &str| if name.is_empty() { step.to_owned() } else { format!("{name}.{step}") };
        match self {
            Self::Leaf(value, _) => value.clone(),
            Self::List(elements, _) => {
                let gap = (1..).zip(elements.keys()).find(|(expected, found)| expected != *found);
                faults.extend(gap.map(|(expected, found)| Fault::gap(name, expected, *found)));
                elements.iter().map(|(number, element)| element.finish(&below(&number.to_string()), faults)).collect()
            }
            Self::Object(members) => {
                let members = members.iter().map(|(name, node)| (name.clone(), node.finish(&below(name), faults)));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}
