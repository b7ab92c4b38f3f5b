//! Descriptions for programs.

use generator::describe::{Contents, Description, Generated};
use generator::model::{Access, Effect, Field, PagingStyle};
use serde_json::{Map, Value, json};

use super::members::{Member, Members, sorted};

/// An operation. Absent is what the document does not say.
pub(super) fn operation(description: &Description, depth: usize) -> Value {
    let docs = &description.docs;
    let mut value = json!({
        "product": description.product,
        "version": description.version,
        "operation": description.operation,
        "document": description.file,
        "summary": docs.summary,
        "title": docs.title,
        "description": docs.parts,
        "effect": match description.effect.effect { Effect::Read => "read", Effect::Write => "write" },
        "deprecated": description.deprecated.is_some(),
        "gone": description.gone.is_some(),
        "permissions": docs.permissions.iter().map(|permission| json!({
            "action": permission.action,
            "access": access(&permission.access),
            "resources": permission.resources,
        })).collect::<Vec<_>>(),
        "errors": docs.errors.iter().map(|error| json!({
            "status": error.status, "code": error.code, "message": error.message,
        })).collect::<Vec<_>>(),
        "sample": docs.sample,
    });
    match &description.outcome {
        Ok(generated) => value["call"] = call(generated),
        Err(reason) => value["refused"] = json!(reason),
    }
    if let Ok(generated) = &description.outcome {
        let members = Members::new(generated, depth, 0);
        let list = |fields, is_sent| fields_json(&members, &sorted(fields, is_sent), &mut Vec::new());
        value["parameters"] = list(&generated.operation().request.fields, true);
        for (parameter, field) in value["parameters"].as_array_mut().into_iter().flatten().zip(sorted(
            &generated.operation().request.fields,
            true,
        )) {
            parameter["in"] = json!(generated.location(field.field));
        }
        if let Some(ty) = generated.response() {
            value["response"] = json!({
                "type": members.in_words(ty),
                "members": members.object(ty).map(|object| list(&object.fields, false)),
            });
        }
    }
    value
}

fn access(access: &Access) -> Option<&str> {
    match access {
        Access::List => Some("list"),
        Access::Read => Some("read"),
        Access::Write => Some("write"),
        Access::Other(level) => Some(level),
        Access::Unstated => None,
    }
}

fn call(generated: &Generated) -> Value {
    let (operation, call) = (generated.operation(), &generated.operation().call);
    let paging = operation.paging.as_ref().ok().map(|paging| {
        let style = match &paging.style {
            PagingStyle::Token { .. } => "token",
            PagingStyle::Number { .. } => "number",
            PagingStyle::Offset { .. } => "offset",
        };
        json!({"style": style, "parameter": paging.request, "size": paging.size, "items": paging.items_path()})
    });
    json!({
        "verb": call.verb,
        "host": generated.host(),
        "path": call.path.as_deref().unwrap_or("/"),
        "signed": !call.anonymous,
        "eventStream": call.event_stream,
        "token": call.token,
        "method": generated.method(),
        "request": operation.request.path.name,
        "retried": generated.retried(),
        "paging": paging,
    })
}

fn fields_json<'g>(members: &Members<'g>, all: &[Member<'g>], open: &mut Vec<&'g generator::model::TypePath>) -> Value {
    all.iter().map(|member| field(members, *member, open)).collect()
}

fn field<'g>(members: &Members<'g>, member: Member<'g>, open: &mut Vec<&'g generator::model::TypePath>) -> Value {
    let Field { wire, name, ty, required, secret, deprecated, gone, docs, .. } = member.field;
    let mut value = Map::new();
    let mut put = |key: &str, is_there: bool, of: Value| {
        if is_there {
            value.insert(key.to_owned(), of);
        }
    };
    put("name", true, json!(wire));
    put("field", true, json!(name.strip_prefix("r#").unwrap_or(name)));
    put("type", true, json!(members.in_words(ty)));
    put("required", member.is_sent, json!(required));
    put("secret", *secret, json!(true));
    put("deprecated", deprecated.is_some(), json!(true));
    put("gone", gone.is_some(), json!(true));
    put("description", !docs.text.is_empty(), json!(docs.text));
    put("default", docs.default.is_some(), json!(docs.default));
    put("example", docs.example.is_some(), json!(docs.example));
    put("limits", !docs.limits.is_empty(), json!(docs.limits));
    let values: Vec<Value> = members
        .values_of(member.field)
        .map(|(value, meaning, _)| json!({"value": value, "meaning": meaning}))
        .collect();
    put("values", !values.is_empty(), json!(values));
    if let Some(object) = members.open(ty, open) {
        open.push(&object.path);
        put("members", true, fields_json(members, &sorted(&object.fields, member.is_sent), open));
        open.pop();
    }
    Value::Object(value)
}

/// The operations of a product.
pub(super) fn contents(contents: &Contents) -> Value {
    let groups = contents.groups.iter().map(|group| {
        let entries = group.entries.iter().map(|entry| {
            json!({
                "operation": entry.operation,
                "deprecated": entry.is_deprecated,
                "gone": entry.is_gone,
                "refused": entry.refused,
            })
        });
        json!({"titles": group.titles, "operations": entries.collect::<Vec<_>>()})
    });
    json!({"product": contents.product, "version": contents.version, "groups": groups.collect::<Vec<_>>()})
}
