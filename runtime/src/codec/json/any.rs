//! Free-form values from JSON text.

use serde_json::{Map, Value};

use super::{
    super::{Place, lenient, number},
    reader::Reader,
    scanner::{Invalid, Numbers},
};

impl Reader<'_> {
    /// Reads a value of any kind. `None`, behind the value, when it holds a number that a [`Value`] cannot hold.
    pub(super) fn any(&mut self) -> Result<Option<Value>, Invalid> {
        match self.peek() {
            Some(b'"') => Ok(Some(Value::String(self.string()?.into_owned()))),
            Some(b'-' | b'0'..=b'9') => self.any_number(),
            Some(b'[') => self.any_list(),
            Some(b'{') => self.any_object(),
            Some(b't') => self.word("true").map(|()| Some(Value::Bool(true))),
            Some(b'f') => self.word("false").map(|()| Some(Value::Bool(false))),
            Some(b'n') => self.word("null").map(|()| Some(Value::Null)),
            _ => Err(self.invalid("expected a value")),
        }
    }

    fn any_number(&mut self) -> Result<Option<Value>, Invalid> {
        let token = self.number()?;
        let mut value = None;
        if !lenient::put_number(Place::Any(&mut value), token.text, token.integer) {
            let rounded = || number::float(token.text, false).map(Value::from);
            let text = || Value::String(token.text.to_owned());
            value = match self.numbers {
                Numbers::Exact => None,
                Numbers::OrText => Some(text()),
                Numbers::Rounded => Some(rounded().unwrap_or_else(text)),
            };
        }
        Ok(value)
    }

    fn any_list(&mut self) -> Result<Option<Value>, Invalid> {
        self.enter()?;
        let mut first = true;
        let mut list = Vec::new();
        while self.next_element(&mut first)? {
            let Some(element) = self.any()? else {
                self.skip_elements(first)?;
                return Ok(None);
            };
            list.push(element);
        }
        Ok(Some(Value::Array(list)))
    }

    fn any_object(&mut self) -> Result<Option<Value>, Invalid> {
        self.enter()?;
        let mut first = true;
        let mut object = Map::new();
        while let Some(key) = self.next_key(&mut first)? {
            let Some(member) = self.any()? else {
                self.skip_members(first)?;
                return Ok(None);
            };
            object.insert(key.into_owned(), member);
        }
        Ok(Some(Value::Object(object)))
    }
}
