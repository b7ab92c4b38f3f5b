//! Arguments → one JSON object by wire names. Pure: files are read by the caller's function.
//!
//! ```text
//! NAME=TEXT ─▶ path (names, steps, type) ─▶ text (value of that type) ─▶ check ─▶ tree (merged) ─▶ JSON object
//! ```

mod check;
mod fault;
pub(crate) mod json;
mod path;
mod required;
#[cfg(test)]
mod tests;
mod text;
mod tree;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::schema::{FieldShape, ObjectShape};

pub use fault::Fault;
use tree::{Node, Origin};

/// What arguments say.
#[derive(Debug)]
pub struct Arguments {
    /// The request, by wire names.
    pub object: Value,
    /// What may be wrong, and is sent all the same.
    pub warnings: Vec<String>,
}

/// Reads arguments, each `NAME=TEXT`, over a request that was given as a whole, if there is one.
///
/// `file` gives the content of a file that an argument names, `-` for the standard input.
///
/// # Errors
///
/// Everything that is wrong with them, in their order; parameters that are missing come last.
pub fn read(
    arguments: &[String],
    base: Option<&Value>,
    request: &'static ObjectShape,
    file: &mut dyn FnMut(&str) -> Result<Vec<u8>, String>,
) -> Result<Arguments, Vec<Fault>> {
    let mut reading =
        Reading { faults: Vec::new(), warnings: Vec::new(), root: Node::Object(Vec::new()), given: BTreeSet::new() };
    if let Some(base) = base {
        reading.base(base, request);
    }
    for (number, argument) in (1..).zip(arguments) {
        if let Err(mut faults) = reading.argument(number, argument, request, file) {
            reading.faults.append(&mut faults);
        }
    }
    let object = reading.root.finish("", &mut reading.faults);
    let is_missing =
        |field: &&FieldShape| field.required && object.get(field.wire).is_none() && !reading.given.contains(field.wire);
    let missing: Vec<&FieldShape> = request.fields().iter().filter(is_missing).collect();
    if !missing.is_empty() && reading.faults.iter().all(|fault| !fault.hides_missing()) {
        reading.faults.push(Fault::missing(&missing));
    }
    reading.warnings.extend(required::warnings(&object, request));
    match reading.faults.is_empty() {
        true => Ok(Arguments { object, warnings: reading.warnings }),
        false => Err(reading.faults),
    }
}

struct Reading {
    faults: Vec<Fault>,
    warnings: Vec<String>,
    root: Node,
    /// The parameters that are given, by wire name, also where their values are wrong.
    given: BTreeSet<String>,
}

impl Reading {
    /// A request that was given as a whole.
    fn base(&mut self, base: &Value, request: &'static ObjectShape) {
        let mut checked = check::Check::of("");
        let value = checked.object(base, request);
        for (name, _) in base.as_object().into_iter().flatten().filter(|(_, said)| !said.is_null()) {
            self.given.extend(request.field(name).map(|field| field.wire.to_owned()));
        }
        self.warnings.append(&mut checked.warnings);
        self.faults.append(&mut checked.faults);
        self.root = Node::of(value.unwrap_or_else(|| Value::Object(Map::new())), Origin::Base);
    }

    fn argument(
        &mut self,
        number: usize,
        argument: &str,
        request: &'static ObjectShape,
        file: &mut dyn FnMut(&str) -> Result<Vec<u8>, String>,
    ) -> Result<(), Vec<Fault>> {
        let (name, text) = argument.split_once('=').ok_or_else(|| vec![Fault::no_value(number, argument, request)])?;
        let target = path::resolve(name, request).map_err(|fault| vec![fault])?;
        if let Some(path::Step::Member(parameter)) = target.steps.first() {
            self.given.insert(parameter.clone());
        }
        let content = text::content(&target, text, file).map_err(|fault| vec![fault])?;
        let value = text::value(&target, content).map_err(|fault| vec![fault])?;
        let mut checked = check::Check::of(&target.name);
        let value = match target.values.is_empty() {
            true => checked.value(&value, target.shape),
            false => checked.field(&value, target.shape, &target.values),
        };
        self.warnings.append(&mut checked.warnings);
        if !checked.faults.is_empty() {
            return Err(checked.faults);
        }
        let value = Node::of(value.unwrap_or_default(), Origin::Argument);
        self.root.set(&target.steps, value).map_err(|tree::GivenTwice| vec![Fault::given_twice(&target.name)])
    }
}
