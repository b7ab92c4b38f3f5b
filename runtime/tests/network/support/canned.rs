//! A service without a network: a function from requests to answers.

use std::collections::BTreeMap;
use std::fmt;
use std::future::ready;
use std::sync::{Arc, Mutex};

use runtime::BoxFuture;
use runtime::codegen::ClientCore;
use runtime::transport::{HttpTransport, Request, Response, TransportError, TransportOptions};
use runtime::{Config, HeaderMap};

use super::ICE;

/// A request, as far as a service without a network cares.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) headers: HeaderMap,
}

impl Asked {
    /// A parameter of the query.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// A number in the query.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        Some(self.get(name)?.parse().unwrap())
    }
}

/// An answer: status, headers and body.
pub(crate) type Answer = (u16, Vec<(&'static str, String)>, String);

/// A success with this body.
pub(crate) fn success(body: impl Into<String>) -> Answer {
    (200, Vec::new(), body.into())
}

/// A failure with this code.
pub(crate) fn failure(status: u16, code: &str) -> Answer {
    (status, Vec::new(), format!(r#"{{"Code":"{code}","Message":"m","RequestId":"r"}}"#))
}

/// What makes answers.
type Answers = dyn FnMut(&Asked) -> Answer + Send;

/// The service, and what it was asked.
#[derive(Clone)]
pub(crate) struct Canned {
    answer: Arc<Mutex<Answers>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Canned {
    pub(crate) fn new(answer: impl FnMut(&Asked) -> Answer + Send + 'static) -> Self {
        Self { answer: Arc::new(Mutex::new(answer)), asked: Arc::default() }
    }

    /// A client of this service.
    pub(crate) fn client(&self, config: Config) -> ClientCore {
        ClientCore::new(config.with_transport(Arc::new(self.clone())), &ICE).unwrap()
    }

    /// What it was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// What it was asked so far of one parameter.
    pub(crate) fn asked_for(&self, name: &str) -> Vec<Option<String>> {
        self.asked().iter().map(|asked| asked.get(name).map(str::to_owned)).collect()
    }
}

impl fmt::Debug for Canned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Canned")
    }
}

impl HttpTransport for Canned {
    fn send(&self, request: Request, _: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        let pairs = request.uri().query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
        let query = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let asked = Asked { query, headers: request.headers().clone() };
        self.asked.lock().unwrap().push(asked.clone());
        let (status, headers, body) = (self.answer.lock().unwrap())(&asked);
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(name, value);
        }
        Box::pin(ready(Ok(response.body(body.into()).unwrap())))
    }
}
