//! Answers of a service: JSON, XML or whatever else, as success and as failure.
//!
//! The first byte says which status and type; the rest is the body. Nothing panics, what is JSON is read, and what is
//! printed has no line breaks and no secrets.

#![no_main]

use std::sync::Arc;

use fuzz::{Canned, Thing, client, result};
use libfuzzer_sys::fuzz_target;
use runtime::Config;

fuzz_target!(|data: &[u8]| {
    let Some((&kind, body)) = data.split_first() else { return };
    let status = [200, 400, 503, 204][usize::from(kind & 3)];
    let content_type = ["application/json", "text/xml", "text/html"][usize::from(kind >> 2) % 3];
    let answer = http::Response::builder().status(status).header("content-type", content_type);
    let transport = Arc::new(Canned::default());
    *transport.answer.lock().unwrap() = answer.body(body.to_vec().into()).unwrap();
    let client = client(Config::new("cn-fuzz"), transport).unwrap();
    let request = Thing { id: Some("i".into()), secret: Some("KEY of the request".into()), ..Thing::default() };

    let is_object = serde_json::from_slice::<serde_json::Map<_, _>>(body).is_ok();
    let shown = match result(&client, request) {
        Ok(response) => {
            assert!(status < 300);
            format!(
                "{response:?} {:?} {:?} {:?}",
                response.mismatches(),
                response.unknown_fields(),
                response.request_id()
            )
        }
        Err(error) => {
            assert!(status >= 400 || !is_object, "{error}");
            assert!(!error.to_string().contains(char::is_control), "{error}");
            format!("{error} {error:#} {error:?} {error:#?}")
        }
    };
    // None begins with the letter of an escape, as `\t` and `oken` do when they are printed together.
    for secret in ["KEY of the request", "KEY of the caller", "KEY of the token"] {
        assert!(!shown.contains(secret), "{shown}");
    }
});
