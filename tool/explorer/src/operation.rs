//! An operation as the runtime calls it: what a generated crate says in `service.rs` and beside each request.

use generator::lookup::FoundOperation;
use generator::model::{self, BodyKind, CallForm, Output, ParameterLocation, Style};
use runtime::codegen::dynamic::{OperationInfo, Parameter};
use runtime::codegen::{Effect, Endpoint, Method, ServiceInfo};

use crate::schema::{self, ObjectShape};

/// An operation that can be called.
#[derive(Debug)]
pub struct ExploredOperation {
    found: FoundOperation,
    request: &'static ObjectShape,
}

impl ExploredOperation {
    /// The operation that was found in a document.
    #[must_use]
    pub fn new(found: FoundOperation) -> Self {
        Self { request: schema::schema(&found), found }
    }

    /// The wire name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.found.operation.wire
    }

    /// What the document says of it, for those who print it.
    #[must_use]
    pub fn found(&self) -> &FoundOperation {
        &self.found
    }

    /// The product and its version.
    #[must_use]
    pub fn product(&self) -> (&str, &str) {
        (&self.found.module.product, &self.found.module.version)
    }

    /// The regions that the document lists.
    pub fn regions(&self) -> impl Iterator<Item = &str> {
        self.found.module.endpoints.iter().map(|endpoint| endpoint.region.as_str())
    }

    /// The parameters.
    #[must_use]
    pub fn request(&self) -> &'static ObjectShape {
        self.request
    }

    /// What it answers.
    pub(crate) fn output(&self) -> &Output {
        &self.found.operation.output
    }

    /// How it is called.
    pub(crate) fn call(&self) -> &CallForm {
        &self.found.operation.call
    }

    /// The product, with its hosts. It lives as long as the program, as that of a generated client does.
    pub(crate) fn service(&self) -> ServiceInfo {
        let endpoints = self.found.module.endpoints.iter().map(|endpoint| {
            let public = Endpoint::new(leak(&endpoint.region), leak(&endpoint.host));
            endpoint.vpc.as_deref().map_or(public, |vpc| public.with_vpc(leak(vpc)))
        });
        let endpoints: Vec<Endpoint> = endpoints.collect();
        let (product, version) = self.product();
        ServiceInfo::new(leak(product), leak(version), endpoints.leak())
    }

    /// Where the parameters go.
    pub(crate) fn parameters(&self) -> Vec<Parameter<'_>> {
        self.found.operation.parameters.iter().map(parameter).collect()
    }

    /// How it goes on the wire.
    pub(crate) fn info<'a>(&'a self, parameters: &'a [Parameter<'a>]) -> OperationInfo<'a> {
        let call = self.call();
        let method = method(call.verb);
        let info = match &call.path {
            Some(path) => OperationInfo::roa(self.name(), method, path),
            None => OperationInfo::rpc(self.name(), method),
        };
        let mut info = info.parameters(parameters).effect(match call.effect {
            model::Effect::Read => Effect::Read,
            model::Effect::Write => Effect::Write,
        });
        if let Some(token) = &call.token {
            info = info.token(token);
        }
        if call.anonymous {
            info = info.anonymous();
        }
        if call.event_stream { info.event_stream() } else { info }
    }
}

fn method(verb: &str) -> Method {
    match verb {
        "GET" => Method::Get,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        "PATCH" => Method::Patch,
        "HEAD" => Method::Head,
        "OPTIONS" => Method::Options,
        _ => Method::Post,
    }
}

fn parameter(parameter: &model::Parameter) -> Parameter<'_> {
    let wire = parameter.wire.as_str();
    let place = match parameter.place {
        ParameterLocation::Query => Parameter::query(wire),
        ParameterLocation::Form => Parameter::form(wire),
        ParameterLocation::Header => Parameter::header(wire),
        ParameterLocation::Path => Parameter::path(wire),
        ParameterLocation::Body(BodyKind::JsonObject) => return Parameter::body(wire).object_body(),
        ParameterLocation::Body(_) => return Parameter::body(wire),
        ParameterLocation::Nowhere => return Parameter::unsent(wire),
    };
    match parameter.style {
        Style::Flat => place,
        Style::Json => place.json(),
        Style::Simple => place.simple(),
    }
}

fn leak(text: &str) -> &'static str {
    text.to_owned().leak()
}
