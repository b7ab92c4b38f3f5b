//! Fetches documents over HTTPS, with the transport that generated clients have: proxies, root certificates and timeouts are
//! those of the runtime.
//!
//! A crate of its own, so that `cargo xtask gen` compiles none of it.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, HOST, HeaderValue, LOCATION, USER_AGENT};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use runtime::Body;
use runtime::transport::{HttpTransport, HyperTransport, Phase, Request, Response, TransportError, TransportOptions};
use tokio::runtime::Runtime;
use tool::documents::{Fetch, FetchError, FetchErrorKind, FetchedResponse};

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// How long a document may take. The largest has a few MiB.
const TIMEOUT: Duration = Duration::from_mins(2);

/// The network.
#[derive(Debug)]
pub struct Network {
    transport: HyperTransport,
    runtime: Runtime,
}

impl Network {
    /// The network as the environment describes it.
    ///
    /// # Errors
    ///
    /// The operating system gives no event loop.
    pub fn new() -> std::io::Result<Arc<Self>> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(Arc::new(Self { transport: HyperTransport::new(), runtime }))
    }

    async fn fetched(&self, url: &str, limit: u64) -> Result<FetchedResponse, FetchError> {
        let request = request(url).map_err(|error| unreachable(&format!("`{url}` is no address: {error}")))?;
        let options = TransportOptions::new(CONNECT, TIMEOUT);
        let response = self.transport.send(request, options).await.map_err(|error| failed(&error))?;
        let (head, body) = Response::into_parts(response);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let body = Limited::new(body, limit).collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() {
                let message = format!("the answer has more than {} MiB", limit >> 20);
                return FetchError { message, kind: FetchErrorKind::TooLarge };
            }
            match error.downcast_ref::<TransportError>() {
                Some(error) => failed(error),
                None => FetchError { message: error.to_string(), kind: FetchErrorKind::Interrupted },
            }
        })?;
        let location =
            head.headers.get(LOCATION).map(|location| String::from_utf8_lossy(location.as_bytes()).into_owned());
        Ok(FetchedResponse { status: head.status.as_u16(), location, body: body.to_bytes().to_vec() })
    }
}

impl Fetch for Network {
    fn get(&self, url: &str, limit: u64) -> Result<FetchedResponse, FetchError> {
        self.runtime.block_on(self.fetched(url, limit))
    }

    fn pause(&self, time: Duration) {
        // Within the runtime, whose timer it is.
        self.runtime.block_on(async { tokio::time::sleep(time).await });
    }
}

fn request(url: &str) -> Result<Request, http::Error> {
    let mut request = http::Request::get(url).body(Body::empty())?;
    let host = request.uri().authority().map(ToString::to_string).unwrap_or_default();
    let headers = request.headers_mut();
    headers.insert(HOST, HeaderValue::try_from(host)?);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(USER_AGENT, HeaderValue::from_static(concat!("cargo-alibabacloud/", env!("CARGO_PKG_VERSION"))));
    Ok(request)
}

fn unreachable(message: &str) -> FetchError {
    FetchError { message: message.to_owned(), kind: FetchErrorKind::Unreachable }
}

fn failed(error: &TransportError) -> FetchError {
    let kind = match error.phase() {
        Phase::Resolve | Phase::Connect | Phase::Tls => FetchErrorKind::Unreachable,
        _ => FetchErrorKind::Interrupted,
    };
    FetchError { message: without_advice(error), kind }
}

/// The error and its causes without its advice, which is about calls: regions, endpoints and settings.
fn without_advice(error: &TransportError) -> String {
    let text = error.to_string();
    let mut message = text.split_once("; ").map_or(text.as_str(), |(what, _)| what).to_owned();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        // A cause may repeat those behind it.
        if !message.ends_with(&text) {
            message = format!("{message}: {text}");
        }
        cause = error.source();
    }
    message
}
