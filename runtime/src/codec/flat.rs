//! Values flattened to pairs: `Name.member`, `Name.1`.

use serde_json::Value;

use super::{
    EncodeError, ObjectView, View, json,
    object_entries::{Content, Entry, with_entries},
    text,
};

/// Appends `view` as pairs of names and texts, all under `name`.
///
/// Elements are numbered from 1, keys of maps stand as they are. An empty list, map or object yields nothing, and a null
/// yields nothing but keeps its number. With an empty `name`, the members of an object stand at the top.
///
/// # Errors
///
/// A number is not finite, or binary content is not text.
pub fn write(name: &str, view: View<'_>, out: &mut Vec<(String, String)>) -> Result<(), EncodeError> {
    Flattener { path: name.to_owned(), out }.value(view)
}

type Written = Result<(), EncodeError>;

struct Flattener<'a> {
    path: String,
    out: &'a mut Vec<(String, String)>,
}

impl Flattener<'_> {
    fn value(&mut self, view: View<'_>) -> Written {
        match view {
            View::List(list) => self.elements(&mut list.iter()),
            View::Any(Value::Array(list)) => self.elements(&mut list.iter().map(View::Any)),
            View::Map(map) => self.members(&mut map.iter()),
            View::Any(Value::Object(object)) => {
                self.members(&mut object.iter().map(|(name, value)| (name.as_str(), View::Any(value))))
            }
            View::Object(object) => self.object(object),
            scalar => {
                let text = text::scalar(&self.path, scalar)?;
                self.out.extend(text.map(|text| (self.path.clone(), text)));
                Ok(())
            }
        }
    }

    fn elements(&mut self, elements: &mut dyn Iterator<Item = View<'_>>) -> Written {
        for (number, element) in (1..).zip(elements) {
            self.within(&format_args!("{number}"), element)?;
        }
        Ok(())
    }

    fn members<'a>(&mut self, members: &mut dyn Iterator<Item = (&'a str, View<'a>)>) -> Written {
        for (name, value) in members {
            self.within(&name, value)?;
        }
        Ok(())
    }

    fn object(&mut self, object: &dyn ObjectView) -> Written {
        let mut result = Ok(());
        with_entries(object, &mut |entries| result = self.entries(entries));
        result
    }

    fn entries(&mut self, entries: &mut dyn Iterator<Item = Entry<'_>>) -> Written {
        for Entry { name, content, .. } in entries {
            match content {
                Content::Value(view) => self.within(&name, view)?,
                Content::Raw(raw) => self.within(&name, View::Any(&json::parse_lossless(raw)))?,
            }
        }
        Ok(())
    }

    /// Flattens `view` one step further down.
    fn within(&mut self, step: &dyn std::fmt::Display, view: View<'_>) -> Written {
        let outer = self.path.len();
        if outer > 0 {
            self.path.push('.');
        }
        self.path.push_str(&step.to_string());
        self.value(view)?;
        self.path.truncate(outer);
        Ok(())
    }
}
