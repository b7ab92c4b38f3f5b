//! Where two values of one type differ.

use runtime::codegen::codec::{MapView, ObjectView, View, json};

use crate::compare::Step;
use crate::shortened;

/// A path, and what stands there in the one and in the other value.
pub(super) type Difference = (String, String, String);

/// The first difference. If there is none to be seen, the values as they are.
pub(super) fn difference(before: Option<View<'_>>, after: Option<View<'_>>) -> Difference {
    let mut search = Search { path: String::new() };
    search.values(before, after).unwrap_or_else(|| (String::new(), shown(before), shown(after)))
}

/// A value as JSON, shortened.
pub(super) fn shown(view: Option<View<'_>>) -> String {
    let Some(view) = view else { return "nothing".to_owned() };
    match (json::to_string("", view), view) {
        (Ok(text), _) => shortened(&text),
        (Err(_), View::Bytes(bytes)) => shortened(&format!("{bytes:?}")),
        (Err(error), _) => error.to_string(),
    }
}

struct Search {
    path: String,
}

impl Search {
    fn values(&mut self, before: Option<View<'_>>, after: Option<View<'_>>) -> Option<Difference> {
        match (before, after) {
            (Some(View::List(left)), Some(View::List(right))) => (0..left.len().max(right.len()))
                .find_map(|index| self.within(Step::Index(index), left.get(index), right.get(index))),
            (Some(View::Map(left)), Some(View::Map(right))) => self.entries(left, right),
            (Some(View::Object(left)), Some(View::Object(right))) => self.members(left, right),
            _ if shown(before) == shown(after) => None,
            _ => Some((self.path.clone(), shown(before), shown(after))),
        }
    }

    fn entries(&mut self, before: &dyn MapView, after: &dyn MapView) -> Option<Difference> {
        let find = |key| after.iter().find(|(name, _)| *name == key).map(|(_, value)| value);
        let lost = before.iter().find_map(|(key, value)| self.within(Step::Name(key), Some(value), find(key)));
        let is_new = |key: &str| before.iter().all(|(name, _)| name != key);
        lost.or_else(|| {
            let (key, value) = after.iter().find(|(key, _)| is_new(key))?;
            self.within(Step::Name(key), None, Some(value))
        })
    }

    fn members(&mut self, before: &dyn ObjectView, after: &dyn ObjectView) -> Option<Difference> {
        let mut found = None;
        before.slots(&mut |left, _| {
            after.slots(&mut |right, _| {
                let mut members = before.table().members.iter().zip(left.iter().zip(right));
                found = members.find_map(|(member, (left, right))| {
                    self.within(Step::Name(member.name), left.view(), right.view())
                });
            });
        });
        found
    }

    fn within(&mut self, step: Step<'_>, before: Option<View<'_>>, after: Option<View<'_>>) -> Option<Difference> {
        let outer = step.push_to(&mut self.path);
        let found = self.values(before, after);
        self.path.truncate(outer);
        found
    }
}
