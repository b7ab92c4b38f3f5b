//! What is retried of an operation: the short form, for methods. The runtime's module `retry` has the rules.

use crate::docs;
use crate::model::{CallForm, Effect};

/// When a call is retried, as the end of a sentence. `idempotent` stands for the method by which a caller allows more.
pub(crate) fn condition(call: &CallForm, idempotent: &str) -> String {
    match (call.effect, &call.token) {
        (Effect::Read, _) => "when another attempt may help: it only reads".to_owned(),
        (Effect::Write, Some(token)) => {
            let token = docs::code(token);
            format!("when another attempt may help: with the same {token}, the service carries it out once")
        }
        (Effect::Write, None) => {
            format!("only when the service cannot have carried it out, unless {idempotent} is called")
        }
    }
}

/// A sentence for the method. It stands at each method of a client, so it is short.
pub(super) fn of_method(call: &CallForm) -> String {
    format!("[Retried](crate::retry) {}.", condition(call, "[`Call::idempotent`]"))
}

/// A sentence for the field of a token.
pub(super) fn of_token() -> &'static str {
    "Filled in unless it is set, so that the call can be [retried](crate::retry); not with \
     [`Retry::off`](crate::Retry::off)."
}
