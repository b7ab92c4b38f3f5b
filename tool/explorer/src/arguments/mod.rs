//! Arguments → one JSON object by wire names. Pure: files are read by the caller's function.
//!
//! ```text
//! NAME=TEXT ─▶ path (names, steps, type) ─▶ text (value of that type) ─▶ check ─▶ tree (merged) ─▶ JSON object
//! ```

mod check;
mod fault;
mod path;
#[cfg(test)]
mod tests;
mod text;
mod tree;

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
    let mut reading = Reading { faults: Vec::new(), warnings: Vec::new(), root: Node::Object(Vec::new()) };
    if let Some(base) = base {
        reading.base(base, request);
    }
    for argument in arguments {
        if let Err(mut faults) = reading.argument(argument, request, file) {
            reading.faults.append(&mut faults);
        }
    }
    let object = reading.root.finish("", &mut reading.faults);
    let missing = missing(&object, request);
    if !missing.is_empty() && reading.faults.iter().all(|fault| !fault.hides_missing()) {
        reading.faults.push(Fault::missing(&missing));
    }
    match reading.faults.is_empty() {
        true => Ok(Arguments { object, warnings: reading.warnings }),
        false => Err(reading.faults),
    }
}

struct Reading {
    faults: Vec<Fault>,
    warnings: Vec<String>,
    root: Node,
}

impl Reading {
    /// A request that was given as a whole.
    fn base(&mut self, base: &Value, request: &'static ObjectShape) {
        let mut checked = check::Check::of("");
        let value = checked.object(base, request);
        self.warnings.append(&mut checked.warnings);
        self.faults.append(&mut checked.faults);
        self.root = Node::of(value.unwrap_or_else(|| Value::Object(Map::new())), Origin::Base);
    }

    fn argument(
        &mut self,
        argument: &str,
        request: &'static ObjectShape,
        file: &mut dyn FnMut(&str) -> Result<Vec<u8>, String>,
    ) -> Result<(), Vec<Fault>> {
        let (name, text) = argument.split_once('=').ok_or_else(|| vec![Fault::no_value(argument, request)])?;
        let target = path::resolve(name, request).map_err(|fault| vec![fault])?;
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

/// The parameters that must be given and are not.
fn missing(object: &Value, request: &'static ObjectShape) -> Vec<&'static FieldShape> {
    request.fields().iter().filter(|field| field.required && object.get(field.wire).is_none()).collect()
}
