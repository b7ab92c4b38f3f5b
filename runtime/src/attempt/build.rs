//! Builds the HTTP request of an attempt: headers, query, authorization.

use http::Request;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE};

use super::{Attempt, Earlier, Moment, Payload};
use crate::body::Body;
use crate::date;
use crate::error::{Error, RequestError};
use crate::identity::{Identity, Proof};
use crate::redaction::Signed;
use crate::request::headers::{HeaderList, name};
use crate::request::{Parts, Target};
use crate::sign::{self, CanonicalRequest, SigningRequest};

const BEARER_TOKEN: &str = "BEARERTOKEN";

impl Attempt<'_> {
    /// A request in the name of an identity: with the signature `ACS3-HMAC-SHA256`, and what was signed; or with a bearer token.
    pub(super) fn authenticated(
        &self,
        parts: &Parts,
        payload: Payload,
        moment: Moment,
        identity: &Identity,
    ) -> Result<(Request<Body>, Option<Signed>), Error> {
        let proof = identity.proof()?;
        let mut headers = self.base_headers()?;
        headers.set(name::DATE, date::iso8601(moment.time))?;
        headers.set(name::NONCE, moment.nonce)?;
        headers.set(ACCEPT, "application/json")?;
        self.add_extra_headers(&mut headers, parts)?;
        headers.set(name::CONTENT_SHA256, payload.hash.clone())?;
        let key = match proof {
            Proof::BearerToken(token) => return Ok((self.bearing(token, parts, payload.body, headers)?, None)),
            Proof::Signature(key) => key,
        };
        headers.set(name::CREDENTIALS_PROVIDER, identity.name_of_provider().clone())?;
        if let Some(token) = &key.security_token {
            headers.set(name::ACCESS_KEY_ID, key.id.clone())?;
            headers.set(name::SECURITY_TOKEN, token.clone())?;
        }
        let target = Target::new(&parts.path, &self.query(&parts.query, &[]))?;
        let canonical = self.canonical(&target, &headers, &payload.hash);
        let signature = canonical.string_to_sign().sign(&key.signing_key);
        headers.set(AUTHORIZATION, signature.authorization(&key.id, canonical.signed_headers()))?;
        let signed = Signed { canonical_request: canonical.into_text(), time: moment.time };
        Ok((self.finished(target, headers, payload.body)?, Some(signed)))
    }

    /// What is signed of a request.
    fn canonical(&self, target: &Target, headers: &HeaderList, payload_hash: &str) -> CanonicalRequest {
        let headers = headers.texts(sign::is_signed);
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        CanonicalRequest::new(&SigningRequest {
            method: self.operation.method.as_str(),
            path: target.path(),
            query: target.query(),
            headers: &headers,
            payload_hash,
        })
    }

    /// A request with a bearer token: not signed, and marked in the query or in a header.
    fn bearing(&self, token: &str, parts: &Parts, body: Body, mut headers: HeaderList) -> Result<Request<Body>, Error> {
        headers.set(name::BEARER_TOKEN, token.to_owned())?;
        let mut built_in = Vec::new();
        if self.operation.is_rpc {
            built_in.push(("SignatureType", BEARER_TOKEN.to_owned()));
        } else {
            headers.set(name::SIGNATURE_TYPE, BEARER_TOKEN)?;
        }
        let target = Target::new(&parts.path, &self.query(&parts.query, &built_in))?;
        Ok(self.finished(target, headers, body)?)
    }

    /// A request without credentials. It has the older form of requests and is not signed.
    pub(super) fn anonymous(&self, parts: &Parts, body: Body, moment: Moment) -> Result<Request<Body>, RequestError> {
        let mut headers = self.base_headers()?;
        let mut built_in = Vec::new();
        if self.operation.is_rpc {
            self.check_own_names(&parts.query)?;
            built_in = vec![
                ("Action", self.operation.action.clone().into_owned()),
                ("Format", "json".to_owned()),
                ("Version", self.settings.version().to_owned()),
                ("Timestamp", date::iso8601(moment.time)),
                ("SignatureNonce", moment.nonce),
            ];
        } else {
            headers.set(DATE, date::http_date(moment.time))?;
            headers.set(ACCEPT, "application/json")?;
            headers.set(name::NONCE, moment.nonce)?;
            headers.set(name::SIGNATURE_METHOD, "HMAC-SHA1")?;
            headers.set(name::SIGNATURE_VERSION, "1.0")?;
        }
        self.add_extra_headers(&mut headers, parts)?;
        let target = Target::new(&parts.path, &self.query(&parts.query, &built_in))?;
        self.finished(target, headers, body)
    }

    /// Rejects query parameters that would replace the operation of an anonymous request, which is part of its query.
    fn check_own_names(&self, operation: &[(String, String)]) -> Result<(), RequestError> {
        let mut names = operation.iter().chain(self.queries).chain(&self.settings.config.queries).map(|(name, _)| name);
        match names.find(|name| matches!(name.as_str(), "Action" | "Version")) {
            Some(name) => Err(RequestError::new(format!(
                "`{name}` says which operation an anonymous request means, and cannot be set besides"
            ))),
            None => Ok(()),
        }
    }

    /// The headers of every request.
    fn base_headers(&self) -> Result<HeaderList, RequestError> {
        // As many as a signed request with a body has.
        let mut headers = HeaderList::with_capacity(12);
        headers.set_all(&self.settings.base_headers);
        headers.set(name::ACTION, self.operation.action.clone())?;
        if let Some(Earlier { attempts, delay }) = self.earlier {
            headers.set(name::RETRY_ATTEMPTS, attempts.to_string())?;
            headers.set(name::RETRY_DELAY, delay.as_millis().to_string())?;
        }
        Ok(headers)
    }

    /// Client-wide headers, those of the call, those of the operation: a later one wins.
    fn add_extra_headers(&self, headers: &mut HeaderList, parts: &Parts) -> Result<(), RequestError> {
        headers.set_all(&self.settings.extra_headers);
        for (name, value) in self.headers.iter().chain(&parts.headers) {
            headers.set_checked(name, value)?;
        }
        match parts.content_type {
            Some(content_type) => headers.set(CONTENT_TYPE, content_type),
            None => Ok(()),
        }
    }

    /// The pairs of the query, listed from the strongest source to the weakest.
    fn query<'q>(
        &'q self,
        operation: &'q [(String, String)],
        built_in: &'q [(&'q str, String)],
    ) -> Vec<(&'q str, &'q str)> {
        let given = [operation.iter(), self.queries.iter(), self.settings.config.queries.iter()];
        let mut pairs = Vec::with_capacity(given.iter().map(ExactSizeIterator::len).sum::<usize>() + built_in.len());
        let [operation, call, config] = given;
        pairs.extend(
            operation.chain(call.rev()).chain(config.rev()).map(|(name, value)| (name.as_str(), value.as_str())),
        );
        pairs.extend(built_in.iter().map(|(name, value)| (*name, value.as_str())));
        pairs
    }

    /// The request as the transport takes it, with the canonical query on the request line.
    fn finished(&self, target: Target, headers: HeaderList, body: Body) -> Result<Request<Body>, RequestError> {
        let mut request = Request::new(body);
        *request.method_mut() = self.operation.method.to_http();
        *request.uri_mut() = target.into_uri(self.settings.host.clone())?;
        *request.headers_mut() = headers.into_map();
        Ok(request)
    }
}
