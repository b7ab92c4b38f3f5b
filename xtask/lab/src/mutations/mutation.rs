//! The list of mutations, as `mutations.yaml` has it.

use generator::diff::Bump;
use serde_json::Value;

use super::edit::{Edit, EditKind};

/// The direction in which the editions of a mutation are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// From the base to the changed document.
    There,
    /// From the changed document to the base.
    Back,
}

impl Direction {
    /// Both.
    pub(super) const ALL: [Self; 2] = [Self::There, Self::Back];

    /// What the files call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Back => "back",
        }
    }
}

/// A value for each direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Both<T> {
    pub(super) there: T,
    pub(super) back: T,
}

impl<T> Both<T> {
    /// The value for one direction.
    pub(super) fn of(&self, direction: Direction) -> &T {
        match direction {
            Direction::There => &self.there,
            Direction::Back => &self.back,
        }
    }

    /// Makes a value for each direction.
    pub(super) fn try_new<E>(mut make: impl FnMut(Direction) -> Result<T, E>) -> Result<Self, E> {
        Ok(Self { there: make(Direction::There)?, back: make(Direction::Back)? })
    }
}

/// A change of a document.
#[derive(Clone, Debug)]
pub(super) struct Mutation {
    /// What is changed.
    pub(super) name: String,
    /// The document.
    pub(super) of: String,
    /// How.
    pub(super) edits: Vec<Edit>,
    /// The version that it asks for, judged by hand.
    pub(super) expected: Both<Bump>,
    /// Why the oracles come to another verdict, where they do.
    pub(super) why: Both<Option<String>>,
}

impl Mutation {
    /// Its name as that of a folder.
    pub(super) fn folder(&self) -> String {
        self.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    }
}

/// All mutations of a text.
pub(super) fn read(text: &str) -> Result<Vec<Mutation>, String> {
    let list: Vec<Value> = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    let mut mutations = Vec::new();
    for (index, value) in list.iter().enumerate() {
        let name = value["name"].as_str().ok_or_else(|| format!("mutation {} has no `name`", index + 1))?;
        mutations.push(mutation(name, value).map_err(|what| format!("mutation `{name}`: {what}"))?);
    }
    let twin = mutations.iter().enumerate().find(|(i, one)| mutations[..*i].iter().any(|m| m.folder() == one.folder()));
    match twin {
        Some((_, twin)) => Err(format!("two mutations are called `{}`", twin.name)),
        None => Ok(mutations),
    }
}

fn mutation(name: &str, value: &Value) -> Result<Mutation, String> {
    known(value, &["name", "of", "edits", "there", "back", "why"])?;
    let edits = value["edits"].as_array().ok_or("no `edits`")?;
    let why = &value["why"];
    if !why.is_null() {
        known(why, &["there", "back"])?;
    }
    Ok(Mutation {
        name: name.to_owned(),
        of: value["of"].as_str().unwrap_or("rpc").to_owned(),
        edits: edits.iter().map(edit).collect::<Result<_, _>>()?,
        expected: Both::try_new(|direction| {
            bump(&value[direction.name()]).ok_or_else(|| format!("no version `{}`", direction.name()))
        })?,
        why: Both::try_new(|direction| Ok::<_, String>(why[direction.name()].as_str().map(str::to_owned)))?,
    })
}

fn edit(value: &Value) -> Result<Edit, String> {
    known(value, &["at", "is", "rename", "first"])?;
    let at = value["at"].as_str().ok_or("an edit has no `at`")?.to_owned();
    let change = match (value.get("is"), value.get("rename"), value.get("first")) {
        (Some(value), None, None) => EditKind::Is(value.clone()),
        (None, Some(Value::String(name)), None) => EditKind::Rename(name.clone()),
        (None, None, Some(Value::Bool(true))) => EditKind::First,
        _ => return Err(format!("the edit at `{at}` is none of `is: VALUE`, `rename: NAME`, `first: true`")),
    };
    Ok(Edit { at, change })
}

/// Refuses keys that mean nothing.
fn known(value: &Value, keys: &[&str]) -> Result<(), String> {
    let map = value.as_object().ok_or("a map is expected")?;
    match map.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(key) => Err(format!("unknown key `{key}`; known are {}", keys.join(", "))),
        None => Ok(()),
    }
}

/// A version's part by its name.
pub(super) fn bump(value: &Value) -> Option<Bump> {
    let name = value.as_str()?;
    [Bump::None, Bump::Patch, Bump::Minor, Bump::Major].into_iter().find(|bump| bump.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read() {
        let text = r#"[{name: "a b", edits: [{at: "x", is: null}], there: major, back: none, why: {back: "so"}}]"#;
        let [mutation] = &read(text).unwrap()[..] else { panic!("one mutation") };
        assert_eq!((mutation.folder().as_str(), mutation.of.as_str()), ("a-b", "rpc"));
        assert_eq!(mutation.expected, Both { there: Bump::Major, back: Bump::None });
        assert_eq!(mutation.why.of(Direction::Back).as_deref(), Some("so"));
        assert_eq!(mutation.edits, [Edit { at: "x".to_owned(), change: EditKind::Is(Value::Null) }]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let fault = |text: &str| read(text).unwrap_err();
        assert_eq!(fault("[{edits: []}]"), "mutation 1 has no `name`");
        assert_eq!(fault("[{name: a, edits: [], there: huge, back: none}]"), "mutation `a`: no version `there`");
        assert!(fault("[{name: a, edit: []}]").starts_with("mutation `a`: unknown key `edit`"));
        assert!(fault("[{name: a, edits: [{at: x}], there: none, back: none}]").contains("the edit at `x` is none of"));
        let one = "{name: a, edits: [], there: none, back: none}";
        assert_eq!(fault(&format!("[{one}, {one}]")), "two mutations are called `a`");
    }
}
