//! Operations: everything below `apis`.

use super::reader::{Expected, Reader};
use crate::Owner;
use crate::spec::document::{Api, ErrorCode, Located, Named, PagingKey, RamAction, RamResource, Response, Text};
use crate::spec::keys::table::{
    ErrorCodeKey, OperationKey, PagingKeys, RamActionKey, RamEntryKey, RamResourceKey, ResponseKey, StaticInfoKey,
    SystemTagsKey,
};
use crate::spec::keys::{self, ReadKey as _, values};
use crate::spec::tree::{Member, Node, Value, short};

impl Reader<'_> {
    pub(super) fn apis<'a>(&mut self, node: Node<'a>) -> Vec<Named<'a, Api<'a>>> {
        self.parts(node, ("`apis`", "an operation"), Owner::Operation, Self::api)
    }

    fn api<'a>(&mut self, node: Node<'a>) -> Api<'a> {
        let mut api = Api::default();
        self.construct(node, |r, key: OperationKey, Member { value, .. }| match key {
            OperationKey::Path => api.path = r.structural_text(value, key.name()),
            OperationKey::Methods => api.methods = r.methods(value),
            OperationKey::Schemes => api.schemes = r.schemes(value),
            OperationKey::Security => api.security = r.security(value),
            OperationKey::OperationType => api.operation_type = r.operation_type(value),
            OperationKey::Effect => api.effect = r.effect(value),
            OperationKey::Paging => api.paging = r.paging(value),
            OperationKey::SystemTags => r.system_tags(&mut api, value),
            OperationKey::Deprecated => api.deprecated = r.flag(&value, key.name()),
            OperationKey::GoneSince => api.gone_since = r.located_text(value, key.name()),
            OperationKey::Consumes => api.consumes = r.texts(value, key.name()),
            OperationKey::Produces => api.produces = r.texts(value, key.name()),
            OperationKey::Parameters => api.parameters = r.list(value, key.name(), Self::parameter),
            OperationKey::Responses => api.responses = r.responses(value),
            OperationKey::ResponseDemo => api.response_demo = r.located_text(value, key.name()),
            OperationKey::ErrorCodes => {
                api.error_codes =
                    r.named(value, "`errorCodes`", |r, node| r.list(node, "errorCodes", Self::error_code));
            }
            OperationKey::Title => api.title = r.text(value, key.name()),
            OperationKey::Summary => api.summary = r.text(value, key.name()),
            OperationKey::Description => api.description = r.text(value, key.name()),
            OperationKey::RequestDescription => api.request_description = r.text(value, key.name()),
            OperationKey::ResponseDescription => api.response_description = r.text(value, key.name()),
            OperationKey::ExtraInfo => api.extra_info = r.text(value, key.name()),
            OperationKey::StaticInfo => r.static_info(&mut api, value),
            OperationKey::RamActions => api.ram_actions = r.list(value, key.name(), Self::ram_entry),
        });
        api
    }

    fn operation_type<'a>(&mut self, node: Node<'a>) -> Option<Located<'a>> {
        let operation_type = self.located_text(node, "operationType");
        self.check_word(operation_type.as_ref(), values::OPERATION_TYPES, "operationType", "it is ignored");
        operation_type
    }

    /// A key of our own must be right: it overrules what the vendor says.
    fn effect<'a>(&mut self, node: Node<'a>) -> Option<Located<'a>> {
        let effect = self.structural_text(node, "effect")?;
        if values::EFFECTS.contains(&effect.text.as_ref()) {
            return Some(effect);
        }
        let message = format!("unknown effect `{}`", short(&effect.text));
        self.error("effect", effect.at, message, Some("expected `read` or `write`"));
        None
    }

    /// The word `none`, or a map.
    fn paging<'a>(&mut self, node: Node<'a>) -> Option<PagingKey<'a>> {
        let mut paging = PagingKey { at: node.at, ..PagingKey::default() };
        match &node.value {
            Value::Text(text) if text == "none" => return Some(PagingKey { is_none: true, ..paging }),
            Value::Text(text) => {
                let message = format!("unknown paging `{}`", short(text));
                self.error("paging", node.at, message, Some("write `none`, or a map such as `{token: \"NextToken\"}`"));
                return None;
            }
            Value::Map(_) => {}
            _ => {
                self.wrong_type(&node, "`paging`", Expected::Map);
                return None;
            }
        }
        self.construct(node, |r, key: PagingKeys, Member { value, .. }| {
            let member = match key {
                PagingKeys::Token => &mut paging.token,
                PagingKeys::Number => &mut paging.number,
                PagingKeys::First => &mut paging.first,
                PagingKeys::Offset => &mut paging.offset,
                PagingKeys::Size => &mut paging.size,
                PagingKeys::Items => &mut paging.items,
                PagingKeys::Next => &mut paging.next,
                PagingKeys::Total => &mut paging.total,
            };
            *member = r.structural_text(value, key.name());
        });
        Some(paging)
    }

    fn system_tags<'a>(&mut self, api: &mut Api<'a>, node: Node<'a>) {
        self.construct(node, |r, key: SystemTagsKey, Member { value, .. }| match key {
            SystemTagsKey::OperationType => api.tagged_type = r.operation_type(value),
        });
    }

    /// No type is made from a response of failure.
    fn responses<'a>(&mut self, node: Node<'a>) -> Vec<Named<'a, Response<'a>>> {
        let entries = self.map(node, "`responses`");
        let response = |entry: Member<'a>| {
            let value = match entry.key.starts_with('2') {
                true => self.response(entry.value),
                false => self.advisory(|r| r.response(entry.value)),
            };
            Named { at: entry.at, name: entry.key, value }
        };
        entries.into_iter().map(response).collect()
    }

    fn methods<'a>(&mut self, node: Node<'a>) -> Vec<Text<'a>> {
        let methods = self.list(node, "methods", |r, node| r.structural_text(node, "methods"));
        for method in methods.iter().flatten() {
            if !values::METHODS.iter().any(|known| method.text.eq_ignore_ascii_case(known)) {
                let help = match keys::closest(&method.text, values::METHODS.iter().copied()) {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => format!("expected one of {}", values::METHODS.join(", ")),
                };
                self.error(
                    "unknown-method",
                    method.at,
                    format!("unknown method `{}`", short(&method.text)),
                    Some(&help),
                );
            }
        }
        methods.into_iter().flatten().map(|method| method.text).collect()
    }

    fn schemes<'a>(&mut self, node: Node<'a>) -> Vec<Text<'a>> {
        let schemes = self.list(node, "schemes", |r, node| r.located_text(node, "schemes"));
        for scheme in &schemes {
            self.check_word(scheme.as_ref(), values::SCHEMES, "schemes", "it is ignored");
        }
        schemes.into_iter().flatten().map(|scheme| scheme.text).collect()
    }

    /// Each alternative is a map with one key, the scheme's name.
    fn security<'a>(&mut self, node: Node<'a>) -> Vec<Located<'a>> {
        let alternatives = self.list(node, "security", |r, node| r.map(node, "an entry of `security`"));
        alternatives.into_iter().flatten().map(|entry| Located { at: entry.at, text: entry.key }).collect()
    }

    fn static_info<'a>(&mut self, api: &mut Api<'a>, node: Node<'a>) {
        self.construct(node, |r, key: StaticInfoKey, Member { value, .. }| match key {
            StaticInfoKey::Substitutions => api.substitutions = r.texts(value, key.name()),
            StaticInfoKey::NoSubstitutionReason => api.no_substitution_reason = r.text(value, key.name()),
        });
    }

    fn response<'a>(&mut self, node: Node<'a>) -> Response<'a> {
        let mut response = Response { at: node.at, ..Response::default() };
        self.construct(node, |r, key: ResponseKey, Member { value, .. }| match key {
            ResponseKey::Schema => response.schema = Some(r.schema(value)),
            ResponseKey::Description => response.description = r.text(value, key.name()),
        });
        response
    }

    fn error_code<'a>(&mut self, node: Node<'a>) -> ErrorCode<'a> {
        let mut error = ErrorCode { at: node.at, ..ErrorCode::default() };
        self.construct(node, |r, key: ErrorCodeKey, Member { value, .. }| match key {
            ErrorCodeKey::Code => error.code = r.text(value, key.name()).unwrap_or_default(),
            ErrorCodeKey::Message => error.message = r.text(value, key.name()),
            ErrorCodeKey::Description => error.description = r.text(value, key.name()),
        });
        error
    }

    fn ram_entry<'a>(&mut self, node: Node<'a>) -> RamAction<'a> {
        let mut action = RamAction::default();
        self.construct(node, |r, key: RamEntryKey, Member { value, .. }| match key {
            RamEntryKey::OperationType => action.level = r.text(value, key.name()),
            RamEntryKey::RamAction => r.ram_action(&mut action, value),
        });
        action
    }

    fn ram_action<'a>(&mut self, action: &mut RamAction<'a>, node: Node<'a>) {
        self.construct(node, |r, key: RamActionKey, Member { value, .. }| match key {
            RamActionKey::Action => action.action = r.text(value, key.name()).unwrap_or_default(),
            RamActionKey::Resources => action.resources = r.list(value, key.name(), Self::ram_resource),
        });
    }

    fn ram_resource<'a>(&mut self, node: Node<'a>) -> RamResource<'a> {
        let mut resource = RamResource::default();
        self.construct(node, |r, key: RamResourceKey, Member { value, .. }| match key {
            RamResourceKey::Product => resource.product = r.text(value, key.name()),
            RamResourceKey::ResourceType => resource.kind = r.text(value, key.name()),
            RamResourceKey::Arn => resource.arn = r.text(value, key.name()),
        });
        resource
    }
}
