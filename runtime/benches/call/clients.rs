//! The clients that are compared.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client as HyperClient;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use runtime::codegen::{BlockingCore, ClientCore, Operation, ServiceInfo};
use runtime::transport::{HttpTransport, TransportError, TransportOptions};
use runtime::{Body, BoxFuture, Bytes, Config, Identity};

use tower_service::Service;

use crate::operations::Make;
use crate::server;

static SERVICE: ServiceInfo = ServiceInfo::new("ICE", "2020-11-09", &[]);
const HOST: &str = "ice.cn-shanghai.aliyuncs.com";

/// Something that sends one request over and over.
pub(crate) trait Client: Clone + Send + 'static {
    fn call(&self) -> impl Future<Output = Result<(), Box<dyn Error + Send + Sync>>> + Send;
}

/// Our client.
pub(crate) struct Signed<O> {
    client: ClientCore,
    make: Make<O>,
}

impl<O: Operation> Signed<O> {
    pub(crate) fn new(make: Make<O>, server: SocketAddr) -> Result<Self, runtime::Error> {
        let client = ClientCore::new(config().with_connect_override(HOST, server), &SERVICE)?;
        Ok(Self { client, make })
    }
}

impl<O> Clone for Signed<O> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), make: self.make }
    }
}

impl<O: Operation> Client for Signed<O> {
    async fn call(&self) -> Result<(), Box<dyn Error + Send + Sync>> {
        let response = self.client.call((self.make)()).await?;
        // Nothing of it may be optimized away.
        std::hint::black_box(&response);
        Ok(())
    }
}

/// Our client without async.
pub(crate) struct Blocking<O> {
    client: BlockingCore,
    make: Make<O>,
}

impl<O: Operation> Blocking<O> {
    pub(crate) fn new(make: Make<O>, server: SocketAddr) -> Result<Self, runtime::Error> {
        let client = BlockingCore::new(config().with_connect_override(HOST, server), &SERVICE)?;
        Ok(Self { client, make })
    }

    pub(crate) fn call(&self) -> Result<(), runtime::Error> {
        let response = self.client.call((self.make)()).send()?;
        std::hint::black_box(&response);
        Ok(())
    }
}

/// A client without anything of ours, that sends what ours would send.
#[derive(Clone)]
pub(crate) struct Bare {
    client: HyperClient<HttpConnector<Resolver>, Full<Bytes>>,
    request: http::Request<Full<Bytes>>,
}

impl Bare {
    pub(crate) async fn new<O: Operation>(make: Make<O>, server: SocketAddr) -> Result<Self, Box<dyn Error>> {
        let mut connector = HttpConnector::new_with_resolver(Resolver(server));
        connector.set_nodelay(true);
        let client = HyperClient::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(connector);

        let (mut head, body) = Unsent::new(make)?.recorded().await?.into_parts();
        let target = head.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        head.uri = format!("http://{HOST}:{}{target}", server.port()).parse()?;
        head.headers.insert("content-length", body.len().into());
        Ok(Self { client, request: http::Request::from_parts(head, Full::new(body)) })
    }
}

impl Client for Bare {
    async fn call(&self) -> Result<(), Box<dyn Error + Send + Sync>> {
        let response = self.client.request(self.request.clone()).await?;
        std::hint::black_box(response.into_body().collect().await?.to_bytes());
        Ok(())
    }
}

/// Takes the server for every host, so that both clients look for connections under the name of the real one.
#[derive(Clone)]
struct Resolver(SocketAddr);

impl Service<Name> for Resolver {
    type Response = std::iter::Once<SocketAddr>;
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Name) -> Self::Future {
        std::future::ready(Ok(std::iter::once(self.0)))
    }
}

/// Our client over a transport that answers at once: all that ours does but for the network.
pub(crate) struct Unsent<O> {
    signed: Signed<O>,
    transport: Arc<Canned>,
}

impl<O> Clone for Unsent<O> {
    fn clone(&self) -> Self {
        Self { signed: self.signed.clone(), transport: Arc::clone(&self.transport) }
    }
}

impl<O: Operation> Unsent<O> {
    pub(crate) fn new(make: Make<O>) -> Result<Self, runtime::Error> {
        let transport = Arc::new(Canned::default());
        let client = ClientCore::new(config().with_transport(transport.clone()), &SERVICE)?;
        Ok(Self { signed: Signed { client, make }, transport })
    }

    /// The request that our client makes.
    async fn recorded(&self) -> Result<http::Request<Bytes>, Box<dyn Error>> {
        self.call().await.map_err(|error| error.to_string())?;
        let last = self.transport.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (head, body) = last.ok_or("nothing was sent")?.into_parts();
        Ok(http::Request::from_parts(head, body.as_bytes().cloned().unwrap_or_default()))
    }
}

impl<O: Operation> Client for Unsent<O> {
    async fn call(&self) -> Result<(), Box<dyn Error + Send + Sync>> {
        self.signed.call().await
    }
}

/// A transport that keeps the last request.
#[derive(Debug, Default)]
struct Canned(Mutex<Option<http::Request<Body>>>);

impl HttpTransport for Canned {
    fn send(
        &self,
        request: http::Request<Body>,
        _: TransportOptions,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        Box::pin(std::future::ready(Ok(http::Response::new(server::BODY.into()))))
    }
}

fn config() -> Config {
    Config::new("cn-shanghai")
        .with_credentials(Identity::access_key("LTAI5tBenchmarkBenchmark", "0123456789abcdefghijklmnopqrst"))
}
