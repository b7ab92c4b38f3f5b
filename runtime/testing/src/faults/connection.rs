//! A connection: requests in, answers out, as far as faults let them.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::service::{Delivery, Service};
use crate::ReceivedRequest;

/// How many bytes of a slow answer are sent at a time.
const PIECE: usize = 16;

/// Serves requests until the client or a fault closes the connection.
pub(super) async fn serve(stream: TcpStream, service: Arc<Service>) {
    let mut stream = BufReader::new(stream);
    while let Ok(Some(mut request)) = ReceivedRequest::read_head(&mut stream).await {
        let arrival = service.arrived(&request);
        if arrival.is_unread() {
            return;
        }
        if let Err(error) = request.read_body(&mut stream).await {
            if error.kind() == io::ErrorKind::InvalidData {
                let _ = stream.write_all(&service.unreadable(&arrival, &error).to_bytes()).await;
            }
            return;
        }
        let (answer, slow) = match service.handle(&request, &arrival) {
            Delivery::Whole(answer) => (answer, false),
            Delivery::Slow(answer) => (answer, true),
            Delivery::Part(bytes) => {
                // Whoever closed the connection first, it is closed now.
                let _ = stream.write_all(&bytes).await;
                return;
            }
            Delivery::Close => return,
            Delivery::Reset => {
                let _ = stream.get_ref().set_zero_linger();
                return;
            }
            Delivery::Hang => {
                // Until the client closes it.
                let _ = stream.read_u8().await;
                return;
            }
        };
        let bytes = answer.to_bytes();
        let beginning = if slow { slowly(&mut stream, &bytes, service.delay).await } else { Ok(0) };
        let Ok(rest) = beginning.map(|sent| bytes.get(sent..).unwrap_or_default()) else { return };
        // Entered first: whoever has seen the last byte finds it entered.
        service.sent(&arrival, &answer);
        if stream.write_all(rest).await.is_err() {
            service.not_sent(&arrival, &answer);
            return;
        }
    }
}

/// Sends the beginning of an answer after a delay, or piece by piece; how many bytes these were. Some are left.
async fn slowly(stream: &mut BufReader<TcpStream>, bytes: &[u8], delay: Option<Duration>) -> io::Result<usize> {
    if let Some(delay) = delay {
        tokio::time::sleep(delay).await;
        return Ok(0);
    }
    stream.get_ref().set_nodelay(true)?;
    let (beginning, _) = bytes.split_at(bytes.len().saturating_sub(1));
    for piece in beginning.chunks(PIECE) {
        stream.write_all(piece).await?;
        tokio::task::yield_now().await;
    }
    Ok(beginning.len())
}
