//! Renders `impl` blocks: constants and methods.

use super::definition::{constant, leading, ty};
use super::text::put;
use crate::item::{Argument, Body, Impl, Method, Receiver, Returned, Scope, Ty};
use crate::model::ArgumentForm;

/// The longest line of a signature.
const LONGEST_LINE: usize = 100;

/// The inherent `impl` block of a type.
pub(super) fn inherent(text: &mut String, inherent: &Impl<'_>, scope: &Scope<'_, '_>) {
    leading(text, "", &inherent.docs, None, &[]);
    put(text, &["impl ", inherent.ty, " {\n"]);
    let start = text.len();
    for item in &inherent.consts {
        blank_line(text, start);
        constant(text, item, "    ");
    }
    for item in &inherent.methods {
        blank_line(text, start);
        method(text, item, scope);
    }
    text.push_str("}\n");
}

/// A blank line between two items.
fn blank_line(text: &mut String, start: usize) {
    if text.len() > start {
        text.push('\n');
    }
}

fn method(text: &mut String, method: &Method<'_>, scope: &Scope<'_, '_>) {
    leading(text, "    ", &method.docs, method.deprecated.as_ref(), &method.attributes);
    let start = text.len();
    signature(text, method, scope, ["", ", ", ""]);
    if text[start..].chars().count() > LONGEST_LINE {
        text.truncate(start);
        signature(text, method, scope, ["\n        ", ",\n        ", ",\n    "]);
    }
    text.push('\n');
    body(text, method);
    text.push_str("    }\n");
}

/// The signature, with what stands before, between and behind its arguments.
fn signature(text: &mut String, method: &Method<'_>, scope: &Scope<'_, '_>, layout: [&str; 3]) {
    let [before, between, behind] = layout;
    put(text, &["    pub fn ", method.name]);
    parameters(text, method);
    put(text, &["(", before]);
    let receiver = method.receiver.map(|receiver| match receiver {
        Receiver::Ref => "&self",
        Receiver::Owned => "mut self",
    });
    text.push_str(receiver.unwrap_or_default());
    for (at, item) in method.arguments.iter().enumerate() {
        if at > 0 || receiver.is_some() {
            text.push_str(between);
        }
        argument(text, item, scope);
    }
    put(text, &[behind, ") -> "]);
    returned(text, method.returned, scope);
    text.push_str(" {");
}

/// The type parameters of a method, with their bounds.
fn parameters(text: &mut String, method: &Method<'_>) {
    let parameter = |argument: &Argument<'_>| match argument.ty {
        Ty::Parameter(name, bound) => Some([name, ": ", bound].concat()),
        _ => None,
    };
    let parameters: Vec<String> = method.arguments.iter().filter_map(parameter).collect();
    if !parameters.is_empty() {
        put(text, &["<", &parameters.join(", "), ">"]);
    }
}

fn argument(text: &mut String, argument: &Argument<'_>, scope: &Scope<'_, '_>) {
    let [before, behind] = match argument.form {
        ArgumentForm::ByValue => [": ", ""],
        ArgumentForm::Into => [": impl Into<", ">"],
    };
    put(text, &[argument.name, before]);
    ty(text, argument.ty, scope);
    text.push_str(behind);
}

fn returned(text: &mut String, returned: Returned<'_>, scope: &Scope<'_, '_>) {
    let (call, operation) = match returned {
        Returned::Own => return text.push_str("Self"),
        Returned::Fallible => return text.push_str("Result<Self, Error>"),
        Returned::Call(operation, _) => ("Call<", operation),
        Returned::BlockingCall(operation) => ("BlockingCall<", operation),
    };
    text.push_str(call);
    ty(text, operation, scope);
    text.push('>');
}

fn body(text: &mut String, method: &Method<'_>) {
    const INDENT: &str = "        ";
    match method.body {
        Body::Construct if method.arguments.is_empty() => put(text, &[INDENT, "Self::default()\n"]),
        Body::Construct => {
            put(text, &[INDENT, "Self {\n"]);
            for argument in &method.arguments {
                put(text, &[INDENT, "    ", argument.name, ": Some(", argument.name, conversion(argument), "),\n"]);
            }
            put(text, &[INDENT, "    ..Self::default()\n", INDENT, "}\n"]);
        }
        Body::Set => {
            for argument in &method.arguments {
                put(text, &[INDENT, "self.", argument.name, " = Some(", argument.name, conversion(argument), ");\n"]);
            }
            put(text, &[INDENT, "self\n"]);
        }
        Body::Expression(expression) => put(text, &[INDENT, expression, "\n"]),
    }
}

/// What makes a value of what is given.
fn conversion(argument: &Argument<'_>) -> &'static str {
    match argument.form {
        ArgumentForm::ByValue => "",
        ArgumentForm::Into => ".into()",
    }
}
