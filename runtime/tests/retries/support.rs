//! Operations that read, write, and write with a token; clients and signatures.

use std::future::ready;
use std::sync::Mutex;

use runtime::codegen::sign::{SigningKey, SigningRequest, authorization, payload_hash};
use runtime::codegen::{Call, ClientCore, Effect, Extra, Method, Operation, OperationInfo, ServiceInfo, Value, object};
use runtime::identity::{CredentialsContext, CredentialsError};
use runtime::mock::{Mock, SentRequest};
use runtime::{BoxFuture, Config, CredentialsProvider, Identity};

pub(crate) static ICE: ServiceInfo = ServiceInfo::new("ICE", "2020-11-09", &[]);
pub(crate) const KEY: (&str, &str) = ("id", "canary-secret");

/// A request type without members, but for a token, and its operation.
macro_rules! operation_type {
    ($name:ident = $info:expr) => {
        #[derive(Default)]
        pub(crate) struct $name {
            pub(crate) token: Option<String>,
            pub(crate) extra: Extra,
        }

        object!($name { token: "ClientToken" });

        impl Operation for $name {
            type Output = Value;
            const INFO: OperationInfo = $info;
        }
    };
}

operation_type!(Read = OperationInfo::rpc("GetThing", Method::Post).effect(Effect::Read));
operation_type!(Write = OperationInfo::rpc("StartThing", Method::Post));
operation_type!(Create = OperationInfo::rpc("CreateThing", Method::Post).token("ClientToken"));

/// A client. Nothing that is observed of it may show a secret.
pub(crate) fn client(config: Config) -> ClientCore {
    #[cfg(feature = "tracing")]
    runtime_testing::Observer::forbid_everywhere(&["canary"]);
    ClientCore::new(config, &ICE).unwrap()
}

/// The settings of a mock, with an identity whose signatures can be checked.
pub(crate) fn config(mock: &Mock) -> Config {
    mock.config().with_credentials(Identity::access_key(KEY.0, KEY.1))
}

/// What is sent of an operation of which nothing is known, with or without the caller's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Read,
    Vouched,
    Token,
    Write,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Read, Self::Vouched, Self::Token, Self::Write];
}

/// How a call ended: how many attempts were made, and the error if it failed.
pub(crate) struct Ended {
    pub(crate) attempts: u32,
    pub(crate) error: Option<runtime::Error>,
}

/// Makes a call of a kind.
pub(crate) async fn ended(client: &ClientCore, kind: Kind) -> Ended {
    match kind {
        Kind::Read => end(client.call(Read::default())).await,
        Kind::Vouched => end(client.call(Write::default()).idempotent()).await,
        Kind::Token => end(client.call(Create::default())).await,
        Kind::Write => end(client.call(Write::default())).await,
    }
}

async fn end<O: Operation<Output = Value>>(call: Call<O>) -> Ended {
    match call.await {
        Ok(response) => Ended { attempts: response.attempts().count(), error: None },
        Err(error) => Ended { attempts: error.attempts().count(), error: Some(error) },
    }
}

/// Checks the signature of a request against one that is computed from what was sent.
pub(crate) fn check_signature(request: &SentRequest, (id, secret): (&str, &str)) {
    let hash = payload_hash(request.body());
    assert_eq!(request.header("x-acs-content-sha256"), Some(hash.as_str()));
    let headers: Vec<_> =
        request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    let (path, query) = request.target().split_once('?').unwrap_or((request.target(), ""));
    let signed =
        SigningRequest { method: request.method().as_str(), path, query, headers: &headers, payload_hash: &hash };
    let expected = authorization(&signed, id, &SigningKey::new(secret));
    assert_eq!(request.header("authorization"), Some(expected.as_str()));
}

/// A source that gives one identity after the other, and notes which one it was told to be refused.
#[derive(Debug)]
pub(crate) struct Rotating {
    pub(crate) identities: Mutex<Vec<Identity>>,
    pub(crate) refused: Mutex<Vec<Option<String>>>,
}

impl Rotating {
    /// Gives them in this order, and the last one again and again.
    pub(crate) fn new<const N: usize>(mut identities: [Identity; N]) -> Self {
        identities.reverse();
        Self { identities: Mutex::new(identities.into()), refused: Mutex::default() }
    }
}

impl CredentialsProvider for Rotating {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        let refused = context.refused().and_then(Identity::access_key_id).map(str::to_owned);
        let mut identities = self.identities.lock().unwrap();
        // The next one is fetched only when this one is of no use any more.
        if refused.is_some() && identities.len() > 1 {
            identities.pop();
        }
        self.refused.lock().unwrap().push(refused);
        Box::pin(ready(Ok(identities.last().unwrap().clone())))
    }
}
