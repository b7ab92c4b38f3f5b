//! What stands first in a file, and which types have a second, shorter path.

use crate::model::{Component, Module, Operation, Output, TypeDef, TypePath};
use std::collections::{BTreeMap, BTreeSet};

/// Puts the type that a file is about first, and settles which types the lists of modules re-export.
///
/// `operations` re-exports requests and responses, `types` all types. A name stands for one thing: that of a component is the
/// component's, whatever is nested in others; one that is nested in two components is given to neither, so that none
/// depends on an order. Such types are reached through their own modules.
pub(super) fn settle(module: &mut Module) {
    module
        .components
        .iter_mut()
        .for_each(|component| sort(&mut component.types, |ty| ty.wire_path() == component.wire));
    for operation in &mut module.operations {
        let response = operation.response().cloned();
        sort(&mut operation.types, |ty| Some(ty.path()) == response.as_ref());
    }
    let exported: BTreeSet<TypePath> = exported(module).cloned().collect();
    paths(module).for_each(|path| path.is_exported = exported.contains(path));
}

fn exported(module: &Module) -> impl Iterator<Item = &TypePath> {
    let mut named: BTreeMap<(&str, &str), Vec<Candidate<'_>>> = BTreeMap::new();
    let candidates =
        module.operations.iter().flat_map(of_operation).chain(module.components.iter().flat_map(of_component));
    for candidate in candidates {
        named.entry((candidate.path.module.list(), candidate.path.name.as_str())).or_default().push(candidate);
    }
    named.into_values().filter_map(|rivals| {
        let mut first = rivals.iter().filter(|rival| !rival.is_nested);
        match (first.next(), rivals.as_slice()) {
            (Some(owner), _) | (None, [owner]) => Some(owner.path),
            (None, _) => None,
        }
    })
}

/// A type that a list may re-export.
struct Candidate<'m> {
    path: &'m TypePath,
    is_nested: bool,
}

fn sort(types: &mut [TypeDef], is_first: impl Fn(&TypeDef) -> bool) {
    types.sort_by(|a, b| (!is_first(a), a.name()).cmp(&(!is_first(b), b.name())));
}

/// Request and response.
fn of_operation(operation: &Operation) -> impl Iterator<Item = Candidate<'_>> {
    let paths = std::iter::once(&operation.request.path).chain(operation.response());
    paths.map(|path| Candidate { path, is_nested: false })
}

/// The type that the component itself is, and those that are nested in it.
fn of_component(component: &Component) -> impl Iterator<Item = Candidate<'_>> {
    let is_nested = |definition: &TypeDef| definition.wire_path() != component.wire;
    component.types.iter().map(move |ty| Candidate { path: ty.path(), is_nested: is_nested(ty) })
}

/// Every path of a type, where it is defined and where it is used.
fn paths(module: &mut Module) -> impl Iterator<Item = &mut TypePath> {
    let operations = module.operations.iter_mut().flat_map(|operation| {
        let Operation { request, types, output, .. } = operation;
        let output = if let Output::Json(ty) = output { ty.named_mut() } else { None };
        let fields = request.fields.iter_mut().filter_map(|field| field.ty.named_mut());
        std::iter::once(&mut request.path).chain(fields).chain(output).chain(types.iter_mut().flat_map(defined))
    });
    operations.chain(module.components.iter_mut().flat_map(|component| &mut component.types).flat_map(defined))
}

/// The path of a type and those that its fields use.
fn defined(definition: &mut TypeDef) -> impl Iterator<Item = &mut TypePath> {
    let (path, fields) = match definition {
        TypeDef::Object(object) => (&mut object.path, object.fields.as_mut_slice()),
        TypeDef::Enum(list) => (&mut list.path, Default::default()),
    };
    std::iter::once(path).chain(fields.iter_mut().filter_map(|field| field.ty.named_mut()))
}

#[cfg(test)]
mod tests {
    use crate::Input;
    use crate::model::TypeDef;
    use serde_json::{Value, json};

    /// The types of components that a document has, and whether each is re-exported.
    fn types(schemas: &Value) -> Vec<(String, bool)> {
        let names = schemas.as_object().unwrap().keys();
        let parameter = |name: &String| {
            let schema = json!({"$ref": format!("#/components/schemas/{name}")});
            json!({"name": name, "in": "query", "style": "json", "schema": schema})
        };
        let parameters: Vec<Value> = names.map(parameter).collect();
        let document = json!({
            "version": "1.0",
            "info": {"style": "RPC", "product": "Demo", "version": "2024-01-31"},
            "components": {"schemas": schemas},
            "apis": {"Do": {"methods": ["post"], "parameters": parameters, "responses": {}}},
        });
        let lowered = crate::lower::lower(&[Input::new("demo.json", document.to_string())]);
        assert_eq!(lowered.diagnostics, []);
        let module = &lowered.krate.modules[0];
        let types = module.components.iter().flat_map(|component| &component.types);
        types.map(TypeDef::path).map(|path| (path.canonical(), path.is_exported)).collect()
    }

    fn object(properties: &Value) -> Value {
        json!({"type": "object", "properties": properties})
    }

    #[track_caller]
    fn check(schemas: &Value, expected: &[(&str, bool)]) {
        let types = types(schemas);
        assert_eq!(types.iter().map(|(path, is)| (path.as_str(), *is)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_component_keeps_its_name() {
        let leaf = object(&json!({"Text": {"type": "string"}}));
        let outer = object(&json!({"Inner": leaf, "Other": leaf}));
        let expected = [
            ("types::outer::Outer", true),
            ("types::outer::OuterInner", false),
            ("types::outer::OuterOther", true),
            ("types::outer_inner::OuterInner", true),
        ];
        check(&json!({"Outer": outer, "OuterInner": leaf}), &expected);
    }

    #[test]
    fn a_name_that_is_nested_in_two_components_is_given_to_neither() {
        let leaf = object(&json!({"Text": {"type": "string"}}));
        let (one, two) = (object(&json!({"TwoThree": leaf})), object(&json!({"Three": leaf})));
        let expected = [
            ("types::one::One", true),
            ("types::one::OneTwoThree", false),
            ("types::one_two::OneTwo", true),
            ("types::one_two::OneTwoThree", false),
        ];
        check(&json!({"One": one, "OneTwo": two}), &expected);
    }
}
