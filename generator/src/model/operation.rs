//! Operations: how they are called, what they take and what they give.

use super::{Deprecation, Field, Gone, Object, OperationDocs, Paging, Type, TypeDef, TypePath, Unpaged};

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The wire name: `StartAIAgentInstance`.
    pub wire: String,
    /// The method of `Client`, and the module under `operations`: `start_ai_agent_instance`.
    pub method: String,
    /// The file's name without ending: the method's without `r#`.
    pub file: String,
    /// How it is called.
    pub call: CallForm,
    /// The request; its fields are the parameters.
    pub request: Object,
    /// Where each parameter goes when that is not the query as plain or flattened text; sorted by wire name. One that goes
    /// nowhere has no field.
    pub parameters: Vec<Parameter>,
    /// What comes back.
    pub output: Output,
    /// How it gives its items page by page, or why not.
    pub paging: Result<Paging, Unpaged>,
    /// The type of the response first when it has one of its own, then nested types by name.
    pub types: Vec<TypeDef>,
    /// The texts.
    pub docs: OperationDocs,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Set when the vendor's document does not have it any more.
    pub gone: Option<Gone>,
}

impl Operation {
    /// The fields that `new` of the request takes, in this order: what is required now.
    pub fn arguments(&self) -> impl Iterator<Item = &Field> {
        self.request.fields.iter().filter(|field| field.required)
    }

    /// The documented sample of the response, where the response is JSON.
    #[must_use]
    pub fn sample(&self) -> Option<&str> {
        self.docs.sample.as_deref().filter(|_| matches!(self.output, Output::Json(_)))
    }

    /// The type of the response as a whole, when it is the operation's own.
    #[must_use]
    pub fn response(&self) -> Option<&TypePath> {
        match &self.output {
            Output::Json(Type::Named(path)) if path.module == self.request.path.module => Some(path),
            _ => None,
        }
    }
}

/// How an operation is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallForm {
    /// The verb, upper case.
    pub verb: &'static str,
    /// The path template; `None` for RPC, which always calls `/`.
    pub path: Option<String>,
    /// Whether it only reads.
    pub effect: Effect,
    /// The wire name of the parameter that makes a repeated call harmless, a text of the caller's choice.
    pub token: Option<String>,
    /// Whether it is called without identity.
    pub anonymous: bool,
    /// Whether it answers with an event stream.
    pub event_stream: bool,
}

/// What an operation does to the resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Only reads.
    Read,
    /// Changes something, or may do so.
    Write,
}

/// Where and how a field of the request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The wire name.
    pub wire: String,
    /// The part of the request.
    pub place: ParameterLocation,
    /// How a list or object is written.
    pub style: Style,
}

/// A part of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterLocation {
    /// The URL query.
    Query,
    /// The form-encoded body.
    Form,
    /// A request header.
    Header,
    /// A placeholder of the path.
    Path,
    /// The whole body.
    Body(BodyKind),
    /// Nowhere: the protocol has no place for it. What a request read by serde keeps under the name is not sent.
    Nowhere,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// JSON; `{}` when it is not set.
    JsonObject,
    /// JSON; no body when it is not set.
    Json,
    /// A text, sent as it is and labelled JSON.
    Text,
    /// Bytes.
    Binary,
}

/// How a list or object is written outside a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `Name.1.Key`; also any scalar.
    Flat,
    /// One JSON text.
    Json,
    /// Joined by commas.
    Simple,
}

/// What an operation answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Nothing of interest.
    Unit,
    /// A text.
    Text,
    /// Bytes.
    Bytes,
    /// A JSON document.
    Json(Type),
}
