//! Reading bodies without knowing the type.

use bytes::Bytes;

use crate::codec::{DecodeError, View};
use crate::output::Output;

/// What takes a look at an output that was read; it sees nothing if the output is not made from JSON.
pub(super) type Look<'a> = &'a mut dyn FnMut(Result<Option<View<'_>>, DecodeError>);

/// Reads a body and shows the output.
pub(super) type Decode = fn(&Bytes, Look<'_>);

/// All that is compiled for each type.
pub(super) fn decode<T: Output>(body: &Bytes, look: Look<'_>) {
    match T::decode(body) {
        // Nothing in the output keeps them: for a check that is as good as not reading the body.
        Ok(_) if !T::left_out(body).is_empty() => {
            look(Err(DecodeError::new(0, "elements that do not fit are left out")));
        }
        Ok(output) => look(Ok(output.view())),
        Err(error) => look(Err(error)),
    }
}
