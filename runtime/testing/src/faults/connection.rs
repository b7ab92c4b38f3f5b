//! A connection: requests in, answers out, as far as faults let them.

use std::io;
use std::sync::Arc;

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
        if arrival.is_unread() || request.read_body(&mut stream).await.is_err() {
            return;
        }
        let sent = match service.handle(&request, &arrival) {
            Delivery::Whole(answer) => stream.write_all(&answer.to_bytes()).await.map(|()| answer),
            Delivery::Slow(answer) => slowly(&mut stream, &answer.to_bytes(), &service).await.map(|()| answer),
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
        match sent {
            Ok(answer) => service.sent(&arrival, &answer),
            Err(_) => return,
        }
    }
}

async fn slowly(stream: &mut BufReader<TcpStream>, bytes: &[u8], service: &Service) -> io::Result<()> {
    match service.delay {
        Some(delay) => tokio::time::sleep(delay).await,
        None => stream.get_ref().set_nodelay(true)?,
    }
    let piece = if service.delay.is_some() { bytes.len().max(1) } else { PIECE };
    for piece in bytes.chunks(piece) {
        stream.write_all(piece).await?;
        tokio::task::yield_now().await;
    }
    Ok(())
}
