//! What was kept although no member took it.

use std::borrow::Cow;
use std::fmt;

use super::{
    ObjectView, View,
    debug::Any,
    json,
    object_entries::{Content, Entry, with_entries},
    secrets::{self, Kind},
};

/// A value that was kept although no member took it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Kept {
    /// Where it stands: `Instances.Instance[0].Cpu`.
    pub path: String,
    /// What stands there, as compact JSON. It may be a secret.
    pub json: String,
    secret: bool,
    /// What is printed instead of the path, where that repeats a secret of the request.
    shown_path: Option<Box<str>>,
}

impl Kept {
    /// Something of which no type says whether it may be shown.
    pub(crate) fn confidential(path: String, json: String) -> Self {
        Self { path, json, secret: true, shown_path: None }
    }

    /// The same; where `redact` changes it, what is left is printed.
    pub(crate) fn redacted<'t>(&'t self, redact: impl Fn(&'t str) -> Cow<'t, str>) -> Self {
        let mut redacted = self.clone();
        if let Cow::Owned(shown) = redact(&self.path) {
            redacted.shown_path = Some(shown.into());
        }
        redacted.secret |= matches!(redact(&self.json), Cow::Owned(_));
        redacted
    }

    /// Something that stands outside of any object, under a name that nobody has judged.
    pub(crate) fn new(path: String, json: String) -> Self {
        let secret = secrets::hides(&path, Kind::of_raw(&json));
        Self { path, json, secret, shown_path: None }
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.shown_path.as_deref().unwrap_or(&self.path);
        if self.secret {
            return write!(f, "{path}: {}", secrets::REDACTED);
        }
        write!(f, "{path}: {:?}", Any(&json::parse_lossless(&self.json)))
    }
}

/// Which kept values are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Those that the type has no member for.
    Unknown,
    /// Those that did not fit the type of their member.
    Misfit,
}

/// The members that no type has a place for.
pub(crate) fn unknown_fields(view: View<'_>) -> Vec<Kept> {
    collect(view, Wanted::Unknown)
}

/// The members whose value did not fit their type.
pub(crate) fn mismatches(view: View<'_>) -> Vec<Kept> {
    collect(view, Wanted::Misfit)
}

fn collect(view: View<'_>, wanted: Wanted) -> Vec<Kept> {
    let mut search = Search { wanted, path: String::new(), found: Vec::new() };
    search.value(view);
    search.found
}

struct Search {
    wanted: Wanted,
    path: String,
    found: Vec<Kept>,
}

impl Search {
    fn value(&mut self, view: View<'_>) {
        match view {
            View::List(list) => {
                for (index, element) in list.iter().enumerate() {
                    self.within(&format!("[{index}]"), |search| search.value(element));
                }
            }
            View::Map(map) => {
                for (key, value) in map.iter() {
                    self.within(key, |search| search.value(value));
                }
            }
            View::Object(object) => self.object(object),
            _ => {}
        }
    }

    fn object(&mut self, object: &dyn ObjectView) {
        with_entries(object, &mut |entries| {
            for entry in entries {
                self.within(entry.name, |search| search.entry(&entry));
            }
        });
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        let raw = match entry.content {
            Content::Value(view) => return self.value(view),
            Content::Raw(raw) => raw,
        };
        let kind = if entry.member.is_some() { Wanted::Misfit } else { Wanted::Unknown };
        if kind == self.wanted {
            let judged = entry.member.is_some_and(|member| member.secret);
            let secret = judged || secrets::hides(entry.name, Kind::of_raw(raw));
            self.found.push(Kept { path: self.path.clone(), json: raw.to_owned(), secret, shown_path: None });
        }
    }

    /// Goes one step further down.
    fn within(&mut self, step: &str, search: impl FnOnce(&mut Self)) {
        let outer = self.path.len();
        if outer > 0 && !step.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(step);
        search(self);
        self.path.truncate(outer);
    }
}
