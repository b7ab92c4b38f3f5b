//! Tree → mirror. Reads everything that can be read and reports everything that cannot.
//!
//! | what | severity |
//! |---|---|
//! | the same key twice, a misspelt key | error |
//! | the wrong JSON type where structure is expected | error |
//! | the wrong JSON type where a text is expected | warning, the text counts as absent (real documents hold such) |
//! | an unknown key that resembles none | nothing: it comes from a newer edition |

mod operation;
mod schema;

use super::document::{Directory, Document, Endpoint, Info, Located, Named, Text};
use super::tree::{At, Entry, Node, Value};
use super::{Fault, keys};
use crate::Severity;

/// Names become file names, with some letters more; the longest real one has 68 characters.
const LONGEST_NAME: usize = 120;

/// Reads a whole document.
pub(super) fn document<'a>(root: Node<'a>, faults: &mut Vec<Fault>) -> Document<'a> {
    Reader { faults, operation: None }.document(root)
}

/// Collects faults while it reads.
struct Reader<'f> {
    faults: &'f mut Vec<Fault>,
    /// The operation that is being read.
    operation: Option<String>,
}

impl Reader<'_> {
    fn document<'a>(&mut self, root: Node<'a>) -> Document<'a> {
        let mut document = Document { at: root.at, ..Document::default() };
        if !matches!(root.value, Value::Map(_)) {
            let kind = root.value.kind();
            self.error(
                "type",
                root.at,
                format!("an api-docs document is a map with `info` and `apis`, this is {kind}"),
                None,
            );
            return document;
        }
        let entries = self.map(root, "the document");
        if self.is_foreign(document.at, &entries) {
            return document;
        }
        for entry in entries {
            match entry.key.as_ref() {
                "info" => document.info = self.info(entry.value),
                "directories" => document.directories = self.directories(entry.value),
                "components" => document.schemas = self.components(entry.value),
                "apis" => {
                    self.empty(&entry);
                    document.apis = self.apis(entry.value);
                }
                "endpoints" => document.endpoints = self.list(entry.value, "endpoints", Self::endpoint),
                _ => self.other(&entry, keys::DOCUMENT, "the document"),
            }
        }
        document
    }

    /// Reports what no document can do without; whether this is something else altogether.
    fn is_foreign(&mut self, at: At, entries: &[Entry<'_>]) -> bool {
        let missing = match ["info", "apis"].map(|key| keys::lacks(entries, key, keys::DOCUMENT)) {
            [false, false] => return false,
            [false, true] => "no `apis`",
            [true, false] => "no `info`",
            [true, true] => "neither `info` nor `apis`",
        };
        let has = |key: &str| entries.iter().any(|entry| entry.key == key);
        let (foreign, help) = if has("code") {
            (true, "it looks like the answer to a failed request: fetch the document again, or remove the file")
        } else if has("openapi") || has("swagger") {
            (true, "it looks like OpenAPI, which is another format")
        } else {
            (false, "it needs `info: {style, product, version}` and `apis`; see the documents under `specs`")
        };
        self.error("document", at, format!("this is no api-docs document: it has {missing}"), Some(help));
        foreign
    }

    /// A few real documents have no operations.
    fn empty(&mut self, apis: &Entry<'_>) {
        if matches!(&apis.value.value, Value::Map(entries) if entries.is_empty()) {
            let message = "the document has no operations".to_owned();
            self.fault(Severity::Warning, "no-operations", apis.at, message, Some("nothing is generated for it"));
        }
    }

    fn info<'a>(&mut self, node: Node<'a>) -> Info<'a> {
        let (at, is_map) = (node.at, matches!(node.value, Value::Map(_)));
        let mut info = Info { at, ..Info::default() };
        let entries = self.map(node, "`info`");
        for key in ["product", "style", "version"].into_iter().filter(|_| is_map) {
            let blank = |entry: &Entry<'_>| entry.key == key && entry.value.value.is_blank();
            if keys::lacks(&entries, key, keys::INFO) || entries.iter().any(blank) {
                self.error("document", at, format!("`info` has no `{key}`"), None);
            }
        }
        for entry in entries {
            match entry.key.as_ref() {
                "style" => info.style = self.style(entry.value),
                "product" => info.product = self.identity(entry.value, "product"),
                "version" => info.version = self.identity(entry.value, "version"),
                "title" => info.title = self.text(entry.value, "title"),
                "description" => info.description = self.text(entry.value, "description"),
                _ => self.other(&entry, keys::INFO, "`info`"),
            }
        }
        info
    }

    fn directories<'a>(&mut self, node: Node<'a>) -> Vec<Directory<'a>> {
        self.list(node, "directories", Self::directory)
    }

    fn directory<'a>(&mut self, node: Node<'a>) -> Directory<'a> {
        if let Value::Text(name) = node.value {
            return Directory::Operation(name);
        }
        let (mut title, mut children) = (None, Vec::new());
        for entry in self.map(node, "a directory") {
            match entry.key.as_ref() {
                "title" => title = self.text(entry.value, "title"),
                "children" => children = self.list(entry.value, "children", Self::directory),
                _ => self.other(&entry, keys::DIRECTORY, "a directory"),
            }
        }
        Directory::Folder { title, children }
    }

    fn components<'a>(&mut self, node: Node<'a>) -> Vec<Named<'a, super::document::Schema<'a>>> {
        let mut schemas = Vec::new();
        for entry in self.map(node, "`components`") {
            match entry.key.as_ref() {
                "schemas" => {
                    schemas = self.named(entry.value, "`schemas`", Self::schema);
                    for schema in &schemas {
                        self.name(schema.at, &schema.name, "a component");
                    }
                }
                _ => self.other(&entry, keys::COMPONENTS, "`components`"),
            }
        }
        schemas
    }

    fn endpoint<'a>(&mut self, node: Node<'a>) -> Endpoint<'a> {
        let mut endpoint = Endpoint::default();
        let mut public = None;
        for entry in self.map(node, "an endpoint") {
            match entry.key.as_ref() {
                "regionId" => endpoint.region = self.text(entry.value, "regionId").unwrap_or_default(),
                "endpoint" => endpoint.endpoint = self.text(entry.value, "endpoint").unwrap_or_default(),
                "public" => public = self.text(entry.value, "public"),
                "vpc" => endpoint.vpc = self.text(entry.value, "vpc"),
                _ => self.other(&entry, keys::ENDPOINT, "an endpoint"),
            }
        }
        if let (true, Some(public)) = (endpoint.endpoint.trim().is_empty(), public) {
            endpoint.endpoint = public;
        }
        endpoint
    }

    fn identity<'a>(&mut self, node: Node<'a>, key: &str) -> Located<'a> {
        let text = self.located(node, key);
        if let Some(text) = text.as_ref().filter(|text| !text.text.trim().is_empty()) {
            self.name(text.at, text.text.trim(), &format!("a {key}"));
        }
        text.unwrap_or_default()
    }

    fn style<'a>(&mut self, node: Node<'a>) -> Located<'a> {
        let style = self.located(node, "style").unwrap_or_default();
        if !style.text.trim().is_empty() && !keys::STYLES.contains(&style.text.trim()) {
            let message = format!("unknown style `{}`", style.text);
            let like = "operations with a path are called by it, others as in RPC";
            let help = match keys::closest(&style.text, keys::STYLES.iter().copied()) {
                Some(close) => format!("did you mean `{close}`? As it is, {like}"),
                None => like.to_owned(),
            };
            self.fault(Severity::Warning, "style", style.at, message, Some(&help));
        }
        style
    }

    /// A name that becomes part of file names, links and commands. Real documents have no other ones.
    fn name(&mut self, at: At, name: &str, of: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        if name.is_empty() {
            self.error("name", at, format!("{of} without a name"), None);
        } else if name.len() > LONGEST_NAME {
            let message = format!("the name of {of} is longer than {LONGEST_NAME} characters");
            self.error("name", at, message, Some("file systems do not take it"));
        } else if !name.chars().all(plain) {
            let message = format!("`{}` cannot be the name of {of}", name.escape_debug());
            self.error("name", at, message, Some("such a name is made of letters a to z, digits, `_`, `-` and `.`"));
        }
    }

    // Building blocks.

    fn error(&mut self, kind: &'static str, at: At, message: impl Into<String>, help: Option<&str>) {
        self.fault(Severity::Error, kind, at, message.into(), help);
    }

    fn fault(&mut self, severity: Severity, kind: &'static str, at: At, message: String, help: Option<&str>) {
        let fault = Fault {
            operation: self.operation.clone(),
            help: help.map(str::to_owned),
            ..Fault::new(severity, kind, at, message)
        };
        self.faults.push(fault);
    }

    fn wrong_type(&mut self, node: &Node<'_>, what: &str, expected: &str) {
        self.error("type", node.at, format!("{what} must be {expected}, this is {}", node.value.kind()), None);
    }

    /// The members of a map, each key once.
    fn map<'a>(&mut self, node: Node<'a>, what: &str) -> Vec<Entry<'a>> {
        let Value::Map(entries) = node.value else {
            self.wrong_type(&node, what, "a map");
            return Vec::new();
        };
        self.duplicates(&entries, what);
        entries
    }

    fn duplicates(&mut self, entries: &[Entry<'_>], what: &str) {
        let mut keys: Vec<(&str, At)> = entries.iter().map(|e| (e.key.as_ref(), e.at)).collect();
        keys.sort_unstable();
        for pair in keys.windows(2) {
            if pair[0].0 == pair[1].0 {
                let message = format!("`{}` stands a second time in {what}", pair[1].0);
                self.error("duplicate-key", pair[1].1, message, Some("remove or rename one of the two"));
            }
        }
    }

    /// A map from free names to values of one kind.
    fn named<'a, T>(&mut self, node: Node<'a>, what: &str, read: fn(&mut Self, Node<'a>) -> T) -> Vec<Named<'a, T>> {
        let entries = self.map(node, what);
        entries.into_iter().map(|e| Named { at: e.at, name: e.key, value: read(self, e.value) }).collect()
    }

    fn list<'a, T>(&mut self, node: Node<'a>, what: &str, read: fn(&mut Self, Node<'a>) -> T) -> Vec<T> {
        match node.value {
            Value::List(nodes) => nodes.into_iter().map(|node| read(self, node)).collect(),
            Value::Null => Vec::new(),
            _ => {
                self.wrong_type(&node, &format!("`{what}`"), "a list");
                Vec::new()
            }
        }
    }

    /// A text of the documentation: anything else counts as absent.
    fn text<'a>(&mut self, node: Node<'a>, key: &str) -> Option<Text<'a>> {
        match node.value {
            Value::Text(text) | Value::Number(text) => Some(text),
            Value::Bool(value) => Some(if value { "true".into() } else { "false".into() }),
            Value::Null => None,
            Value::List(_) | Value::Map(_) => {
                let message = format!("`{key}` must be a text, this is {}", node.value.kind());
                self.fault(Severity::Warning, "text", node.at, message, Some("it counts as absent"));
                None
            }
        }
    }

    /// A text that structure depends on.
    fn located<'a>(&mut self, node: Node<'a>, key: &str) -> Option<Located<'a>> {
        match node.value {
            Value::Text(text) | Value::Number(text) => Some(Located { at: node.at, text }),
            _ => {
                self.wrong_type(&node, &format!("`{key}`"), "a text");
                None
            }
        }
    }

    fn flag(&mut self, node: &Node<'_>, key: &str) -> bool {
        match &node.value {
            Value::Bool(value) => *value,
            Value::Null => false,
            Value::Text(text) if matches!(text.as_ref(), "true" | "false") => text == "true",
            _ => {
                self.wrong_type(node, &format!("`{key}`"), "`true` or `false`");
                false
            }
        }
    }

    fn texts<'a>(&mut self, node: Node<'a>, key: &'static str) -> Vec<Text<'a>> {
        let nodes = self.list(node, key, |_, node| node);
        nodes.into_iter().filter_map(|node| self.text(node, key)).collect()
    }

    /// A key that means nothing to the generator: fine unless it is a misspelt one.
    fn other(&mut self, entry: &Entry<'_>, known: &[&'static str], what: &str) {
        if let Some(meant) = keys::meant(&entry.key, known) {
            let message = format!("unknown key `{}` in {what}", entry.key);
            self.error("misspelt-key", entry.at, message, Some(&format!("did you mean `{meant}`?")));
        }
    }
}
