//! What a scalar of YAML is.

use crate::spec::tree::Value;
use saphyr_parser::ScalarStyle;
use std::borrow::Cow;

/// Core schema of YAML 1.2 for plain scalars; anything quoted or tagged is text.
pub(super) fn scalar(text: Cow<'_, str>, style: ScalarStyle, tagged: bool) -> Value<'_> {
    if style != ScalarStyle::Plain || tagged {
        return Value::Text(text);
    }
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        other if looks_numeric(other) => Value::Number(text),
        _ => Value::Text(text),
    }
}

fn looks_numeric(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use crate::spec::tree::{NodeId, Value};
    use crate::spec::yaml::parse;

    #[test]
    fn scalars_keep_their_text() {
        let (root, positions) = parse("200: 1.0\n'x': \"10\"\ny: [true, ~, 2020-11-09]\n").unwrap();
        let Value::Map(entries) = root.value else { panic!("a map") };
        assert_eq!(entries[0].key, "200");
        assert_eq!(entries[0].value.value, Value::Number("1.0".into()));
        assert_eq!(entries[1].value.value, Value::Text("10".into()));
        let Value::List(items) = &entries[2].value.value else { panic!("a list") };
        assert_eq!(items[0].value, Value::Bool(true));
        assert_eq!(items[1].value, Value::Null);
        assert_eq!(items[2].value, Value::Text("2020-11-09".into()));
        let at = |at: NodeId| (positions[at.0 as usize].line, positions[at.0 as usize].column);
        assert_eq!(at(entries[1].at), (2, 1));
        assert_eq!(at(items[2].at), (3, 14));
    }
}
