//! Fields and values: the vendor's prose, wire name, limits, default, example, values.

use super::page::{Page, repeats, sentence};
use super::retries;
use crate::docs;
use crate::model::{DocumentedValue, Field, Gone, Type};

/// The documentation of a field.
pub(super) fn lines(field: &Field, page: &mut Page) {
    self::page(field, "", page);
}

/// The documentation of a token: without one that is set, the runtime makes one. What is required is an argument of `new`, and
/// therefore set.
pub(super) fn token(field: &Field, page: &mut Page) {
    self::page(field, if field.required { "" } else { retries::of_token() }, page);
}

fn page(field: &Field, remark: &str, page: &mut Page) {
    if !repeats(&field.docs.text, &field.wire) {
        page.prose(&field.docs.text);
    }
    page.gone(field.gone.as_ref());
    page.paragraph(remark);
    page.paragraph(facts(field));
    page.block(values(&field.docs.values));
}

/// The quiet line under the prose: wire name, whether required, limits, default, example.
fn facts(field: &Field) -> String {
    let docs = &field.docs;
    let mut line = String::with_capacity(96);
    line.push_str("Wire name ");
    docs::push_code(&mut line, &field.wire);
    for (applies, word) in
        [(field.required, "required"), (docs.read_only, "read-only"), (field.secret, "not shown by `Debug`")]
    {
        if applies {
            line.push_str(", ");
            line.push_str(word);
        }
    }
    line.push('.');
    for limit in &docs.limits {
        line.push(' ');
        line.push_str(&capitalised(limit));
        line.push('.');
    }
    // An example that only repeats the default, one of two booleans, or none at all teaches nothing.
    let telling = |example: &&String| !matches!(example.as_str(), "null" | "None" | "无" | "-" | "." | "\"\"");
    let example = docs.example.as_ref().filter(|e| Some(*e) != docs.default.as_ref() && field.ty != Type::Boolean);
    let example = example.filter(telling);
    for (word, value) in [("Default", docs.default.as_ref()), ("Example", example)] {
        if let Some(value) = value {
            line.extend([" ", word, ": "]);
            docs::push_code(&mut line, value);
            line.push('.');
        }
    }
    line
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Documented values: in one line while they are few and speak for themselves, else as a list.
fn values(values: &[DocumentedValue]) -> Vec<String> {
    if values.is_empty() {
        return Vec::new();
    }
    if values.iter().all(|value| value.label.is_empty() && value.gone.is_none()) {
        let names: Vec<String> = values.iter().map(|value| docs::code(&value.wire)).collect();
        return docs::fill(&format!("Values: {}.", names.join(", ")));
    }
    let lines = values.iter().map(|value| format!("- {}", meaning(&value.wire, &value.label, value.gone.as_ref())));
    ["Values:".to_owned(), String::new()].into_iter().chain(lines).collect()
}

/// A value on the wire, what it means, and whether it is gone.
pub(super) fn meaning(wire: &str, label: &str, gone: Option<&Gone>) -> String {
    let (label, gone) = (docs::one_line(label), gone.map(sentence).unwrap_or_default());
    let text = match (label.is_empty(), gone.is_empty()) {
        (_, true) => label,
        (true, false) => gone,
        (false, false) if label.ends_with(['.', '!', '?', '。']) => format!("{label} {gone}"),
        (false, false) => format!("{label}. {gone}"),
    };
    let separator = if text.is_empty() { "" } else { ": " };
    format!("{}{separator}{text}", docs::code(wire))
}

/// The documentation of the method that sets a field. Links name raw identifiers without `r#`.
pub(super) fn setter(field: &Field) -> String {
    let name = field.name.strip_prefix("r#").unwrap_or(&field.name);
    format!("Sets [`{name}`](Self::{name}).")
}
