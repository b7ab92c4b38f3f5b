//! The twin of a generated crate: its files with serde's derives where tables were, so that both have the same types,
//! fields, setters and documentation. It has no
//! client and describes no operation, so it takes a little less than the same surface would.

use std::collections::BTreeMap;

use generator::File;

use crate::error::Error;

/// The derives that stand in for the table of a struct, and for that of an enum.
const STRUCT: &str = "#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]";
const ENUM: &str = "#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]";

/// The dependencies of the twin.
pub(super) const DEPENDENCIES: &str = "\
serde = { version = \"1\", features = [\"derive\"] }
serde_json = { version = \"1\", features = [\"preserve_order\"] }
bytes = { version = \"1\", features = [\"serde\"] }
";

/// Imports from the runtime, and where the twin has the same from.
const IMPORTS: [(&str, &str); 2] = [("Bytes", "bytes::Bytes"), ("Value", "serde_json::Value")];

/// What tables begin with.
const TABLES: [&str; 2] = ["object!(", "open_enum!("];

/// The folders with the types of a module.
const FOLDERS: [&str; 2] = ["operations", "types"];

/// The files of the twin: path and text. `files` are those of a crate with the one module `module`.
pub(super) fn files(files: &[File], module: &str) -> Result<Vec<(String, String)>, Error> {
    let mut twins = Vec::new();
    let mut folders = String::new();
    for folder in FOLDERS {
        let begin = format!("src/{module}/{folder}/");
        let own: Vec<_> = files.iter().filter(|file| file.path.starts_with(&begin)).collect();
        if !own.is_empty() {
            folders.extend(["pub mod ", folder, ";\n"]);
        }
        for file in own {
            twins.push((file.path.clone(), twin(&file.content).map_err(|fault| unexpected(file, &fault))?));
        }
    }
    twins.push((format!("src/{module}/mod.rs"), folders));
    twins.push(("src/lib.rs".to_owned(), format!("pub mod {module};\n")));
    Ok(twins)
}

/// Generated code that has another form than is expected here.
fn unexpected(file: &File, fault: &str) -> Error {
    let help = "the generator writes another form than `xtask/lab/src/bench/compile/twin.rs` reads: change it there";
    Error::new(format!("no twin of `{}`: {fault}", file.path)).help(help)
}

/// The wire names of fields or variants.
type Rows<'t> = BTreeMap<&'t str, &'t str>;

/// The twin of a file.
fn twin(content: &str) -> Result<String, String> {
    let tables = tables(content);
    let mut rows: Option<&Rows<'_>> = None;
    let mut text = String::with_capacity(2 * content.len());
    let mut lines = content.lines();
    while let Some(line) = lines.next() {
        if let Some(last) = last_line_of_dropped(line) {
            if !line.ends_with(last) {
                lines.find(|line| *line == last).ok_or_else(|| format!("`{line}` has no end"))?;
            }
            continue;
        }
        if let Some(names) = line.strip_prefix("use runtime::codegen::") {
            text += &imports(names, &mut lines);
            continue;
        }
        if let Some(name) = definition(line) {
            rows = Some(tables.get(name).ok_or_else(|| format!("`{name}` has no table"))?);
        } else if line == "}" {
            rows = None;
        }
        let member = rows.and_then(|rows| Some((rows, member(line)?)));
        match (member, line) {
            (Some((rows, (name, attributes))), _) => {
                let wire = rows.get(name).ok_or_else(|| format!("`{name}` is in no table"))?;
                text.extend(["    #[serde(rename = ", wire, attributes, ")]\n", line, "\n"]);
            }
            (_, "    extra: Extra,") => {}
            (_, "    Unknown(UnknownValue),") => text += "    #[serde(untagged)]\n    Unknown(String),\n",
            (_, "#[derive(Default)]") => text.extend([STRUCT, "\n"]),
            (_, "#[derive(Clone)]") => text.extend([ENUM, "\n"]),
            _ => text.extend([line, "\n"]),
        }
    }
    Ok(text)
}

/// The rows of all tables of a file, by the names of their types; wire names are in quotes.
fn tables(content: &str) -> BTreeMap<&str, Rows<'_>> {
    let mut tables = BTreeMap::new();
    let mut lines = content.lines();
    while let Some(line) = lines.next() {
        let Some(name) = TABLES.iter().find_map(|table| line.strip_prefix(table)) else { continue };
        let rows = lines.by_ref().take_while(|line| !line.starts_with('}'));
        let row = |line| str::split_once(line, ": ").map(|(name, wire)| (name.trim(), quoted(wire)));
        let rows = if line.ends_with("{});") { Rows::new() } else { rows.filter_map(row).collect() };
        tables.insert(word(name), rows);
    }
    tables
}

/// The last line of what has no twin, if it begins with `line`.
fn last_line_of_dropped(line: &str) -> Option<&'static str> {
    let begins = |begin: &&str| line.starts_with(*begin);
    if TABLES.iter().any(begins) {
        return Some("});");
    }
    ["impl Operation for ", "impl Paged for "].iter().any(begins).then_some("}")
}

/// What stands in for an import from the runtime, whose lines are read to the end.
fn imports<'t>(first: &'t str, lines: &mut impl Iterator<Item = &'t str>) -> String {
    let mut names = first.to_owned();
    while !names.ends_with(';') {
        let Some(line) = lines.next() else { break };
        names += line;
    }
    let names: Vec<_> = names.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let same = IMPORTS.iter().filter(|(name, _)| names.contains(name));
    same.flat_map(|(_, path)| ["use ", path, ";\n"]).collect()
}

/// The name of the type whose definition begins with a line.
fn definition(line: &str) -> Option<&str> {
    ["pub struct ", "pub enum "].iter().find_map(|begin| line.strip_prefix(begin)).map(word)
}

/// The name of the field or variant in a line, and the attributes of serde that follow its wire name.
fn member(line: &str) -> Option<(&str, &'static str)> {
    let line = line.strip_prefix("    ")?;
    match line.strip_prefix("pub ") {
        Some(field) => Some((field.split_once(": Option<")?.0, ", default, skip_serializing_if = \"Option::is_none\"")),
        None => line.strip_suffix(',').filter(|name| word(name) == *name).map(|name| (name, "")),
    }
}

/// The word that a text begins with.
fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// The part of a text in quotes, with them.
fn quoted(text: &str) -> &str {
    text.rfind('"').and_then(|last| text.get(text.find('"')?..=last)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use generator::{Flavour, Input, Options};

    use super::*;

    const DOCUMENT: &str = r##"
version: "1.0"
info: {style: "RPC", product: "Demo", version: "2024-01-31"}
directories: ["List"]
apis:
  List:
    methods: ["post"]
    schemes: ["https"]
    security: [{AK: []}]
    parameters:
      - {name: "Type", in: "query", schema: {type: "string", deprecated: true}}
      - {name: "Filter", in: "query", schema: {type: "any"}}
    responses:
      "200":
        schema:
          type: "object"
          properties:
            Items: {type: "array", items: {$ref: "#/components/schemas/Item"}}
            Token: {type: "string"}
            State: {type: "string", enum: ["on", "off"]}
            Nothing: {type: "object", properties: {}}
components:
  schemas:
    Item:
      type: "object"
      properties:
        Next: {$ref: "#/components/schemas/Item"}
        Size: {type: "integer", format: "int64"}
endpoints: []
"##;

    fn generated() -> Vec<File> {
        let options = Options { flavour: Flavour::Standalone { runtime_path: "../runtime".to_owned() } };
        generator::generate(&[Input::new("demo.yaml", DOCUMENT)], &options).files
    }

    #[test]
    fn a_twin_is_the_generated_crate_with_derives_instead_of_tables() {
        let twins = files(&generated(), "demo20240131").unwrap();
        let text: String = twins.iter().flat_map(|(path, text)| ["// ", path, "\n", text, "\n"]).collect();
        expect_test::expect_file!["twin.golden"].assert_eq(&text);
        assert!(!text.contains("runtime"), "the twin does not use the runtime");
    }

    #[test]
    fn another_form_of_generated_code_is_an_error() {
        let mut all = generated();
        let file = all.iter_mut().find(|file| file.path.ends_with("/list.rs")).unwrap();
        file.content = file.content.replace("\n    token: \"Token\"", "\n    tokens: \"Token\"");
        let failure = files(&all, "demo20240131").unwrap_err().render();
        let expected = "no twin of `src/demo20240131/operations/list.rs`: `token` is in no table";
        assert!(failure.contains(expected), "{failure}");
    }
}
