//! One field of an object.

use super::{secret, texts};
use crate::model::{ArgumentForm, Deprecation, Field, FieldDocs, Type};
use crate::names;
use crate::spec::document::Schema;

/// The field that a property or parameter becomes.
pub(super) fn field(wire: &str, name: String, ty: Type, schema: &Schema<'_>) -> Field {
    let secret = secret::is_secret(wire, &ty, schema.sensitive);
    let text = texts::of(schema);
    let (text, deprecated) = if schema.deprecated { deprecation(text) } else { (text, None) };
    Field {
        wire: wire.to_owned(),
        setter: names::setter(&name),
        form: form(&ty),
        name,
        required: schema.required && schema.gone_since.is_none(),
        secret,
        deprecated,
        gone: texts::gone(schema.gone_since.as_ref()),
        docs: docs(text, schema, &ty, secret),
        ty,
    }
}

/// `impl Into` only where it helps.
fn form(ty: &Type) -> ArgumentForm {
    match ty {
        Type::Text | Type::Any => ArgumentForm::Into,
        _ => ArgumentForm::ByValue,
    }
}

fn docs(text: String, schema: &Schema<'_>, ty: &Type, secret: bool) -> FieldDocs {
    let present = |text: &Option<crate::spec::document::Text<'_>>| {
        text.as_ref().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
    };
    FieldDocs {
        text: text.into(),
        default: present(&schema.default).filter(|default| texts::fits(default, ty)),
        // A sample credential teaches nothing and trips secret scanners.
        example: present(&schema.example).filter(|_| !secret),
        values: if is_enum(ty) { Vec::new() } else { texts::documented(schema) },
        limits: texts::limits(schema),
        read_only: schema.read_only,
    }
}

/// The sentence behind `Deprecated:`, usually what to use instead, and the text without it: the attribute states it.
fn deprecation(text: String) -> (String, Option<Deprecation>) {
    const MARK: &str = "Deprecated:";
    let sentence = text.split_once(MARK).map(|(before, after)| {
        let paragraph = after.split("\n\n").next().unwrap_or_default();
        let end = [". ", ".\n"].iter().filter_map(|stop| paragraph.find(stop)).min();
        let end = end.map_or(paragraph.len(), |end| end + 1);
        (before, &after[..end], &after[end..])
    });
    let reason =
        |sentence: &str| sentence.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned();
    match sentence.map(|(before, sentence, rest)| (before, reason(sentence), rest)) {
        Some((before, reason, rest)) if !reason.is_empty() => {
            let rest = format!("{}{rest}", before.trim_end_matches(' ')).trim().to_owned();
            (rest, Some(Deprecation { substitutes: Vec::new(), reason: Some(reason) }))
        }
        _ => (text, Some(Deprecation::default())),
    }
}

/// Whether the type itself says which values there are. Lists of values exist on texts only, so a name stands for them.
fn is_enum(ty: &Type) -> bool {
    match ty {
        Type::Named(_) => true,
        Type::List(inner) => is_enum(inner),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::deprecation;

    #[test]
    fn the_deprecation_note_is_removed_from_the_text() {
        let cases = [
            ("The old one.", "The old one.", None),
            ("The old one. Deprecated: use `New`.", "The old one.", Some("use `New`")),
            ("Deprecated: use `Tags.Key`. Up to 5.", "Up to 5.", Some("use `Tags.Key`")),
            ("One. Deprecated: use\nTwo. Three.\n\nFour.", "One. Three.\n\nFour.", Some("use Two")),
            ("One.\n\nDeprecated: no longer read\n\nTwo.", "One.\n\n\n\nTwo.", Some("no longer read")),
            ("Deprecated:", "Deprecated:", None),
        ];
        for (text, rest, reason) in cases {
            let (found, deprecated) = deprecation(text.to_owned());
            let found = (found.as_str(), deprecated.and_then(|deprecated| deprecated.reason));
            assert_eq!(found, (rest, reason.map(str::to_owned)), "{text}");
        }
    }
}
