//! Thirteen kinds of faults, and how each is put into a part of a document.

use serde_json::json;

use crate::places::{Is, Role, Spot, spots};
use crate::random::Random;
use crate::tree::{Entry, Mark, Node, Value};

/// What `in` may not say.
const PLACES: [&str; 5] = ["qurey", "cookie", "formdata", "Query", "boddy"];

/// What `style` may not say.
const STYLES: [&str; 5] = ["jsn", "csv", "repeatlist", "Flat", "form"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    MisspeltKey,
    WrongType,
    DanglingRef,
    ForeignRef,
    DuplicateKey,
    DuplicateParameter,
    UnknownIn,
    UnknownStyle,
    Placeholder,
    NoName,
    BadEnum,
    UnknownMethod,
    Tab,
}

impl Kind {
    /// What is put into trees. A tab is put into texts.
    pub(crate) const OF_TREES: [Self; 12] = [
        Self::MisspeltKey,
        Self::WrongType,
        Self::DanglingRef,
        Self::ForeignRef,
        Self::DuplicateKey,
        Self::DuplicateParameter,
        Self::UnknownIn,
        Self::UnknownStyle,
        Self::Placeholder,
        Self::NoName,
        Self::BadEnum,
        Self::UnknownMethod,
    ];

    /// The kinds of diagnostics that name it.
    pub(crate) fn diagnostics(self) -> &'static [&'static str] {
        match self {
            Self::MisspeltKey => &["misspelt-key"],
            Self::WrongType => &["type", "text"],
            Self::DanglingRef => &["dangling-ref"],
            Self::ForeignRef => &["foreign-ref"],
            Self::DuplicateKey => &["duplicate-key"],
            Self::DuplicateParameter => &["duplicate-parameter"],
            Self::UnknownIn => &["unknown-in"],
            Self::UnknownStyle => &["unknown-style"],
            Self::Placeholder => &["placeholder"],
            Self::NoName => &["parameter"],
            Self::BadEnum => &["type", "text", "enum"],
            Self::UnknownMethod => &["unknown-method"],
            Self::Tab => &["syntax"],
        }
    }

    /// Puts the fault of a number into a part of a document, somewhere; what the message has to quote, or `None` where
    /// there is no place for such a fault.
    pub(crate) fn seed(self, part: &mut Node, is: Is, number: usize, random: &mut Random) -> Option<String> {
        let mut spots: Vec<Spot> = spots(part, is);
        random.shuffle(&mut spots);
        spots.iter().find_map(|spot| self.seed_at(part.at_mut(&spot.way), spot.role, number, random))
    }

    fn seed_at(self, node: &mut Node, role: Role, number: usize, random: &mut Random) -> Option<String> {
        let mark = Some(number);
        match (self, role) {
            (Self::DuplicateKey, _) => duplicate_key(node, mark, random),
            (_, Role::Names) => None,
            (Self::MisspeltKey, _) => misspelt_key(node, mark, random),
            (Self::WrongType, _) => wrong_type(node, role, mark, random),
            (Self::DanglingRef, Role::Schema { used: true }) => {
                reference(node, &format!("#/components/schemas/Nothing{number}"), mark)
            }
            (Self::ForeignRef, Role::Schema { used: true }) => {
                let forms = ["#/definitions/", "other.json#/", "", "#/components/responses/", "#components/schemas/"];
                reference(node, &format!("{}Thing{number}", random.pick(&forms)), mark)
            }
            (Self::DuplicateParameter, Role::Operation) => duplicate_parameter(node, mark, random),
            (Self::UnknownIn, Role::Parameter) => Some(put_text(node, "in", &PLACES, mark, random)),
            (Self::UnknownStyle, Role::Parameter) if node.get("in").is_some_and(|place| place.text() != "header") => {
                Some(put_text(node, "style", &STYLES, mark, random))
            }
            (Self::Placeholder, Role::Operation) => placeholder(node, number),
            (Self::NoName, Role::Parameter) => no_name(node, mark, random),
            (Self::BadEnum, Role::Schema { .. }) => bad_enum(node, mark, random),
            (Self::UnknownMethod, Role::Operation) => unknown_method(node, mark, random),
            _ => None,
        }
    }
}

fn node(json: serde_json::Value, mark: Mark) -> Node {
    Node::from(json).marked(mark)
}

/// One letter too many, too few, or in a wrong place. Shorter keys are left out: nobody could tell what was meant.
fn misspelt_key(map: &mut Node, mark: Mark, random: &mut Random) -> Option<String> {
    let known: Vec<usize> = (0..map.map().len()).filter(|i| map.map()[*i].key.len() >= 4).collect();
    let entry = &mut map.map_mut()[*known.get(random.below(known.len().max(1)))?];
    let letters: Vec<char> = entry.key.chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    let mut wrong = letters.clone();
    match random.below(4) {
        0 => wrong.swap(at, at + 1),
        1 => drop(wrong.remove(at)),
        2 => wrong.insert(at, letters[at]),
        _ => wrong[at] = 'q',
    }
    if wrong == letters {
        wrong.push('s');
    }
    entry.key = wrong.into_iter().collect();
    entry.mark = mark;
    Some(format!("`{}`", entry.key))
}

/// What stands in the place of a list or map, of a text, of a flag.
fn wrong_type(map: &mut Node, role: Role, mark: Mark, random: &mut Random) -> Option<String> {
    let wrong = |key: &str| match key {
        // In a folder nobody reads it.
        "type" if role == Role::Keys => None,
        "parameters" | "methods" | "security" | "schemes" | "enum" => Some([json!({"a": 1}), json!("post")]),
        "responses" | "properties" | "schema" | "items" | "additionalProperties" | "staticInfo" => {
            Some([json!(["a"]), json!("a")])
        }
        "type" | "in" | "name" | "$ref" | "style" | "path" | "product" | "version" => {
            Some([json!({"a": 1}), json!(["query"])])
        }
        "required" | "deprecated" | "readOnly" => Some([json!("yes"), json!(1)]),
        "description" | "title" | "example" | "format" | "summary" | "regionId" | "endpoint" | "errorCode"
        | "errorMessage" => Some([json!(["a"]), json!({"a": "b"})]),
        _ => None,
    };
    let mut found: Vec<_> =
        map.map_mut().iter_mut().filter_map(|entry| wrong(&entry.key).map(|wrong| (entry, wrong))).collect();
    let which = random.below(found.len().max(1));
    let (entry, wrong) = found.get_mut(which)?;
    entry.node = node(random.pick(wrong).clone(), mark);
    Some(match entry.key.as_str() {
        "schema" | "items" | "additionalProperties" => "expected a map for a schema".to_owned(),
        key => format!(" for `{key}`, found"),
    })
}

fn reference(schema: &mut Node, target: &str, mark: Mark) -> Option<String> {
    schema.value = Value::Map(vec![Entry::new("$ref", node(json!(target), mark))]);
    Some(target.rsplit('/').next()?.to_owned())
}

/// A member once more, somewhere behind itself.
fn duplicate_key(map: &mut Node, mark: Mark, random: &mut Random) -> Option<String> {
    let entries = map.map_mut();
    let at = random.below(entries.len().max(1));
    let copy = Entry { mark, ..entries.get(at)?.clone() };
    let key = format!("`{}`", copy.key);
    entries.insert(at + 1 + random.below(entries.len() - at), copy);
    Some(key)
}

/// A parameter once more, of another type or with other elements.
fn duplicate_parameter(api: &mut Node, mark: Mark, random: &mut Random) -> Option<String> {
    let list = api.get("parameters")?.list();
    let at = random.below(list.len().max(1));
    let name = list.get(at)?.get("name")?.text().to_owned();
    if list.iter().filter(|other| other.get("name").is_some_and(|n| n.text() == name)).count() > 1 {
        return None;
    }
    let mut copy = list[at].clone().marked(mark);
    let kind = if list[at].get("schema")?.get("type")?.text() == "string" { "integer" } else { "string" };
    match list[at].get("schema")?.index("items") {
        Some(_) if random.below(2) == 0 => {
            let schema = copy.index("schema")?;
            copy.map_mut()[schema].node.put("items", node(json!({"type": "any"}), None));
        }
        _ => copy.put("schema", node(json!({"type": kind}), None)),
    }
    let index = api.index("parameters")?;
    let Value::List(list) = &mut api.map_mut()[index].node.value else { return None };
    list.insert(at + 1 + random.below(list.len() - at), copy);
    Some(format!("`{name}`"))
}

fn put_text(map: &mut Node, key: &str, texts: &[&str], mark: Mark, random: &mut Random) -> String {
    let text = (*random.pick(texts)).to_owned();
    map.put(key, node(json!(text), mark));
    text
}

fn placeholder(api: &mut Node, number: usize) -> Option<String> {
    let path = api.get("path")?.text().to_owned();
    if path.is_empty() || path.ends_with("/*") {
        return None;
    }
    let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
    let name = format!("{{nobody{number}}}");
    api.put("path", node(json!(format!("{}/{name}{query}", path.trim_end_matches('/'))), Some(number)));
    Some(name)
}

/// A verb more, which is none.
fn unknown_method(api: &mut Node, mark: Mark, random: &mut Random) -> Option<String> {
    let verb = *random.pick(&["trace", "gte", "POSTS", "*"]);
    let methods = api.index("methods")?;
    let Value::List(list) = &mut api.map_mut()[methods].node.value else { return None };
    list.insert(random.below(list.len() + 1), node(json!(verb), mark));
    Some(format!("`{verb}`"))
}

fn no_name(parameter: &mut Node, mark: Mark, random: &mut Random) -> Option<String> {
    let at = parameter.index("name")?;
    if random.below(2) == 0 {
        parameter.map_mut().remove(at);
        parameter.mark = mark;
    } else {
        parameter.put("name", node(json!(*random.pick(&["", " "])), mark));
    }
    Some("missing `name`".to_owned())
}

/// A list of values that is none, or has something in it that is no value.
fn bad_enum(schema: &mut Node, mark: Mark, random: &mut Random) -> Option<String> {
    if schema.get("$ref").is_some() {
        return None;
    }
    let mut values = Node::from(json!(["a", "b", "c"]));
    let Value::List(list) = &mut values.value else { return None };
    match random.below(6) {
        0 => values = node(json!("a, b"), mark),
        1 => values = node(json!({"a": "A"}), mark),
        2 => list[random.below(3)] = node(json!(["x"]), mark),
        3 => list[random.below(3)] = node(json!({"x": "y"}), mark),
        4 => list[random.below(3)] = node(json!(null), mark),
        _ => list.push(node(json!("b"), mark)),
    }
    schema.put("enum", values);
    Some("`enum`".to_owned())
}
