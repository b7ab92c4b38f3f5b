//! Paths, endpoints, headers and queries of a caller.
//!
//! Five lines: an endpoint, a value in the path, name and value of a header, a value in the query. Nothing panics, and what is
//! sent addresses what was asked for.

#![no_main]

use std::sync::Arc;

use fuzz::{Canned, Thing, client, now};
use libfuzzer_sys::fuzz_target;
use runtime::Config;

fuzz_target!(|text: &str| {
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let (endpoint, id, name, value, query) = (line(), line(), line(), line(), line());
    let transport = Arc::new(Canned::default());
    let Ok(client) = client(Config::for_endpoint(endpoint), Arc::clone(&transport)) else { return };
    let mut call = client.call(Thing { id: Some(id.to_owned()), ..Thing::default() }).query("Query", query);
    if !name.is_empty() {
        call = call.header(name, value);
    }
    let _ = now(call.into_future());
    let Some(sent) = transport.sent.lock().unwrap().take() else { return };
    let uri = sent.uri();
    assert_eq!(uri.authority().unwrap().as_str(), endpoint);
    assert_eq!(uri.path(), format!("/things/{}", runtime::codegen::encoding::percent(id)));
    assert!(!matches!(id, "" | "." | ".."));
    assert_eq!(uri.query(), Some(format!("Query={}", runtime::codegen::encoding::percent(query)).as_str()));
    assert_eq!(sent.headers()["host"], endpoint);
    // A port that is no number would be taken for none.
    assert_eq!(uri.port_u16().is_some(), endpoint.len() > uri.host().unwrap().len());
    assert_ne!(uri.port_u16(), Some(0));
});
