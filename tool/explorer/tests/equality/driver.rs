//! Makes calls of generated clients, and records what they would send. Part of this test, and of the generated programs.

use std::future::{Future, ready};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use runtime::transport::{Request, Response, TransportError, TransportOptions};
use runtime::{BoxFuture, Call, Config, HttpTransport, Identity, Operation, Retry};
use serde_json::{Value, json};

/// 2026-01-14T08:00:00Z, after the epoch.
const TIME: Duration = Duration::from_hours(491_216);

/// The same clock and nonces for all; without retries, no token is made.
pub(crate) fn config() -> Config {
    Config::new("cn-shanghai")
        .with_clock(|| UNIX_EPOCH + TIME)
        .with_nonce(|| "00112233445566778899aabbccddeeff".to_owned())
        .with_user_agent("equality")
        .with_retry(Retry::off())
}

pub(crate) fn identity() -> Identity {
    Identity::sts("id", "access-key-secret", "security-token")
}

/// What a client sends for a request, or why it sends nothing.
pub(crate) fn record<O: Operation + serde::de::DeserializeOwned>(
    object: &Value,
    call: impl FnOnce(Config, O) -> Call<O>,
) -> Value {
    let request: O = serde_json::from_value(object.clone()).unwrap();
    let recorder = Arc::new(Recorder::default());
    let config = config().with_credentials(identity()).with_transport(recorder.clone());
    let response = blocking(call(config, request).into_future());
    let sent = recorder.0.lock().unwrap().take();
    match (sent, response) {
        (Some(sent), _) => sent,
        (None, Err(error)) => json!({ "error": format!("{error:#}") }),
        (None, Ok(_)) => panic!("nothing was sent"),
    }
}

thread_local! {
    static RECORDER: Arc<Recorder> = Arc::default();
}

/// The settings of a program that is [run](run).
#[allow(dead_code, reason = "of one of the programs")]
pub(crate) fn recording() -> Config {
    config().with_credentials(identity()).with_transport(RECORDER.with(Arc::clone))
}

/// Runs a program, and gives what it sends.
#[allow(dead_code, reason = "of one of the programs")]
pub(crate) fn run(main: impl FnOnce() -> Result<(), Box<dyn std::error::Error>>) -> Value {
    let result = main();
    let sent = RECORDER.with(|recorder| recorder.0.lock().unwrap().take());
    sent.unwrap_or_else(|| json!({ "error": result.err().map(|error| error.to_string()) }))
}

/// A request, byte for byte.
pub(crate) fn shown(request: &Request) -> Value {
    let headers = request.headers().iter();
    let latin_1 = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect::<String>();
    let headers: Vec<_> = headers.map(|(name, value)| format!("{name}: {}", latin_1(value.as_bytes()))).collect();
    json!({
        "method": request.method().as_str(),
        "uri": request.uri().to_string(),
        "headers": headers,
        "body": request.body().as_bytes().map(|body| latin_1(body)),
    })
}

pub(crate) fn blocking<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[derive(Debug, Default)]
struct Recorder(Mutex<Option<Value>>);

impl HttpTransport for Recorder {
    fn send(&self, request: Request, _: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        *self.0.lock().unwrap() = Some(shown(&request));
        Box::pin(ready(Ok(Response::new("{}".into()))))
    }
}
