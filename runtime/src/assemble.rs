//! From the parts of an operation to the request that is sent.

use std::time::SystemTime;

use bytes::Bytes;
use http::{Request, Uri};

use crate::call::Options;
use crate::client::Shared;
use crate::credentials::Credentials;
use crate::error::RequestError;
use crate::headers::HeaderList;
use crate::operation::OperationInfo;
use crate::request::Parts;
use crate::sign::{self, SigningRequest};
use crate::{date, encode};

/// What differs from attempt to attempt.
pub(crate) struct Moment {
    pub(crate) time: SystemTime,
    pub(crate) nonce: String,
}

/// A request with the signature `ACS3-HMAC-SHA256`.
pub(crate) fn signed(
    shared: &Shared,
    info: &OperationInfo,
    parts: Parts,
    options: &Options,
    moment: &Moment,
    credentials: &Credentials,
) -> Result<Request<Bytes>, RequestError> {
    let query = query(shared, options, parts.query, &[]);
    let mut headers = base_headers(shared, info);
    headers.set("x-acs-date", date::iso8601(moment.time));
    headers.set("x-acs-signature-nonce", moment.nonce.as_str());
    headers.set("accept", "application/json");
    add_extra_headers(&mut headers, shared, options, &parts.headers)?;
    if let Some(content_type) = parts.content_type {
        headers.set("content-type", content_type);
    }
    let payload_hash = sign::payload_hash(&parts.body);
    headers.set("x-acs-content-sha256", payload_hash.as_str());
    headers.set("x-acs-credentials-provider", credentials.provider_name());
    if let Some(token) = credentials.security_token() {
        headers.set("x-acs-accesskey-id", credentials.access_key_id());
        headers.set("x-acs-security-token", token);
    }
    let request = SigningRequest {
        method: info.method.as_str(),
        path: &parts.path,
        query: &query,
        headers: &headers.pairs(),
        payload_hash: &payload_hash,
    };
    let authorization = sign::authorization(&request, credentials.access_key_id(), credentials.access_key_secret());
    headers.set("authorization", authorization);
    finished(shared, info, &parts.path, &query, headers, parts.body)
}

/// A request without credentials: these keep to the older form of requests, unsigned.
pub(crate) fn anonymous(
    shared: &Shared,
    info: &OperationInfo,
    parts: Parts,
    options: &Options,
    moment: &Moment,
) -> Result<Request<Bytes>, RequestError> {
    let mut headers = base_headers(shared, info);
    let query = if info.path.is_none() {
        let built_in = [
            ("Action", info.action.to_owned()),
            ("Format", "json".to_owned()),
            ("Version", shared.service.version.to_owned()),
            ("Timestamp", date::iso8601(moment.time)),
            ("SignatureNonce", moment.nonce.clone()),
        ];
        query(shared, options, parts.query, &built_in)
    } else {
        headers.set("date", date::http_date(moment.time));
        headers.set("accept", "application/json");
        headers.set("x-acs-signature-nonce", moment.nonce.as_str());
        headers.set("x-acs-signature-method", "HMAC-SHA1");
        headers.set("x-acs-signature-version", "1.0");
        query(shared, options, parts.query, &[])
    };
    add_extra_headers(&mut headers, shared, options, &parts.headers)?;
    if let Some(content_type) = parts.content_type {
        headers.set("content-type", content_type);
    }
    finished(shared, info, &parts.path, &query, headers, parts.body)
}

/// The headers of every request.
fn base_headers(shared: &Shared, info: &OperationInfo) -> HeaderList {
    let mut headers = HeaderList::default();
    headers.set("host", shared.host.as_str());
    headers.set("x-acs-version", shared.service.version);
    headers.set("x-acs-action", info.action);
    headers.set("user-agent", shared.user_agent.as_str());
    headers
}

/// Client-wide headers, those of the call, those of the operation: a later one wins.
fn add_extra_headers(
    headers: &mut HeaderList,
    shared: &Shared,
    options: &Options,
    operation: &[(&str, String)],
) -> Result<(), RequestError> {
    for (name, value) in shared.config.headers.iter().chain(&options.headers) {
        headers.set_checked(name, value)?;
    }
    for (name, value) in operation {
        headers.set_checked(name, value)?;
    }
    Ok(())
}

/// The canonical query. It is listed from the strongest source to the weakest.
fn query(shared: &Shared, options: &Options, operation: Vec<(String, String)>, built_in: &[(&str, String)]) -> String {
    let mut pairs = operation;
    pairs.extend(options.queries.iter().rev().cloned());
    pairs.extend(shared.config.queries.iter().rev().cloned());
    pairs.extend(built_in.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    encode::canonical_query(pairs)
}

/// The longest request line that can be sent, in bytes, less some room for the host.
const LONGEST_TARGET: usize = 65_000;

/// Names the parameter that is to blame.
fn too_long(length: usize, query: &str) -> RequestError {
    let largest = query.split('&').max_by_key(|pair| pair.len()).and_then(|pair| pair.split_once('='));
    let name = largest.map_or("", |(name, _)| name);
    RequestError::new(format!(
        "path and query are too long: {length} bytes once encoded, at most {LONGEST_TARGET} can be sent; the largest parameter is `{name}`"
    ))
}

/// The request as the transport takes it, with the canonical query on the request line.
fn finished(
    shared: &Shared,
    info: &OperationInfo,
    path: &str,
    query: &str,
    headers: HeaderList,
    body: Bytes,
) -> Result<Request<Bytes>, RequestError> {
    let mark = if query.is_empty() { "" } else { "?" };
    if path.len() + query.len() > LONGEST_TARGET {
        return Err(too_long(path.len() + query.len(), query));
    }
    let uri = Uri::try_from(format!("https://{}{path}{mark}{query}", shared.host))
        .map_err(|error| RequestError::new(format!("the path and the query do not make a URI: {error}")))?;
    let mut request = Request::new(body);
    *request.method_mut() = info.method.to_http();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers.into_map()?;
    Ok(request)
}
