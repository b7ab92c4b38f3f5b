//! The places of a sample: where they stand in the text, and what the type expects there.

use std::ops::Range;

use bytes::Bytes;
use runtime::codegen::codec::{ObjectView, View};
use serde_json::{Map, Value};

use super::replacements::Replacement;
use crate::compare::Step;
use crate::decode::Decode;
use crate::quoted;

/// One place of a sample.
pub(super) struct Site<'v> {
    /// The way there.
    pub(super) path: String,
    /// What stands there.
    pub(super) value: &'v Value,
    /// Where its text is.
    pub(super) span: Range<usize>,
    /// Its name, if it is a member.
    pub(super) name: Option<Name<'v>>,
    /// The scalar type of the member or element that took the value.
    pub(super) declared: Declared,
    /// Whether it stands in an object, which can keep whatever stands here.
    pub(super) safe: bool,
    /// Whether what is inside it stands in an object.
    pub(super) safe_inside: bool,
}

/// The name of a member.
#[derive(Clone)]
pub(super) struct Name<'v> {
    pub(super) text: &'v str,
    /// Where it stands, with its quotes.
    pub(super) span: Range<usize>,
    /// The members that it is one of.
    pub(super) among: &'v Map<String, Value>,
}

/// Which scalars a place must take, whatever they look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    Boolean,
    Integer,
    Number,
    Text,
    /// Not a scalar, a free-form value, or nothing that the type knows.
    Other,
}

/// A sample as compact text, with all its places in the order of their beginnings.
pub(super) struct Survey<'v> {
    text: String,
    sites: Vec<Site<'v>>,
    path: String,
}

impl<'v> Survey<'v> {
    /// Reads the sample, so as to compare it with its type; `None` if the output is not made from JSON.
    pub(super) fn of(decode: Decode, sample: &'v Value) -> Option<Self> {
        let mut survey = Self { text: String::new(), sites: Vec::new(), path: String::new() };
        let mut is_json = true;
        decode(&Bytes::from(sample.to_string()), &mut |output| {
            is_json = !matches!(output, Ok(None));
            survey.value(sample, output.ok().flatten(), false, None);
        });
        is_json.then_some(survey)
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn sites(&self) -> &[Site<'v>] {
        &self.sites
    }

    /// The text with these changes. They must be in order and apart.
    pub(super) fn with(&self, changes: &[&Replacement]) -> String {
        let mut text = String::new();
        let mut from = 0;
        for change in changes {
            text.push_str(self.text.get(from..change.span.start).unwrap_or_default());
            text.push_str(&change.text);
            from = change.span.end;
        }
        text + self.text.get(from..).unwrap_or_default()
    }

    fn value(&mut self, value: &'v Value, view: Option<View<'_>>, safe: bool, name: Option<Name<'v>>) {
        let (start, index) = (self.text.len(), self.sites.len());
        let safe_inside = safe || matches!(view, Some(View::Object(_)));
        let declared = Declared::by(view);
        let path = self.path.clone();
        self.sites.push(Site { path, value, span: start..start, name, declared, safe, safe_inside });
        match value {
            Value::Array(list) => self.elements(list, view, safe_inside),
            Value::Object(members) => self.object(members, view, safe_inside),
            scalar => self.text.push_str(&scalar.to_string()),
        }
        if let Some(site) = self.sites.get_mut(index) {
            site.span.end = self.text.len();
        }
    }

    fn elements(&mut self, list: &'v [Value], view: Option<View<'_>>, safe: bool) {
        self.text.push('[');
        for (index, element) in list.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            let view = match view {
                Some(View::List(list)) => list.get(index),
                _ => None,
            };
            let outer = Step::Index(index).push_to(&mut self.path);
            self.value(element, view, safe, None);
            self.path.truncate(outer);
        }
        self.text.push(']');
    }

    fn object(&mut self, members: &'v Map<String, Value>, view: Option<View<'_>>, safe: bool) {
        self.text.push('{');
        match view {
            Some(View::Object(object)) => self.members_of(object, members),
            Some(View::Map(map)) => {
                for name in members.keys() {
                    let view = map.iter().find(|(key, _)| key == name).map(|(_, view)| view);
                    self.member(name, members, view, safe);
                }
            }
            _ => members.keys().for_each(|name| self.member(name, members, None, safe)),
        }
        self.text.push('}');
    }

    fn members_of(&mut self, object: &dyn ObjectView, members: &'v Map<String, Value>) {
        object.slots(&mut |slots, _| {
            for name in members.keys() {
                let slot = object.table().find(name).and_then(|(index, _)| slots.get(index));
                self.member(name, members, slot.and_then(|slot| slot.view()), true);
            }
        });
    }

    fn member(&mut self, name: &'v str, among: &'v Map<String, Value>, view: Option<View<'_>>, safe: bool) {
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        let start = self.text.len();
        self.text.push_str(&quoted(name));
        let name = Name { text: name, span: start..self.text.len(), among };
        self.text.push(':');
        let Some(value) = among.get(name.text) else { return };
        let outer = Step::Name(name.text).push_to(&mut self.path);
        self.value(value, view, safe, Some(name));
        self.path.truncate(outer);
    }
}

impl Declared {
    fn by(view: Option<View<'_>>) -> Self {
        match view {
            Some(View::Boolean(_)) => Self::Boolean,
            Some(View::Integer(_)) => Self::Integer,
            Some(View::Number(_)) => Self::Number,
            Some(View::Text(_)) => Self::Text,
            _ => Self::Other,
        }
    }

    /// Whether a member of this type must take the scalar `token`, because nothing is lost by it.
    pub(super) fn takes(self, token: &str) -> bool {
        let quoted = token.strip_prefix('"').and_then(|token| token.strip_suffix('"'));
        match self {
            Self::Text => !token.starts_with(['[', '{', 'n']),
            Self::Boolean => {
                matches!(token, "0" | "1") || matches!(quoted.unwrap_or(token), "true" | "True" | "false" | "False")
            }
            Self::Integer => match quoted {
                Some(text) => text.parse::<i64>().is_ok_and(|value| value.to_string() == text),
                None => token.strip_suffix(".0").unwrap_or(token).parse::<i64>().is_ok(),
            },
            // Up to fifteen digits are always exact.
            Self::Number => token.len() <= 15 && serde_json::from_str::<f64>(quoted.unwrap_or(token)).is_ok(),
            Self::Other => false,
        }
    }
}
