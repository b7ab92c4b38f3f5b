//! What stands in the documentation, besides the vendor's prose: wire names, limits, defaults, examples, values,
//! permissions, errors, substitutes, samples.

use super::wrap;
use crate::docs;
use crate::model::{Deprecation, Field, Module, Operation, Permission, Type};
use std::fmt::Write as _;

/// Lines of documentation, put together paragraph by paragraph.
#[derive(Default)]
pub(super) struct Doc(Vec<String>);

impl Doc {
    /// A paragraph or block of our own, already safe.
    pub(super) fn paragraph(&mut self, text: impl Into<String>) -> &mut Self {
        self.block(wrap::lines(&text.into()))
    }

    /// The vendor's prose.
    pub(super) fn prose(&mut self, markdown: &str) -> &mut Self {
        self.block(docs::rustdoc(markdown))
    }

    /// Lines that belong together.
    pub(super) fn block(&mut self, lines: impl IntoIterator<Item = String>) -> &mut Self {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() && !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
        self
    }

    pub(super) fn lines(self) -> Vec<String> {
        self.0
    }
}

/// The documentation of a field.
pub(super) fn field(field: &Field) -> Vec<String> {
    let mut doc = Doc::default();
    if !repeats(&field.docs.text, &field.wire) {
        doc.prose(&field.docs.text);
    }
    doc.paragraph(facts(field));
    doc.block(values(&field.docs.values));
    doc.lines()
}

/// Whether a text only says the name again, as many do.
fn repeats(text: &str, name: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    text.len() < 2 * name.len() && letters(text) == letters(name)
}

/// The quiet line under the prose: wire name, whether required, limits, default, example.
fn facts(field: &Field) -> String {
    let docs = &field.docs;
    let mut line = format!("Wire name {}", docs::code(&field.wire));
    for (holds, word) in
        [(field.required, "required"), (docs.read_only, "read-only"), (field.secret, "not shown by `Debug`")]
    {
        if holds {
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
    // An example that only repeats the default, or one of two booleans, teaches nothing.
    let example = docs.example.as_ref().filter(|e| Some(*e) != docs.default.as_ref() && field.ty != Type::Boolean);
    for (word, value) in [("Default", docs.default.as_ref()), ("Example", example)] {
        if let Some(value) = value {
            let _ = write!(line, " {word}: {}.", docs::code(value));
        }
    }
    line
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Documented values: in one line while they are few and speak for themselves, else as a list.
fn values(values: &[(String, String)]) -> Vec<String> {
    if values.is_empty() {
        return Vec::new();
    }
    if values.iter().all(|(_, label)| label.is_empty()) {
        let names: Vec<String> = values.iter().map(|(value, _)| docs::code(value)).collect();
        return wrap::lines(&format!("Values: {}.", names.join(", ")));
    }
    let mut lines = vec!["Values:".to_owned(), String::new()];
    for (value, label) in values {
        let label = docs::one_line(label);
        let separator = if label.is_empty() { "" } else { ": " };
        lines.push(format!("- {}{separator}{label}", docs::code(value)));
    }
    lines
}

/// The documentation of a client's method.
pub(super) fn method(module: &Module, operation: &Operation) -> Vec<String> {
    let docs = &operation.docs;
    let mut doc = Doc::default();
    doc.prose(first_of(&[&docs.summary, &docs.title, &operation.wire]));
    for part in &docs.parts {
        doc.prose(part);
    }
    if let Some(deprecation) = &operation.deprecated {
        doc.paragraph(substitutes(deprecation));
    }
    doc.block(permissions(&docs.permissions));
    doc.block(errors(operation));
    doc.paragraph(format!(
        "[`{}` in the API explorer](https://api.alibabacloud.com/api/{}/{}/{})",
        operation.wire, module.product, module.version, operation.wire
    ));
    doc.lines()
}

/// A text in one line, for tables of contents.
pub(super) fn summary(operation: &Operation) -> String {
    docs::one_line(first_of(&[&operation.docs.summary, &operation.docs.title]))
}

fn first_of<'t>(texts: &[&'t str]) -> &'t str {
    texts.iter().copied().find(|text| !text.trim().is_empty()).unwrap_or_default()
}

/// What to use instead, or why nothing.
pub(super) fn substitutes(deprecation: &Deprecation) -> String {
    let names: Vec<String> = deprecation
        .substitutes
        .iter()
        .map(|s| match &s.method {
            Some(method) => format!("[`{method}`](Self::{method})"),
            None => docs::code(&s.wire),
        })
        .collect();
    match (names.is_empty(), &deprecation.reason) {
        (false, _) => format!("Deprecated: use {} instead.", names.join(" or ")),
        (true, Some(reason)) => format!("Deprecated: {}", docs::one_line(reason)),
        (true, None) => "Deprecated.".to_owned(),
    }
}

/// The note of `#[deprecated]`, in plain text.
pub(super) fn deprecation_note(deprecation: &Deprecation) -> Option<String> {
    let names: Vec<&str> = deprecation.substitutes.iter().map(|s| s.method.as_deref().unwrap_or(&s.wire)).collect();
    (!names.is_empty()).then(|| format!("use {} instead", names.join(" or ")))
}

/// The RAM actions that a caller must be allowed.
fn permissions(permissions: &[Permission]) -> Vec<String> {
    if permissions.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["# Permissions".to_owned(), String::new()];
    for permission in permissions {
        let level = permission
            .level
            .as_ref()
            .map(|level| format!(", access level {}", docs::one_line(level)))
            .unwrap_or_default();
        let resources: Vec<String> = permission.resources.iter().map(|r| docs::code(r)).collect();
        let on = if resources.is_empty() { String::new() } else { format!(" on {}", resources.join(", ")) };
        lines.extend(wrap::lines(&format!("RAM action {}{on}{level}.", docs::code(&permission.action))));
    }
    lines
}

/// The documented errors, as a table.
fn errors(operation: &Operation) -> Vec<String> {
    if operation.docs.errors.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        "# Error codes".to_owned(),
        String::new(),
        "| status | code | message |".to_owned(),
        "|---|---|---|".to_owned(),
    ];
    for error in &operation.docs.errors {
        lines.push(format!(
            "| {} | {} | {} |",
            docs::cell(&docs::one_line(&error.status)),
            docs::cell(&docs::code(&error.code)),
            docs::cell(&docs::one_line(&error.message))
        ));
    }
    lines
}

/// A documented sample of a response.
pub(super) fn sample(sample: &str) -> Vec<String> {
    let mut lines = vec!["A documented sample:".to_owned(), String::new()];
    let fence = if sample.contains("```") { "~~~~" } else { "```" };
    lines.push(format!("{fence}json"));
    lines.extend(super::sample::masked(sample).lines().map(|line| line.trim_end().replace('\t', "  ")));
    lines.push(fence.to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::repeats;

    #[test]
    fn a_text_that_only_says_the_name_is_left_out() {
        let cases = [
            ("City", "City", true),
            ("address line.", "AddressLine", true),
            ("City of birth", "City", false),
            ("", "City", false),
            ("ID", "Id", true),
        ];
        for (text, name, expected) in cases {
            assert_eq!(repeats(text, name), expected, "{text}");
        }
    }
}
