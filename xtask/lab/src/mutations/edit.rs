//! Edits of a document: another value, another name, another order, at a path as messages write it.

use serde_json::{Map, Value};

/// One edit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    /// Where: `apis.GetJob.parameters[JobId].schema`; the document itself when it is empty.
    pub(super) at: String,
    /// What is done there.
    pub(super) change: EditKind,
}

/// What is done at a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum EditKind {
    /// This stands there, whatever stood there; null is nothing.
    Is(Value),
    /// The key, or the `name` of an element, is another.
    Rename(String),
    /// It goes to the front of its list or map.
    First,
}

impl Edit {
    /// Applies it. An edit that changes nothing has lost its place.
    pub(super) fn apply(&self, document: &mut Value) -> Result<(), String> {
        // Maps are equal in whatever order they are; texts are not.
        let before = document.to_string();
        self.change(document).map_err(|what| format!("`{}`: {what}", self.at))?;
        let after = document.to_string();
        if after == before { Err(format!("`{}`: nothing changes", self.at)) } else { Ok(()) }
    }

    fn change(&self, document: &mut Value) -> Result<(), String> {
        let mut steps = steps(&self.at)?;
        let Some(key) = steps.pop() else { return whole(document, &self.change) };
        let mut parent = document;
        for step in steps {
            parent = inside(parent, &step).ok_or_else(|| format!("there is no `{step}`"))?;
        }
        match (parent, &self.change) {
            (Value::Object(map), EditKind::Is(Value::Null)) => drop(map.shift_remove(&key).ok_or("it is not there")?),
            (Value::Object(map), EditKind::Is(value)) => drop(map.insert(key, value.clone())),
            (Value::Object(map), EditKind::Rename(name)) => *map = renamed(map, &key, name),
            (Value::Object(map), EditKind::First) => {
                let value = map.shift_remove(&key).ok_or("it is not there")?;
                map.shift_insert(0, key, value);
            }
            (Value::Array(list), change) => element(list, &key, change)?,
            _ => return Err("what holds it is no map and no list".to_owned()),
        }
        Ok(())
    }
}

fn whole(document: &mut Value, change: &EditKind) -> Result<(), String> {
    let EditKind::Is(value) = change else { return Err("a document can only be replaced".to_owned()) };
    *document = value.clone();
    Ok(())
}

fn renamed(map: &Map<String, Value>, old: &str, new: &str) -> Map<String, Value> {
    let name = |key: &String| if key == old { new.to_owned() } else { key.clone() };
    map.iter().map(|(key, value)| (name(key), value.clone())).collect()
}

fn element(list: &mut Vec<Value>, key: &str, change: &EditKind) -> Result<(), String> {
    let found = position(list, key);
    match (change, found) {
        (EditKind::Is(Value::Null), Some(index)) => drop(list.remove(index)),
        (EditKind::Is(value), Some(index)) => list[index] = value.clone(),
        (EditKind::Is(value), None) if !value.is_null() => list.push(value.clone()),
        (EditKind::Rename(name), Some(index)) => list[index]["name"] = name.as_str().into(),
        (EditKind::First, Some(index)) => list[..=index].rotate_right(1),
        (_, None) => return Err("it is not there".to_owned()),
    }
    Ok(())
}

/// What a step leads to.
fn inside<'v>(value: &'v mut Value, step: &str) -> Option<&'v mut Value> {
    match value {
        Value::Object(map) => map.get_mut(step),
        Value::Array(list) => position(list, step).and_then(|index| list.get_mut(index)),
        _ => None,
    }
}

/// An element by its index or its `name`.
fn position(list: &[Value], step: &str) -> Option<usize> {
    let index = step.parse().ok().filter(|index| *index < list.len());
    index.or_else(|| list.iter().position(|element| element["name"] == step))
}

/// The steps of a path: keys after dots, elements in brackets.
fn steps(path: &str) -> Result<Vec<String>, String> {
    let (mut steps, mut rest) = (Vec::new(), path);
    while !rest.is_empty() {
        let (step, after) = match rest.strip_prefix('[') {
            Some(inner) => inner.split_once(']').ok_or("a bracket has no end")?,
            None => rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len())),
        };
        steps.push(step.to_owned());
        rest = after.strip_prefix('.').unwrap_or(after);
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn applied(at: &str, change: EditKind) -> Result<String, String> {
        let mut document = json!({"a": {"b": 1, "c": [{"name": "x", "in": "query"}, {"name": "y"}]}, "d": 2});
        Edit { at: at.to_owned(), change }.apply(&mut document).map(|()| document.to_string())
    }

    #[test]
    fn values_are_set_added_and_removed() {
        let is = |at: &str, value: Value| applied(at, EditKind::Is(value)).unwrap();
        assert_eq!(is("a.b", json!(3)), r#"{"a":{"b":3,"c":[{"name":"x","in":"query"},{"name":"y"}]},"d":2}"#);
        assert_eq!(is("a.c[x].in", Value::Null), r#"{"a":{"b":1,"c":[{"name":"x"},{"name":"y"}]},"d":2}"#);
        assert_eq!(is("a.c[y]", Value::Null), r#"{"a":{"b":1,"c":[{"name":"x","in":"query"}]},"d":2}"#);
        assert_eq!(is("a.c", json!([])), r#"{"a":{"b":1,"c":[]},"d":2}"#);
        assert!(is("a.c[z]", json!({"name": "z"})).contains(r#"{"name":"y"},{"name":"z"}]"#));
        assert_eq!(is("", Value::Null), "null");
    }

    #[test]
    fn names_and_places_change() {
        assert!(applied("a", EditKind::Rename("e".to_owned())).unwrap().starts_with(r#"{"e":{"b":1"#));
        assert!(applied("a.c[y]", EditKind::Rename("z".to_owned())).unwrap().contains(r#"{"name":"z"}]"#));
        assert!(applied("a.c[1]", EditKind::First).unwrap().contains(r#"[{"name":"y"},{"name":"x""#));
        assert!(applied("d", EditKind::First).unwrap().starts_with(r#"{"d":2,"a""#));
    }

    #[test]
    fn an_edit_that_does_not_apply_is_an_error() {
        for (at, change) in [
            ("a.x", EditKind::Is(Value::Null)),
            ("a.c[z]", EditKind::Is(Value::Null)),
            ("a.c[z].in", EditKind::Is(json!(1))),
            ("a.b", EditKind::Is(json!(1))),
            ("a.b.c", EditKind::Is(json!(1))),
            ("a", EditKind::First),
            ("a.z", EditKind::Rename("y".to_owned())),
            ("a.c[x", EditKind::First),
        ] {
            assert!(applied(at, change).is_err(), "{at}");
        }
    }
}
