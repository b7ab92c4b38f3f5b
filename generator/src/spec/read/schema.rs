//! Schemas and parameters.

use super::{LONGEST_WORD, Reader};
use crate::Severity;
use crate::spec::document::{Located, Named, Parameter, Schema, Text};
use crate::spec::keys;
use crate::spec::keys::structure;
use crate::spec::tree::{Member, Node, NodeId, Value, short};

impl Reader<'_> {
    pub(super) fn parameter<'a>(&mut self, node: Node<'a>) -> Parameter<'a> {
        let mut parameter = Parameter { at: node.at, ..Parameter::default() };
        parameter.schema.at = node.at;
        let is_map = matches!(node.value, Value::Map(_));
        let entries = self.keyed(node, "a parameter", keys::PARAMETER, structure::PARAMETER);
        if is_map {
            self.needed_of_parameter(parameter.at, &entries);
        }
        for entry in entries {
            match entry.key.as_ref() {
                "name" => {
                    parameter.name = self.located(entry.value, "name").unwrap_or_default();
                    self.word_of(parameter.name.at, &mut parameter.name.text, "a parameter");
                }
                "in" => parameter.location = self.located(entry.value, "in").unwrap_or_default(),
                "style" => parameter.style = self.located(entry.value, "style"),
                "goneSince" => parameter.gone_since = self.placed(entry.value, "goneSince"),
                "schema" => parameter.schema = self.schema(entry.value),
                _ => self.other(&entry, keys::PARAMETER, "a parameter"),
            }
        }
        self.known_place(&parameter);
        parameter
    }

    /// One without a place has been reported.
    fn known_place(&mut self, Parameter { name, location, .. }: &Parameter<'_>) {
        let place = location.text.as_ref();
        if place.trim().is_empty() || keys::PLACES.contains(&place) {
            return;
        }
        let message = format!("unknown `in: {}` of parameter `{}`", short(place), short(&name.text));
        let help = match keys::closest(place, keys::PLACES.iter().copied()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("it must be one of {}", keys::PLACES.join(", ")),
        };
        self.error("unknown-in", location.at, message, Some(&help));
    }

    fn needed_of_parameter(&mut self, at: NodeId, entries: &[Member<'_>]) {
        let places = format!("add `in`, one of {}", keys::PLACES.join(", "));
        for (key, message, help) in [
            ("name", "a parameter without a name", "give it a `name` as it is on the wire"),
            ("in", "a parameter that does not say where it goes", &places),
        ] {
            let empty = entries.iter().find(|entry| entry.key == key).filter(|entry| entry.value.value.is_blank());
            if empty.is_some() || keys::lacks(entries, key, keys::PARAMETER) {
                self.error("parameter", empty.map_or(at, |entry| entry.value.at), message, Some(help));
            }
        }
    }

    pub(super) fn schema<'a>(&mut self, node: Node<'a>) -> Schema<'a> {
        let mut schema = Schema { at: node.at, ..Schema::default() };
        for entry in self.keyed(node, "a schema", keys::SCHEMA, structure::SCHEMA) {
            if let Some(entry) = self.structure(&mut schema, entry).and_then(|entry| self.texts_of(&mut schema, entry))
            {
                self.constraint(&mut schema, entry);
            }
        }
        schema
    }

    /// Keys that make the type; gives back what is none of them.
    fn structure<'a>(&mut self, schema: &mut Schema<'a>, entry: Member<'a>) -> Option<Member<'a>> {
        match entry.key.as_ref() {
            "type" => schema.kind = self.located(entry.value, "type"),
            "format" => {
                let format = self.placed(entry.value, "format");
                self.word(format.as_ref(), keys::FORMATS, "format", "it means nothing");
                schema.format = format.map(|format| format.text);
            }
            "properties" => schema.properties = Some(self.properties(entry.value)),
            "items" => schema.items = Some(Box::new(self.schema(entry.value))),
            "additionalProperties" => schema.additional_properties = Some(Box::new(self.schema(entry.value))),
            "$ref" => schema.reference = self.located(entry.value, "$ref"),
            "ref" => schema.damaged_reference = self.located(entry.value, "ref"),
            "required" => schema.required = self.flag(&entry.value, "required"),
            "deprecated" => schema.deprecated = self.hint(&entry.value, "deprecated"),
            "enum" => schema.values = Some(self.values(entry.value)),
            "goneSince" => schema.gone_since = self.placed(entry.value, "goneSince"),
            "enumGoneSince" => schema.values_gone = self.values_gone(entry.value),
            _ => return Some(entry),
        }
        None
    }

    fn properties<'a>(&mut self, node: Node<'a>) -> Vec<Named<'a, Schema<'a>>> {
        let mut properties = self.named(node, "`properties`", Self::schema);
        for property in &mut properties {
            self.word_of(property.at, &mut property.name, "a property");
        }
        properties
    }

    /// Keys that tell about the type; gives back what is none of them.
    fn texts_of<'a>(&mut self, schema: &mut Schema<'a>, entry: Member<'a>) -> Option<Member<'a>> {
        match entry.key.as_ref() {
            "description" => schema.description = self.text(entry.value, "description"),
            "title" => schema.title = self.text(entry.value, "title"),
            "example" => schema.example = self.text(entry.value, "example"),
            "default" => schema.default = self.text(entry.value, "default"),
            "enumValueTitles" => schema.value_titles = self.value_titles(entry.value),
            "readOnly" => schema.read_only = self.hint(&entry.value, "readOnly"),
            "sensitive" => schema.sensitive = Some(self.sensitive(&entry.value)),
            "isFileTransferUrl" => schema.file_url = self.hint(&entry.value, "isFileTransferUrl"),
            _ => return Some(entry),
        }
        None
    }

    /// Whoever says anything else than `false` here means that the value is a secret.
    fn sensitive(&mut self, node: &Node<'_>) -> bool {
        let said = self.faults.len();
        self.hint(node, "sensitive") || self.faults.len() > said
    }

    fn constraint<'a>(&mut self, schema: &mut Schema<'a>, entry: Member<'a>) {
        match entry.key.as_ref() {
            "minimum" => schema.minimum = self.text(entry.value, "minimum"),
            "maximum" => schema.maximum = self.text(entry.value, "maximum"),
            "exclusiveMinimum" => schema.exclusive_minimum = self.hint(&entry.value, "exclusiveMinimum"),
            "exclusiveMaximum" => schema.exclusive_maximum = self.hint(&entry.value, "exclusiveMaximum"),
            "minLength" => schema.min_length = self.text(entry.value, "minLength"),
            "maxLength" => schema.max_length = self.text(entry.value, "maxLength"),
            "minItems" => schema.min_items = self.text(entry.value, "minItems"),
            "maxItems" => schema.max_items = self.text(entry.value, "maxItems"),
            "pattern" => schema.pattern = self.text(entry.value, "pattern"),
            _ => self.other(&entry, keys::SCHEMA, "a schema"),
        }
    }

    fn values<'a>(&mut self, node: Node<'a>) -> Vec<Located<'a>> {
        let values = self.list(node, "enum", |r, node| {
            if node.value == Value::Null {
                let help = "it is left out; write `\"\"` if an empty text is meant";
                r.fault(Severity::Warning, "enum", node.at, "a value of `enum` is empty".to_owned(), Some(help));
            }
            r.placed(node, "enum")
        });
        let mut values: Vec<Located<'a>> = values.into_iter().flatten().collect();
        values.retain(|value| self.is_short(value));
        self.repeated(&values);
        values
    }

    fn is_short(&mut self, value: &Located<'_>) -> bool {
        let is_short = value.text.len() <= LONGEST_WORD;
        if !is_short {
            let message = format!("a value of `enum` is longer than {LONGEST_WORD} characters");
            self.fault(Severity::Warning, "enum", value.at, message, Some("it is left out"));
        }
        is_short
    }

    /// The English edition has several blanks in a list, where the Chinese one has Chinese values.
    fn repeated(&mut self, values: &[Located<'_>]) {
        let mut sorted: Vec<(&str, NodeId)> = values.iter().map(|value| (value.text.as_ref(), value.at)).collect();
        sorted.sort_unstable();
        for (text, at) in sorted.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[1]) {
            if !text.trim().is_empty() {
                let message = format!("`{}` stands a second time in `enum`", short(text));
                self.fault(Severity::Warning, "enum", at, message, Some("it counts once; remove one of the two"));
            }
        }
    }

    fn values_gone<'a>(&mut self, node: Node<'a>) -> Vec<(Text<'a>, Located<'a>)> {
        let entries = self.advisory(|r| r.map(node, "`enumGoneSince`")).into_iter();
        entries.filter_map(|entry| Some((entry.key, self.placed(entry.value, "enumGoneSince")?))).collect()
    }

    fn value_titles<'a>(&mut self, node: Node<'a>) -> Vec<(Text<'a>, Text<'a>)> {
        let entries = self.advisory(|r| r.map(node, "`enumValueTitles`"));
        entries
            .into_iter()
            .map(|entry| {
                let label = self.text(entry.value, "enumValueTitles").unwrap_or_default();
                (entry.key, label)
            })
            .collect()
    }
}
