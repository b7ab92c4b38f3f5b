//! Structs, enums, constants, modules and tables.

use super::text::{MARGIN, column, new_line, put, quoted};
use crate::item::{
    Attribute, Const, Deprecated, Docs, Enum, Mod, Names, Reexport, Scope, Struct, Table, Ty, Visibility, write_type,
};

/// A struct.
pub(super) fn structure(text: &mut String, definition: &Struct<'_>, scope: &Scope<'_, '_>) {
    leading(text, "", &definition.docs, None, &definition.attributes);
    put(text, &["pub struct ", definition.name, " {\n"]);
    for field in &definition.fields {
        leading(text, "    ", &field.docs, field.deprecated.as_ref(), &[]);
        put(text, &["    ", visibility(field.visibility), field.name, ": "]);
        ty(text, field.ty, scope);
        text.push_str(",\n");
    }
    text.push_str("}\n");
}

/// An enum.
pub(super) fn enumeration(text: &mut String, definition: &Enum<'_>, scope: &Scope<'_, '_>) {
    leading(text, "", &definition.docs, None, &definition.attributes);
    put(text, &["pub enum ", definition.name, " {\n"]);
    for variant in &definition.variants {
        leading(text, "    ", &variant.docs, None, &[]);
        put(text, &["    ", variant.name]);
        if let Some(payload) = variant.payload {
            text.push('(');
            ty(text, payload, scope);
            text.push(')');
        }
        text.push_str(",\n");
    }
    text.push_str("}\n");
}

/// A constant.
pub(super) fn constant(text: &mut String, constant: &Const<'_>, indent: &str) {
    leading(text, indent, &constant.docs, None, &[]);
    put(text, &[indent, "pub const ", constant.name, ": &str = "]);
    quoted(text, constant.value);
    text.push_str(";\n");
}

/// The rows of a type's tables, one a line.
pub(super) fn table(text: &mut String, table: &Table<'_>) {
    put(text, &[table.table.name(), "!(", table.ty]);
    if table.rows.is_empty() {
        return text.push_str(" {});\n");
    }
    text.push_str(" {\n");
    for row in &table.rows {
        put(text, &["    ", row.name, ": "]);
        quoted(text, row.wire);
        text.push_str(if row.secret { " secret,\n" } else { ",\n" });
    }
    text.push_str("});\n");
}

/// Modules, one a line.
pub(super) fn modules(text: &mut String, modules: &[Mod<'_>]) {
    for module in modules {
        if let Some(feature) = module.feature {
            put(text, &["#[", &attribute(&Attribute::Feature(feature)), "]\n"]);
        }
        put(text, &[visibility(module.visibility), "mod ", module.name, ";\n"]);
    }
}

/// Second paths.
pub(super) fn exports(text: &mut String, exports: &[Reexport<'_>]) {
    for reexport in exports {
        export(text, reexport);
    }
}

fn export(text: &mut String, export: &Reexport<'_>) {
    let start = text.len();
    match export.names.as_slice() {
        [name] => put(text, &["pub use ", export.module, "::", name, ";"]),
        names => put(text, &["pub use ", export.module, "::{", &names.join(", "), "};"]),
    }
    if column(text) > MARGIN && export.names.len() > 1 {
        text.truncate(start);
        put(text, &["pub use ", export.module, "::{"]);
        names(text, &export.names);
        text.push_str("\n};");
    }
    text.push('\n');
}

/// Names on lines of their own, as many on each as fit.
fn names(text: &mut String, names: &[&str]) {
    for (at, name) in names.iter().enumerate() {
        // The comma behind the last one may stand beyond the margin.
        let comma = usize::from(at + 1 < names.len());
        if at == 0 || column(text) + " ".len() + name.len() + comma > MARGIN {
            new_line(text, 4);
        } else {
            text.push(' ');
        }
        put(text, &[name, ","]);
    }
}

/// The type of a field or argument.
pub(super) fn ty(text: &mut String, ty: Ty<'_>, scope: &Scope<'_, '_>) {
    match ty {
        Ty::Model(ty) => write_type(text, ty, scope),
        Ty::Optional(ty) => {
            text.push_str("Option<");
            write_type(text, ty, scope);
            text.push('>');
        }
        Ty::Named(path) => text.push_str(&scope.defined(path)),
        Ty::Runtime(name) | Ty::Parameter(name, _) => text.push_str(name),
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
    docs.comment(text, if indent.is_empty() { "///" } else { "    ///" });
    match deprecated {
        Some(Deprecated { note: Some(note) }) => {
            put(text, &[indent, "#[deprecated = "]);
            quoted(text, note);
            text.push_str("]\n");
        }
        Some(Deprecated { note: None }) => put(text, &[indent, "#[deprecated]\n"]),
        None => {}
    }
    for attribute in attributes {
        match attribute {
            // By far the most.
            Attribute::Inline => put(text, &[indent, "#[inline]\n"]),
            other => put(text, &[indent, "#[", &self::attribute(other), "]\n"]),
        }
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
