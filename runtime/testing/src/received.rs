//! Reading a request off a connection, byte for byte.

use std::io;

use bytes::Bytes;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

const MAX_HEAD: usize = 256 << 10;
const MAX_BODY: usize = 16 << 20;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct ReceivedRequest {
    /// The HTTP method.
    pub method: String,
    /// The target of the request line: path and query.
    pub target: String,
    /// Names in lower case and values, in the order they arrived. A value is read as Latin-1.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
}

impl ReceivedRequest {
    /// The value of a header; `None` unless there is exactly one of that name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    /// Reads one request; `None` if the connection ends before it begins.
    ///
    /// # Errors
    ///
    /// The connection fails, or what comes is not a request of known length.
    pub async fn read(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Self>> {
        let Some(mut request) = Self::read_head(stream).await? else { return Ok(None) };
        request.read_body(stream).await?;
        Ok(Some(request))
    }

    /// Reads one request without its body; `None` if the connection ends before it begins.
    pub(crate) async fn read_head(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Self>> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut room = (&mut *stream).take((MAX_HEAD - head.len()) as u64);
            if room.read_until(b'\n', &mut head).await? > 0 {
                continue;
            }
            return match head.len() {
                0 => Ok(None),
                MAX_HEAD => Err(invalid("the head is too long")),
                _ => Err(io::ErrorKind::UnexpectedEof.into()),
            };
        }
        Self::parse(&head).map(Some).ok_or_else(|| invalid("the head is malformed"))
    }

    /// Reads the body of a request of which the head was read.
    pub(crate) async fn read_body(&mut self, stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<()> {
        let length = self.header("content-length").map_or(Ok(0), str::parse).map_err(|_| invalid("bad length"))?;
        if length > MAX_BODY || self.header("transfer-encoding").is_some() {
            return Err(invalid("the body is too long, or of unknown length"));
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await?;
        self.body = body.into();
        Ok(())
    }

    fn parse(head: &[u8]) -> Option<Self> {
        let head: String = head.iter().copied().map(char::from).collect();
        let mut lines = head.strip_suffix("\r\n\r\n")?.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        if words.next() != Some("HTTP/1.1") || words.next().is_some() {
            return None;
        }
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.strip_prefix(' ').unwrap_or(value).to_owned()))
        };
        Some(Self { method, target, headers: lines.map(header).collect::<Option<_>>()?, body: Bytes::new() })
    }
}

fn invalid(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}
