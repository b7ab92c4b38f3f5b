//! Operations: everything below `apis`.

use super::Reader;
use crate::Owner;
use crate::spec::document::{Api, ErrorCode, Located, Named, RamAction, RamResource, Response, Text};
use crate::spec::keys::{self, structure};
use crate::spec::tree::{Member, Node, short};

impl Reader<'_> {
    pub(super) fn apis<'a>(&mut self, node: Node<'a>) -> Vec<Named<'a, Api<'a>>> {
        self.parts(node, ("`apis`", "an operation"), Owner::Operation, Self::api)
    }

    fn api<'a>(&mut self, node: Node<'a>) -> Api<'a> {
        let mut api = Api::default();
        for entry in self.keyed(node, "an operation", keys::API, structure::API) {
            if let Some(entry) = self.call(&mut api, entry)
                && let Some(entry) = self.texts_of_api(&mut api, entry)
            {
                self.advisory(|r| r.documentation(&mut api, entry));
            }
        }
        api
    }

    /// Keys that make the call; gives back what is none of them.
    fn call<'a>(&mut self, api: &mut Api<'a>, entry: Member<'a>) -> Option<Member<'a>> {
        match entry.key.as_ref() {
            "path" => api.path = self.located(entry.value, "path"),
            "methods" => api.methods = self.methods(entry.value),
            "schemes" => api.schemes = self.schemes(entry.value),
            "security" => api.security = self.security(entry.value),
            "deprecated" => api.deprecated = self.hint(&entry.value, "deprecated"),
            "goneSince" => api.gone_since = self.placed(entry.value, "goneSince"),
            "consumes" => api.consumes = self.texts(entry.value, "consumes"),
            "produces" => api.produces = self.texts(entry.value, "produces"),
            "parameters" => api.parameters = self.list(entry.value, "parameters", Self::parameter),
            "responses" => api.responses = self.responses(entry.value),
            "operationType" => {
                api.operation_type = self.placed(entry.value, "operationType");
                self.word(api.operation_type.as_ref(), keys::OPERATION_TYPES, "operationType", "it is ignored");
            }
            "effect" => api.effect = self.effect(entry.value),
            _ => return Some(entry),
        }
        None
    }

    /// Texts; gives back what is none of them.
    fn texts_of_api<'a>(&mut self, api: &mut Api<'a>, entry: Member<'a>) -> Option<Member<'a>> {
        match entry.key.as_ref() {
            "responseDemo" => api.response_demo = self.placed(entry.value, "responseDemo"),
            "title" => api.title = self.text(entry.value, "title"),
            "summary" => api.summary = self.text(entry.value, "summary"),
            "description" => api.description = self.text(entry.value, "description"),
            "requestParamsDescription" => api.request_description = self.text(entry.value, "requestParamsDescription"),
            "responseParamsDescription" => {
                api.response_description = self.text(entry.value, "responseParamsDescription");
            }
            "extraInfo" => api.extra_info = self.text(entry.value, "extraInfo"),
            _ => return Some(entry),
        }
        None
    }

    fn documentation<'a>(&mut self, api: &mut Api<'a>, entry: Member<'a>) {
        match entry.key.as_ref() {
            "errorCodes" => {
                api.error_codes =
                    self.named(entry.value, "`errorCodes`", |r, node| r.list(node, "errorCodes", Self::error_code));
            }
            "systemTags" => self.system_tags(api, entry.value),
            "staticInfo" => self.static_info(api, entry.value),
            "ramActions" => api.ram_actions = self.list(entry.value, "ramActions", Self::ram_entry),
            _ => self.other(&entry, keys::API, "an operation"),
        }
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
        let methods = self.list(node, "methods", |r, node| r.located(node, "methods"));
        for method in methods.iter().flatten() {
            if !keys::METHODS.iter().any(|known| method.text.eq_ignore_ascii_case(known)) {
                let help = match keys::closest(&method.text, keys::METHODS.iter().copied()) {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => format!("it must be one of {}", keys::METHODS.join(", ")),
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
        let schemes = self.list(node, "schemes", |r, node| r.placed(node, "schemes"));
        for scheme in &schemes {
            self.word(scheme.as_ref(), keys::SCHEMES, "schemes", "it means nothing");
        }
        schemes.into_iter().flatten().map(|scheme| scheme.text).collect()
    }

    /// Each alternative is a map with one key, the scheme's name.
    fn security<'a>(&mut self, node: Node<'a>) -> Vec<Located<'a>> {
        let alternatives = self.list(node, "security", |r, node| r.map(node, "an entry of `security`"));
        alternatives.into_iter().flatten().map(|entry| Located { at: entry.at, text: entry.key }).collect()
    }

    /// What overrules the witnesses of the vendor must be understood.
    fn effect<'a>(&mut self, node: Node<'a>) -> Option<Located<'a>> {
        let effect = self.located(node, "effect")?;
        if keys::EFFECTS.contains(&effect.text.as_ref()) {
            return Some(effect);
        }
        let message = format!("unknown effect `{}`", short(&effect.text));
        self.error("effect", effect.at, message, Some("it must be `read` or `write`"));
        None
    }

    fn system_tags<'a>(&mut self, api: &mut Api<'a>, node: Node<'a>) {
        for entry in self.keyed(node, "`systemTags`", keys::SYSTEM_TAGS, structure::NONE) {
            match entry.key.as_ref() {
                "operationType" => {
                    api.tagged_type = self.placed(entry.value, "operationType");
                    self.word(api.tagged_type.as_ref(), keys::OPERATION_TYPES, "operationType", "it is ignored");
                }
                _ => self.other(&entry, keys::SYSTEM_TAGS, "`systemTags`"),
            }
        }
    }

    fn static_info<'a>(&mut self, api: &mut Api<'a>, node: Node<'a>) {
        for entry in self.keyed(node, "`staticInfo`", keys::STATIC_INFO, structure::NONE) {
            match entry.key.as_ref() {
                "substitutions" => api.substitutions = self.texts(entry.value, "substitutions"),
                "noSubstitutionReason" => api.no_substitution_reason = self.text(entry.value, "noSubstitutionReason"),
                _ => self.other(&entry, keys::STATIC_INFO, "`staticInfo`"),
            }
        }
    }

    fn response<'a>(&mut self, node: Node<'a>) -> Response<'a> {
        let mut response = Response { at: node.at, ..Response::default() };
        for entry in self.keyed(node, "a response", keys::RESPONSE, structure::RESPONSE) {
            match entry.key.as_ref() {
                "schema" => response.schema = Some(self.schema(entry.value)),
                "description" => response.description = self.text(entry.value, "description"),
                _ => self.other(&entry, keys::RESPONSE, "a response"),
            }
        }
        response
    }

    fn error_code<'a>(&mut self, node: Node<'a>) -> ErrorCode<'a> {
        let mut error = ErrorCode { at: node.at, ..ErrorCode::default() };
        for entry in self.keyed(node, "an error code", keys::ERROR_CODE, structure::NONE) {
            match entry.key.as_ref() {
                "errorCode" => error.code = self.text(entry.value, "errorCode").unwrap_or_default(),
                "errorMessage" => error.message = self.text(entry.value, "errorMessage"),
                "description" => error.description = self.text(entry.value, "description"),
                _ => self.other(&entry, keys::ERROR_CODE, "an error code"),
            }
        }
        error
    }

    fn ram_entry<'a>(&mut self, node: Node<'a>) -> RamAction<'a> {
        let mut action = RamAction::default();
        for entry in self.keyed(node, "an entry of `ramActions`", keys::RAM_ENTRY, structure::NONE) {
            match entry.key.as_ref() {
                "operationType" => action.level = self.text(entry.value, "operationType"),
                "ramAction" => self.ram_action(&mut action, entry.value),
                _ => self.other(&entry, keys::RAM_ENTRY, "an entry of `ramActions`"),
            }
        }
        action
    }

    fn ram_action<'a>(&mut self, action: &mut RamAction<'a>, node: Node<'a>) {
        for entry in self.keyed(node, "`ramAction`", keys::RAM_ACTION, structure::NONE) {
            match entry.key.as_ref() {
                "action" => action.action = self.text(entry.value, "action").unwrap_or_default(),
                "resources" => action.resources = self.list(entry.value, "resources", Self::ram_resource),
                _ => self.other(&entry, keys::RAM_ACTION, "`ramAction`"),
            }
        }
    }

    fn ram_resource<'a>(&mut self, node: Node<'a>) -> RamResource<'a> {
        let mut resource = RamResource::default();
        for entry in self.keyed(node, "a resource", &[], structure::NONE) {
            match entry.key.as_ref() {
                "product" => resource.product = self.text(entry.value, "product"),
                "resourceType" => resource.kind = self.text(entry.value, "resourceType"),
                "arn" => resource.arn = self.text(entry.value, "arn"),
                _ => self.other(&entry, &[], "a resource"),
            }
        }
        resource
    }
}
