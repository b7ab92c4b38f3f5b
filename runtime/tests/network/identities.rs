//! Who calls, and where that comes from.
//!
//! * Keys, temporary keys and bearer tokens: each is sent as its kind asks for; what bearer tokens look like on the wire is
//!   in the vectors.
//! * Sources are shared, known by their type or not, and told what the call knows.
//! * A source that fails gives the same error to all that wait for it.

use std::error::Error as _;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use runtime::error::{ErrorKind, Retryability};
use runtime::identity::{CredentialsContext, CredentialsError, IdentityKind};
use runtime::{BoxFuture, CredentialsProvider, Error, Identity};
use runtime_testing::Reply;

use crate::support::operations::Takeover;
use crate::support::{fixed_config, scripted_with};

#[test]
fn kinds_and_parts() {
    let end = UNIX_EPOCH + Duration::from_secs(7);
    let key = Identity::access_key("id", "secret");
    assert_eq!((key.kind(), key.access_key_id(), key.expires_at()), (IdentityKind::AccessKey, Some("id"), None));
    let temporary = Identity::sts("id", "secret", "token").with_expires_at(end).with_provider_name("mine");
    assert_eq!((temporary.kind(), temporary.security_token()), (IdentityKind::TemporaryKey, Some("token")));
    assert_eq!((temporary.expires_at(), temporary.provider_name()), (Some(end), "mine"));
    let bearer = Identity::bearer_token("token\n");
    assert_eq!(
        (bearer.kind(), bearer.access_key_id(), bearer.access_key_secret()),
        (IdentityKind::BearerToken, None, None)
    );
}

#[tokio::test]
async fn a_bearer_token_that_cannot_be_sent() {
    for (token, hint) in [("", "the bearer token is empty"), ("kana\nrie", "the bearer token has a line end")] {
        let config = fixed_config().with_credentials(Identity::bearer_token(token));
        let (server, client) = scripted_with(config, []).await;
        let error = client.call(Takeover::default()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.to_string().contains(hint) && !format!("{error:?}").contains("kana"), "{error}");
        assert_eq!(server.connections(), 0);
    }
}

/// Notes what it is told.
#[derive(Debug, Default)]
struct Noting(Mutex<Vec<(SystemTime, Duration, String)>>);

impl CredentialsProvider for Noting {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        let transport = format!("{:?}", context.transport());
        self.0.lock().unwrap().push((context.now(), context.time_left(), transport));
        Box::pin(std::future::ready(Ok(Identity::access_key("id", "secret"))))
    }
}

#[tokio::test]
async fn a_source_is_shared_and_told_what_the_call_knows() {
    const LIMIT: Duration = Duration::from_secs(600);
    let noting = Arc::new(Noting::default());
    let unknown: Arc<dyn CredentialsProvider> = noting.clone();
    for _ in 0..2 {
        let config = fixed_config().with_credentials(Arc::clone(&unknown)).with_timeout(LIMIT);
        let (_server, client) = scripted_with(config, [Reply::json("{}")]).await;
        client.call(Takeover::default()).await.unwrap();
    }
    let noted = noting.0.lock().unwrap();
    assert_eq!(noted.len(), 2);
    for (now, time_left, transport) in noted.iter() {
        assert_eq!(*now, UNIX_EPOCH + Duration::from_secs(1_768_377_600));
        assert!(*time_left <= LIMIT && *time_left > LIMIT / 2);
        assert!(transport.starts_with("HyperTransport"), "{transport}");
    }
}

/// Always fails, with the same error.
#[derive(Debug)]
struct Failing(CredentialsError);

impl CredentialsProvider for Failing {
    fn identity<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        Box::pin(std::future::ready(Err(self.0.clone())))
    }
}

#[tokio::test]
async fn an_error_of_a_source_goes_to_all_that_wait() {
    let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
    let failing = Failing(CredentialsError::new("no metadata service here").with_source(refused));
    let (server, client) = scripted_with(fixed_config().with_credentials(failing), []).await;
    for _ in 0..2 {
        let error: Error = client.call(Takeover::default()).await.unwrap_err();
        assert_eq!(error.to_string(), "no credentials: no metadata service here");
        assert_eq!((error.kind(), error.retryability()), (ErrorKind::Credentials, Retryability::NotSent));
        let cause = error.source().unwrap().downcast_ref::<io::Error>().unwrap();
        assert_eq!(cause.kind(), io::ErrorKind::ConnectionRefused);
    }
    assert_eq!(server.connections(), 0);
}
