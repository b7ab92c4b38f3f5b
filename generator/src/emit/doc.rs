//! What stands in the documentation, besides the vendor's prose: wire names, limits, defaults, examples, values,
//! substitutes, samples.

use super::{errors, permissions};
use crate::docs;
use crate::model::{Deprecation, DocumentedValue, Field, Gone, Module, Operation, Type};
use std::fmt::Write as _;

/// A sample of more lines is folded.
const LONG_SAMPLE: usize = 16;

/// Lines of documentation, put together paragraph by paragraph.
#[derive(Default)]
pub(super) struct Doc(Vec<String>);

impl Doc {
    /// A paragraph or heading of our own, already safe.
    pub(super) fn paragraph(&mut self, text: impl Into<String>) -> &mut Self {
        self.block(docs::fill(&text.into()))
    }

    /// The vendor's prose.
    pub(super) fn prose(&mut self, markdown: &str) -> &mut Self {
        self.block(docs::rustdoc(markdown))
    }

    /// That the vendor's document does not have it any more.
    pub(super) fn gone(&mut self, gone: Option<&Gone>) -> &mut Self {
        self.paragraph(gone.map(said).unwrap_or_default())
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
    doc.gone(field.gone.as_ref());
    doc.paragraph(facts(field));
    doc.block(values(&field.docs.values));
    doc.lines()
}

/// A day is written by hand, maybe.
fn said(gone: &Gone) -> String {
    docs::one_line(&gone.to_string())
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
    // An example that only repeats the default, one of two booleans, or none at all teaches nothing.
    let telling = |example: &&String| !matches!(example.as_str(), "null" | "None" | "无" | "-" | "." | "\"\"");
    let example = docs.example.as_ref().filter(|e| Some(*e) != docs.default.as_ref() && field.ty != Type::Boolean);
    let example = example.filter(telling);
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
    let (label, gone) = (docs::one_line(label), gone.map(said).unwrap_or_default());
    let said = match (label.is_empty(), gone.is_empty()) {
        (_, true) => label,
        (true, false) => gone,
        (false, false) if label.ends_with(['.', '!', '?', '。']) => format!("{label} {gone}"),
        (false, false) => format!("{label}. {gone}"),
    };
    let separator = if said.is_empty() { "" } else { ": " };
    format!("{}{separator}{said}", docs::code(wire))
}

/// The documentation of a client's method. `permissions` says whether operations of the module document theirs.
pub(super) fn method(module: &Module, operation: &Operation, permissions: bool) -> Vec<String> {
    let docs = &operation.docs;
    let mut doc = Doc::default();
    match short(operation) {
        Some(text) => doc.prose(text),
        None if docs.parts.is_empty() => doc.paragraph(format!("Calls {}.", docs::code(&operation.wire))),
        None => &mut doc,
    };
    for part in &docs.parts {
        let lines = docs::rustdoc(part);
        doc.block(if doc.0.is_empty() { lines } else { without_repetition(lines, &doc.0) });
    }
    if let Some(deprecation) = &operation.deprecated {
        doc.paragraph(replacement(deprecation));
    }
    doc.gone(operation.gone.as_ref());
    doc.block(permissions::of_method(operation, permissions));
    doc.block(errors::table(operation));
    doc.paragraph(format!(
        "[`{}` in the API explorer](https://api.alibabacloud.com/api/{}/{}/{})",
        operation.wire, module.product, module.version, operation.wire
    ));
    doc.lines()
}

/// The part without its first paragraph when that only repeats what stands there already: summaries are often copied.
fn without_repetition(mut lines: Vec<String>, before: &[String]) -> Vec<String> {
    let end = lines.iter().position(String::is_empty).unwrap_or(lines.len());
    if lines[..end] == *before {
        lines.drain(..lines.len().min(end + 1));
    }
    lines
}

/// A text in one line, for tables of contents; empty when there is none but the name.
pub(super) fn summary(operation: &Operation) -> String {
    let first = || operation.docs.parts.first().map_or("", String::as_str);
    docs::one_line(short(operation).unwrap_or_else(first))
}

/// The summary or title, unless it only says the name.
fn short(operation: &Operation) -> Option<&str> {
    let texts = [operation.docs.summary.as_str(), &operation.docs.title];
    texts.into_iter().find(|text| !text.trim().is_empty() && !repeats(text, &operation.wire))
}

/// What the note of `#[deprecated]` cannot say: links to what replaces an operation, or why nothing does.
fn replacement(deprecation: &Deprecation) -> String {
    let methods = deprecation.substitutes.iter().filter_map(|substitute| substitute.method.as_ref());
    let links: Vec<String> = methods.map(|method| format!("[`{method}`](Self::{method})")).collect();
    match &deprecation.reason {
        _ if !links.is_empty() => format!("Use {} instead.", either(&links)),
        Some(reason) if deprecation.substitutes.is_empty() => format!("Deprecated: {}", docs::one_line(reason)),
        _ => String::new(),
    }
}

/// The note of `#[deprecated]`, in plain text.
pub(super) fn deprecation_note(deprecation: &Deprecation) -> Option<String> {
    let names: Vec<&str> = deprecation.substitutes.iter().map(|s| s.method.as_deref().unwrap_or(&s.wire)).collect();
    (!names.is_empty()).then(|| format!("use {} instead", names.join(" or ")))
}

/// Lines that are shown when the reader opens them.
pub(super) fn folded(summary: &str, lines: Vec<String>) -> Vec<String> {
    let mut folded = vec![format!("<details><summary>{summary}</summary>"), String::new()];
    folded.extend(lines);
    folded.extend([String::new(), "</details>".to_owned()]);
    folded
}

/// `a, b and c`
pub(super) fn listed(names: &[String]) -> String {
    joined(names, "and")
}

/// `a, b or c`
pub(super) fn either(names: &[String]) -> String {
    joined(names, "or")
}

fn joined(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// A documented sample of a response; a long one, which would stand before the fields, is opened on demand.
pub(super) fn sample(sample: &str) -> Vec<String> {
    let mut code = docs::fenced("json", &super::sample::masked(sample));
    if code.len() > LONG_SAMPLE {
        return folded("A documented sample", code);
    }
    let mut lines = vec!["A documented sample:".to_owned(), String::new()];
    lines.append(&mut code);
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
