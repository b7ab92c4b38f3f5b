//! What the tests share: operations of three kinds, a client of a server that injects faults, callers in parallel.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use runtime::codegen::{
    Bytes, ClientCore, Effect, Extra, Method, Operation, OperationInfo, Parameter, ServiceInfo, Value, object,
};
use runtime::identity::{CredentialsContext, CredentialsError};
use runtime::{BoxFuture, Call, Config, CredentialsProvider, Error, Identity, Response};
use runtime_testing::VirtualTime;
use runtime_testing::faults::{CALL_HEADER, Fault, FaultOptions, FaultRates, FaultServer, Rate};

static SERVICE: ServiceInfo = ServiceInfo::new("Demo", "2024-01-01", &[]);
/// The host that the server is taken for.
pub(crate) const HOST: &str = "demo.cn-shanghai.aliyuncs.com";

/// How many callers there are in parallel, unless a test is about their number.
pub(crate) const CALLERS: usize = 32;

macro_rules! operation {
    ($name:ident { $($field:ident: $wire:literal),* } = $info:expr) => {
        #[derive(Default)]
        pub(crate) struct $name {
            $(pub(crate) $field: Option<String>,)*
            pub(crate) extra: Extra,
        }

        object!($name { $($field: $wire),* });

        impl Operation for $name {
            type Output = Value;
            const INFO: OperationInfo = $info;
        }
    };
}

// Writes, and has no token.
operation!(
    CreateJob { name: "Name" } = OperationInfo::rpc("CreateJob", Method::Post).parameters(&[Parameter::form("Name")])
);

// Writes, with a token.
operation!(
    CreateInstance { client_token: "ClientToken", name: "Name" } =
        OperationInfo::rpc("CreateInstance", Method::Post).token("ClientToken")
);

// Reads.
operation!(DescribeJobs { name: "Name" } = OperationInfo::rpc("DescribeJobs", Method::Post).effect(Effect::Read));

/// A temporary identity that the service accepts, and another one for each that it refuses.
#[derive(Debug, Default)]
struct Renewed(AtomicU32);

impl CredentialsProvider for Renewed {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        let renewals = match context.refused() {
            Some(_) => self.0.fetch_add(1, Ordering::Relaxed) + 1,
            None => self.0.load(Ordering::Relaxed),
        };
        let token = format!("token-{renewals}");
        let identity = Identity::sts(FaultOptions::ACCESS_KEY_ID, FaultOptions::ACCESS_KEY_SECRET, token);
        Box::pin(std::future::ready(Ok(identity)))
    }
}

/// Settings of a client whose time is virtual.
pub(crate) fn config(time: &VirtualTime) -> Config {
    let (clock, sleep) = (time.clone(), time.clone());
    Config::new("cn-shanghai")
        .with_credentials(Renewed::default())
        .with_clock(move || clock.now())
        .with_sleep(move |wait| sleep.sleep(wait))
}

/// The same, with waits that are over at once: callers in parallel stay under way together.
pub(crate) fn hasty_config(time: &VirtualTime) -> Config {
    config(time).with_sleep(|_| Box::pin(std::future::ready(())))
}

/// Settings of a server with the same time.
pub(crate) fn options(time: &VirtualTime) -> FaultOptions {
    let clock = time.clone();
    FaultOptions::new().seed(7).clock(move || clock.now())
}

/// A client that takes the server for the real host.
pub(crate) fn client(config: Config, server: &FaultServer) -> ClientCore {
    client_at(config, server.address())
}

/// A client that takes whoever listens there for the real host.
pub(crate) fn client_at(config: Config, address: SocketAddr) -> ClientCore {
    ClientCore::new(config.with_connect_override(HOST, address), &SERVICE).unwrap()
}

/// Server and client of one virtual time.
pub(crate) async fn pair(time: &VirtualTime, rates: FaultRates) -> (Arc<FaultServer>, ClientCore) {
    let server = FaultServer::start(options(time).rates(rates.checked().unwrap())).await.unwrap();
    let client = client(config(time), &server);
    (Arc::new(server), client)
}

/// A server where this always happens.
pub(crate) fn always(fault: Fault) -> FaultRates {
    FaultRates::none().with(fault, Rate::percent(100))
}

/// A call that the server knows by this name.
pub(crate) fn named<O: Operation>(client: &ClientCore, request: O, name: &str) -> Call<O> {
    client.call(request).header(CALL_HEADER, name)
}

/// The outcome of a call.
pub(crate) type Outcome = Result<Response<Value>, Error>;

/// How many attempts a call took.
pub(crate) fn attempts(outcome: &Outcome) -> u32 {
    outcome.as_ref().map_or_else(|error| error.attempts().count(), |response| response.attempts().count())
}

/// The body of a successful answer that the server sends by default has this member.
pub(crate) fn is_complete(response: &Response<Value>) -> bool {
    response.get("RequestId").and_then(Value::as_str).is_some_and(|id| id.len() == 36)
}

/// Has `count` jobs done by callers in parallel, each a participant of the virtual time.
pub(crate) async fn in_parallel<T, F>(time: &VirtualTime, count: usize, job: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let mut callers = tokio::task::JoinSet::new();
    for caller in 0..CALLERS.min(count) {
        let jobs: Vec<_> = (caller..count).step_by(CALLERS).map(&job).collect();
        let participant = time.join();
        callers.spawn(async move {
            let mut done = Vec::new();
            for job in jobs {
                done.push(job.await);
            }
            drop(participant);
            done
        });
    }
    callers.join_all().await.into_iter().flatten().collect()
}

/// A file to upload.
pub(crate) fn large_body() -> Bytes {
    vec![b'x'; 4 << 20].into()
}
