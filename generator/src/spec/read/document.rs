//! The document itself: everything but operations and schemas.

use super::maps::duplicates;
use super::reader::Reader;
use crate::spec::document::{Directory, Document, Endpoint, Info, Located, Named, Schema, Text};
use crate::spec::keys::table::{ComponentsKey, DOCUMENT, DirectoryKey, DocumentKey, EndpointKey, INFO, InfoKey};
use crate::spec::keys::{self, ReadKey as _, values};
use crate::spec::tree::{Member, Node, NodeId, Value, short};
use crate::{Owner, Severity};

/// Names become file names, with some letters more; the longest real one has 68 characters.
const LONGEST_NAME: usize = 120;

/// Other names, and values of `enum`: they become words of Rust. The longest real ones have 50 characters.
pub(super) const LONGEST_WORD: usize = 1_000;

impl Reader<'_> {
    pub(super) fn document<'a>(&mut self, root: Node<'a>) -> Document<'a> {
        let mut document = Document { at: root.at, ..Document::default() };
        if !matches!(root.value, Value::Map(_)) {
            let message = format!("expected a map with `info` and `apis`, found {}", root.value.describe());
            self.error("type", root.at, message, Some("see the documents under `specs`"));
            return document;
        }
        let members = self.members::<DocumentKey>(root);
        if self.is_foreign(document.at, &members) {
            return document;
        }
        self.each(members, |r, key: DocumentKey, member| match key {
            DocumentKey::Info => document.info = r.info(member.value),
            DocumentKey::Directories => document.directories = r.list(member.value, key.name(), Self::directory),
            DocumentKey::Components => document.schemas = r.components(member.value),
            DocumentKey::Apis => {
                r.warn_if_empty(&member);
                document.apis = r.apis(member.value);
            }
            DocumentKey::Endpoints => document.endpoints = r.list(member.value, key.name(), Self::endpoint),
        });
        document
    }

    /// Reports what no document can do without; whether this is something else altogether.
    fn is_foreign(&mut self, at: NodeId, entries: &[Member<'_>]) -> bool {
        let missing = match ["info", "apis"].map(|key| keys::lacks(entries, key, &DOCUMENT)) {
            [false, false] => return false,
            [false, true] => "no `apis`",
            [true, false] => "no `info`",
            [true, true] => "neither `info` nor `apis`",
        };
        let has = |key: &str| entries.iter().any(|entry| entry.key == key);
        let (foreign, help) = if has("code") {
            (true, "it looks like the response to a failed request: fetch the document again, or remove the file")
        } else if has("openapi") || has("swagger") {
            (true, "it looks like OpenAPI, which is another format")
        } else {
            (false, "it needs `info: {style, product, version}` and `apis`; see the documents under `specs`")
        };
        self.error("document", at, format!("not an api-docs document: it has {missing}"), Some(help));
        foreign
    }

    /// A few real documents have no operations.
    fn warn_if_empty(&mut self, apis: &Member<'_>) {
        if matches!(&apis.value.value, Value::Map(entries) if entries.is_empty()) {
            let message = "the document has no operations".to_owned();
            self.fault(Severity::Warning, "no-operations", apis.at, message, Some("nothing is generated for it"));
        }
    }

    fn info<'a>(&mut self, node: Node<'a>) -> Info<'a> {
        let (at, is_map) = (node.at, matches!(node.value, Value::Map(_)));
        let mut info = Info { at, ..Info::default() };
        let entries = self.members::<InfoKey>(node);
        let needed = [
            ("product", "add the code of the product, as in `product: \"Ecs\"`"),
            ("style", "add how the product is called, as in `style: \"RPC\"` or `style: \"ROA\"`"),
            ("version", "add the version, as in `version: \"2014-05-26\"`"),
        ];
        for (key, help) in needed.into_iter().filter(|_| is_map) {
            let blank = entries.iter().find(|entry| entry.key == key && entry.value.value.is_blank());
            if blank.is_some() || keys::lacks(&entries, key, &INFO) {
                let at = blank.map_or(at, |entry| entry.value.at);
                self.error("document", at, format!("`info` has no `{key}`"), Some(help));
            }
        }
        self.each(entries, |r, key: InfoKey, Member { value, .. }| match key {
            InfoKey::Style => info.style = r.style(value),
            InfoKey::Product => info.product = r.identity(value, key.name()),
            InfoKey::Version => info.version = r.identity(value, key.name()),
            InfoKey::Title => info.title = r.text(value, key.name()),
            InfoKey::Description => info.description = r.text(value, key.name()),
        });
        info
    }

    fn directory<'a>(&mut self, node: Node<'a>) -> Directory<'a> {
        if let Value::Text(name) = node.value {
            return Directory::Operation(name);
        }
        let (mut title, mut children) = (None, Vec::new());
        self.construct(node, |r, key: DirectoryKey, Member { value, .. }| match key {
            DirectoryKey::Title => title = r.text(value, key.name()),
            DirectoryKey::Children => children = r.list(value, key.name(), Self::directory),
        });
        Directory::Folder { title, children }
    }

    fn components<'a>(&mut self, node: Node<'a>) -> Vec<Named<'a, Schema<'a>>> {
        let mut schemas = Vec::new();
        self.construct(node, |r, key: ComponentsKey, Member { value, .. }| match key {
            ComponentsKey::Schemas => {
                schemas = r.parts(value, ("`schemas`", "a component"), Owner::Component, Self::schema);
            }
        });
        schemas
    }

    /// The operations or components, each read for itself: what is wrong with one is no fault of the others.
    pub(super) fn parts<'a, T>(
        &mut self,
        node: Node<'a>,
        (all, one): (&str, &str),
        owner: fn(String) -> Owner,
        read: fn(&mut Self, Node<'a>) -> T,
    ) -> Vec<Named<'a, T>> {
        let entries = self.entries(node, all);
        for duplicate in duplicates(&entries) {
            self.within(owner(duplicate.key.to_owned()), |r| r.report_duplicate(&duplicate, all));
        }
        let part = |entry: Member<'a>| {
            let mut name = entry.key;
            let is_cut = cut(&mut name, LONGEST_NAME);
            self.within(owner(name.to_string()), |r| {
                r.check_name(entry.at, &name, is_cut, one);
                Named { at: entry.at, name, value: read(r, entry.value) }
            })
        };
        entries.into_iter().map(part).collect()
    }

    fn endpoint<'a>(&mut self, node: Node<'a>) -> Endpoint<'a> {
        let mut endpoint = Endpoint { at: node.at, ..Endpoint::default() };
        let mut public = None;
        self.construct(node, |r, key: EndpointKey, Member { value, .. }| match key {
            EndpointKey::RegionId => endpoint.region = r.text(value, key.name()).unwrap_or_default(),
            EndpointKey::Endpoint => endpoint.endpoint = r.text(value, key.name()).unwrap_or_default(),
            EndpointKey::Public => public = r.text(value, key.name()),
            EndpointKey::Vpc => endpoint.vpc = r.text(value, key.name()),
        });
        if let (true, Some(public)) = (endpoint.endpoint.trim().is_empty(), public) {
            endpoint.endpoint = public;
        }
        endpoint
    }

    fn identity<'a>(&mut self, node: Node<'a>, key: &str) -> Located<'a> {
        let mut text = self.structural_text(node, key).unwrap_or_default();
        if !text.text.trim().is_empty() {
            text.text = text.text.trim().to_owned().into();
            let is_cut = cut(&mut text.text, LONGEST_NAME);
            self.check_name(text.at, &text.text, is_cut, &format!("a {key}"));
        }
        text
    }

    fn style<'a>(&mut self, node: Node<'a>) -> Located<'a> {
        let style = self.structural_text(node, "style").unwrap_or_default();
        if !style.text.trim().is_empty() && !values::STYLES.contains(&style.text.trim()) {
            let message = format!("unknown style `{}`", short(&style.text));
            let like = "operations with a path are called by path, others as in RPC";
            let help = match keys::closest(&style.text, values::STYLES.iter().copied()) {
                Some(close) => format!("did you mean `{close}`? As it is, {like}"),
                None => format!("expected one of {}; {like}", values::STYLES.join(", ")),
            };
            self.fault(Severity::Warning, "style", style.at, message, Some(&help));
        }
        style
    }

    /// A name that becomes part of file names, links and commands. Real documents have no other ones.
    fn check_name(&mut self, at: NodeId, name: &str, is_cut: bool, of: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        if is_cut {
            self.too_long(at, of, LONGEST_NAME);
        } else if name.is_empty() {
            self.error("name", at, format!("{of} has an empty name"), Some("give it a name, or remove it"));
        } else if !name.chars().all(plain) {
            let message = format!("`{}` cannot be the name of {of}", name.escape_debug());
            self.error("name", at, message, Some("use only ASCII letters, digits, `_`, `-` and `.`"));
        }
    }

    /// Checks the length of a name, and cuts one that is too long.
    pub(super) fn check_length(&mut self, at: NodeId, name: &mut Text<'_>, of: &str) {
        if cut(name, LONGEST_WORD) {
            self.too_long(at, of, LONGEST_WORD);
        }
    }

    fn too_long(&mut self, at: NodeId, of: &str, longest: usize) {
        let message = format!("the name of {of} is longer than {longest} characters");
        self.error("name", at, message, Some("shorten it: the longest real name has 68 characters"));
    }
}

/// Replaces a name that is too long, about which nothing else is reported.
fn cut(name: &mut Text<'_>, longest: usize) -> bool {
    let is_long = name.len() > longest;
    if is_long {
        *name = "TooLong".into();
    }
    is_long
}
