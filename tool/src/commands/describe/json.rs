//! Descriptions for programs, and JSON on a terminal.

use std::fmt::Write as _;

use generator::describe::{Description, Generated};
use generator::model::{Access, Effect, Field, Object, PagingStyle, TypePath};
use serde_json::{Map, Value, json};

use crate::terminal;

use super::lookup::Product;
use super::members::{Member, Members, sorted};

/// JSON on several lines, without characters that could take over a terminal: it is still the same JSON.
pub(super) fn text(value: &Value) -> String {
    let pretty = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut text = String::with_capacity(pretty.len());
    for character in pretty.chars() {
        if character == '\n' || terminal::escaped(character).starts_with(character) {
            text.push(character);
        } else {
            // Only strings hold such characters.
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text.push('\n');
    text
}

/// An operation. Absent is what the document does not say.
pub(super) fn operation(description: &Description, depth: usize) -> Value {
    let docs = &description.docs;
    let mut value = json!({
        "product": description.product,
        "version": description.version,
        "operation": description.operation,
        "document": description.file,
        "summary": &*docs.summary,
        "title": &*docs.title,
        "description": docs.parts.iter().map(|part| &**part).collect::<Vec<&str>>(),
        "effect": match description.effect.effect { Effect::Read => "read", Effect::Write => "write" },
        "deprecated": description.deprecated.is_some(),
        "gone": description.gone.is_some(),
        "permissions": docs.permissions.iter().map(|permission| json!({
            "action": permission.action,
            "access": access(&permission.access),
            "resources": permission.resources,
        })).collect::<Vec<_>>(),
        "errors": docs.errors.iter().map(|error| json!({
            "status": error.status, "code": error.code, "message": &*error.message,
        })).collect::<Vec<_>>(),
        "sample": description.outcome.as_ref().ok().and_then(Generated::sample),
    });
    match &description.outcome {
        Ok(generated) => value["call"] = call(generated),
        Err(reason) => value["refused"] = json!(reason),
    }
    if let Ok(generated) = &description.outcome {
        let members = Members::new(generated, depth, 0);
        let parameters = sorted(&generated.operation().request.fields, true);
        let parameter = |member: &Member<'_>| {
            let mut parameter = field(&members, *member, &mut Vec::new());
            parameter["in"] = json!(generated.location(member.field));
            parameter
        };
        value["parameters"] = parameters.iter().map(parameter).collect();
        if let Some(ty) = generated.response() {
            let fields = |object: &Object| fields(&members, &sorted(&object.fields, false), &mut Vec::new());
            value["response"] = json!({"type": members.in_words(ty), "members": members.object(ty).map(fields)});
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

fn fields<'g>(members: &Members<'g>, all: &[Member<'g>], open: &mut Vec<&'g TypePath>) -> Value {
    all.iter().map(|member| field(members, *member, open)).collect()
}

fn field<'g>(members: &Members<'g>, member: Member<'g>, open: &mut Vec<&'g TypePath>) -> Value {
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
    put("description", !docs.text.is_empty(), json!(&*docs.text));
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
        put("members", true, fields(members, &sorted(&object.fields, member.is_sent), open));
        open.pop();
    }
    Value::Object(value)
}

/// The operations of a product, and which of them the project has.
pub(super) fn contents(product: &Product) -> Value {
    let Product { contents, own, .. } = product;
    let groups = contents.groups.iter().map(|group| {
        let entries = group.entries.iter().map(|entry| {
            let mut value = json!({
                "operation": entry.operation,
                "deprecated": entry.is_deprecated,
                "gone": entry.is_gone,
                "refused": entry.refused,
            });
            if let Some(own) = own {
                value["in_project"] = json!(own.contains(&entry.operation));
            }
            value
        });
        json!({"titles": group.titles, "operations": entries.collect::<Vec<_>>()})
    });
    json!({"product": contents.product, "version": contents.version, "groups": groups.collect::<Vec<_>>()})
}
