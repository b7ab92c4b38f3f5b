//! Writing values as compact JSON.

use std::{fmt::Write as _, mem};

use serde_json::Value;

use super::{
    super::{
        EncodeError, Extra, ListView, MapView, ObjectView, Slot, Table, View,
        free::FreeNumber,
        number,
        object_entries::{Content, Entry, entries},
    },
    keys::Keys,
    strings,
};

/// As small as a pointer: it is handed from level to level.
type Written = Result<(), Box<EncodeError>>;

/// A fault, seen from the member or key around it.
fn within(name: &str) -> impl FnOnce(Box<EncodeError>) -> Box<EncodeError> {
    move |error| Box::new(error.within(name))
}

/// A fault, seen from the list around it.
fn within_element(index: usize) -> impl FnOnce(Box<EncodeError>) -> Box<EncodeError> {
    move |error| Box::new(error.within_element(index))
}

/// Appends `view` as JSON.
pub(super) fn write(view: View<'_>, out: &mut String) -> Result<(), EncodeError> {
    Writer { out, keys: Keys::default() }.value(view).map_err(|error| *error)
}

struct Writer<'a> {
    out: &'a mut String,
    keys: Keys,
}

impl Writer<'_> {
    fn value(&mut self, view: View<'_>) -> Written {
        let out = &mut *self.out;
        match view {
            View::Boolean(value) => out.push_str(if value { "true" } else { "false" }),
            View::Integer(value) => number::write_integer(value, out),
            View::Number(value) => return write_number(value, out),
            View::Text(text) => write_text(text, out),
            View::Bytes(bytes) => {
                let text = std::str::from_utf8(bytes).map_err(|_| Box::new(EncodeError::new(EncodeError::NOT_TEXT)))?;
                write_text(text, out);
            }
            View::Any(value) => return write_any(value, out),
            View::List(list) => return self.list(list),
            View::Map(map) => return self.map(map),
            View::Object(object) => return self.object(object),
        }
        Ok(())
    }

    fn list(&mut self, list: &dyn ListView) -> Written {
        let mut before = '[';
        for (index, element) in list.iter().enumerate() {
            self.out.push(mem::replace(&mut before, ','));
            self.value(element).map_err(within_element(index))?;
        }
        close(before, '[', ']', self.out);
        Ok(())
    }

    fn map(&mut self, map: &dyn MapView) -> Written {
        let mut before = '{';
        for (key, value) in map.iter() {
            write_key(&mut before, key, self.out);
            self.value(value).map_err(within(key))?;
        }
        close(before, '{', '}', self.out);
        Ok(())
    }

    fn object(&mut self, object: &dyn ObjectView) -> Written {
        let table = object.table();
        let mut result = Ok(());
        object.slots(&mut |slots, extra| {
            result = if extra.is_empty() { self.members(table, slots) } else { self.entries(table, slots, extra) };
        });
        result
    }

    /// Writes an object that keeps nothing besides its members, as nearly all.
    fn members(&mut self, table: &'static Table, slots: &[&dyn Slot]) -> Written {
        let keys = self.keys.of(table);
        let mut before = '{';
        for (index, (member, slot)) in table.members.iter().zip(slots).enumerate() {
            // Texts are taken out at once: a view that is moved is copied as a whole, and read again.
            match slot.view() {
                None => {}
                Some(View::Text(text)) => {
                    self.key(&mut before, || keys.as_ref()?.get(index), member.name);
                    write_text(text, self.out);
                }
                Some(view) => {
                    self.key(&mut before, || keys.as_ref()?.get(index), member.name);
                    self.value(view).map_err(within(member.name))?;
                }
            }
        }
        close(before, '{', '}', self.out);
        Ok(())
    }

    /// Appends the name of a member; behind another one, as the `piece`, if there is one.
    #[inline]
    fn key<'k>(&mut self, before: &mut char, piece: impl FnOnce() -> Option<&'k str>, name: &str) {
        match piece() {
            Some(piece) if *before == ',' => self.out.push_str(piece),
            _ => write_key(before, name, self.out),
        }
    }

    fn entries(&mut self, table: &'static Table, slots: &[&dyn Slot], extra: &Extra) -> Written {
        let mut before = '{';
        for Entry { name, content, .. } in entries(table, slots, extra) {
            write_key(&mut before, name, self.out);
            match content {
                Content::Value(view) => self.value(view).map_err(within(name))?,
                Content::Raw(raw) => self.out.push_str(raw),
            }
        }
        close(before, '{', '}', self.out);
        Ok(())
    }
}

fn write_display(value: impl std::fmt::Display, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{value}");
}

fn write_number(value: f64, out: &mut String) -> Written {
    if number::write_float(value, out) { Ok(()) } else { Err(EncodeError::new(EncodeError::NOT_FINITE).into()) }
}

/// Appends `text` as a JSON string.
#[inline]
pub(crate) fn write_text(text: &str, out: &mut String) {
    if strings::is_plain(text.as_bytes()) {
        out.reserve(text.len() + r#""""#.len());
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        write_escaped(text, out);
    }
}

#[inline(never)]
fn write_escaped(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    loop {
        // A special byte is ASCII, so the text can be split on both sides of it.
        let (plain, special) = rest.split_at(strings::plain_end(rest.as_bytes(), 0));
        out.push_str(plain);
        let Some(byte) = special.as_bytes().first() else { break };
        write_escape(*byte, out);
        rest = special.get(1..).unwrap_or_default();
    }
    out.push('"');
}

fn write_escape(special: u8, out: &mut String) {
    match special {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        0x08 => out.push_str("\\b"),
        0x0C => out.push_str("\\f"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        b'\t' => out.push_str("\\t"),
        control => write_display(format_args!("\\u{control:04x}"), out),
    }
}

fn write_any(value: &Value, out: &mut String) -> Written {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(value) => match FreeNumber::of(value) {
            FreeNumber::Signed(value) => number::write_integer(value, out),
            FreeNumber::Float(value) => write_number(value, out)?,
            other => write_display(other, out),
        },
        Value::String(text) => write_text(text, out),
        Value::Array(list) => {
            let mut before = '[';
            for (index, element) in list.iter().enumerate() {
                out.push(mem::replace(&mut before, ','));
                write_any(element, out).map_err(within_element(index))?;
            }
            close(before, '[', ']', out);
        }
        Value::Object(object) => {
            let mut before = '{';
            for (key, value) in object {
                write_key(&mut before, key, out);
                write_any(value, out).map_err(within(key))?;
            }
            close(before, '{', '}', out);
        }
    }
    Ok(())
}

/// Appends what stands `before` a name, the name and a colon; before the next name, there is a comma.
#[inline]
fn write_key(before: &mut char, key: &str, out: &mut String) {
    out.reserve(key.len() + r#","":"#.len());
    out.push(mem::replace(before, ','));
    if strings::is_plain(key.as_bytes()) {
        out.push('"');
        out.push_str(key);
        out.push_str("\":");
    } else {
        write_escaped(key, out);
        out.push(':');
    }
}

/// Closes what `open` opens; if nothing was written, opens it first.
fn close(before: char, open: char, close: char, out: &mut String) {
    if before == open {
        out.push(open);
    }
    out.push(close);
}
