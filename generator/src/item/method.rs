//! Methods.

use super::definition::{Attribute, Deprecated, Origin, Ty};
use crate::Owner;
use crate::model::{ArgumentForm, Operation, Output};
use crate::rustdoc::Docs;
use std::borrow::Cow;

/// A public method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method<'m> {
    /// Its name.
    pub name: &'m str,
    /// The wire path that it comes from; `None` for one that is the same in every module.
    pub origin: Option<Origin<'m>>,
    /// The part of the document that it is made from, where that is not the one of its file.
    pub owner: Option<Owner>,
    /// Its documentation.
    pub docs: Docs<'m>,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecated>,
    /// Its attributes, in their order.
    pub attributes: Cow<'static, [Attribute<'static>]>,
    /// How it takes `self`; `None` where it does not.
    pub receiver: Option<Receiver>,
    /// Its arguments, in their order.
    pub arguments: Vec<Argument<'m>>,
    /// What it returns.
    pub returned: Returned<'m>,
    /// What it does.
    pub body: Body,
}

/// How a method takes `self`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// `&self`
    Ref,
    /// `mut self`
    Owned,
}

/// An argument.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Argument<'m> {
    /// Its name.
    pub name: &'m str,
    /// Its type.
    pub ty: Ty<'m>,
    /// The form in which the method takes it.
    pub form: ArgumentForm,
}

/// What a method returns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Returned<'m> {
    /// `Self`
    Own,
    /// `Result<Self, Error>`
    Fallible,
    /// `Call<R>`, with the request that the call holds, and what awaiting it gives; for a call of any operation, the operation says.
    Call(Ty<'m>, Option<Answer<'m>>),
    /// `BlockingCall<R>`, with the request that the call holds.
    BlockingCall(Ty<'m>),
}

/// What a call gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer<'m> {
    /// The body, or the data of one event.
    pub output: &'m Output,
    /// Whether it is a stream of events.
    pub event_stream: bool,
}

impl<'m> Answer<'m> {
    /// What an operation gives.
    #[must_use]
    pub fn of(operation: &'m Operation) -> Self {
        Self { output: &operation.output, event_stream: operation.call.event_stream }
    }
}

/// What a method does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Creates a value: fields named like an argument are set to it, all others are `None`.
    Construct,
    /// Sets the field that is named like the argument.
    Set,
    /// An expression, as it is written.
    Expression(&'static str),
}
