//! Lays out chains of calls as `prettyplease` does, ten times as fast as through tokens.

use super::text::{MARGIN, column, literal, new_line, put};
use crate::item::{Chain, Invocation, Operand};

/// How much deeper the lines within brackets begin, and those of methods.
const INDENT: usize = 4;

/// Appends a chain: on this line, or on several that begin `indent` columns deep.
///
/// `after` is the width of what follows before the next place where a line may end.
pub(super) fn chain(text: &mut String, chain: &Chain<'_>, indent: usize, after: usize) {
    if fits(text, after, |text| flat(text, chain)) {
        return;
    }
    let Some((last, methods)) = chain.methods.split_last() else {
        return invocation(text, &chain.constructor, indent, after);
    };
    let indent = indent + INDENT;
    invocation(text, &chain.constructor, indent, 0);
    for (method, after) in methods.iter().map(|method| (method, 0)).chain([(last, after)]) {
        new_line(text, indent);
        text.push('.');
        invocation(text, method, indent, after);
    }
}

fn invocation(text: &mut String, invocation: &Invocation<'_>, indent: usize, after: usize) {
    text.push_str(invocation.name);
    text.push('(');
    let is_short = fits(text, after, |text| {
        separated(text, &invocation.operands, flat_operand);
        text.push(')');
    });
    if !is_short {
        lines(text, &invocation.operands, indent, operand);
        text.push(')');
    }
}

fn operand(text: &mut String, operand: &Operand<'_>, indent: usize, after: usize) {
    if fits(text, after, |text| flat_operand(text, operand)) {
        return;
    }
    match operand {
        Operand::Maybe(Some(value)) => {
            text.push_str("Some(");
            lines(text, &[Operand::Text(value)], indent, self::operand);
            text.push(')');
        }
        Operand::List(list) => {
            text.push_str("&[");
            lines(text, list, indent, chain);
            text.push(']');
        }
        Operand::Text(_) | Operand::Maybe(None) | Operand::Integer(_) | Operand::Path(_) => flat_operand(text, operand),
    }
}

/// Appends elements, one a line, and begins the line of the bracket behind them.
fn lines<T>(text: &mut String, elements: &[T], indent: usize, write: impl Fn(&mut String, &T, usize, usize)) {
    let last = elements.len().saturating_sub(1);
    for (at, element) in elements.iter().enumerate() {
        new_line(text, indent + INDENT);
        // The comma behind the last one is written because a line ends there.
        write(text, element, indent + INDENT, usize::from(at < last));
        text.push(',');
    }
    new_line(text, indent);
}

/// Appends something if it fits on the line, together with what is `after` it.
fn fits(text: &mut String, after: usize, write: impl FnOnce(&mut String)) -> bool {
    let start = text.len();
    write(text);
    let fits = column(text) + after <= MARGIN;
    if !fits {
        text.truncate(start);
    }
    fits
}

/// Appends a chain without a line end.
pub(super) fn flat(text: &mut String, chain: &Chain<'_>) {
    flat_invocation(text, &chain.constructor);
    for method in &chain.methods {
        text.push('.');
        flat_invocation(text, method);
    }
}

fn flat_invocation(text: &mut String, invocation: &Invocation<'_>) {
    text.push_str(invocation.name);
    text.push('(');
    separated(text, &invocation.operands, flat_operand);
    text.push(')');
}

fn flat_operand(text: &mut String, operand: &Operand<'_>) {
    match operand {
        Operand::Text(value) => literal(text, value),
        Operand::Maybe(Some(value)) => {
            text.push_str("Some(");
            literal(text, value);
            text.push(')');
        }
        Operand::Maybe(None) => text.push_str("None"),
        Operand::Integer(number) => put(text, &[&number.to_string(), "i64"]),
        Operand::Path(path) => text.push_str(path),
        Operand::List(list) => {
            text.push_str("&[");
            separated(text, list, flat);
            text.push(']');
        }
    }
}

fn separated<T>(text: &mut String, elements: &[T], write: impl Fn(&mut String, &T)) {
    for (at, element) in elements.iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        write(text, element);
    }
}

#[cfg(test)]
mod tests {
    use super::{chain, flat};
    use crate::item::{Chain, Operand};
    use crate::render::code;

    /// Texts of all lengths around those at which a line has to be broken.
    fn name(length: usize) -> String {
        "Name".repeat(40)[..length].to_owned()
    }

    fn laid_out(value: &Chain<'_>) -> String {
        let mut text = "impl A {\n    const INFO: OperationInfo = ".to_owned();
        chain(&mut text, value, 4, 1);
        text + ";\n}\n"
    }

    fn by_prettyplease(value: &Chain<'_>) -> String {
        let mut text = "impl A { const INFO: OperationInfo = ".to_owned();
        flat(&mut text, value);
        code::pretty((text + "; }").parse().unwrap()).unwrap()
    }

    #[test]
    fn chains_are_laid_out_as_by_prettyplease() {
        for length in 1..130 {
            let (long, short) = (name(length), name(length % 17 + 1));
            let parameter = |wire| Chain::new("Parameter::path", vec![Operand::Text(wire)]);
            let plain = Chain::new("Paging::number", vec![Operand::Text(&long), Operand::Maybe(Some(&short))]);
            let nested = Chain::new("Paging::number", vec![Operand::Text(&short), Operand::Maybe(Some(&long))]);
            let list = vec![parameter(&short), parameter(&long).call("json", vec![]), parameter("a")];
            let one = vec![parameter(&long).call("object_body", vec![])];
            let call = Chain::new("OperationInfo::rpc", vec![Operand::Text(&long), Operand::Path("Method::Post")]);
            let cases = [
                plain.clone(),
                nested.clone(),
                plain.call("size", vec![Operand::Text("PageSize")]),
                nested.call("first", vec![Operand::Integer(0)]).call("size", vec![Operand::Text(&long)]),
                call.clone().call("effect", vec![Operand::Path("Effect::Read")]).call("anonymous", vec![]),
                call.clone().call("token", vec![Operand::Text(&long)]).call("parameters", vec![Operand::List(one)]),
                call.call("parameters", vec![Operand::List(list)]),
            ];
            for case in cases {
                assert_eq!(laid_out(&case), by_prettyplease(&case), "{length}");
            }
        }
    }

    #[test]
    fn every_text_is_a_literal() {
        for text in ["a\"b\\c", "\u{0}1\n\t", "'中文'", "\u{301}\u{202E}", "{}"] {
            let value = Chain::new("A::b", vec![Operand::Text(text)]);
            assert_eq!(laid_out(&value), by_prettyplease(&value));
            let mut line = String::new();
            super::literal(&mut line, text);
            assert_eq!(syn::parse_str::<syn::LitStr>(&line).unwrap().value(), text);
        }
    }
}
