//! Items → text: headers, imports, `prettyplease`, blank lines, the layout of table macros.

use crate::emit::source::{Constant, Item, Method, RustFile, Source, Type};
use crate::{File, MARKER};
use proc_macro2::TokenStream;
use std::fmt::Write as _;

/// The longest line of a signature, newline included.
const LONGEST_LINE: usize = 101;

/// Renders a file.
#[must_use]
pub fn file(source: Source) -> File {
    match source {
        Source::Rust(file) => File { content: rust(&file), path: file.path },
        Source::Text { path, content } => File { path, content },
    }
}

fn rust(file: &RustFile) -> String {
    let mut text = header(file);
    let attributes = file.attributes.iter().flat_map(|attribute| [attribute, "\n"]).collect();
    for block in [docs(&file.docs), attributes, imports(&file.imports)] {
        if !block.is_empty() {
            text.push('\n');
            text.push_str(&block);
        }
    }
    for rendered in &file.items {
        text.push('\n');
        text.push_str(&item(rendered));
    }
    text
}

fn header(file: &RustFile) -> String {
    if file.origin.is_empty() {
        format!("// {MARKER}. Do not edit.\n")
    } else {
        // The name of a file may hold whatever a line must not.
        format!("// {MARKER} from {}. Do not edit.\n", file.origin.replace(char::is_control, " "))
    }
}

fn docs(lines: &[String]) -> String {
    lines.iter().map(|line| if line.is_empty() { "//!\n".to_owned() } else { format!("//! {line}\n") }).collect()
}

/// Imports by origin, as `rustfmt` sorts them, names of one path in one line.
fn imports(paths: &[String]) -> String {
    let mut grouped: std::collections::BTreeMap<(u8, &str), Vec<&str>> = std::collections::BTreeMap::new();
    for path in paths {
        let (parent, name) = path.rsplit_once("::").unwrap_or(("", path));
        grouped.entry((rank(parent), parent)).or_default().push(name);
    }
    let mut text = String::new();
    for ((_, parent), mut names) in grouped {
        names.sort_unstable_by_key(|name| (name.starts_with(char::is_lowercase), *name));
        names.dedup();
        let _ = match names.as_slice() {
            [one] => writeln!(text, "use {parent}::{one};"),
            _ => writeln!(text, "{}", list(parent, &names)),
        };
    }
    text
}

fn rank(parent: &str) -> u8 {
    match parent.split("::").next() {
        Some("crate") => 0,
        Some("super" | "self") => 1,
        Some("std") => 3,
        _ => 2,
    }
}

fn list(parent: &str, names: &[&str]) -> String {
    let line = format!("use {parent}::{{{}}};", names.join(", "));
    if line.len() <= 100 {
        return line;
    }
    let mut text = format!("use {parent}::{{\n");
    let mut row = String::from("   ");
    for name in names {
        if row.len() + name.len() + 2 > 100 {
            text.push_str(&row);
            text.push('\n');
            row = String::from("   ");
        }
        row.push(' ');
        row.push_str(name);
        row.push(',');
    }
    format!("{text}{row}\n}};")
}

fn item(item: &Item) -> String {
    match item {
        Item::Tokens(tokens) => pretty(tokens),
        Item::Block(many) => many.iter().map(pretty).collect(),
        Item::Impl(tokens) => spaced(&pretty(tokens)),
        Item::Type(definition) => self::definition(definition),
        Item::Constant(constant) => self::constant(constant),
        Item::Methods { ty, methods } => {
            let methods: Vec<String> = methods.iter().map(method).collect();
            format!("impl {ty} {{\n{}}}\n", methods.join("\n"))
        }
        Item::Module { name, imports, functions, texts } => module(name, imports, functions, texts),
        Item::List { name, ty, rows } if rows.is_empty() => format!("{name}!({ty} {{}});\n"),
        Item::List { name, ty, rows } => {
            let rows: String = rows.iter().flat_map(|row| ["    ", row, ",\n"]).collect();
            format!("{name}!({ty} {{\n{rows}}});\n")
        }
    }
}

fn module(name: &str, paths: &[String], functions: &[Vec<String>], texts: &[(&str, String)]) -> String {
    let mut text = format!("#[rustfmt::skip]\nmod {name} {{\n");
    for line in imports(paths).lines() {
        let _ = writeln!(text, "    {line}");
    }
    for function in functions {
        text.push('\n');
        for line in function {
            let _ = writeln!(text, "    {line}");
        }
    }
    for (name, literal) in texts {
        let _ = writeln!(text, "\n    const {name}: &str = {literal};");
    }
    text.push_str("}\n");
    text
}

fn definition(definition: &Type) -> String {
    let mut text = String::new();
    leading(&mut text, "", &definition.docs, &definition.attributes);
    let _ = writeln!(text, "{} {{", definition.head);
    for member in &definition.members {
        leading(&mut text, "    ", &member.docs, &member.attributes);
        let _ = writeln!(text, "    {},", member.text);
    }
    text.push_str("}\n");
    text
}

fn constant(constant: &Constant) -> String {
    let mut text = String::new();
    leading(&mut text, "", &constant.docs, &[]);
    let _ = writeln!(text, "{};", constant.text);
    text
}

fn method(method: &Method) -> String {
    let mut text = String::new();
    leading(&mut text, "    ", &method.docs, &method.attributes);
    let (head, output) = (&method.head, &method.output);
    let line = format!("    {head}({}) -> {output} {{\n", method.arguments.join(", "));
    if line.chars().count() <= LONGEST_LINE {
        text.push_str(&line);
    } else {
        let _ = writeln!(text, "    {head}(");
        for argument in &method.arguments {
            let _ = writeln!(text, "        {argument},");
        }
        let _ = writeln!(text, "    ) -> {output} {{");
    }
    for line in &method.body {
        let _ = writeln!(text, "        {line}");
    }
    text.push_str("    }\n");
    text
}

/// Documentation and attributes.
fn leading(text: &mut String, indent: &str, docs: &[String], attributes: &[String]) {
    for line in docs {
        let blank = if line.is_empty() { "" } else { " " };
        let _ = writeln!(text, "{indent}///{blank}{line}");
    }
    for attribute in attributes {
        let _ = writeln!(text, "{indent}{attribute}");
    }
}

/// Emitters return valid items. Should one not, its tokens are shown as they are and the compiler will name the place.
fn pretty(tokens: &TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => after_imports(prettyplease::unparse(&file)),
        Err(_) => format!("{tokens}\n"),
    }
}

/// A blank line after the imports of a nested module.
fn after_imports(text: String) -> String {
    const IMPORT: &str = "    use ";
    if !text.contains("\n    use ") {
        return text;
    }
    let mut spaced = String::with_capacity(text.len() + 16);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        if line.starts_with(IMPORT) && lines.peek().is_some_and(|next| !next.starts_with(IMPORT)) {
            spaced.push('\n');
        }
    }
    spaced
}

/// A blank line after each member of an `impl` but the last.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 20);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        let ends_member = line == "    }" || (line.starts_with("    type ") && line.ends_with(';'));
        if ends_member && lines.peek().is_some_and(|next| *next != "}") {
            spaced.push('\n');
        }
    }
    spaced
}
