//! Structs, enums, constants, modules and tables.

use super::code;
use crate::item::{
    Attribute, Const, Deprecated, Docs, Enum, Mod, Names, Reexport, Scope, Struct, Table, Ty, Visibility, type_name,
};
use std::fmt::Write as _;

/// A re-export is one line while it is this short; `prettyplease` breaks longer ones.
const SHORT: usize = 85;

/// A struct.
pub(super) fn structure(definition: &Struct<'_>, scope: &Scope<'_, '_>) -> String {
    let mut text = String::new();
    leading(&mut text, "", &definition.docs, None, &definition.attributes);
    let _ = writeln!(text, "pub struct {} {{", definition.name);
    for field in &definition.fields {
        leading(&mut text, "    ", &field.docs, field.deprecated.as_ref(), &[]);
        let _ = writeln!(text, "    {}{}: {},", visibility(field.visibility), field.name, ty(field.ty, scope));
    }
    text.push_str("}\n");
    text
}

/// An enum.
pub(super) fn enumeration(definition: &Enum<'_>, scope: &Scope<'_, '_>) -> String {
    let mut text = String::new();
    leading(&mut text, "", &definition.docs, None, &definition.attributes);
    let _ = writeln!(text, "pub enum {} {{", definition.name);
    for variant in &definition.variants {
        leading(&mut text, "    ", &variant.docs, None, &[]);
        let _ = match variant.payload {
            Some(payload) => writeln!(text, "    {}({}),", variant.name, ty(payload, scope)),
            None => writeln!(text, "    {},", variant.name),
        };
    }
    text.push_str("}\n");
    text
}

/// A constant.
pub(super) fn constant(constant: &Const<'_>, indent: &str) -> String {
    let mut text = String::new();
    leading(&mut text, indent, &constant.docs, None, &[]);
    let _ = writeln!(text, "{indent}pub const {}: &str = {:?};", constant.name, constant.value);
    text
}

/// The rows of a type's tables, one a line.
pub(super) fn table(table: &Table<'_>) -> String {
    let name = table.table.name();
    if table.rows.is_empty() {
        return format!("{name}!({} {{}});\n", table.ty);
    }
    let mut text = format!("{name}!({} {{\n", table.ty);
    for row in &table.rows {
        let secret = if row.secret { " secret" } else { "" };
        let _ = writeln!(text, "    {}: {:?}{secret},", row.name, row.wire);
    }
    text.push_str("});\n");
    text
}

/// Modules, one a line.
pub(super) fn modules(modules: &[Mod<'_>]) -> String {
    modules.iter().map(module).collect()
}

fn module(module: &Mod<'_>) -> String {
    let feature = module.feature.map(|feature| format!("#[{}]\n", attribute(&Attribute::Feature(feature))));
    format!("{}{}mod {};\n", feature.unwrap_or_default(), visibility(module.visibility), module.name)
}

/// Second paths.
pub(super) fn exports(exports: &[Reexport<'_>]) -> Result<String, syn::Error> {
    exports.iter().map(export).collect()
}

fn export(export: &Reexport<'_>) -> Result<String, syn::Error> {
    let line = match export.names.as_slice() {
        [name] => format!("pub use {}::{name};", export.module),
        names => format!("pub use {}::{{{}}};", export.module, names.join(", ")),
    };
    if line.chars().count() <= SHORT {
        return Ok(line + "\n");
    }
    code::pretty(line.parse()?)
}

/// The type of a field or argument.
pub(super) fn ty(ty: Ty<'_>, scope: &Scope<'_, '_>) -> String {
    match ty {
        Ty::Model(ty) => type_name(ty, scope),
        Ty::Optional(ty) => format!("Option<{}>", type_name(ty, scope)),
        Ty::Named(path) => scope.defined(path),
        Ty::Runtime(name) | Ty::Parameter(name, _) => name.to_owned(),
    }
}

fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "pub ",
        Visibility::Private => "",
    }
}

/// Documentation and attributes.
pub(super) fn leading(
    text: &mut String,
    indent: &str,
    docs: &Docs<'_>,
    deprecated: Option<&Deprecated>,
    attributes: &[Attribute<'_>],
) {
    for line in docs.lines() {
        let blank = if line.is_empty() { "" } else { " " };
        let _ = writeln!(text, "{indent}///{blank}{line}");
    }
    let _ = match deprecated {
        Some(Deprecated { note: Some(note) }) => writeln!(text, "{indent}#[deprecated = {note:?}]"),
        Some(Deprecated { note: None }) => writeln!(text, "{indent}#[deprecated]"),
        None => Ok(()),
    };
    for attribute in attributes {
        let _ = writeln!(text, "{indent}#[{}]", self::attribute(attribute));
    }
}

/// What stands in the brackets of an attribute.
pub(super) fn attribute(attribute: &Attribute<'_>) -> String {
    match attribute {
        Attribute::Alias(name) => format!("doc(alias = \"{name}\")"),
        Attribute::Derive(traits) => format!("derive({})", traits.join(", ")),
        Attribute::NonExhaustive => "non_exhaustive".to_owned(),
        Attribute::Inline => "inline".to_owned(),
        Attribute::Allow(lints) => format!("allow({})", lints.join(", ")),
        Attribute::Expect(lint, reason) => format!("expect({lint}, reason = {reason:?})"),
        Attribute::Feature(name) => format!("cfg(feature = {name:?})"),
        Attribute::Sample(sample) => super::sample::attribute(*sample),
    }
}
