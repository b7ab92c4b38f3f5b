//! Tree → mirror. Reads everything that can be read and reports everything that cannot.
//!
//! | what | severity |
//! |---|---|
//! | the same key twice, a misspelt key, the wrong JSON type, where requests and responses are made from it | error |
//! | the same in what only documents: directories, endpoints, error codes, permissions, hints | warning, it counts as absent |
//! | the wrong JSON type where a text is expected | warning, the text counts as absent (real documents hold such) |
//! | an unknown key that resembles none, or stands beside the one that it resembles | nothing: it comes from a newer edition |
//!
//! An error says in which part of the document it lies ([`Owner`]): one inside an operation or a component makes nothing
//! else unusable, and costs the operations that need it.

mod operation;
mod parts;
mod schema;

use super::document::{Directory, Document, Endpoint, Info, Located, Named, Schema, Text};
use super::keys::structure;
use super::tree::{Member, Node, NodeId, Value, short};
use super::{Fault, keys};
use crate::Owner;
use crate::Severity;
use parts::repeated;

/// Names become file names, with some letters more; the longest real one has 68 characters.
const LONGEST_NAME: usize = 120;

/// Other names, and values of `enum`: they become words of Rust. The longest real ones have 50 characters.
const LONGEST_WORD: usize = 1_000;

/// Reads a whole document.
pub(super) fn document<'a>(root: Node<'a>, faults: &mut Vec<Fault>) -> Document<'a> {
    Reader { faults, owner: Owner::Document, is_advisory: false }.document(root)
}

/// Collects faults while it reads.
struct Reader<'f> {
    faults: &'f mut Vec<Fault>,
    /// The part of the document that is being read.
    owner: Owner,
    /// Whether what is being read only documents.
    is_advisory: bool,
}

impl Reader<'_> {
    fn document<'a>(&mut self, root: Node<'a>) -> Document<'a> {
        let mut document = Document { at: root.at, ..Document::default() };
        if !matches!(root.value, Value::Map(_)) {
            let message =
                format!("an api-docs document is a map with `info` and `apis`, this is {}", root.value.said());
            self.error("type", root.at, message, Some("see the documents under `specs`"));
            return document;
        }
        let entries = self.keyed(root, "the document", keys::DOCUMENT, structure::DOCUMENT);
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
                "endpoints" => {
                    document.endpoints = self.advisory(|r| r.list(entry.value, "endpoints", Self::endpoint));
                }
                _ => self.other(&entry, keys::DOCUMENT, "the document"),
            }
        }
        document
    }

    /// Reports what no document can do without; whether this is something else altogether.
    fn is_foreign(&mut self, at: NodeId, entries: &[Member<'_>]) -> bool {
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
    fn empty(&mut self, apis: &Member<'_>) {
        if matches!(&apis.value.value, Value::Map(entries) if entries.is_empty()) {
            let message = "the document has no operations".to_owned();
            self.fault(Severity::Warning, "no-operations", apis.at, message, Some("nothing is generated for it"));
        }
    }

    fn info<'a>(&mut self, node: Node<'a>) -> Info<'a> {
        let (at, is_map) = (node.at, matches!(node.value, Value::Map(_)));
        let mut info = Info { at, ..Info::default() };
        let entries = self.keyed(node, "`info`", keys::INFO, structure::INFO);
        let needed = [
            ("product", "add the code of the product, as in `product: \"Ecs\"`"),
            ("style", "add how the product is called, as in `style: \"RPC\"` or `style: \"ROA\"`"),
            ("version", "add the version, as in `version: \"2014-05-26\"`"),
        ];
        for (key, help) in needed.into_iter().filter(|_| is_map) {
            let blank = entries.iter().find(|entry| entry.key == key && entry.value.value.is_blank());
            if blank.is_some() || keys::lacks(&entries, key, keys::INFO) {
                let at = blank.map_or(at, |entry| entry.value.at);
                self.error("document", at, format!("`info` has no `{key}`"), Some(help));
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
        self.advisory(|r| r.list(node, "directories", Self::directory))
    }

    fn directory<'a>(&mut self, node: Node<'a>) -> Directory<'a> {
        if let Value::Text(name) = node.value {
            return Directory::Operation(name);
        }
        let (mut title, mut children) = (None, Vec::new());
        for entry in self.keyed(node, "a directory", keys::DIRECTORY, structure::NONE) {
            match entry.key.as_ref() {
                "title" => title = self.text(entry.value, "title"),
                "children" => children = self.list(entry.value, "children", Self::directory),
                _ => self.other(&entry, keys::DIRECTORY, "a directory"),
            }
        }
        Directory::Folder { title, children }
    }

    fn components<'a>(&mut self, node: Node<'a>) -> Vec<Named<'a, Schema<'a>>> {
        let mut schemas = Vec::new();
        for entry in self.keyed(node, "`components`", keys::COMPONENTS, structure::COMPONENTS) {
            match entry.key.as_ref() {
                "schemas" => {
                    schemas = self.parts(entry.value, ("`schemas`", "a component"), Owner::Component, Self::schema);
                }
                _ => self.other(&entry, keys::COMPONENTS, "`components`"),
            }
        }
        schemas
    }

    /// The operations or components, each read for itself: what is wrong with one is no fault of the others.
    fn parts<'a, T>(
        &mut self,
        node: Node<'a>,
        (all, one): (&str, &str),
        owner: fn(String) -> Owner,
        read: fn(&mut Self, Node<'a>) -> T,
    ) -> Vec<Named<'a, T>> {
        let entries = self.entries(node, all);
        for repeated in repeated(&entries) {
            self.within(owner(repeated.key.to_owned()), |r| r.key_repeated(&repeated, all));
        }
        let part = |entry: Member<'a>| {
            let mut name = entry.key;
            let is_cut = cut(&mut name, LONGEST_NAME);
            self.within(owner(name.to_string()), |r| {
                r.name(entry.at, &name, is_cut, one);
                Named { at: entry.at, name, value: read(r, entry.value) }
            })
        };
        entries.into_iter().map(part).collect()
    }

    fn endpoint<'a>(&mut self, node: Node<'a>) -> Endpoint<'a> {
        let mut endpoint = Endpoint { at: node.at, ..Endpoint::default() };
        let mut public = None;
        for entry in self.keyed(node, "an endpoint", keys::ENDPOINT, structure::NONE) {
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
        let mut text = self.located(node, key).unwrap_or_default();
        if !text.text.trim().is_empty() {
            text.text = text.text.trim().to_owned().into();
            let is_cut = cut(&mut text.text, LONGEST_NAME);
            self.name(text.at, &text.text, is_cut, &format!("a {key}"));
        }
        text
    }

    fn style<'a>(&mut self, node: Node<'a>) -> Located<'a> {
        let style = self.located(node, "style").unwrap_or_default();
        if !style.text.trim().is_empty() && !keys::STYLES.contains(&style.text.trim()) {
            let message = format!("unknown style `{}`", short(&style.text));
            let like = "operations with a path are called by it, others as in RPC";
            let help = match keys::closest(&style.text, keys::STYLES.iter().copied()) {
                Some(close) => format!("did you mean `{close}`? As it is, {like}"),
                None => format!("known are {}; {like}", keys::STYLES.join(", ")),
            };
            self.fault(Severity::Warning, "style", style.at, message, Some(&help));
        }
        style
    }

    /// A name that becomes part of file names, links and commands. Real documents have no other ones.
    fn name(&mut self, at: NodeId, name: &str, is_cut: bool, of: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        if is_cut {
            self.too_long(at, of, LONGEST_NAME);
        } else if name.is_empty() {
            self.error("name", at, format!("{of} without a name"), Some("give it a name, or remove it"));
        } else if !name.chars().all(plain) {
            let message = format!("`{}` cannot be the name of {of}", name.escape_debug());
            self.error("name", at, message, Some("such a name is made of letters a to z, digits, `_`, `-` and `.`"));
        }
    }

    /// Checks the length of a name, and cuts one that is too long.
    fn word_of(&mut self, at: NodeId, name: &mut Text<'_>, of: &str) {
        if cut(name, LONGEST_WORD) {
            self.too_long(at, of, LONGEST_WORD);
        }
    }

    fn too_long(&mut self, at: NodeId, of: &str, longest: usize) {
        let message = format!("the name of {of} is longer than {longest} characters");
        self.error("name", at, message, Some("shorten it: the longest real name has 68 characters"));
    }
}

/// Replaces a name that is too long; nothing else needs to be said about it.
fn cut(name: &mut Text<'_>, longest: usize) -> bool {
    let is_long = name.len() > longest;
    if is_long {
        *name = "TooLong".into();
    }
    is_long
}
