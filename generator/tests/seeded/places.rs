//! Where faults can be put: the maps of a document, by what they mean.

use crate::tree::{Node, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Operation,
    Parameter,
    /// A schema; `used` when a type is made of it, so that what only matters then can be wrong there.
    Schema {
        used: bool,
    },
    /// Any other map with keys of the language.
    Keys,
    /// A map from names, or one that nobody reads.
    Names,
}

/// A map: what it means, and the indices that lead to it.
pub(crate) struct Spot {
    pub(crate) role: Role,
    pub(crate) way: Vec<usize>,
}

/// A part of a document that gets one fault at most.
#[derive(Clone)]
pub(crate) struct Unit {
    pub(crate) is: Is,
    pub(crate) way: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Is {
    Operation,
    Component,
    Endpoint,
    Folder,
    Info,
}

/// The parts of a document, without the operations that are left out.
pub(crate) fn units(root: &Node, refused: &[String]) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut add = |is, way: &[usize]| units.push(Unit { is, way: way.to_vec() });
    for (i, entry) in root.map().iter().enumerate() {
        let members = entry.node.map().iter().enumerate();
        match entry.key.as_str() {
            "info" => add(Is::Info, &[i]),
            "apis" => {
                members.filter(|(_, api)| !refused.contains(&api.key)).for_each(|(j, _)| add(Is::Operation, &[i, j]));
            }
            "components" => {
                let all = members.flat_map(|(j, schemas)| (0..schemas.node.map().len()).map(move |k| [i, j, k]));
                all.for_each(|way| add(Is::Component, &way));
            }
            "endpoints" => (0..entry.node.list().len()).for_each(|j| add(Is::Endpoint, &[i, j])),
            "directories" => {
                let nodes = entry.node.list().iter().enumerate();
                nodes.filter(|(_, node)| !node.map().is_empty()).for_each(|(j, _)| add(Is::Folder, &[i, j]));
            }
            _ => {}
        }
    }
    units
}

/// All spots of a part.
pub(crate) fn spots(unit: &Node, is: Is) -> Vec<Spot> {
    let mut spots = Vec::new();
    match is {
        Is::Operation => operation(unit, &mut spots),
        // Whether something refers to it is not the point here.
        Is::Component => schemas(unit, Vec::new(), false, &mut spots),
        Is::Endpoint | Is::Folder | Is::Info => spots.push(Spot { role: Role::Keys, way: Vec::new() }),
    }
    spots.retain(|spot| !unit.at(&spot.way).map().is_empty());
    spots
}

fn operation(api: &Node, spots: &mut Vec<Spot>) {
    spots.push(Spot { role: Role::Operation, way: Vec::new() });
    for (i, entry) in api.map().iter().enumerate() {
        match entry.key.as_str() {
            "parameters" => parameters(entry.node.list(), i, spots),
            "responses" => responses(&entry.node, i, spots),
            "errorCodes" => {
                spots.push(Spot { role: Role::Names, way: vec![i] });
                for (j, status) in entry.node.map().iter().enumerate() {
                    spots.extend((0..status.node.list().len()).map(|k| Spot { role: Role::Keys, way: vec![i, j, k] }));
                }
            }
            "staticInfo" => spots.push(Spot { role: Role::Keys, way: vec![i] }),
            _ if matches!(entry.node.value, Value::Map(_)) => spots.push(Spot { role: Role::Names, way: vec![i] }),
            _ => {}
        }
    }
}

fn parameters(parameters: &[Node], list: usize, spots: &mut Vec<Spot>) {
    for (i, parameter) in parameters.iter().enumerate() {
        // Of several with one name, one is used; which, is not the point here.
        let name = |node: &Node| node.get("name").map(|name| name.text().to_owned());
        let is_single = parameters.iter().filter(|other| name(other) == name(parameter)).count() == 1;
        let is_sent = parameter.get("in").is_some_and(|place| place.text() != "header") && is_single;
        if is_single {
            spots.push(Spot { role: Role::Parameter, way: vec![list, i] });
        }
        if let Some(schema) = parameter.index("schema") {
            schemas(&parameter.map()[schema].node, vec![list, i, schema], is_sent, spots);
        }
    }
}

fn responses(responses: &Node, map: usize, spots: &mut Vec<Spot>) {
    spots.push(Spot { role: Role::Names, way: vec![map] });
    for (i, response) in responses.map().iter().enumerate() {
        spots.push(Spot { role: Role::Keys, way: vec![map, i] });
        if let Some(schema) = response.node.index("schema") {
            let way = vec![map, i, schema];
            schemas(&response.node.map()[schema].node, way, response.key == "200", spots);
        }
    }
}

/// A schema and all below it.
fn schemas(schema: &Node, way: Vec<usize>, used: bool, spots: &mut Vec<Spot>) {
    let kind = schema.get("type").map_or("", Node::text);
    // Beside a `$ref` nothing counts, and neither does what does not belong to the type.
    let is_plain = used && schema.get("$ref").is_none();
    if let Some(properties) = schema.index("properties") {
        spots.push(Spot { role: Role::Names, way: [way.as_slice(), &[properties]].concat() });
        for (i, property) in schema.map()[properties].node.map().iter().enumerate() {
            let way = [way.as_slice(), &[properties, i]].concat();
            schemas(&property.node, way, is_plain && kind == "object", spots);
        }
    }
    for (key, of) in [("items", "array"), ("additionalProperties", "object")] {
        if let Some(inner) = schema.index(key) {
            let is_shadowed = key != "items" && schema.get("properties").is_some_and(|p| !p.map().is_empty());
            let way = [way.as_slice(), &[inner]].concat();
            schemas(&schema.map()[inner].node, way, is_plain && kind == of && !is_shadowed, spots);
        }
    }
    spots.push(Spot { role: Role::Schema { used }, way });
}
