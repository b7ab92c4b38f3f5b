//! Whether the current tokio runtime has an I/O driver and a time driver.
//!
//! tokio says whether there is a runtime. Whether that one watches sockets and has timers can only be tried: tokio panics
//! if it does not. It is tried where nothing can be left half done, and only before a new connection.

use std::panic::catch_unwind;
use std::time::Duration;

use socket2::{Domain, Socket, Type};
use tokio::runtime::Handle;

const NOT_TOKIO: &str = "calls must be awaited within a tokio runtime, and this is none";
const NO_TIMERS: &str = "this tokio runtime has no timers; build it with `enable_all`";
const NO_NETWORK: &str = "this tokio runtime watches no sockets; build it with `enable_all`";

/// What is missing here, and what to do about it.
pub(crate) type Missing = &'static str;

/// The runtime that this is polled in.
pub(crate) fn current() -> Result<Handle, Missing> {
    Handle::try_current().map_err(|_| NOT_TOKIO)
}

/// Whether there are timers.
pub(crate) fn timers() -> Result<(), Missing> {
    current()?;
    catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).map_err(|_| NO_TIMERS)
}

/// Whether sockets are watched.
pub(crate) fn network() -> Result<(), Missing> {
    current()?;
    // Without a socket nothing can be tried; then connecting says why.
    let Ok(socket) = Socket::new(Domain::IPV4, Type::DGRAM, None) else { return Ok(()) };
    if socket.set_nonblocking(true).is_err() {
        return Ok(());
    }
    catch_unwind(|| drop(tokio::net::UdpSocket::from_std(socket.into()))).map_err(|_| NO_NETWORK)
}
