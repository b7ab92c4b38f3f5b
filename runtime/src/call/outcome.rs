//! What of a result is shown to those who observe calls.

use crate::error::{Error, ErrorKind};
use crate::http_response::HttpResponse;
use crate::redaction::CallSecrets;
use crate::request_id;
use crate::trace::{Failed, Outcome, is_plain};

/// What is shown of a result: nothing that repeats a secret of the call.
pub(super) fn outcome(result: Result<&HttpResponse, &Error>, secrets: &CallSecrets) -> Outcome {
    let (status, id) = match result {
        Ok(http) => {
            let id = request_id::in_text(http.body()).or_else(|| request_id::in_headers(http.headers()));
            (Some(http.status()), id)
        }
        Err(error) => (error.status(), error.request_id()),
    };
    let id = id.filter(|id| is_plain(id) && secrets.redacted(id).is_none());
    Outcome {
        status: status.map(|status| status.as_u16()),
        request_id: id.map(str::to_owned),
        failed: result.err().map(|error| Failed { error_type: error_type(error, secrets), message: error.to_string() }),
    }
}

/// What went wrong, as one word of a short list: the code of the service, the status, or the kind of the error.
pub(super) fn error_type(error: &Error, secrets: &CallSecrets) -> String {
    let code = error.code().filter(|code| is_plain(code) && secrets.redacted(code).is_none());
    match (code, error.status(), error.kind()) {
        (Some(code), ..) => code.to_owned(),
        (None, Some(status), ErrorKind::Service) => status.as_u16().to_string(),
        _ if error.is_timeout() => "timeout".to_owned(),
        (None, _, kind) => format!("{kind:?}").to_ascii_lowercase(),
    }
}
