//! What an event of a stream costs, in CPU time of this process: 230 bytes, 1,000 events a call, in pieces of 1,400 bytes
//! as they come over a network.
//!
//! `cargo bench -p alibabacloud-runtime --bench events -- --rounds N`
//!
//! * `parse`: from bytes to raw events;
//! * `read`: the same as items of a call, without a network, the call included;
//! * `typed`: the same with the data of each event read.

use std::error::Error;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::task::{Context, Poll};

use http_body::{Body as HttpBody, Frame};
use runtime::codegen::events::Parser;
use runtime::codegen::{ClientCore, EventText, Extra, Method, Operation, OperationInfo, ServiceInfo, object};
use runtime::transport::{HttpTransport, Request, Response, TransportError, TransportOptions};
use runtime::{Body, BoxFuture, Bytes, Config, Identity};
use runtime_testing::measure;

const EVENTS: u32 = 1_000;
const CALLS: u32 = 20;

/// The bytes of a packet.
const PIECE: usize = 1_400;

static SERVICE: ServiceInfo = ServiceInfo::new("Bench", "2020-01-01", &[]);

#[derive(Default)]
struct Chat {
    extra: Extra,
}

object!(Chat {});

#[derive(Default)]
struct Delta {
    content: Option<String>,
    index: Option<i64>,
    request_id: Option<String>,
    extra: Extra,
}

object!(Delta { content: "Content", index: "Index", request_id: "RequestId" });

impl Operation for Chat {
    type Output = EventText<Delta>;
    const INFO: OperationInfo = OperationInfo::rpc("Chat", Method::Post).event_stream();
}

/// The stream in pieces.
struct Pieces(Bytes);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let size = self.0.len().min(PIECE);
        let piece = self.0.split_to(size);
        Poll::Ready((!piece.is_empty()).then(|| Ok(Frame::data(piece))))
    }
}

/// Answers every request with the same stream.
#[derive(Debug)]
struct Canned(Bytes);

impl HttpTransport for Canned {
    fn send(&self, _: Request, _: TransportOptions) -> BoxFuture<'_, Result<Response, TransportError>> {
        let body = Body::stream(Pieces(self.0.clone()));
        let response = http::Response::builder().header("content-type", "text/event-stream").body(body);
        Box::pin(std::future::ready(
            response.map_err(|error| TransportError::new("", runtime::transport::Phase::Body, error)),
        ))
    }
}

fn stream() -> Bytes {
    let event = |index| {
        format!(
            "id:{index}\nevent:result\ndata:{{\"RequestId\":\"39f8e0bc-005e-4f30-9379-701645f4a1b2\",\"Index\":{index},\
             \"Content\":\"A piece of an answer, as long as a model gives it at a time, more or less: 100 bytes.\"}}\n\n"
        )
    };
    (0..EVENTS).map(event).collect::<String>().into()
}

/// Nanoseconds of CPU time an event.
fn each(read: impl FnOnce() -> Result<u32, Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    let before = measure::cpu_time();
    let count = read()?;
    if count != EVENTS * CALLS {
        return Err(format!("{count} events were read").into());
    }
    Ok(measure::each(measure::cpu_time().saturating_sub(before), count))
}

fn parsed(stream: &Bytes) -> Result<u32, Box<dyn Error>> {
    let mut count = 0;
    for _ in 0..CALLS {
        let (mut parser, mut pieces) = (Parser::default(), stream.clone());
        while !pieces.is_empty() {
            let mut piece = pieces.split_to(pieces.len().min(PIECE));
            while let Some(event) = parser.next(&mut piece).map_err(|_| "an event is too long")? {
                std::hint::black_box(event);
                count += 1;
            }
        }
    }
    Ok(count)
}

async fn received(client: &ClientCore, is_typed: bool) -> Result<u32, Box<dyn Error>> {
    let mut count = 0;
    for _ in 0..CALLS {
        let mut events = client.call(Chat::default()).events();
        while let Some(event) = events.next().await {
            let event = event?;
            if is_typed {
                std::hint::black_box(event.data()?);
            }
            count += 1;
        }
    }
    Ok(count)
}

fn main() -> ExitCode {
    measure::main(|rounds| {
        let stream = stream();
        let credentials = Identity::access_key("id", "secret");
        let config = Config::new("cn-shanghai").with_credentials(credentials);
        let client = ClientCore::new(config.with_transport(Arc::new(Canned(stream.clone()))), &SERVICE)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (mut parse, mut read, mut typed) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            parse.push(each(|| parsed(&stream))?);
            read.push(each(|| runtime.block_on(received(&client, false)))?);
            typed.push(each(|| runtime.block_on(received(&client, true)))?);
        }
        measure::report("events/parse/cpu", "ns", &parse)?;
        measure::report("events/read/cpu", "ns", &read)?;
        measure::report("events/typed/cpu", "ns", &typed)?;
        Ok(())
    })
}
