//! Reads bodies without knowing the type.

use bytes::Bytes;
use runtime::Output;
use runtime::codegen::codec::View;

/// Takes a look at an output, or at the reason that there is none; `None` is an output that is not made from JSON.
pub(super) type Look<'a> = &'a mut dyn FnMut(Result<Option<View<'_>>, String>);

/// Reads a body and shows the output.
pub(super) type Decode = fn(&Bytes, Look<'_>);

/// All that is compiled for each type.
pub(super) fn decode<T: Output>(body: &Bytes, look: Look<'_>) {
    match T::decode(body) {
        // Nothing in the output keeps them: for a check that is as good as not reading the body.
        Ok(_) if !T::left_out(body).is_empty() => {
            look(Err("elements that do not fit are left out".to_owned()));
        }
        Ok(output) => look(Ok(output.view())),
        Err(error) => look(Err(error.to_string())),
    }
}
