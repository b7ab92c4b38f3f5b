//! The call: the response on the standard output, what became of it on the standard error.

use std::future::{Future, poll_fn};
use std::path::Path;
use std::pin::pin;
use std::task::Poll;
use std::time::Instant;

use generator::model::Output;
use runtime::codegen::dynamic::OperationInfo;
use runtime::codegen::{CallOptions, ClientCore};
use runtime::error::{Attempts, ErrorKind};
use runtime::{Bytes, Download, Error, HttpResponse, Response, StatusCode, Value};
use tool::terminal::{count, printable};

use crate::client::ClientOptions;
use crate::dynamic::Object;
use crate::operation::ExploredOperation;
use crate::output::{self, Ended};
use crate::save::BodyFile;

/// What became of a call.
pub(crate) struct Outcome {
    /// Why it failed, if it did.
    pub(crate) failure: Option<CallFailure>,
    /// Status, request id, attempts and time, in one line.
    pub(crate) line: String,
}

/// Why a call failed.
pub(crate) enum CallFailure {
    /// The call itself.
    Call(Box<Error>),
    /// The response cannot be written.
    Output(String),
    /// A response that cannot be kept.
    Request(String),
}

/// A call that can be made.
pub(crate) struct Prepared<'a> {
    pub(crate) operation: &'a ExploredOperation,
    pub(crate) object: &'a Value,
    pub(crate) options: &'a ClientOptions,
    /// Where the body goes.
    pub(crate) place: &'a BodyPlace<'a>,
}

/// Where the body of a response goes.
pub(crate) enum BodyPlace<'a> {
    Stdout,
    /// A body that is there as a whole.
    File(BodyFile),
    /// One that comes piece by piece; whether it can be saved, the download checks before it sends anything.
    Download(&'a Path),
}

/// Status, request id and attempts.
#[derive(Default)]
struct Facts {
    status: Option<StatusCode>,
    request_id: Option<String>,
    attempts: u32,
    saved: Option<String>,
}

type Done = Result<Facts, (Facts, CallFailure)>;

impl Prepared<'_> {
    /// Makes the call. `None` if the user interrupted it.
    pub(crate) async fn run(&self) -> Option<Outcome> {
        let start = Instant::now();
        let done = unless_interrupted(self.call()).await?;
        let (facts, failure) = match done {
            Ok(facts) => (facts, None),
            Err((facts, failure)) => (facts, Some(failure)),
        };
        Some(Outcome { failure, line: facts.line(start.elapsed().as_millis()) })
    }

    async fn call(&self) -> Done {
        let object = Object::read(self.operation.request(), self.object).map_err(|error| {
            (Facts::default(), CallFailure::Request(format!("the request cannot be read: {error}")))
        })?;
        let mut config = self.options.config();
        if let Some(address) = self.options.connect {
            let authority = self.options.endpoint.clone().unwrap_or_else(|| address.to_string());
            config = config.with_endpoint(&authority).with_connect_override(authority, address);
        }
        let client = ClientCore::new(config, &self.operation.service()).map_err(failed)?;
        let parameters = self.operation.parameters();
        let info = self.operation.info(&parameters);
        let mut options = CallOptions::default();
        if let Some(timeout) = self.options.timeout {
            options = options.timeout(timeout);
        }
        match self.operation.output() {
            _ if self.operation.call().event_stream => events(&client, &info, &object, options).await,
            Output::Bytes => self.download(client.download_described(&info, &object, options)).await,
            Output::Json(_) => self.written(client.call_described::<Value>(&info, &object, options).await),
            Output::Text | Output::Unit => self.written(client.call_described::<Bytes>(&info, &object, options).await),
        }
    }

    /// Writes the body of a response, if the service reports no failure with it. One that cannot be read is what people want
    /// to see: the call was carried out.
    fn written<T: runtime::Output>(&self, response: Result<Response<T>, Error>) -> Done {
        let response = match response {
            Ok(response) => response,
            Err(error) if error.kind() == ErrorKind::Decode => {
                let body = error.http().map(|http| http.body().clone()).unwrap_or_default();
                let (facts, failure) = failed(error);
                let (Ok(facts) | Err((facts, _))) = self.keep(facts, &body);
                return Err((facts, failure));
            }
            Err(error) => return Err(failed(error)),
        };
        let facts = Facts::of(&response);
        let response = response.outcome().map_err(failed)?;
        self.keep(facts, response.http().body())
    }

    /// Puts a whole body where it goes.
    fn keep(&self, facts: Facts, body: &[u8]) -> Done {
        let BodyPlace::File(file) = self.place else { return facts.after(output::body(body)) };
        let Err(error) = file.complete(body) else {
            return Ok(Facts { saved: Some(saved_line(file.path(), body.len() as u64)), ..facts });
        };
        let path = printable(&file.path().display().to_string());
        let mut message = format!("the call succeeded, but `{path}` cannot be written: {error}");
        if str::from_utf8(body).is_ok() && output::body(body).is_ok() {
            message.push_str("; the response is on standard output");
        }
        Err((facts, CallFailure::Output(message)))
    }

    async fn download(&self, mut download: Download) -> Done {
        if let BodyPlace::Download(path) = self.place {
            let saved = download.to_file(path).await.map_err(failed)?;
            let facts = Facts::head(Some(saved.http()), saved.request_id(), Some(saved.attempts()));
            return Ok(Facts { saved: Some(saved_line(path, saved.len())), ..facts });
        }
        while let Some(piece) = download.next().await {
            if let Err(ended) = output::bytes(&piece.map_err(failed)?) {
                return Facts::head(download.http(), download.request_id(), download.attempts()).after(Err(ended));
            }
        }
        Ok(Facts::head(download.http(), download.request_id(), download.attempts()))
    }
}

async fn events(client: &ClientCore, info: &OperationInfo<'_>, object: &Object, options: CallOptions) -> Done {
    let mut events = client.events_described::<Bytes>(info, object, options);
    while let Some(event) = events.next().await {
        if let Err(ended) = output::text(event.map_err(failed)?.text()) {
            return Facts::head(events.http(), events.request_id(), events.attempts()).after(Err(ended));
        }
    }
    Ok(Facts::head(events.http(), events.request_id(), events.attempts()))
}

impl Facts {
    /// Those of a response that is read as it comes.
    fn head(http: Option<&HttpResponse>, request_id: Option<&str>, attempts: Option<&Attempts>) -> Self {
        Self {
            status: http.map(HttpResponse::status),
            request_id: request_id.map(str::to_owned),
            attempts: attempts.map_or(0, Attempts::count),
            saved: None,
        }
    }

    fn of<T>(response: &Response<T>) -> Self {
        Self::head(Some(response.http()), response.request_id(), Some(response.attempts()))
    }

    /// The end of a call whose response was written.
    fn after(self, written: Result<(), Ended>) -> Done {
        match written {
            // Who stops reading has seen enough.
            Ok(()) | Err(Ended::Closed) => Ok(self),
            Err(Ended::Failed(error)) => {
                let message = format!("the call succeeded, but the response cannot be written: {error}");
                Err((self, CallFailure::Output(message)))
            }
        }
    }

    fn line(self, milliseconds: u128) -> String {
        let status = self.status.map_or_else(|| "no response".to_owned(), |status| status.to_string());
        let id = self.request_id.map(|id| format!("request ID {}", printable(&id)));
        let attempts = (self.attempts > 0).then(|| count(self.attempts as usize, "attempt"));
        let time = Some(format!("{milliseconds} ms"));
        let parts: Vec<String> = [Some(status), id, attempts, self.saved, time].into_iter().flatten().collect();
        parts.join(", ")
    }
}

fn failed(error: Error) -> (Facts, CallFailure) {
    let facts = Facts {
        status: error.status(),
        request_id: error.request_id().map(str::to_owned),
        attempts: error.attempts().count(),
        saved: None,
    };
    (facts, CallFailure::Call(Box::new(error)))
}

fn saved_line(path: &Path, length: u64) -> String {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    format!("{} in `{}`", count(length, "byte"), printable(&path.display().to_string()))
}

/// What the work gives, unless the user stops the program first.
async fn unless_interrupted<T>(work: impl Future<Output = T>) -> Option<T> {
    let mut interrupt = pin!(tokio::signal::ctrl_c());
    let mut work = pin!(work);
    let mut listens = true;
    poll_fn(|context| {
        if listens && let Poll::Ready(signal) = interrupt.as_mut().poll(context) {
            // Where signals cannot be waited for, they end the program by themselves.
            listens = false;
            if signal.is_ok() {
                return Poll::Ready(None);
            }
        }
        work.as_mut().poll(context).map(Some)
    })
    .await
}
