//! Whether one JSON text says all that another one says.

use runtime::codegen::codec::json;
use serde::de::IgnoredAny;
use serde_json::{Map, Number, Value};

/// What became of the scalars, and of the containers that did not stay what they were.
#[derive(Default)]
pub(super) struct Comparison {
    /// They are as they were.
    pub(super) exact: usize,
    /// They say the same as another type: `"4"` as `4`.
    pub(super) converted: usize,
    /// Where they are lost or changed: `Instances.Instance[0].Cpu`.
    pub(super) differences: Vec<String>,
}

/// A step on the way to a value.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    /// To a member.
    Name(&'a str),
    /// To an element.
    Index(usize),
}

/// The way to a value. Written out only where it is needed.
#[derive(Clone, Copy)]
struct Path<'a>(Option<(&'a Self, Step<'a>)>);

/// Reads JSON with all its digits: a number beyond 64 bits is read as text.
pub(super) fn parse(text: &str) -> Result<Value, String> {
    // The second opinion: the codec is not its own judge of what is JSON.
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| error.to_string())?;
    Ok(json::parse_lossless(text))
}

impl Comparison {
    /// Compares two documents. Numbers are compared by value; a null is as good as an absent member.
    pub(super) fn of(before: &Value, after: &Value) -> Self {
        let mut comparison = Self::default();
        if before.is_null() && is_empty(after) {
            // A null in place of everything gives a value with nothing in it.
            comparison.exact = 1;
        } else {
            comparison.value(Path(None), before, after);
        }
        comparison
    }

    fn value(&mut self, path: Path<'_>, before: &Value, after: &Value) {
        match (before, after) {
            (Value::Object(before), Value::Object(after)) => self.members(path, before, after),
            (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
                for (index, (before, after)) in before.iter().zip(after).enumerate() {
                    self.value(Path(Some((&path, Step::Index(index)))), before, after);
                }
            }
            _ if same(before, after) => self.exact += 1,
            _ if converts(before, after) => self.converted += 1,
            _ => self.differences.push(path.to_text()),
        }
    }

    fn members(&mut self, path: Path<'_>, before: &Map<String, Value>, after: &Map<String, Value>) {
        let step = |name| Path(Some((&path, Step::Name(name))));
        for (name, value) in before {
            self.value(step(name), value, after.get(name).unwrap_or(&Value::Null));
        }
        for (name, value) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
            self.value(step(name), &Value::Null, value);
        }
    }
}

impl Path<'_> {
    fn to_text(self) -> String {
        let Self(Some((outer, step))) = self else { return String::new() };
        let mut text = outer.to_text();
        step.push_to(&mut text);
        text
    }
}

impl Step<'_> {
    /// Makes the text of a path one step longer; gives the length to go back to.
    pub(super) fn push_to(self, path: &mut String) -> usize {
        let outer = path.len();
        match self {
            Self::Name(name) => {
                path.push_str(if outer > 0 { "." } else { "" });
                path.push_str(name);
            }
            Self::Index(index) => path.extend(["[", &index.to_string(), "]"]),
        }
        outer
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

fn same(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || decimal(&digits(left)) == decimal(&digits(right))
        }
        _ => before == after,
    }
}

/// Whether one scalar says in another type what the other says.
fn converts(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::String(text), Value::Number(number)) | (Value::Number(number), Value::String(text)) => {
            decimal(text).is_some_and(|decimal| Some(decimal) == self::decimal(&digits(number)))
        }
        (Value::String(text), Value::Bool(flag)) | (Value::Bool(flag), Value::String(text)) => match text.as_str() {
            "true" | "True" | "1" => *flag,
            "false" | "False" | "0" => !*flag,
            _ => false,
        },
        (Value::Number(number), Value::Bool(flag)) => number.as_u64() == Some(u64::from(*flag)),
        _ => false,
    }
}

/// The number with as many digits as tell it from all others.
fn digits(number: &Number) -> String {
    match number.as_f64().filter(|_| number.is_f64()) {
        Some(value) => format!("{value:e}"),
        None => number.to_string(),
    }
}

/// A decimal number in its one normal form: `digits × 10^exponent`, negative or not.
fn decimal(text: &str) -> Option<(bool, String, i64)> {
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let significant = digits.trim_end_matches('0');
    let exponent = i64::from(exponent.parse::<i32>().ok()?) - i64::try_from(fraction.len()).ok()?
        + i64::try_from(digits.len() - significant.len()).ok()?;
    match significant.trim_start_matches('0') {
        "" => Some((false, String::new(), 0)),
        digits => Some((negative, digits.to_owned(), exponent)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(before: &str, after: &str) -> (usize, usize, Vec<String>) {
        let comparison = Comparison::of(&parse(before).expect("JSON"), &parse(after).expect("JSON"));
        (comparison.exact, comparison.converted, comparison.differences)
    }

    #[test]
    fn equal_values_are_exact() {
        let pairs = [
            ("1", "1.0"),
            ("-0", "0"),
            ("1e3", "1000"),
            ("0.1", "1E-1"),
            ("18446744073709551616", "18446744073709551616"),
            ("1e400", "1e400"),
            ("null", "{}"),
            ("null", "[]"),
            (r#"{"a":null}"#, r#"{"b":null}"#),
        ];
        for (before, after) in pairs {
            assert_eq!(compared(before, after).1, 0, "{before} {after}");
            assert!(compared(before, after).2.is_empty(), "{before} {after}");
        }
    }

    #[test]
    fn the_same_in_another_type_is_converted() {
        let pairs = [
            (r#""4""#, "4"),
            ("2.50", r#""2.50""#),
            (r#""1e22""#, "1e22"),
            (r#""True""#, "true"),
            ("true", r#""true""#),
            (r#""0""#, "false"),
            ("1", "true"),
            ("10000000000000000000000", "1e22"),
        ];
        for (before, after) in pairs {
            assert_eq!(compared(before, after), (0, 1, Vec::new()), "{before} {after}");
        }
    }

    #[test]
    fn everything_else_is_a_difference() {
        let pairs = [
            ("9007199254740993", "9007199254740992"),
            ("9007199254740993", "9007199254740992.0"),
            ("12345678901234567890", "12345678901234567000"),
            ("18446744073709551616", "18446744073709551617"),
            (r#""0.10000000000000001""#, "0.1"),
            (r#""x""#, "0"),
            (r#""yes""#, "true"),
            ("true", "1"),
            ("true", "false"),
            ("1", "null"),
            ("[]", "null"),
            ("[]", "{}"),
            ("[null]", "[]"),
            (r#""""#, "null"),
            ("{}", r#"{"":0}"#),
        ];
        for (before, after) in pairs {
            assert_eq!(compared(before, after).2, [""], "{before} {after}");
        }
    }

    #[test]
    fn differences_name_the_path() {
        let before = r#"{"a":{"b":[1,{"c":2}]},"d":[1,2],"f":0}"#;
        let after = r#"{"a":{"b":[1,{"c":3}]},"d":[1],"e":4,"f":0}"#;
        assert_eq!(compared(before, after), (2, 0, ["a.b[1].c", "d", "e"].map(str::to_owned).to_vec()));
    }
}
