//! One field of an object.

use super::{secret, texts};
use crate::model::{ArgumentForm, Deprecation, Field, FieldDocs, Type};
use crate::names;
use crate::spec::document::Schema;

/// The field that a property or parameter becomes.
pub(super) fn field(wire: &str, name: String, ty: Type, schema: &Schema<'_>) -> Field {
    let secret = secret::is_secret(wire, &ty, schema.sensitive);
    Field {
        wire: wire.to_owned(),
        setter: names::setter(&name),
        form: form(&ty),
        name,
        required: schema.required && schema.gone_since.is_none(),
        secret,
        deprecated: schema.deprecated.then(|| deprecation(schema)),
        gone: texts::gone(schema.gone_since.as_ref()),
        docs: docs(schema, &ty, secret),
        ty,
    }
}

/// `impl Into` only where it helps.
fn form(ty: &Type) -> ArgumentForm {
    match ty {
        Type::Text | Type::Any => ArgumentForm::Into,
        _ => ArgumentForm::Plain,
    }
}

fn docs(schema: &Schema<'_>, ty: &Type, secret: bool) -> FieldDocs {
    let present = |text: &Option<crate::spec::document::Text<'_>>| {
        text.as_ref().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
    };
    FieldDocs {
        text: texts::of(schema),
        default: present(&schema.default).filter(|default| texts::fits(default, ty)),
        // A sample credential teaches nothing and trips secret scanners.
        example: present(&schema.example).filter(|_| !secret),
        values: if is_enum(ty) { Vec::new() } else { texts::documented(schema) },
        limits: texts::limits(schema),
        read_only: schema.read_only,
    }
}

/// What the text says behind `Deprecated:`, usually what to use instead.
fn deprecation(schema: &Schema<'_>) -> Deprecation {
    let text = texts::of(schema);
    let after = text.split_once("Deprecated:").map(|(_, after)| after.split("\n\n").next().unwrap_or_default());
    let words = after.map(|after| after.split('.').next().unwrap_or_default().replace('`', ""));
    let reason = words.map(|w| w.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|reason| !reason.is_empty());
    Deprecation { substitutes: Vec::new(), reason }
}

/// Whether the type itself says which values there are. Lists of values exist on texts only, so a name stands for them.
fn is_enum(ty: &Type) -> bool {
    match ty {
        Type::Named(_) => true,
        Type::List(inner) => is_enum(inner),
        _ => false,
    }
}
