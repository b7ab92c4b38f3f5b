//! Adding operations to the text of a configuration, of which everything else stays: comments, order, layout.

use std::fmt::Write as _;

use super::{Configuration, CrateSettings, ProductSettings};

/// What to add to a crate.
#[derive(Clone, Copy, Debug)]
pub struct Addition<'a> {
    /// The name of the package.
    pub package: &'a str,
    /// The code of the product.
    pub product: &'a str,
    /// The version of the product.
    pub version: &'a str,
    /// The operations; all of the document if there are none.
    pub operations: &'a [String],
}

/// Adds operations of a product to a crate. Returns the new text: the old one if there is nothing to add, and none if the
/// place of the list cannot be found, which happens for lists in brackets.
#[must_use]
pub fn add(path: &str, text: &str, addition: &Addition<'_>) -> Option<String> {
    let configuration = Configuration::read(path, text).ok()?;
    let krate = configuration.crates.iter().find(|krate| krate.name.value == addition.package)?;
    let known = krate.products.iter().find(|product| product.matches(addition.product, addition.version));
    let new = match known {
        Some(product) => with_operations(text, product, addition)?,
        None => with_product(text, krate, addition)?,
    };
    // The text that was put in is read again: what is meant is there, and nothing else has changed.
    let read = Configuration::read(path, &new).ok()?;
    let krate = read.crates.iter().find(|krate| krate.name.value == addition.package)?;
    let product = krate.products.iter().find(|product| product.matches(addition.product, addition.version))?;
    let has = |name: &String| product.operations.as_ref().is_none_or(|known| known.contains_key(name));
    addition.operations.iter().all(has).then_some(new)
}

/// Adds the operations that the entry of a product does not have.
fn with_operations(text: &str, product: &ProductSettings, addition: &Addition<'_>) -> Option<String> {
    let Some(known) = &product.operations else { return Some(text.to_owned()) };
    let new: Vec<&String> = addition.operations.iter().filter(|name| !known.contains_key(*name)).collect();
    let last = known.values().max()?;
    let line = text.lines().nth(usize::try_from(last.line).ok()?.checked_sub(1)?)?;
    let indent: String = line.chars().take(usize::try_from(last.column).ok()?.checked_sub(1)?).collect();
    if indent.trim() != "-" {
        return new.is_empty().then(|| text.to_owned());
    }
    let lines = new.iter().fold(String::new(), |lines, name| lines + &indent + "\"" + name + "\"\n");
    Some(inserted(text, last.line, &lines))
}

/// Adds an entry for a product.
fn with_product(text: &str, krate: &CrateSettings, addition: &Addition<'_>) -> Option<String> {
    let (line, indent) = match krate.products.last() {
        Some(last) => {
            let first = text.lines().nth(usize::try_from(last.product.position.line).ok()?.checked_sub(1)?)?;
            let indent = first.find("product").filter(|_| is_block(first))?;
            (last.last_line, indent.checked_sub(2)?)
        }
        None => {
            let line = krate.position.line;
            let first = text.lines().nth(usize::try_from(line).ok()?.checked_sub(1)?)?;
            let is_list = first.trim_start().trim_start_matches("- ").starts_with("products:");
            let column = first.find("products:").filter(|_| is_list && first.trim_end().ends_with(':'))?;
            (line, column + 2)
        }
    };
    let Addition { product, version, operations, .. } = addition;
    let indent = " ".repeat(indent);
    let mut entry = format!("{indent}- product: \"{product}\"\n{indent}  version: \"{version}\"\n");
    if !operations.is_empty() {
        let _ = writeln!(entry, "{indent}  operations:");
        for name in *operations {
            let _ = writeln!(entry, "{indent}    - \"{name}\"");
        }
    }
    Some(inserted(text, line, &entry))
}

/// Whether a line begins an element of a list, or continues one, outside of brackets.
fn is_block(line: &str) -> bool {
    let start = line.trim_start();
    start.starts_with("- product:") || start.starts_with("product:")
}

/// The text with lines after one of its lines.
fn inserted(text: &str, after: u32, lines: &str) -> String {
    let after = usize::try_from(after).unwrap_or(usize::MAX);
    let end = text.match_indices('\n').map(|(at, _)| at + 1).nth(after - 1);
    match end {
        Some(end) => [&text[..end], lines, &text[end..]].concat(),
        None => format!("{text}\n{lines}"),
    }
}
