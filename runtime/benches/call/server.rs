//! The least server there can be, in a process of its own.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::thread;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const SERVE: &str = "--serve";
const END_OF_HEAD: &[u8] = b"\r\n\r\n";
/// The body of every response.
pub(crate) const BODY: &str = r#"{"RequestId":"7B117AF5-2A16-412C-B127-FA6175ED1AD0","InstanceId":"39f8e0bc005e4f309379701645f4","ChannelId":"70f22d5784194938a7e387052f2b3208","Live":true}"#;

/// The process that serves; it ends when this is dropped, or when this process ends.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    pub(crate) fn start() -> io::Result<Self> {
        let mut process =
            Command::new(std::env::current_exe()?).arg(SERVE).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line.trim().parse().map_err(|_| io::Error::other("the server process did not start"))?;
        Ok(Self { process, address })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its standard input ends it.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Whether this process is to be the server.
pub(crate) fn is_asked_for() -> bool {
    std::env::args().nth(1).as_deref() == Some(SERVE)
}

/// Serves until standard input ends.
pub(crate) fn run() -> ExitCode {
    thread::spawn(|| {
        let _ = io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime.and_then(|runtime| runtime.block_on(serve())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

async fn serve() -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    writeln!(io::stdout(), "{}", listener.local_addr()?)?;
    let response: Arc<[u8]> = response().into_bytes().into();
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(answer(stream, Arc::clone(&response)));
    }
}

/// Answers each head; the requests of this bench have no body and do not overlap on a connection.
async fn answer(mut stream: TcpStream, response: Arc<[u8]>) -> io::Result<()> {
    let mut head = Vec::with_capacity(8192);
    while stream.read_buf(&mut head).await? > 0 {
        if head.ends_with(END_OF_HEAD) {
            head.clear();
            stream.write_all(&response).await?;
        }
    }
    Ok(())
}

fn response() -> String {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json;charset=utf-8";
    format!("{head}\r\ncontent-length: {}\r\n\r\n{BODY}", BODY.len())
}
