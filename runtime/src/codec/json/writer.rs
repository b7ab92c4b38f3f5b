//! Writing values as compact JSON.

use std::fmt::Write as _;

use serde_json::Value;

use super::{
    super::{
        EncodeError, ListView, MapView, ObjectView, View,
        free::FreeNumber,
        number,
        object_entries::{Content, Entry, with_entries},
    },
    strings,
};

type Written = Result<(), EncodeError>;

/// Appends `view` as JSON.
pub(crate) fn write(view: View<'_>, out: &mut String) -> Written {
    match view {
        View::Boolean(value) => out.push_str(if value { "true" } else { "false" }),
        View::Integer(value) => write_display(value, out),
        View::Number(value) => return write_number(value, out),
        View::Text(text) => write_text(text, out),
        View::Bytes(bytes) => {
            let text = std::str::from_utf8(bytes).map_err(|_| EncodeError::new(EncodeError::NOT_TEXT))?;
            write_text(text, out);
        }
        View::Any(value) => return write_any(value, out),
        View::List(list) => return write_list(list, out),
        View::Map(map) => return write_map(map, out),
        View::Object(object) => return write_object(object, out),
    }
    Ok(())
}

fn write_display(value: impl std::fmt::Display, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{value}");
}

fn write_number(value: f64, out: &mut String) -> Written {
    if number::write_float(value, out) { Ok(()) } else { Err(EncodeError::new(EncodeError::NOT_FINITE)) }
}

/// Appends `text` as a JSON string.
pub(crate) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    loop {
        // A special byte is ASCII, so the text can be split on both sides of it.
        let (plain, special) = rest.split_at(strings::plain_end(rest.as_bytes(), 0));
        out.push_str(plain);
        let mut special = special.chars();
        let Some(character) = special.next() else { break };
        write_escape(character, out);
        rest = special.as_str();
    }
    out.push('"');
}

fn write_escape(character: char, out: &mut String) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\u{8}' => out.push_str("\\b"),
        '\u{C}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        control => write_display(format_args!("\\u{:04x}", u32::from(control)), out),
    }
}

fn write_list(list: &dyn ListView, out: &mut String) -> Written {
    let mut separator = "[";
    for (index, element) in list.iter().enumerate() {
        out.push_str(separator);
        separator = ",";
        write(element, out).map_err(|error| error.within_element(index))?;
    }
    close(separator, "[", "]", out);
    Ok(())
}

fn write_map(map: &dyn MapView, out: &mut String) -> Written {
    let mut separator = "{";
    for (key, value) in map.iter() {
        write_key(&mut separator, key, out);
        write(value, out).map_err(|error| error.within(key))?;
    }
    close(separator, "{", "}", out);
    Ok(())
}

fn write_object(object: &dyn ObjectView, out: &mut String) -> Written {
    let mut result = Ok(());
    with_entries(object, &mut |entries| result = write_entries(entries, out));
    result
}

fn write_entries(entries: &mut dyn Iterator<Item = Entry<'_>>, out: &mut String) -> Written {
    let mut separator = "{";
    for Entry { name, content, .. } in entries {
        write_key(&mut separator, name, out);
        match content {
            Content::Value(view) => write(view, out).map_err(|error| error.within(name))?,
            Content::Raw(raw) => out.push_str(raw),
        }
    }
    close(separator, "{", "}", out);
    Ok(())
}

fn write_any(value: &Value, out: &mut String) -> Written {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(value) => match FreeNumber::of(value) {
            FreeNumber::Float(value) => write_number(value, out)?,
            other => write_display(other, out),
        },
        Value::String(text) => write_text(text, out),
        Value::Array(list) => {
            let mut separator = "[";
            for (index, element) in list.iter().enumerate() {
                out.push_str(separator);
                separator = ",";
                write_any(element, out).map_err(|error| error.within_element(index))?;
            }
            close(separator, "[", "]", out);
        }
        Value::Object(object) => {
            let mut separator = "{";
            for (key, value) in object {
                write_key(&mut separator, key, out);
                write_any(value, out).map_err(|error| error.within(key))?;
            }
            close(separator, "{", "}", out);
        }
    }
    Ok(())
}

fn write_key(separator: &mut &str, key: &str, out: &mut String) {
    out.push_str(separator);
    *separator = ",";
    write_text(key, out);
    out.push(':');
}

/// Closes what `open` opens; if nothing was written, opens it first.
fn close(separator: &str, open: &str, close: &str, out: &mut String) {
    if separator == open {
        out.push_str(open);
    }
    out.push_str(close);
}
