//! What the tests share: a transport that answers from memory, and the time.

pub(crate) mod process;

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use runtime::identity::{CredentialsContext, CredentialsError};
use runtime::transport::{HttpTransport, Phase, Request, Response, TransportError, TransportOptions};
use runtime::{BoxFuture, CredentialsProvider, Identity};
use tokio::sync::Semaphore;

/// 2026-01-14T08:00:00Z, the time of the vectors.
pub(crate) fn origin() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_768_377_600)
}

/// How long a call may take.
pub(crate) const CALL: Duration = Duration::from_secs(60);

/// What comes back for a request.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Body(u16, String),
    /// With the time of the service, as the header has it.
    Dated(&'static str, u16, String),
    /// Nothing ever comes.
    Silence,
    /// This comes after a permit is given.
    After(Arc<Semaphore>, Box<Answer>),
    /// There is no connection.
    Unreachable,
}

/// A request as it was sent.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) is_proxy_allowed: bool,
}

impl Sent {
    fn of(request: &Request, options: TransportOptions) -> Self {
        let text = |value: &http::HeaderValue| value.to_str().unwrap().to_owned();
        Self {
            method: request.method().to_string(),
            uri: request.uri().to_string(),
            headers: request.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
            body: String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap(),
            is_proxy_allowed: options.is_proxy_allowed(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

type Script = Box<dyn Fn(usize, &Sent) -> Answer + Send + Sync>;

/// A transport that gives the answers of a script, which is told how many requests went before.
pub(crate) struct Scripted {
    script: Script,
    sent: Mutex<Vec<Sent>>,
    forgets: bool,
}

impl Scripted {
    /// One that does not keep what was sent.
    pub(crate) fn forgetful(script: impl Fn(usize, &Sent) -> Answer + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { script: Box::new(script), sent: Mutex::default(), forgets: true })
    }

    pub(crate) fn new(script: impl Fn(usize, &Sent) -> Answer + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { script: Box::new(script), sent: Mutex::default(), forgets: false })
    }

    pub(crate) fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.sent.lock().unwrap().len()
    }
}

impl std::fmt::Debug for Scripted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scripted")
    }
}

impl HttpTransport for Scripted {
    fn send(&self, request: Request, options: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let sent = Sent::of(&request, options);
            let before = {
                let mut all = self.sent.lock().unwrap();
                if !self.forgets {
                    all.push(sent.clone());
                }
                all.len().saturating_sub(1)
            };
            // As on a network, nothing is there at once.
            tokio::task::yield_now().await;
            let host = request.uri().host().unwrap_or_default();
            let mut answer = (self.script)(before, &sent);
            while let Answer::After(permit, later) = answer {
                permit.acquire().await.unwrap().forget();
                answer = *later;
            }
            match answer {
                Answer::After(..) => unreachable!("it has come"),
                Answer::Body(status, body) => Ok(http::Response::builder().status(status).body(body.into()).unwrap()),
                Answer::Dated(date, status, body) => {
                    Ok(http::Response::builder().status(status).header("date", date).body(body.into()).unwrap())
                }
                Answer::Silence => std::future::pending().await,
                Answer::Unreachable => Err(TransportError::new(host, Phase::Connect, "nobody is there")),
            }
        })
    }
}

/// Asks a source, at a time.
pub(crate) async fn ask(
    source: &dyn CredentialsProvider,
    transport: &Arc<Scripted>,
    now: SystemTime,
) -> Result<Identity, CredentialsError> {
    let transport: Arc<dyn HttpTransport> = transport.clone();
    source.identity(CredentialsContext::new(&transport, now, CALL)).await
}

/// The document of an identity, as a URI and the metadata service give it.
pub(crate) fn document(id: &str, expires_at: SystemTime) -> String {
    let end = time(expires_at);
    format!(
        r#"{{"Code":"Success","AccessKeyId":"{id}","AccessKeySecret":"secret of {id}","SecurityToken":"token of {id}","Expiration":"{end}"}}"#
    )
}

/// What STS answers.
pub(crate) fn assumed(id: &str, expires_at: SystemTime) -> String {
    format!(r#"{{"RequestId":"R","Credentials":{}}}"#, document(id, expires_at))
}

/// A time of the day of [`origin`] or the next as services write it.
pub(crate) fn time(at: SystemTime) -> String {
    let seconds = at.duration_since(origin()).unwrap().as_secs() + 8 * 3600;
    let (day, hour, minute, second) = (14 + seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("2026-01-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}
