//! Schemas and parameters.

use super::document::LONGEST_WORD;
use super::reader::Reader;
use crate::Severity;
use crate::spec::document::{Located, Named, Parameter, Schema, Text};
use crate::spec::keys::table::{PARAMETER, ParameterKey, SchemaKey};
use crate::spec::keys::{self, ReadKey as _, values};
use crate::spec::tree::{Member, Node, NodeId, Value, short};

impl Reader<'_> {
    pub(super) fn parameter<'a>(&mut self, node: Node<'a>) -> Parameter<'a> {
        let mut parameter = Parameter { at: node.at, ..Parameter::default() };
        parameter.schema.at = node.at;
        let is_map = matches!(node.value, Value::Map(_));
        let members = self.members::<ParameterKey>(node);
        if is_map {
            self.check_needed_keys(parameter.at, &members);
        }
        self.each(members, |r, key: ParameterKey, Member { value, .. }| match key {
            ParameterKey::Name => {
                parameter.name = r.structural_text(value, key.name()).unwrap_or_default();
                r.check_length(parameter.name.at, &mut parameter.name.text, "a parameter");
            }
            ParameterKey::In => parameter.location = r.structural_text(value, key.name()).unwrap_or_default(),
            ParameterKey::Style => parameter.style = r.structural_text(value, key.name()),
            ParameterKey::GoneSince => parameter.gone_since = r.located_text(value, key.name()),
            ParameterKey::Schema => parameter.schema = r.schema(value),
        });
        self.check_location(&parameter);
        parameter
    }

    /// One without a place has been reported.
    fn check_location(&mut self, Parameter { name, location, .. }: &Parameter<'_>) {
        let place = location.text.as_ref();
        if place.trim().is_empty() || values::LOCATIONS.contains(&place) {
            return;
        }
        let message = format!("unknown `in: {}` of parameter `{}`", short(place), short(&name.text));
        let help = match keys::closest(place, values::LOCATIONS.iter().copied()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("expected one of {}", values::LOCATIONS.join(", ")),
        };
        self.error("unknown-in", location.at, message, Some(&help));
    }

    fn check_needed_keys(&mut self, at: NodeId, entries: &[Member<'_>]) {
        let places = format!("add `in`, one of {}", values::LOCATIONS.join(", "));
        for (key, message, help) in [
            ("name", "missing `name` in a parameter", "add `name`, the name on the wire"),
            ("in", "missing `in` in a parameter", &places),
        ] {
            let empty = entries.iter().find(|entry| entry.key == key).filter(|entry| entry.value.value.is_blank());
            if empty.is_some() || keys::lacks(entries, key, &PARAMETER) {
                self.error("parameter", empty.map_or(at, |entry| entry.value.at), message, Some(help));
            }
        }
    }

    pub(super) fn schema<'a>(&mut self, node: Node<'a>) -> Schema<'a> {
        let mut schema = Schema { at: node.at, ..Schema::default() };
        self.construct(node, |r, key: SchemaKey, Member { value, .. }| match key {
            SchemaKey::Type => schema.kind = r.structural_text(value, key.name()),
            SchemaKey::Format => schema.format = r.format(value),
            SchemaKey::Properties => schema.properties = Some(r.properties(value)),
            SchemaKey::Items => schema.items = Some(Box::new(r.schema(value))),
            SchemaKey::AdditionalProperties => schema.additional_properties = Some(Box::new(r.schema(value))),
            SchemaKey::Reference => schema.reference = r.structural_text(value, key.name()),
            SchemaKey::DamagedReference => schema.damaged_reference = r.structural_text(value, key.name()),
            SchemaKey::Required => schema.required = r.flag(&value, key.name()),
            SchemaKey::Deprecated => schema.deprecated = r.flag(&value, key.name()),
            SchemaKey::ReadOnly => schema.read_only = r.flag(&value, key.name()),
            SchemaKey::Sensitive => schema.sensitive = Some(r.sensitive(&value)),
            SchemaKey::GoneSince => schema.gone_since = r.located_text(value, key.name()),
            SchemaKey::Enum => schema.values = Some(r.values(value)),
            SchemaKey::EnumGoneSince => schema.values_gone = r.values_gone(value),
            SchemaKey::EnumValueTitles => schema.value_titles = r.value_titles(value),
            SchemaKey::Description => schema.description = r.text(value, key.name()),
            SchemaKey::Title => schema.title = r.text(value, key.name()),
            SchemaKey::Example => schema.example = r.text(value, key.name()),
            SchemaKey::Default => schema.default = r.text(value, key.name()),
            SchemaKey::Minimum => schema.minimum = r.text(value, key.name()),
            SchemaKey::Maximum => schema.maximum = r.text(value, key.name()),
            SchemaKey::ExclusiveMinimum => schema.exclusive_minimum = r.flag(&value, key.name()),
            SchemaKey::ExclusiveMaximum => schema.exclusive_maximum = r.flag(&value, key.name()),
            SchemaKey::MinLength => schema.min_length = r.text(value, key.name()),
            SchemaKey::MaxLength => schema.max_length = r.text(value, key.name()),
            SchemaKey::MinItems => schema.min_items = r.text(value, key.name()),
            SchemaKey::MaxItems => schema.max_items = r.text(value, key.name()),
            SchemaKey::Pattern => schema.pattern = r.text(value, key.name()),
        });
        schema
    }

    fn format<'a>(&mut self, node: Node<'a>) -> Option<Text<'a>> {
        let format = self.located_text(node, "format");
        self.check_word(format.as_ref(), values::FORMATS, "format", "it is ignored");
        format.map(|format| format.text)
    }

    fn properties<'a>(&mut self, node: Node<'a>) -> Vec<Named<'a, Schema<'a>>> {
        let mut properties = self.named(node, "`properties`", Self::schema);
        for property in &mut properties {
            self.check_length(property.at, &mut property.name, "a property");
        }
        properties
    }

    /// Anything else than `false` here means that the value is a secret.
    fn sensitive(&mut self, node: &Node<'_>) -> bool {
        let before = self.faults.len();
        self.flag(node, "sensitive") || self.faults.len() > before
    }

    fn values<'a>(&mut self, node: Node<'a>) -> Vec<Located<'a>> {
        let values = self.list(node, "enum", |r, node| {
            if node.value == Value::Null {
                let help = "it is left out; write `\"\"` for an empty string";
                r.fault(Severity::Warning, "enum", node.at, "a value of `enum` is null".to_owned(), Some(help));
            }
            r.located_text(node, "enum")
        });
        let mut values: Vec<Located<'a>> = values.into_iter().flatten().collect();
        values.retain(|value| self.is_short(value));
        self.warn_of_duplicates(&values);
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
    fn warn_of_duplicates(&mut self, values: &[Located<'_>]) {
        let mut sorted: Vec<(&str, NodeId)> = values.iter().map(|value| (value.text.as_ref(), value.at)).collect();
        sorted.sort_unstable();
        for (text, at) in sorted.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[1]) {
            if !text.trim().is_empty() {
                let message = format!("duplicate value `{}` in `enum`", short(text));
                self.fault(Severity::Warning, "enum", at, message, Some("it counts once; remove one of the two"));
            }
        }
    }

    fn values_gone<'a>(&mut self, node: Node<'a>) -> Vec<(Text<'a>, Located<'a>)> {
        let entries = self.map(node, "`enumGoneSince`");
        entries
            .into_iter()
            .filter_map(|entry| Some((entry.key, self.located_text(entry.value, "enumGoneSince")?)))
            .collect()
    }

    fn value_titles<'a>(&mut self, node: Node<'a>) -> Vec<(Text<'a>, Text<'a>)> {
        let entries = self.map(node, "`enumValueTitles`");
        entries
            .into_iter()
            .map(|entry| {
                let label = self.text(entry.value, "enumValueTitles").unwrap_or_default();
                (entry.key, label)
            })
            .collect()
    }
}
