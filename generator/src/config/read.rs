//! Text → configuration, with everything that is wrong with it.

use super::{Configuration, CrateSettings, ProductSettings, Runtime, Text, names};
use crate::spec::file::ParsedFile;
use crate::spec::tree::{Member, Node, NodeId, Value, short};
use crate::spec::{Fault, keys};
use crate::{Diagnostic, Position, Severity};
use std::collections::BTreeMap;

/// The kind of these diagnostics.
const KIND: &str = "configuration";

const TOP: [&str; 4] = ["documents", "specs", "runtime", "crates"];
const RUNTIME: [&str; 5] = ["git", "rev", "version", "registry", "path"];
const CRATE: [&str; 5] = ["name", "path", "workspace", "license", "products"];
const PRODUCT: [&str; 3] = ["product", "version", "operations"];

/// Reads the file.
pub(super) fn configuration(path: &str, text: &str) -> Result<Configuration, Vec<Diagnostic>> {
    let (file, root) = ParsedFile::parse(path, text).map_err(|diagnostic| vec![*diagnostic])?;
    let mut reader = Reader { file: &file, faults: Vec::new() };
    let configuration = reader.configuration(root);
    match configuration.filter(|_| reader.faults.is_empty()) {
        Some(configuration) => Ok(configuration),
        None => Err(file.diagnostics(reader.faults)),
    }
}

type Parts<'a> = BTreeMap<&'static str, Node<'a>>;

struct Reader<'f> {
    file: &'f ParsedFile<'f>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn configuration(&mut self, root: Node<'_>) -> Option<Configuration> {
        let at = root.at;
        let mut parts = self.map(root, "the configuration", &TOP)?;
        let (documents, specs) = (self.text(&mut parts, "documents"), self.folder(&mut parts, "specs"));
        let runtime = parts.remove("runtime").and_then(|node| self.runtime(node));
        let crates = match parts.remove("crates") {
            Some(node) => self.crates(node),
            None => {
                self.fault(at, "missing key `crates`", "list the crates to generate: `- name: \"my-cloud\"`");
                Vec::new()
            }
        };
        Some(Configuration { documents, specs, runtime, crates })
    }

    fn crates(&mut self, node: Node<'_>) -> Vec<CrateSettings> {
        let mut crates: Vec<CrateSettings> = Vec::new();
        for node in self.list(node, "crates") {
            let at = node.at;
            let Some(krate) = self.krate(node) else { continue };
            for (what, is_same) in [
                ("name", (|a, b| a.name.value == b.name.value) as fn(&CrateSettings, &CrateSettings) -> bool),
                ("folder", |a, b| a.folder() == b.folder()),
            ] {
                if let Some(other) = crates.iter().find(|other| is_same(other, &krate)) {
                    let message =
                        format!("two crates have the same {what}: `{}` and `{}`", other.name.value, krate.name.value);
                    self.fault(at, message, format!("give one of them another {what}, or merge them"));
                }
            }
            crates.push(krate);
        }
        crates
    }

    fn products(&mut self, node: Node<'_>) -> Vec<ProductSettings> {
        let mut products: Vec<ProductSettings> = Vec::new();
        for node in self.list(node, "products") {
            let at = node.at;
            let Some(product) = self.product(node) else { continue };
            let (name, version) = (&product.product.value, &product.version.value);
            if products.iter().any(|other| other.matches(name, version)) {
                self.fault(at, format!("{name} {version} is listed twice in a crate"), "merge the two entries");
            }
            products.push(product);
        }
        products
    }

    fn runtime(&mut self, node: Node<'_>) -> Option<Runtime> {
        const HELP: &str = "name one source: `git`, `version` or `path`";
        let at = node.at;
        let mut parts = self.map(node, "`runtime`", &RUNTIME)?;
        let sources: Vec<&str> = ["git", "version", "path"].into_iter().filter(|key| parts.contains_key(key)).collect();
        match sources.as_slice() {
            [_] => {}
            [] => return self.refuse(at, "`runtime` names no source", HELP),
            [first, second, ..] => {
                return self.refuse(at, format!("`runtime` cannot have both `{first}` and `{second}`"), HELP);
            }
        }
        let [rev, registry] = ["rev", "registry"].map(|key| parts.get(key).map(|node| node.at));
        let source = if parts.contains_key("git") {
            let (url, revision) = (self.text(&mut parts, "git"), self.text(&mut parts, "rev"));
            Runtime::Git { url: url?, revision }
        } else if parts.contains_key("version") {
            let (version, registry) = (self.text(&mut parts, "version"), self.text(&mut parts, "registry"));
            Runtime::Registry { version: version?, registry }
        } else {
            Runtime::Path(self.folder(&mut parts, "path")?)
        };
        for (at, key, of, is_of) in [
            (rev, "rev", "git", matches!(source, Runtime::Git { .. })),
            (registry, "registry", "version", matches!(source, Runtime::Registry { .. })),
        ] {
            if let Some(at) = at.filter(|_| !is_of) {
                self.fault(at, format!("`{key}` has no effect without `{of}`"), format!("remove `{key}`"));
            }
        }
        Some(source)
    }

    fn krate(&mut self, node: Node<'_>) -> Option<CrateSettings> {
        let at = node.at;
        let mut parts = self.map(node, "a crate", &CRATE)?;
        let list = parts.get("products").map(|node| node.at);
        if !parts.contains_key("name") {
            self.fault(at, "missing key `name` in a crate", "name the package: `name: \"my-cloud\"`");
        }
        let [name, license] = ["name", "license"].map(|key| self.text(&mut parts, key));
        let path = self.folder(&mut parts, "path");
        let workspace = parts.remove("workspace").and_then(|node| self.flag(&node, "workspace"));
        let products = match parts.remove("products") {
            Some(Node { value: Value::Null, .. }) | None => Vec::new(),
            Some(node) => self.products(node),
        };
        let name = name?;
        if let Some(help) = names::package_name_fault(&name.value) {
            return self.refuse(at, format!("`{}` is no name for a package", short(&name.value)), help);
        }
        let position = self.position(list.unwrap_or(at));
        Some(CrateSettings { name, path, workspace, license, products, position })
    }

    fn product(&mut self, node: Node<'_>) -> Option<ProductSettings> {
        let at = node.at;
        let last_line = self.last_line(&node);
        let mut parts = self.map(node, "a product", &PRODUCT)?;
        for key in ["product", "version"].into_iter().filter(|key| !parts.contains_key(key)) {
            let help = "a product looks like `product: \"Ecs\"`, `version: \"2014-05-26\"`";
            self.fault(at, format!("missing key `{key}` in a product"), help);
        }
        let [product, version] = ["product", "version"].map(|key| self.text(&mut parts, key));
        let operations = parts.remove("operations").map(|node| self.operations(node));
        Some(ProductSettings { product: product?, version: version?, operations, last_line })
    }

    fn operations(&mut self, node: Node<'_>) -> BTreeMap<String, Position> {
        let at = node.at;
        let mut operations = BTreeMap::new();
        for node in self.list(node, "operations") {
            match &node.value {
                Value::Text(name) if !node.value.is_blank() => {
                    if operations.insert(name.to_string(), self.position(node.at)).is_some() {
                        self.fault(
                            node.at,
                            format!("operation `{}` is listed twice", short(name)),
                            "remove one of the two",
                        );
                    }
                }
                other => {
                    let message = format!("expected the name of an operation, found {}", other.describe());
                    self.fault(node.at, message, "write a string in quotes");
                }
            }
        }
        if operations.is_empty() {
            self.fault(at, "`operations` lists none", "list operations, or leave the key out for all of them");
        }
        operations
    }

    /// The members of a map by their keys, each of them known.
    fn map<'a>(&mut self, node: Node<'a>, what: &str, known: &[&'static str]) -> Option<Parts<'a>> {
        let (at, kind) = (node.at, node.value.describe());
        let Value::Map(members) = node.value else {
            let help = format!("write a map with the keys {}", known.join(", "));
            return self.refuse(at, format!("expected a map for {what}, found {kind}"), help);
        };
        let mut parts = Parts::new();
        for Member { at, key, value } in members {
            let Some(known) = known.iter().copied().find(|known| *known == key) else {
                let help = match keys::closest(&key, known.iter().copied()) {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => format!("expected one of {}", known.join(", ")),
                };
                self.fault(at, format!("unknown key `{}` in {what}", short(&key)), help);
                continue;
            };
            if parts.insert(known, value).is_some() {
                self.fault(at, format!("duplicate key `{known}` in {what}"), "remove one of the two");
            }
        }
        Some(parts)
    }

    fn list<'a>(&mut self, node: Node<'a>, key: &str) -> Vec<Node<'a>> {
        match node.value {
            Value::List(elements) => elements,
            other => {
                let message = format!("expected a list for `{key}`, found {}", other.describe());
                self.fault(node.at, message, "write a dash before each element");
                Vec::new()
            }
        }
    }

    fn text(&mut self, parts: &mut Parts<'_>, key: &str) -> Option<Text> {
        let node = parts.remove(key)?;
        match &node.value {
            Value::Text(text) if !node.value.is_blank() => {
                Some(Text { value: text.trim().to_owned(), position: self.position(node.at) })
            }
            other => {
                let message = format!("expected a string for `{key}`, found {}", other.describe());
                self.refuse(node.at, message, "write a string in quotes")
            }
        }
    }

    fn flag(&mut self, node: &Node<'_>, key: &str) -> Option<bool> {
        match node.value {
            Value::Bool(flag) => Some(flag),
            ref other => {
                let message = format!("expected `true` or `false` for `{key}`, found {}", other.describe());
                self.refuse(node.at, message, "write `true` or `false`, or leave the key out")
            }
        }
    }

    /// A folder, with `/` between its parts on every system.
    fn folder(&mut self, parts: &mut Parts<'_>, key: &str) -> Option<Text> {
        let at = parts.get(key).map(|node| node.at);
        let text = self.text(parts, key)?;
        let Some(at) = at.filter(|_| text.value.contains('\\')) else { return Some(text) };
        let help = format!("write `{}`, which every system understands", text.value.replace('\\', "/"));
        self.refuse(at, format!("`{key}` has a backslash: `{}`", short(&text.value)), help)
    }

    /// The last line of what a node contains.
    fn last_line(&self, node: &Node<'_>) -> u32 {
        let own = self.position(node.at).line;
        let inner: u32 = match &node.value {
            Value::Map(members) => members.iter().map(|member| self.last_line(&member.value)).max().unwrap_or(0),
            Value::List(elements) => elements.iter().map(|element| self.last_line(element)).max().unwrap_or(0),
            _ => 0,
        };
        own.max(inner)
    }

    fn position(&self, at: NodeId) -> Position {
        self.file.positions(&[at]).first().copied().unwrap_or(Position { line: 1, column: 1 })
    }

    fn fault(&mut self, at: NodeId, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push(Fault::new(Severity::Error, KIND, at, message).help(help));
    }

    fn refuse<T>(&mut self, at: NodeId, message: impl Into<String>, help: impl Into<String>) -> Option<T> {
        self.fault(at, message, help);
        None
    }
}
