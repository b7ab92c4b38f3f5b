//! The name of an argument → the place that it means: `Tag.1.Key`.

use super::fault::Fault;
use crate::schema::{ObjectShape, Shape};

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To a member of an object or an entry of a map.
    Member(String),
    /// To an element of a list, counted from 1.
    Element(usize),
}

/// What a name means.
#[derive(Debug)]
pub(super) struct Target {
    /// The name, as the document spells it.
    pub(super) name: String,
    pub(super) steps: Vec<Step>,
    pub(super) shape: Shape,
    /// Values that the document names, where the type does not.
    pub(super) values: Vec<String>,
}

/// Resolves a name. Names of members may hold dots themselves: the longest one counts.
pub(super) fn resolve(name: &str, request: &'static ObjectShape) -> Result<Target, Fault> {
    let mut target =
        Target { name: String::new(), steps: Vec::new(), shape: Shape::Object(request), values: Vec::new() };
    let parts: Vec<&str> = name.split('.').collect();
    let mut rest = parts.as_slice();
    while !rest.is_empty() {
        rest = target.step(rest)?;
    }
    Ok(target)
}

impl Target {
    /// Goes one step down; returns the parts that are left.
    fn step<'p>(&mut self, parts: &'p [&'p str]) -> Result<&'p [&'p str], Fault> {
        let Some((first, rest)) = parts.split_first() else { return Ok(parts) };
        if first.is_empty() {
            return Err(Fault::empty_part(&self.name, &parts.join(".")));
        }
        self.values.clear();
        match self.shape {
            Shape::Object(object) => self.member(object, parts),
            Shape::List(element) => {
                let index = first.parse().ok().filter(|index| *index > 0 && !first.starts_with('+'));
                let index = index.ok_or_else(|| Fault::no_element(&self.name, parts, *element))?;
                self.go(Step::Element(index), first, *element);
                Ok(rest)
            }
            // A key may hold dots, unless something follows it.
            Shape::Map(value) if !value.has_parts() => {
                let key = parts.join(".");
                self.go(Step::Member(key.clone()), &key, *value);
                Ok(&[])
            }
            Shape::Map(value) => {
                self.go(Step::Member((*first).to_owned()), first, *value);
                Ok(rest)
            }
            // What is numbered may be a list, or an object with such names.
            Shape::Any if first.bytes().all(|byte| byte.is_ascii_digit()) => Err(Fault::free_form(&self.name)),
            Shape::Any => {
                self.go(Step::Member((*first).to_owned()), first, Shape::Any);
                Ok(rest)
            }
            scalar => Err(Fault::no_parts(&self.name, scalar, first)),
        }
    }

    fn member<'p>(&mut self, object: &'static ObjectShape, parts: &'p [&'p str]) -> Result<&'p [&'p str], Fault> {
        let longest = (1..=parts.len()).rev().find_map(|length| {
            let (name, rest) = parts.split_at_checked(length)?;
            Some((object.field(&name.join("."))?, rest))
        });
        let Some((field, rest)) = longest else {
            return Err(Fault::unknown(&self.name, parts, object));
        };
        self.go(Step::Member(field.wire.to_owned()), field.wire, field.shape);
        self.values.clone_from(&field.values);
        Ok(rest)
    }

    fn go(&mut self, step: Step, name: &str, shape: Shape) {
        if !self.name.is_empty() {
            self.name.push('.');
        }
        self.name.push_str(name);
        self.steps.push(step);
        self.shape = shape;
    }
}
