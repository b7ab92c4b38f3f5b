//! From the parts of an operation to the request that is sent.

use std::time::SystemTime;

use bytes::Bytes;
use http::Request;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE};

use crate::call::Options;
use crate::client::Shared;
use crate::credentials::Credentials;
use crate::date;
use crate::error::RequestError;
use crate::headers::{HeaderList, name};
use crate::operation::OperationInfo;
use crate::request::{Parts, Target};
use crate::sign::{self, SigningRequest};

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
    moment: Moment,
    credentials: &Credentials,
) -> Result<Request<Bytes>, RequestError> {
    let target = Target::new(parts.path, query(shared, options, parts.query, &[]))?;
    let payload_hash = sign::payload_hash(&parts.body);
    let mut headers = base_headers(shared, info)?;
    headers.set(name::DATE, date::iso8601(moment.time))?;
    headers.set(name::NONCE, moment.nonce)?;
    headers.set(ACCEPT, "application/json")?;
    add_extra_headers(&mut headers, shared, options, &parts.headers)?;
    if let Some(content_type) = parts.content_type {
        headers.set(CONTENT_TYPE, content_type)?;
    }
    headers.set(name::CONTENT_SHA256, payload_hash.clone())?;
    headers.set(name::CREDENTIALS_PROVIDER, credentials.provider_name().to_owned())?;
    if let Some(token) = credentials.security_token() {
        headers.set(name::ACCESS_KEY_ID, credentials.access_key_id().to_owned())?;
        headers.set(name::SECURITY_TOKEN, token.to_owned())?;
    }
    let authorization = authorization(info, &target, &headers, &payload_hash, credentials);
    headers.set(AUTHORIZATION, authorization)?;
    finished(shared, info, target, headers, parts.body)
}

fn authorization(
    info: &OperationInfo,
    target: &Target,
    headers: &HeaderList,
    payload_hash: &str,
    credentials: &Credentials,
) -> String {
    let headers = headers.texts();
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_ref())).collect();
    let request = SigningRequest {
        method: info.method.as_str(),
        path: target.path(),
        query: target.query(),
        headers: &headers,
        payload_hash,
    };
    sign::authorization(&request, credentials.access_key_id(), credentials.signing_key())
}

/// A request without credentials: these keep to the older form of requests, unsigned.
pub(crate) fn anonymous(
    shared: &Shared,
    info: &OperationInfo,
    parts: Parts,
    options: &Options,
    moment: Moment,
) -> Result<Request<Bytes>, RequestError> {
    let mut headers = base_headers(shared, info)?;
    let query = if info.path.is_none() {
        check_own_names(shared, options, &parts.query)?;
        let built_in = [
            ("Action", info.action.to_owned()),
            ("Format", "json".to_owned()),
            ("Version", shared.service.version.to_owned()),
            ("Timestamp", date::iso8601(moment.time)),
            ("SignatureNonce", moment.nonce),
        ];
        query(shared, options, parts.query, &built_in)
    } else {
        headers.set(DATE, date::http_date(moment.time))?;
        headers.set(ACCEPT, "application/json")?;
        headers.set(name::NONCE, moment.nonce)?;
        headers.set(name::SIGNATURE_METHOD, "HMAC-SHA1")?;
        headers.set(name::SIGNATURE_VERSION, "1.0")?;
        query(shared, options, parts.query, &[])
    };
    add_extra_headers(&mut headers, shared, options, &parts.headers)?;
    if let Some(content_type) = parts.content_type {
        headers.set(CONTENT_TYPE, content_type)?;
    }
    finished(shared, info, Target::new(parts.path, query)?, headers, parts.body)
}

/// An anonymous request says in its query which operation it means, so nothing else may say it.
fn check_own_names(shared: &Shared, options: &Options, operation: &[(String, String)]) -> Result<(), RequestError> {
    let mut names = operation.iter().chain(&options.queries).chain(&shared.config.queries).map(|(name, _)| name);
    match names.find(|name| matches!(name.as_str(), "Action" | "Version")) {
        Some(name) => Err(RequestError::new(format!(
            "`{name}` says which operation an anonymous request means, and cannot be set besides"
        ))),
        None => Ok(()),
    }
}

/// The headers of every request.
fn base_headers(shared: &Shared, info: &OperationInfo) -> Result<HeaderList, RequestError> {
    // As many as a signed request with a body has.
    let mut headers = HeaderList::with_capacity(12);
    headers.set_all(&shared.base_headers);
    headers.set(name::ACTION, info.action)?;
    Ok(headers)
}

/// Client-wide headers, those of the call, those of the operation: a later one wins.
fn add_extra_headers(
    headers: &mut HeaderList,
    shared: &Shared,
    options: &Options,
    operation: &[(&str, String)],
) -> Result<(), RequestError> {
    headers.set_all(&shared.extra_headers);
    for (name, value) in &options.headers {
        headers.set_checked(name, value)?;
    }
    for (name, value) in operation {
        headers.set_checked(name, value)?;
    }
    Ok(())
}

/// The pairs of the query, listed from the strongest source to the weakest.
fn query(
    shared: &Shared,
    options: &Options,
    operation: Vec<(String, String)>,
    built_in: &[(&str, String)],
) -> Vec<(String, String)> {
    let mut pairs = operation;
    pairs.extend(options.queries.iter().rev().cloned());
    pairs.extend(shared.config.queries.iter().rev().cloned());
    pairs.extend(built_in.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    pairs
}

/// The request as the transport takes it, with the canonical query on the request line.
fn finished(
    shared: &Shared,
    info: &OperationInfo,
    target: Target,
    headers: HeaderList,
    body: Bytes,
) -> Result<Request<Bytes>, RequestError> {
    let mut request = Request::new(body);
    *request.method_mut() = info.method.to_http();
    *request.uri_mut() = target.into_uri(shared.host.clone())?;
    *request.headers_mut() = headers.into_map();
    Ok(request)
}
