//! A server on this machine that answers from a script.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::ReceivedRequest;
use crate::answer::Answer;

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Answers, and keeps the connection alive.
    Answer {
        /// The HTTP status.
        status: u16,
        /// Headers besides `content-length`.
        headers: Vec<(String, String)>,
        /// The body.
        body: Bytes,
    },
    /// Sends these bytes, whatever they are, and closes the connection.
    Raw(Bytes),
    /// Closes the connection without an answer.
    Close,
    /// Never answers.
    Silence,
}

impl Reply {
    /// An answer of status 200 with a JSON body.
    #[must_use]
    pub fn json(body: impl Into<Bytes>) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json;charset=utf-8".to_owned())];
        Self::Answer { status: 200, headers, body: body.into() }
    }
}

/// The server. It stops when it is dropped.
#[derive(Debug)]
pub struct Loopback {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    server: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct State {
    replies: VecDeque<Reply>,
    requests: Vec<ReceivedRequest>,
    connections: usize,
}

impl Loopback {
    /// Starts a server that gives these replies, one for each request, over all its connections.
    /// When they are used up it closes connections without an answer.
    ///
    /// # Errors
    ///
    /// No port could be bound.
    pub async fn start(replies: impl IntoIterator<Item = Reply>) -> io::Result<Self> {
        let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let state = State { replies: replies.into_iter().collect(), ..State::default() };
        let state = Arc::new(Mutex::new(state));
        let server = tokio::spawn(accept(listener, Arc::clone(&state)));
        Ok(Self { address, state, server })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// All requests so far. One that was answered is among them.
    #[must_use]
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        lock(&self.state).requests.clone()
    }

    /// How many connections were accepted so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        lock(&self.state).connections
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn accept(listener: TcpListener, state: Arc<Mutex<State>>) {
    // Owns the connections: they end with this task.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        lock(&state).connections += 1;
        connections.spawn(serve(stream, Arc::clone(&state)));
    }
}

async fn serve(stream: TcpStream, state: Arc<Mutex<State>>) {
    let mut stream = BufReader::new(stream);
    while let Ok(Some(request)) = ReceivedRequest::read(&mut stream).await {
        let reply = {
            let mut state = lock(&state);
            state.requests.push(request);
            state.replies.pop_front()
        };
        let (bytes, keep_alive) = match reply {
            Some(Reply::Answer { status, headers, body }) => (Answer { status, headers, body }.to_bytes(), true),
            Some(Reply::Raw(bytes)) => (bytes.to_vec(), false),
            Some(Reply::Silence) => std::future::pending().await,
            Some(Reply::Close) | None => return,
        };
        if stream.write_all(&bytes).await.is_err() || !keep_alive {
            return;
        }
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
