//! The page of a module: what the product is, a first program, the table of contents, hosts.

use super::page::{self, Page};
use super::{contents, quick_start};
use crate::docs;
use crate::model::{Endpoint, Module};

/// A table of hosts is shown at once up to this length.
const SHORT: usize = 10;

/// The page of a module.
pub(super) fn page(module: &Module) -> Vec<String> {
    page::stacked([beginning(module), rest(module)])
}

/// What the product is, a program that calls it, and where to read on.
pub(crate) fn beginning(module: &Module) -> Vec<String> {
    let mut page = Page::default();
    page.block(introduction(module));
    page.block(quick_start::program(module));
    let errors = if module.errors.is_empty() { "" } else { ", error codes in [`errors`]" };
    page.paragraph(format!(
        "Start with [`Client`], or without async with `blocking::Client` (feature `blocking`); requests and responses are in \
         [`operations`]{errors}."
    ));
    page.lines()
}

/// The table of contents, and the hosts.
pub(crate) fn rest(module: &Module) -> Vec<String> {
    page::stacked([contents::lines(module), endpoints(&module.endpoints)])
}

/// What the product is.
pub(super) fn introduction(module: &Module) -> Vec<String> {
    let mut page = Page::default();
    let name = match &module.title {
        Some(title) => format!("{} (`{}`)", docs::one_line(title), module.product),
        None => format!("`{}`", module.product),
    };
    page.paragraph(format!("{name}, version {}.", module.version));
    page.block(docs::rustdoc(&module.description));
    page.lines()
}

/// The product in a table of modules.
pub(crate) fn title(module: &Module) -> String {
    match &module.title {
        Some(title) => {
            format!("{} (`{}` {})", docs::cell(&docs::one_line(title)), module.product, module.version)
        }
        None => format!("`{}` {}", module.product, module.version),
    }
}

fn endpoints(endpoints: &[Endpoint]) -> Vec<String> {
    if endpoints.is_empty() {
        return Vec::new();
    }
    let mut page = Page::default();
    page.paragraph("# Endpoints");
    page.paragraph("The host of any other region follows from the vendor's naming rule.");
    let vpc = endpoints.iter().any(|endpoint| endpoint.vpc.is_some());
    let head = if vpc {
        ["| region | host | host inside a VPC |", "|---|---|---|"]
    } else {
        ["| region | host |", "|---|---|"]
    };
    let mut table = head.map(str::to_owned).to_vec();
    table.extend(endpoints.iter().map(|endpoint| endpoint_row(endpoint, vpc)));
    page.block(if endpoints.len() > SHORT {
        page::folded(&format!("{} regions", endpoints.len()), table)
    } else {
        table
    });
    page.lines()
}

fn endpoint_row(endpoint: &Endpoint, vpc: bool) -> String {
    let cell = |text: &String| docs::cell(&docs::code(text));
    let inside = endpoint.vpc.as_ref().map(cell).unwrap_or_default();
    let inside = if vpc { format!(" {inside} |") } else { String::new() };
    format!("| {} | {} |{inside}", cell(&endpoint.region), cell(&endpoint.host))
}

#[cfg(test)]
mod tests {
    use super::{Endpoint, SHORT, endpoints};

    #[test]
    fn a_long_table_of_hosts_is_folded() {
        let one = |n| Endpoint { region: format!("r{n}"), host: format!("r{n}.example.com"), vpc: None };
        let lines = |count| endpoints(&(0..count).map(one).collect::<Vec<_>>()).join("\n");
        assert!(!lines(SHORT).contains("<details>"));
        let long = lines(SHORT + 1);
        assert!(long.contains("<details><summary>11 regions</summary>\n\n| region | host |\n"), "{long}");
        assert!(long.ends_with("| `r10` | `r10.example.com` |\n\n</details>"), "{long}");
    }
}
