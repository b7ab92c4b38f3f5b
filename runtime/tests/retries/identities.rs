//! Identities that the service refuses as expired.

use std::sync::Arc;

use runtime::identity::{CredentialsContext, CredentialsError};
use runtime::mock::{Mock, Reply, SentRequest};
use runtime::{BoxFuture, CredentialsProvider, Identity};

use crate::support::{Kind, Rotating, check_signature, client, ended};

/// A service that takes this key only.
fn service(accepted: &'static str) -> Mock {
    Mock::new().on_any(move |request| {
        let expired = Reply::error(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
        Ok(if key(request) == accepted { Reply::json("{}") } else { expired })
    })
}

fn key(request: &SentRequest) -> &str {
    request.header("x-acs-accesskey-id").unwrap_or_default()
}

fn temporary(id: &str) -> Identity {
    Identity::sts(id, format!("secret of {id}"), format!("token of {id}"))
}

#[tokio::test]
async fn an_expired_one_is_replaced_once() {
    let source = Arc::new(Rotating::new([temporary("first"), temporary("second")]));
    let mock = service("second");
    let client = client(mock.config().with_credentials(Arc::clone(&source)));
    assert_eq!(ended(&client, Kind::Write).await.attempts, 2);
    assert_eq!(ended(&client, Kind::Write).await.attempts, 1);
    let requests = mock.requests();
    assert_eq!(requests.iter().map(key).collect::<Vec<_>>(), ["first", "second", "second"]);
    for request in &requests {
        let id = key(request);
        check_signature(request, (id, &format!("secret of {id}")));
        assert_eq!(request.header("x-acs-security-token"), Some(format!("token of {id}").as_str()));
    }
    // The source was told which one it was.
    assert_eq!(*source.refused.lock().unwrap(), [None, Some("first".to_owned()), None]);
    assert_eq!(mock.slept(), [std::time::Duration::ZERO]);
}

#[tokio::test]
async fn a_second_refusal_is_the_error() {
    let source = Arc::new(Rotating::new([temporary("first"), temporary("second"), temporary("third")]));
    let mock = service("third");
    let ended = ended(&client(mock.config().with_credentials(Arc::clone(&source))), Kind::Read).await;
    assert_eq!((ended.attempts, ended.error.unwrap().code()), (2, Some("InvalidSecurityToken.Expired")));
    assert_eq!(source.refused.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn the_same_one_is_not_sent_twice() {
    let source = Arc::new(Rotating::new([temporary("only")]));
    let mock = service("another");
    for kind in Kind::ALL {
        let ended = ended(&client(mock.config().with_credentials(Arc::clone(&source))), kind).await;
        assert_eq!((ended.attempts, ended.error.unwrap().code()), (1, Some("InvalidSecurityToken.Expired")));
    }
    // One that is its own source.
    let ended = ended(&client(mock.config().with_credentials(temporary("static"))), Kind::Read).await;
    assert_eq!(ended.attempts, 1);
    assert_eq!(mock.requests().len(), 5);
}

/// A source that has nothing else once its identity was refused.
#[derive(Debug)]
struct Failing(Identity);

impl CredentialsProvider for Failing {
    fn identity<'a>(&'a self, context: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        let identity =
            if context.refused().is_some() { Err(CredentialsError::new("none")) } else { Ok(self.0.clone()) };
        Box::pin(std::future::ready(identity))
    }
}

#[tokio::test]
async fn what_the_service_said_is_the_error_if_there_is_no_other_one() {
    let mock = service("another");
    let ended = ended(&client(mock.config().with_credentials(Failing(temporary("only")))), Kind::Read).await;
    assert_eq!((ended.attempts, ended.error.unwrap().code()), (1, Some("InvalidSecurityToken.Expired")));
}
