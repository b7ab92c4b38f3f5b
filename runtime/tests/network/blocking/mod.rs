//! Blocking calls: what they give, where they can be made, and what threads they need.

mod calls;
mod places;
mod start;
mod streams;
mod threads;

use std::future::Future;
use std::sync::Arc;

use runtime::blocking::Call;
use runtime::codegen::{BlockingCore, Operation};
use runtime::mock::{self, Mock};
use runtime::{Config, Error};
use runtime_testing::{Loopback, Reply};
use tokio::runtime::{Builder, Runtime};

use crate::support::operations::Takeover;
use crate::support::{HOST, ICE, fixed_config};

/// A loopback server, on threads of its own.
struct Served {
    server: Loopback,
    _runtime: Runtime,
}

fn served(replies: impl IntoIterator<Item = Reply>) -> Served {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Loopback::start(replies)).unwrap();
    Served { server, _runtime: runtime }
}

impl Served {
    fn config(&self) -> Config {
        fixed_config().with_connect_override(HOST, self.server.address())
    }

    fn client(&self) -> BlockingCore {
        BlockingCore::new(self.config(), &ICE).unwrap()
    }
}

/// A client whose calls get this reply without a network.
fn mocked(reply: &'static str) -> (Mock, BlockingCore) {
    let mock = Mock::new().when_any().then(mock::Reply::new(200, reply));
    let client = BlockingCore::new(fixed_config().with_transport(Arc::new(mock.clone())), &ICE).unwrap();
    (mock, client)
}

fn takeover(instance_id: &str) -> Takeover {
    Takeover { instance_id: Some(instance_id.to_owned()), ..Takeover::default() }
}

/// What a runtime of one thread makes of it.
fn run<T>(future: impl Future<Output = T>) -> T {
    Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn clients_are_shared_between_threads_and_calls_move() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn moved<T: Send>() {}
    shared::<BlockingCore>();
    moved::<Call<Takeover>>();
    moved::<Result<<Takeover as Operation>::Output, Error>>();
}
