//! What is generated of an operation, in words.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Field, Module, Operation, Output, ParameterLocation, Style, Type, TypeDef, TypePath};
use crate::rustdoc;

/// An operation that is generated, and the module that it is in.
#[derive(Clone, Debug, PartialEq)]
pub struct Generated {
    module: Arc<Module>,
    index: usize,
}

impl Generated {
    /// The operation of a module with this wire name.
    pub(super) fn find(module: &Arc<Module>, wire: &str) -> Option<Self> {
        let index = module.operations.iter().position(|operation| operation.wire == wire)?;
        Some(Self { module: Arc::clone(module), index })
    }

    /// The module.
    #[must_use]
    pub fn module(&self) -> &Module {
        &self.module
    }

    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &Operation {
        &self.module.operations[self.index]
    }

    /// The path of the method: `ice20201109::Client::takeover_ai_agent_call`.
    #[must_use]
    pub fn method(&self) -> String {
        format!("{}::Client::{}", self.module.name, self.operation().method)
    }

    /// When a call is retried, as the end of a sentence.
    #[must_use]
    pub fn retried(&self) -> String {
        rustdoc::retry_condition(&self.operation().call, "`Call::idempotent`")
    }

    /// Where and how a parameter is sent: `query`, `form, as JSON`.
    #[must_use]
    pub fn location(&self, parameter: &Field) -> String {
        let found = self.operation().parameters.iter().find(|known| known.wire == parameter.wire);
        let Some(found) = found else { return "query".to_owned() };
        let part = match found.place {
            ParameterLocation::Query => "query",
            ParameterLocation::Form => "form",
            ParameterLocation::Header => "header",
            ParameterLocation::Path => "path",
            ParameterLocation::Body(_) => "body",
            ParameterLocation::Nowhere => "not sent",
        };
        match found.style {
            Style::Flat => part.to_owned(),
            Style::Json => format!("{part}, as JSON"),
            Style::Simple => format!("{part}, joined by commas"),
        }
    }

    /// The type of the response; none where the call gives a text, bytes or nothing.
    #[must_use]
    pub fn response(&self) -> Option<&Type> {
        match &self.operation().output {
            Output::Json(ty) => Some(ty),
            Output::Unit | Output::Text | Output::Bytes => None,
        }
    }

    /// The definition of a type.
    #[must_use]
    pub fn definition(&self, path: &TypePath) -> Option<&TypeDef> {
        let shared = self.module.components.iter().flat_map(|component| &component.types);
        self.operation().types.iter().chain(shared).find(|definition| definition.path() == path)
    }

    /// The host that calls go to, with `{region}` where most hosts have the region: `ecs.{region}.aliyuncs.com`.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        let mut hosts: BTreeMap<String, usize> = BTreeMap::new();
        for endpoint in self.module.endpoints.iter().filter(|endpoint| !endpoint.region.is_empty()) {
            *hosts.entry(endpoint.host.replace(&endpoint.region, "{region}")).or_default() += 1;
        }
        // Of those that are as frequent, the first.
        hosts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(host, _)| host)
    }

    /// The sample of the response, without what a file must not contain.
    #[must_use]
    pub fn sample(&self) -> Option<String> {
        self.operation().sample().map(rustdoc::sample_text)
    }
}

/// A type for people, without names of types: `list of objects`. Wrappers are of no interest here.
#[must_use]
pub fn in_words(ty: &Type, definition: impl Fn(&TypePath) -> Option<bool> + Copy) -> String {
    match ty {
        Type::Boolean => "boolean".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Bytes => "bytes".to_owned(),
        Type::Any => "any JSON".to_owned(),
        Type::List(inner) => format!("list of {}", plural(&in_words(inner, definition))),
        Type::Map(inner) => format!("map of {}", plural(&in_words(inner, definition))),
        // An enum is a text on the wire.
        Type::Named(path) => if definition(path) == Some(true) { "object" } else { "text" }.to_owned(),
        Type::Boxed(inner) => in_words(inner, definition),
    }
}

/// `objects`, `lists of texts`.
fn plural(words: &str) -> String {
    match words.split_once(' ') {
        None if words == "bytes" => words.to_owned(),
        None => format!("{words}s"),
        Some(("any", _)) => words.to_owned(),
        Some((first, rest)) => format!("{first}s {rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::model::Type;

    #[test]
    fn types_are_told_in_words() {
        let list = |ty: Type| Type::List(Box::new(ty));
        for (ty, expected) in [
            (Type::Text, "text"),
            (list(Type::Text), "list of texts"),
            (list(list(Type::Integer)), "list of lists of integers"),
            (Type::Map(Box::new(Type::Any)), "map of any JSON"),
            (list(Type::Bytes), "list of bytes"),
        ] {
            assert_eq!(in_words(&ty, |_| None), expected);
        }
    }
}
