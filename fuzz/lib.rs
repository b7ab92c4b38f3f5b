//! What the fuzz targets share: a client without a network, and an operation.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use runtime::codegen::{ClientCore, Extra, Method, Operation, OperationInfo, Parameter, ServiceInfo, object};
use runtime::transport::{HttpTransport, TransportError, TransportOptions};
use runtime::{Body, BoxFuture, Config, Error, Identity, Response};

static SERVICE: ServiceInfo = ServiceInfo::new("Fuzz", "2020-01-01", &[]);

/// A transport that keeps what it is given and gives the answer that it has.
#[derive(Debug, Default)]
pub struct Canned {
    pub answer: Mutex<http::Response<Body>>,
    pub sent: Mutex<Option<http::Request<Body>>>,
}

impl HttpTransport for Canned {
    fn send(
        &self,
        request: http::Request<Body>,
        _: TransportOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        *self.sent.lock().unwrap() = Some(request);
        let answer = std::mem::take(&mut *self.answer.lock().unwrap());
        Box::pin(std::future::ready(Ok(answer)))
    }
}

/// A client over the transport.
pub fn client(config: Config, transport: Arc<Canned>) -> Result<ClientCore, Error> {
    let identity = Identity::sts("id", "KEY of the caller", "KEY of the token");
    ClientCore::new(config.with_credentials(identity).with_transport(transport), &SERVICE)
}

/// The result of a call that waits for nothing.
pub fn result<O: Operation>(client: &ClientCore, request: O) -> Result<Response<O::Output>, Error> {
    now(client.call(request).into_future())
}

/// The output of a future that waits for nothing.
pub fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("there is nothing to wait for"),
    }
}

/// A request and its response.
#[derive(Default)]
pub struct Thing {
    pub id: Option<String>,
    pub count: Option<i64>,
    pub ratio: Option<f64>,
    pub list: Option<Vec<Thing>>,
    pub secret: Option<String>,
    pub extra: Extra,
}

object!(Thing { count: "Count", id: "Id", list: "List", ratio: "Ratio", secret: "Secret" secret });

impl Operation for Thing {
    type Output = Thing;
    const INFO: OperationInfo =
        OperationInfo::roa("GetThing", Method::Post, "/things/{Id}").parameters(&[Parameter::path("Id")]);
}
