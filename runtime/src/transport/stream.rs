//! A connection: bytes over TCP, in the clear or within TLS, and what is known of what became of them.

use std::io;
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// The TCP half of a connection. The HTTP library holds the one handle, and we hold the other.
///
/// When the host stops to read, it may have answered before: what it refuses is dropped, and reading goes on. So an early
/// answer to a long request is not lost.
#[derive(Clone)]
pub(super) struct Wire(Arc<Mutex<Socket>>);

struct Socket {
    tcp: TcpStream,
    outgoing: Outgoing,
}

/// What became of the bytes of a request.
#[derive(Debug, Default)]
pub(super) struct Outgoing {
    /// Whether the system took any.
    pub(super) begun: bool,
    /// Whether the system did not take all that there was.
    pub(super) stuck: bool,
    /// Why the rest was dropped.
    pub(super) lost: Option<io::Error>,
}

impl Wire {
    pub(super) fn new(tcp: TcpStream) -> Self {
        Self(Arc::new(Mutex::new(Socket { tcp, outgoing: Outgoing::default() })))
    }

    /// Whether the host has neither closed the connection nor sent anything.
    ///
    /// Asks the system itself: what the runtime knows of the socket is as old as its last turn.
    pub(super) fn is_quiet(&self) -> bool {
        let found = SockRef::from(&self.lock().tcp).peek(&mut [MaybeUninit::uninit()]);
        found.is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock)
    }

    /// What became of the last request; that is forgotten.
    pub(super) fn take_outgoing(&self) -> Outgoing {
        std::mem::take(&mut self.lock().outgoing)
    }

    fn lock(&self) -> MutexGuard<'_, Socket> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Socket {
    /// Writes with a function of the socket, and notes how that ended.
    fn write(
        &mut self,
        length: usize,
        write: impl FnOnce(Pin<&mut TcpStream>) -> Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if self.outgoing.lost.is_some() {
            return Poll::Ready(Ok(length));
        }
        let written = write(Pin::new(&mut self.tcp));
        self.outgoing.stuck = written.is_pending();
        match written {
            Poll::Ready(Ok(count)) => {
                self.outgoing.begun |= count > 0;
                Poll::Ready(Ok(count))
            }
            Poll::Ready(Err(error)) if is_refusal(&error) => {
                self.outgoing.lost = Some(error);
                Poll::Ready(Ok(length))
            }
            other => other,
        }
    }
}

/// Whether the host does not take any more bytes.
fn is_refusal(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
    matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset)
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.lock().tcp).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.lock().write(bytes.len(), |tcp| tcp.poll_write(context, bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let length = slices.iter().map(|slice| slice.len()).sum();
        self.lock().write(length, |tcp| tcp.poll_write_vectored(context, slices))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.lock().tcp).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.lock().tcp).poll_shutdown(context)
    }
}

/// What requests are written to and responses are read from. TLS may stand on TLS: within a tunnel through a proxy that is
/// reached over HTTPS.
pub(super) enum Stream {
    Plain(Wire),
    #[cfg(feature = "tls")]
    Tls(Box<super::tls::TlsStream>),
}

/// Calls the same function of whichever stream it is.
macro_rules! forward {
    ($stream:expr, $stream_of:ident => $call:expr) => {
        match $stream.get_mut() {
            Stream::Plain($stream_of) => {
                let $stream_of = Pin::new($stream_of);
                $call
            }
            #[cfg(feature = "tls")]
            Stream::Tls($stream_of) => {
                let $stream_of = Pin::new(&mut **$stream_of);
                $call
            }
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        forward!(self, stream => stream.poll_read(context, buffer))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        forward!(self, stream => stream.poll_write(context, bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        forward!(self, stream => stream.poll_write_vectored(context, slices))
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Plain(wire) => wire.is_write_vectored(),
            #[cfg(feature = "tls")]
            Self::Tls(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        forward!(self, stream => stream.poll_flush(context))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        forward!(self, stream => stream.poll_shutdown(context))
    }
}
