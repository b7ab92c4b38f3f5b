//! Texts of a schema: description, labels of values, limits in words.

use crate::model::{DocumentedValue, Gone, Type};
use crate::spec::NodeId;
use crate::spec::document::{Located, Schema, Text};
use crate::spec::shape::Shape;
use std::collections::BTreeMap;

/// The description, or the older title.
pub(super) fn of(schema: &Schema<'_>) -> String {
    let present = |text: &Option<Text<'_>>| text.as_ref().filter(|t| !t.trim().is_empty()).map(|t| t.trim().to_owned());
    present(&schema.description).or_else(|| present(&schema.title)).unwrap_or_default()
}

/// The mark of what the vendor's document does not have any more. Of which day the document was may be unknown.
pub(super) fn gone(since: Option<&Located<'_>>) -> Option<Gone> {
    let since = since?.text.trim();
    Some(Gone { since: since.starts_with(|c: char| c.is_ascii_digit()).then(|| since.to_owned()) })
}

/// The mark of a value.
pub(super) fn value_gone(schema: &Schema<'_>, value: &str) -> Option<Gone> {
    let is_it = |(known, _): &&(Text<'_>, Located<'_>)| known == value || split_prose(known).0 == value;
    gone(schema.values_gone.iter().find(is_it).map(|(_, since)| since))
}

/// Whether a text only says that it describes an answer: "the response parameters", "返回结果对象".
pub(super) fn is_filler(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "the",
        "of",
        "a",
        "schema",
        "response",
        "returned",
        "result",
        "results",
        "parameters",
        "parameter",
        "body",
        "data",
        "content",
        "object",
    ];
    const HAN: &str = "返回响应结果信息集合对象参数数据体构内容列表示例的值";
    text.split(|c: char| c.is_whitespace() || ".。".contains(c))
        .filter(|word| !word.is_empty())
        .all(|word| WORDS.contains(&word.to_ascii_lowercase().as_str()) || word.chars().all(|c| HAN.contains(c)))
}

/// The values that a field may have and what they mean, sorted, without repetition.
///
/// Some lists hold prose, `FE_RUNNING：publishing`: the value is the part before the colon, the rest is its label.
pub(super) fn choices(schema: &Schema<'_>) -> Vec<(String, String)> {
    let mut listed: Vec<&str> = schema.values.iter().flatten().map(|value| value.text.as_ref()).collect();
    // The English edition has blanks where the Chinese one has Chinese values.
    if listed.iter().all(|value| value.trim().is_empty()) {
        listed = schema.value_titles.iter().map(|(value, _)| value.as_ref()).collect();
    }
    if listed.is_empty() {
        let elements = schema.items.iter().flat_map(|items| items.values.iter().flatten());
        listed.extend(elements.map(|value| value.text.as_ref()));
    }
    listed.sort_unstable();
    let mut choices: BTreeMap<&str, &str> = BTreeMap::new();
    for text in listed {
        let (value, prose) = split_prose(text);
        let label = title(schema, text).or_else(|| title(schema, value)).unwrap_or(prose).trim();
        let known = choices.entry(value).or_default();
        if known.is_empty() && label != value {
            *known = label;
        }
    }
    choices.into_iter().map(|(value, label)| (value.to_owned(), label.to_owned())).collect()
}

/// Where a value stands.
pub(super) fn place(schema: &Schema<'_>, value: &str) -> Option<NodeId> {
    let mut listed = schema.values.iter().flatten();
    listed.find(|listed| listed.text == value || split_prose(&listed.text).0 == value).map(|listed| listed.at)
}

/// The same where no type says them.
pub(super) fn documented(schema: &Schema<'_>) -> Vec<DocumentedValue> {
    let value = |(wire, label): (String, String)| DocumentedValue { gone: value_gone(schema, &wire), wire, label };
    choices(schema).into_iter().map(value).collect()
}

fn title<'s>(schema: &'s Schema<'_>, value: &str) -> Option<&'s str> {
    schema.value_titles.iter().find(|(known, _)| known == value).map(|(_, label)| label.as_ref())
}

pub(crate) fn split_prose(text: &str) -> (&str, &str) {
    let is_code = |value: &str| !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match text.split_once('：').or_else(|| text.split_once(": ")) {
        Some((value, prose)) if is_code(value.trim()) => (value.trim(), prose.trim()),
        _ => (text, ""),
    }
}

/// Limits in words. What does not fit the type or is no number is left out.
pub(super) fn limits(schema: &Schema<'_>) -> Vec<String> {
    let mut limits = Vec::new();
    match Shape::of(schema) {
        Shape::Integer | Shape::Number => limits.extend(range(schema)),
        Shape::String | Shape::Enum | Shape::Bytes => {
            limits.extend(count(schema.min_length.as_ref(), schema.max_length.as_ref(), "character"));
            limits.extend(
                schema
                    .pattern
                    .as_ref()
                    .filter(|p| !p.trim().is_empty())
                    .map(|p| format!("pattern {}", crate::docs::code(p))),
            );
        }
        Shape::Array(_) => limits.extend(count(schema.min_items.as_ref(), schema.max_items.as_ref(), "element")),
        _ => {}
    }
    limits
}

fn range(schema: &Schema<'_>) -> Option<String> {
    let number =
        |text: &Option<Text<'_>>| text.as_ref().map(|t| t.trim().to_owned()).filter(|t| t.parse::<f64>().is_ok());
    let (low, high) = (number(&schema.minimum), number(&schema.maximum));
    let (open_low, open_high) = (schema.exclusive_minimum, schema.exclusive_maximum);
    match (low, high) {
        (Some(low), Some(high)) if !open_low && !open_high => Some(format!("{low} to {high}")),
        (Some(low), Some(high)) => Some(format!(
            "{} {low} and {} {high}",
            if open_low { "more than" } else { "at least" },
            if open_high { "less than" } else { "at most" }
        )),
        (Some(low), None) => Some(format!("{} {low}", if open_low { "more than" } else { "at least" })),
        (None, Some(high)) => Some(format!("{} {high}", if open_high { "less than" } else { "at most" })),
        (None, None) => None,
    }
}

fn count(fewest: Option<&Text<'_>>, most: Option<&Text<'_>>, what: &str) -> Option<String> {
    let number = |text: Option<&Text<'_>>| text.and_then(|t| t.trim().parse::<u64>().ok());
    let plural = |n: u64| if n == 1 { what.to_owned() } else { format!("{what}s") };
    match (number(fewest).filter(|n| *n > 0), number(most)) {
        (Some(few), Some(many)) if few == many => Some(format!("exactly {few} {}", plural(few))),
        (Some(few), Some(many)) => Some(format!("{few} to {many} {}", plural(many))),
        (Some(few), None) => Some(format!("at least {few} {}", plural(few))),
        (None, Some(many)) => Some(format!("at most {many} {}", plural(many))),
        (None, None) => None,
    }
}

/// Whether a default can be one: real documents hold prose and misspelt booleans there.
pub(super) fn fits(default: &str, ty: &Type) -> bool {
    match ty {
        Type::Integer => default.parse::<i64>().is_ok(),
        Type::Number => default.parse::<f64>().is_ok(),
        Type::Boolean => matches!(default, "true" | "false" | "True" | "False"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::is_filler;

    #[test]
    fn a_text_that_could_stand_over_any_answer_is_filler() {
        for text in ["", "Schema of Response", "The response parameters.", "返回结果对象。", "响应体"] {
            assert!(is_filler(text), "{text}");
        }
        for text in ["The instance.", "返回请求列表", "PopResult"] {
            assert!(!is_filler(text), "{text}");
        }
    }
}
