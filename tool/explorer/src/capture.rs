//! The request of a call as it would be sent, byte for byte, without a network.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use runtime::codegen::dynamic::RequestRedactor;
use runtime::codegen::sign::{CanonicalRequest, SigningKey, SigningRequest, payload_hash};
use runtime::codegen::{CallOptions, ClientCore};
use runtime::identity::CredentialsError;
use runtime::transport::{HttpTransport, Phase, Request, Response, TransportError, TransportOptions};
use runtime::{BoxFuture, Bytes, Config, Error, Identity, Value};

use crate::dynamic::Object;
use crate::operation::ExploredOperation;

/// A request that was captured instead of sent.
#[derive(Debug)]
pub struct CapturedRequest {
    /// The request.
    pub request: Request,
    /// Who signed it.
    identity: Identity,
    redactor: RequestRedactor,
}

/// The stages of a signature.
pub struct Stages {
    /// The canonical request. It holds the security token.
    pub canonical_request: String,
    /// What is signed.
    pub string_to_sign: String,
    /// The header that comes of it.
    pub authorization: String,
}

impl fmt::Debug for Stages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stages").finish_non_exhaustive()
    }
}

/// Captures the request of a call in the name of an identity.
///
/// # Errors
///
/// The request cannot be built, or there is no host to call.
pub async fn capture(
    operation: &ExploredOperation,
    object: &Value,
    config: Config,
    identity: Identity,
) -> Result<CapturedRequest, Failed> {
    let object = Object::read(operation.request(), object).map_err(Failed::Unreadable)?;
    let recorder = Arc::new(Recorder::default());
    let config = config.with_credentials(identity.clone()).with_transport(recorder.clone());
    let client = ClientCore::new(config, &operation.service())?;
    let parameters = operation.parameters();
    client.call_described::<Bytes>(&operation.info(&parameters), &object, CallOptions::default()).await?;
    let request = recorder.request.lock().unwrap_or_else(PoisonError::into_inner).take();
    let request = request.ok_or(Failed::Unsent)?;
    let redactor = RequestRedactor::new(&object, &request, Some(&identity));
    Ok(CapturedRequest { request, identity, redactor })
}

/// Why nothing was captured.
#[derive(Debug)]
pub enum Failed {
    /// The call fails before it is sent.
    Call(Error),
    /// The JSON object holds a number that no request can.
    Unreadable(serde_json::Error),
    /// The call ended without a request.
    Unsent,
    /// The profile that was named has no identity.
    Profile(CredentialsError),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => write!(f, "{error:#}"),
            Self::Unreadable(error) => write!(f, "the request cannot be read: {error}"),
            Self::Profile(error) => write!(f, "{error}"),
            Self::Unsent => f.write_str("the call ended without a request"),
        }
    }
}

impl CapturedRequest {
    /// How it was signed, computed from what is sent; `None` if it is not signed: the operation is anonymous, or the identity
    /// is a bearer token.
    #[must_use]
    pub fn stages(&self) -> Option<Stages> {
        let (id, secret) = (self.identity.access_key_id()?, self.identity.access_key_secret()?);
        self.request.headers().get("authorization")?;
        let hash = payload_hash(self.body());
        let headers = self.headers();
        let headers: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let canonical = CanonicalRequest::new(&SigningRequest {
            method: self.request.method().as_str(),
            path: self.request.uri().path(),
            query: self.request.uri().query().unwrap_or_default(),
            headers: &headers,
            payload_hash: &hash,
        });
        let string_to_sign = canonical.string_to_sign();
        let signature = string_to_sign.sign(&SigningKey::new(secret));
        Some(Stages {
            canonical_request: canonical.to_string(),
            authorization: signature.authorization(id, canonical.signed_headers()),
            string_to_sign: string_to_sign.to_string(),
        })
    }

    /// The names and values of the headers, in the order in which they are sent. On the wire a character is one byte.
    #[must_use]
    pub fn headers(&self) -> Vec<(String, String)> {
        let text = |value: &[u8]| value.iter().copied().map(char::from).collect();
        let headers = self.request.headers().iter();
        headers.map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
    }

    /// The bytes of the body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.request.body().as_bytes().map_or(&[], |body| body)
    }

    /// A text without the secrets of the request.
    pub(crate) fn redacted(&self, text: &str) -> String {
        self.redactor.redact(text).into_owned()
    }
}

/// A transport that keeps the request, and replies that all is well.
#[derive(Debug, Default)]
struct Recorder {
    request: Mutex<Option<Request>>,
}

impl HttpTransport for Recorder {
    fn send(&self, request: Request, _: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        *self.request.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        Box::pin(std::future::ready(Ok(Response::new("{}".into()))))
    }
}

/// A transport for sources of credentials that must not use a network.
#[derive(Debug, Default)]
pub(crate) struct NoNetwork {
    is_asked: AtomicBool,
}

impl NoNetwork {
    /// Whether a source would have used the network.
    pub(crate) fn is_asked(&self) -> bool {
        self.is_asked.load(Ordering::Relaxed)
    }
}

impl HttpTransport for NoNetwork {
    fn send(&self, request: Request, _: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        self.is_asked.store(true, Ordering::Relaxed);
        let host = request.uri().host().unwrap_or_default().to_owned();
        let error = TransportError::new(host, Phase::Connect, "a dry run uses no network");
        Box::pin(std::future::ready(Err(error)))
    }
}
