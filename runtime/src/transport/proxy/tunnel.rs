//! A tunnel through a proxy (RFC 9110, section 9.3.6).

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::task::Poll;

use http::header::{HOST, HeaderValue, PROXY_AUTHORIZATION};
use http::{Method, Request, StatusCode, Uri};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;

use super::ProxyServer;
use crate::BoxError;
use crate::body::Body;
use crate::transport::origin::Origin;
use crate::transport::stream::Stream;

/// How long the head of the answer may be; its body is not read.
const LONGEST_HEAD: usize = 16 << 10;

/// Asks the proxy at the end of a stream to connect to an origin: the stream behind, or the status of a refusal.
pub(in crate::transport) async fn open_tunnel(
    stream: Stream,
    proxy: &ProxyServer,
    origin: &Origin,
) -> Result<Result<Stream, StatusCode>, BoxError> {
    let request = connect(proxy, origin)?;
    let (mut sender, mut http) =
        http1::Builder::new().max_header_size(LONGEST_HEAD).handshake(TokioIo::new(stream)).await?;
    let mut answer = pin!(sender.send_request(request));
    let mut ended = false;
    let response = poll_fn(|context| {
        // How it ended is told by the answer.
        ended = ended || http.poll_without_shutdown(context).is_ready();
        answer.as_mut().poll(context)
    });
    let status = response.await?.status();
    if !status.is_success() {
        return Ok(Err(status));
    }
    poll_fn(|context| if ended { Poll::Ready(Ok(())) } else { http.poll_without_shutdown(context) }).await?;
    let parts = http.into_parts();
    match parts.read_buf.is_empty() {
        true => Ok(Ok(parts.io.into_inner())),
        false => Err(io::Error::new(io::ErrorKind::InvalidData, "the proxy sent more than an answer").into()),
    }
}

fn connect(proxy: &ProxyServer, origin: &Origin) -> Result<Request<Body>, http::Error> {
    let target = origin.with_port();
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::CONNECT;
    request.headers_mut().insert(HOST, HeaderValue::try_from(&target)?);
    if let Some(authorization) = &proxy.authorization {
        request.headers_mut().insert(PROXY_AUTHORIZATION, authorization.clone());
    }
    *request.uri_mut() = Uri::try_from(target)?;
    Ok(request)
}
