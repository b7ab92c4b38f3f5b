//! What is wrong with arguments, and what to do about it. Values are shown only where they cannot be secret: they are of
//! another type than a secret has.

use std::fmt::Write as _;

use serde_json::Value;
use tool::terminal::printable;

use super::json::JsonFault;
use crate::schema::{FieldShape, ObjectShape, Shape};

/// How much of a value is shown.
const SHOWN: usize = 40;

/// How many columns the documentation of a missing parameter has.
const SUMMARY: usize = 72;

/// A fault of the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong: which argument, and what is expected.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Whether a parameter that seems to be missing may be the one that was meant.
    hides_missing: bool,
}

impl Fault {
    fn new(message: String, help: impl Into<String>) -> Self {
        Self { message, help: help.into(), hides_missing: false }
    }

    pub(super) fn hides_missing(&self) -> bool {
        self.hides_missing
    }

    /// An argument without `=`. It may be a value whose name was forgotten, and that may be a secret.
    pub(super) fn no_value(number: usize, argument: &str, request: &ObjectShape) -> Self {
        let message = format!("the argument `{}` has no value", shortened(argument));
        let (message, help) = match (request.field(argument), request.closest(argument)) {
            (Some(field), _) => (message, format!("write `{}=VALUE`", field.wire)),
            (None, Some(close)) => (message, format!("did you mean `{close}=VALUE`?")),
            (None, None) => {
                let is_json = argument.trim_start().starts_with(['{', '[']);
                let json = "`--from FILE` takes a request as JSON, `--from -` that on standard input";
                let help = if is_json { json } else { "arguments are written `NAME=VALUE`" };
                (format!("argument {number} has no name"), help.to_owned())
            }
        };
        Self { hides_missing: true, ..Self::new(message, help) }
    }

    /// A name that no parameter or member has.
    pub(super) fn unknown(owner: &str, parts: &[&str], object: &ObjectShape) -> Self {
        let first = shortened(parts.first().copied().unwrap_or_default());
        let whole = parts.join(".");
        let message = match owner {
            "" => format!("there is no parameter `{first}`"),
            owner => format!("`{owner}` has no member `{first}`"),
        };
        let known: Vec<String> = object.fields().iter().map(|field| format!("`{}`", field.wire)).collect();
        let close = || object.closest(&whole).or_else(|| object.closest(parts.first().copied().unwrap_or_default()));
        let help = match (elsewhere(owner, parts, object), close()) {
            (Some(help), _) => help,
            (None, Some(close)) => format!("did you mean `{close}`?"),
            (None, None) if known.is_empty() => "it has none".to_owned(),
            (None, None) => format!("there are {}", listed(&known)),
        };
        Self { hides_missing: owner.is_empty(), ..Self::new(message, help) }
    }

    /// A dot too many.
    pub(super) fn empty_part(owner: &str, rest: &str) -> Self {
        let whole = [owner, rest].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(".");
        let shown = if owner.is_empty() { shortened(rest) } else { shortened(&whole) };
        Self::new(format!("`{shown}=` has an empty name"), "names are separated by one dot each, as in `Tag.1.Key`")
    }

    /// A name where the number of an element belongs.
    pub(super) fn no_element(owner: &str, parts: &[&str], element: Shape) -> Self {
        let (part, rest) = parts.split_first().unwrap_or((&"", &[]));
        let is_number = part.parse::<u64>().is_ok();
        let message = match is_number {
            true => format!("elements of `{owner}` are numbered from 1, not from 0"),
            false => format!("`{owner}` is a list: `{}` is no number of an element", shortened(part)),
        };
        let first = format!("{owner}.1");
        let member = match element {
            Shape::Object(object) => object.field(if is_number { rest.first().unwrap_or(&"") } else { part }),
            _ => None,
        };
        let example = match member {
            Some(field) => example(&format!("{first}.{}", field.wire), field.shape),
            None => example(&first, element),
        };
        Self::new(message, format!("write `{example}`"))
    }

    /// A number below free-form JSON.
    pub(super) fn free_form(owner: &str) -> Self {
        Self::new(
            format!("`{owner}` is any JSON: whether it is a list or an object is not known"),
            format!("write it as JSON: `{owner}=[…]` or `{owner}={{…}}`"),
        )
    }

    /// A part of what has none.
    pub(super) fn no_parts(owner: &str, shape: Shape, part: &str) -> Self {
        let message = format!("`{owner}` is {}, and has no member `{}`", with_article(shape), shortened(part));
        Self::new(message, format!("write `{}`", example(owner, shape)))
    }

    /// A file that cannot be read.
    pub(super) fn unreadable(name: &str, path: &str, reason: &str) -> Self {
        let help = "`@FILE` is the content of a file; a text that begins with `@` is written `@@TEXT`";
        Self::new(format!("cannot read `{}` for `{name}`: {}", printable(path), printable(reason)), help)
    }

    /// A file that is no text.
    pub(super) fn no_text(name: &str, shape: Shape) -> Self {
        let message = format!("`{name}` is {}, and the file is no text in UTF-8", with_article(shape));
        Self::new(message, "encode it as the service expects, for example with `base64 FILE`")
    }

    /// A text of another form.
    pub(super) fn expected(name: &str, shape: Shape, text: Option<&str>) -> Self {
        let found = match (text, shape) {
            (Some(text), Shape::Boolean | Shape::Integer | Shape::Number) => format!(", not `{}`", shortened(text)),
            _ => String::new(),
        };
        Self::new(format!("`{name}` is {}{found}", with_article(shape)), format!("write `{}`", example(name, shape)))
    }

    /// An integer with too many digits.
    pub(super) fn out_of_range(name: &str) -> Self {
        let range = format!("it is an integer from {} to {}", i64::MIN, i64::MAX);
        Self::new(format!("the value of `{name}` is out of range"), range)
    }

    /// An object where a list belongs.
    pub(super) fn no_brackets(name: &str) -> Self {
        let help = format!("write it in brackets: `{name}=[{{…}}]`");
        Self::new(format!("`{name}` is a list, not an object"), help)
    }

    /// A text that is meant to be JSON.
    pub(super) fn no_json(name: &str, error: &JsonFault) -> Self {
        // The text of the error quotes nothing of the document but single characters, and names of members.
        let text = printable(&error.to_string());
        match error {
            JsonFault::Twice(_) => Self::new(format!("in `{name}`, {text}"), "leave one of them out"),
            JsonFault::Syntax(_) => {
                let help = "put it in single quotes, so that the shell leaves its double quotes alone";
                Self::new(format!("`{name}` is no JSON: {text}"), help)
            }
        }
    }

    /// JSON of another type.
    pub(super) fn misfit(name: &str, shape: Shape, value: &Value) -> Self {
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        let shown = if name.is_empty() { "the request" } else { &format!("`{name}`") };
        let message = format!("{shown} is {}, not {found}", with_article(shape));
        let help = match (shape, value) {
            (Shape::Integer, Value::Number(number)) if number.is_u64() => return Self::out_of_range(name),
            (Shape::Integer, Value::Number(_)) => "write a whole number of 64 bits".to_owned(),
            (Shape::Integer | Shape::Number | Shape::Boolean, Value::String(_)) => "write it without quotes".to_owned(),
            (Shape::List(_), _) => "write it in brackets: `[…]`".to_owned(),
            (Shape::Map(_) | Shape::Object(_), _) => "write it in braces: `{\"NAME\": VALUE}`".to_owned(),
            (_, Value::Null) => "leave it out".to_owned(),
            (shape, _) => format!("write {}", with_article(shape)),
        };
        Self::new(message, help)
    }

    /// A value that two arguments say.
    pub(super) fn given_twice(name: &str) -> Self {
        Self::new(format!("`{name}` is given twice"), "leave one of them out")
    }

    /// A list with a gap.
    pub(super) fn gap(name: &str, expected: usize, found: usize) -> Self {
        Self::new(
            format!("there is `{name}.{found}`, but no `{name}.{expected}`"),
            "elements are numbered from 1, without gaps",
        )
    }

    /// All parameters that must be given and are not.
    pub(super) fn missing(fields: &[&FieldShape]) -> Self {
        let (verb, noun) = if fields.len() == 1 { ("is", "parameter") } else { ("are", "parameters") };
        let mut message = format!("{} required {noun} {verb} missing:", fields.len());
        let width =
            |part: &dyn Fn(&FieldShape) -> usize| fields.iter().map(|field| part(field)).max().unwrap_or_default();
        let names = width(&|field| field.wire.len());
        let types = width(&|field| field.shape.to_string().len());
        for field in fields {
            let shape = field.shape.to_string();
            let line = format!("  {:names$}  {shape:types$}  {}", field.wire, printable(&field.summary(SUMMARY)));
            let _ = write!(message, "\n{}", line.trim_end());
        }
        let first = fields.first().map(|field| example(field.wire, field.shape)).unwrap_or_default();
        Self::new(message, format!("write each as `NAME=VALUE`: `{first}`"))
    }
}

/// Where a name that is unknown here is known: below another one, or with a dot as a part of it.
fn elsewhere(owner: &str, parts: &[&str], object: &ObjectShape) -> Option<String> {
    let first = parts.first().filter(|first| !first.is_empty())?;
    let whole = object
        .fields()
        .iter()
        .find(|field| field.wire.split_once('.').is_some_and(|(before, _)| before.eq_ignore_ascii_case(first)));
    if let Some(field) = whole {
        let owner = if owner.is_empty() { String::new() } else { format!("{owner}.") };
        return Some(format!("its members are parameters: write `{}`", example(&(owner + field.wire), field.shape)));
    }
    let below = object.fields().iter().find_map(|field| match field.shape {
        Shape::Object(inner) if owner.is_empty() => Some((field.wire, inner.field(first)?.wire)),
        _ => None,
    });
    below.map(|(outer, inner)| format!("did you mean `{outer}.{inner}`?"))
}

/// How an argument of a type is written.
fn example(name: &str, shape: Shape) -> String {
    match shape {
        Shape::Boolean => format!("{name}=true"),
        Shape::Integer => format!("{name}=1"),
        Shape::Number => format!("{name}=0.5"),
        Shape::Text => format!("{name}=TEXT"),
        Shape::Enum(values) => format!("{name}={}", values.first().map_or("TEXT", String::as_str)),
        Shape::Bytes => format!("{name}=@FILE"),
        Shape::Any => format!("{name}=JSON"),
        Shape::List(element) => example(&format!("{name}.1"), *element),
        Shape::Map(value) => example(&format!("{name}.KEY"), *value),
        // A type that contains itself: the way out is any member that does not.
        Shape::Object(object) => match object.fields().iter().find(|field| !field.shape.has_parts()) {
            Some(field) => example(&format!("{name}.{}", field.wire), field.shape),
            None => format!("{name}={{…}}"),
        },
    }
}

fn with_article(shape: Shape) -> String {
    match shape {
        Shape::Bytes | Shape::Any => shape.to_string(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Integer | Shape::Object(_) => format!("an {shape}"),
        Shape::Number | Shape::Text | Shape::Enum(_) | Shape::List(_) | Shape::Map(_) => format!("a {shape}"),
    }
}

fn listed(names: &[String]) -> String {
    const MOST: usize = 8;
    let more = if names.len() > MOST { ", …" } else { "" };
    format!("{}{more}", names.iter().take(MOST).cloned().collect::<Vec<_>>().join(", "))
}

/// The beginning of a text of somebody else, in one line.
fn shortened(text: &str) -> String {
    let line: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = printable(&line);
    if text.chars().count() > SHOWN { line + "…" } else { line }
}
