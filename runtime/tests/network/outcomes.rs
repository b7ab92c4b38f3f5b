//! Failures that a service reports with a status of success.

use std::future::ready;

use runtime::error::{ErrorKind, Retryability};
use runtime::{Config, HttpResponse, Response, Retry};

use crate::support::canned::{Canned, success};
use crate::support::operations::{DescribeInstances, Takeover, TakeoverResponse};
use crate::support::{error_vectors, fixed_config, text};

const FAILURE: &str =
    r#"{"Success":false,"Code":"NotFound.X","Message":"no such thing","RequestId":"r-1","Data":{"Left":1}}"#;

fn service(body: &'static str) -> Canned {
    Canned::new(move |_| success(body))
}

fn strict() -> Config {
    fixed_config().with_strict_outcome(true).with_sleep(|_| Box::pin(ready(())))
}

#[tokio::test]
async fn an_outcome_is_an_error_on_request() {
    let response = service(FAILURE).client(fixed_config()).call(Takeover::default()).await.unwrap();
    assert_eq!(response.request_id(), Some("r-1"), "without asking, it is a success");
    let error = response.outcome().unwrap_err();
    assert_eq!(error.to_string(), "TakeoverAIAgentCall failed: 200 NotFound.X: no such thing (request id r-1)");
    assert_eq!(
        (error.kind(), error.code(), error.message(), error.request_id(), error.retryability()),
        (ErrorKind::Service, Some("NotFound.X"), Some("no such thing"), Some("r-1"), Retryability::Safe)
    );
    assert_eq!(error.as_service().unwrap().fields()["Data"]["Left"], 1);
    assert_eq!((error.status().unwrap().as_u16(), error.attempts().count()), (200, 1));

    let response = service(r#"{"Success":true,"Code":"OK","ChannelId":"c"}"#);
    let response = response.client(fixed_config()).call(Takeover::default()).await.unwrap().outcome().unwrap();
    assert_eq!(response.channel_id.as_deref(), Some("c"));
}

#[tokio::test]
async fn the_recorded_failure_is_one() {
    let vector = error_vectors().into_iter().find(|vector| vector["id"] == "200-business-error").unwrap();
    let body = text(&vector, "/replies/0/body").to_owned();
    let service = Canned::new(move |_| success(body.clone()));
    let error = service.client(strict()).call(Takeover::default()).await.unwrap_err();
    assert_eq!((error.code(), error.message(), error.request_id()), (Some("InvalidX"), Some("still 200"), Some("r")));
}

#[tokio::test]
async fn other_names_of_code_and_message() {
    let table = [
        (r#"{"success":false,"errorCode":"E.1","errorMessage":"m"}"#, Some("E.1"), Some("m")),
        (r#"{"success":false,"error_code":"E.1","error_msg":"m"}"#, Some("E.1"), Some("m")),
        (r#"{"Success":"false","Code":"200","ErrorCode":"E.1","ErrMessage":"m"}"#, Some("E.1"), Some("m")),
        (r#"{"Success":false,"Code":"200"}"#, Some("200"), None),
        (r#"{"Code":5001,"Msg":"m"}"#, Some("5001"), Some("m")),
        (r#"{"Success":false}"#, None, None),
    ];
    for (body, code, message) in table {
        let response = service(body).client(fixed_config()).call(Takeover::default()).await.unwrap();
        let error = response.outcome().unwrap_err();
        assert_eq!((error.code(), error.message()), (code, message), "{body}");
    }
}

#[tokio::test]
async fn a_strict_call_fails_by_itself() {
    let error = service(FAILURE).client(strict()).call(Takeover::default()).await.unwrap_err();
    assert_eq!((error.code(), error.status().unwrap().as_u16()), (Some("NotFound.X"), 200));
    // For one call only, and for all but one.
    let client = service(FAILURE).client(fixed_config());
    assert!(client.call(Takeover::default()).strict_outcome(true).await.is_err());
    let client = service(FAILURE).client(strict());
    assert!(client.call(Takeover::default()).strict_outcome(false).await.is_ok());
}

#[tokio::test]
async fn a_strict_call_is_retried_by_the_same_rules() {
    for (code, attempts) in [("Throttling.User", 2), ("NotFound", 1), ("InternalError", 1)] {
        let mut made = 0;
        let service = Canned::new(move |_| {
            made += 1;
            let failure = format!(r#"{{"Success":false,"Code":"{code}","Message":"m"}}"#);
            success(if made == 1 { failure } else { r#"{"Success":true}"#.to_owned() })
        });
        let result = service.client(strict()).call(Takeover::default()).retry(Retry::standard()).await;
        assert_eq!((service.asked().len(), result.is_ok()), (attempts, attempts == 2), "{code}");
    }
}

#[tokio::test]
async fn secrets_of_the_request_are_not_repeated() {
    let service = service(r#"{"Success":false,"Code":"E","Message":"not hidden-value"}"#);
    let call = service.client(fixed_config()).call(DescribeInstances::default()).query("Key", "hidden-value");
    let error = call.await.unwrap().outcome().unwrap_err();
    assert_eq!(error.to_string(), "DescribeInstances failed: 200 E: not [redacted]");
}

#[test]
fn a_made_up_response_has_an_outcome() {
    let http = HttpResponse::new(runtime::StatusCode::OK, runtime::HeaderMap::new(), FAILURE);
    let error = Response::from_parts(TakeoverResponse::default(), http).outcome().unwrap_err();
    assert_eq!(error.to_string(), "the call failed: 200 NotFound.X: no such thing (request id r-1)");
}
