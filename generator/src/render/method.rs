//! Renders `impl` blocks: constants and methods.

use super::definition::{constant, leading, ty};
use crate::item::{Argument, Body, Impl, Method, Receiver, Returned, Scope, Ty};
use crate::model::ArgumentForm;
use std::fmt::Write as _;

/// The longest line of a signature, newline included.
const LONGEST_LINE: usize = 101;

/// The inherent `impl` block of a type.
pub(super) fn inherent(inherent: &Impl<'_>, scope: &Scope<'_, '_>) -> String {
    let consts = inherent.consts.iter().map(|item| constant(item, "    "));
    let methods = inherent.methods.iter().map(|item| method(item, scope));
    let items: Vec<String> = consts.chain(methods).collect();
    let mut text = String::new();
    leading(&mut text, "", &inherent.docs, None, &[]);
    let _ = write!(text, "impl {} {{\n{}}}\n", inherent.ty, items.join("\n"));
    text
}

fn method(method: &Method<'_>, scope: &Scope<'_, '_>) -> String {
    let mut text = String::new();
    leading(&mut text, "    ", &method.docs, method.deprecated.as_ref(), &method.attributes);
    let receiver = method.receiver.map(|receiver| match receiver {
        Receiver::Ref => "&self".to_owned(),
        Receiver::Owned => "mut self".to_owned(),
    });
    let arguments: Vec<String> =
        receiver.into_iter().chain(method.arguments.iter().map(|item| argument(item, scope))).collect();
    let (name, returned) = (format!("{}{}", method.name, parameters(method)), returned(method.returned, scope));
    let line = format!("    pub fn {name}({}) -> {returned} {{\n", arguments.join(", "));
    if line.chars().count() <= LONGEST_LINE {
        text.push_str(&line);
    } else {
        let _ = writeln!(text, "    pub fn {name}(");
        for argument in &arguments {
            let _ = writeln!(text, "        {argument},");
        }
        let _ = writeln!(text, "    ) -> {returned} {{");
    }
    body(&mut text, method);
    text.push_str("    }\n");
    text
}

/// The type parameters of a method, with their bounds.
fn parameters(method: &Method<'_>) -> String {
    let parameter = |argument: &Argument<'_>| match argument.ty {
        Ty::Parameter(name, bound) => Some(format!("{name}: {bound}")),
        _ => None,
    };
    let parameters: Vec<String> = method.arguments.iter().filter_map(parameter).collect();
    if parameters.is_empty() { String::new() } else { format!("<{}>", parameters.join(", ")) }
}

fn argument(argument: &Argument<'_>, scope: &Scope<'_, '_>) -> String {
    let ty = ty(argument.ty, scope);
    match argument.form {
        ArgumentForm::ByValue => format!("{}: {ty}", argument.name),
        ArgumentForm::Into => format!("{}: impl Into<{ty}>", argument.name),
    }
}

fn returned(returned: Returned<'_>, scope: &Scope<'_, '_>) -> String {
    match returned {
        Returned::Own => "Self".to_owned(),
        Returned::Fallible => "Result<Self, Error>".to_owned(),
        Returned::Call(operation, _) => format!("Call<{}>", ty(operation, scope)),
        Returned::BlockingCall(operation) => format!("BlockingCall<{}>", ty(operation, scope)),
    }
}

fn body(text: &mut String, method: &Method<'_>) {
    const INDENT: &str = "        ";
    match method.body {
        Body::Construct if method.arguments.is_empty() => {
            let _ = writeln!(text, "{INDENT}Self::default()");
        }
        Body::Construct => {
            let _ = writeln!(text, "{INDENT}Self {{");
            for argument in &method.arguments {
                let _ = writeln!(text, "{INDENT}    {}: Some({}),", argument.name, value(argument));
            }
            let _ = writeln!(text, "{INDENT}    ..Self::default()\n{INDENT}}}");
        }
        Body::Set => {
            for argument in &method.arguments {
                let _ = writeln!(text, "{INDENT}self.{} = Some({});", argument.name, value(argument));
            }
            let _ = writeln!(text, "{INDENT}self");
        }
        Body::Expression(expression) => {
            let _ = writeln!(text, "{INDENT}{expression}");
        }
    }
}

fn value(argument: &Argument<'_>) -> String {
    match argument.form {
        ArgumentForm::ByValue => argument.name.to_owned(),
        ArgumentForm::Into => format!("{}.into()", argument.name),
    }
}
