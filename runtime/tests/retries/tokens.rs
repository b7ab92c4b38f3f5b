//! The value that tells a service that two requests are the same one.

use runtime::Retry;
use runtime::codegen::{CallOptions, Method, Parameter, Value, dynamic};
use runtime::mock::{Mock, Reply, SentRequest};

use crate::support::{Create, Write, client, config};

fn tokens(mock: &Mock) -> Vec<Option<String>> {
    mock.requests().iter().map(|request| request.query("ClientToken")).collect()
}

fn given(token: &str) -> Create {
    Create { token: Some(token.to_owned()), ..Create::default() }
}

#[tokio::test]
async fn one_is_made_for_each_call_and_stays_over_its_attempts() {
    let mock = Mock::new().when::<Create>().then_disconnect().then_status(500).then(Reply::json("{}"));
    let client = client(config(&mock));
    client.call(Create::default()).await.unwrap();
    client.call(Create::default()).await.unwrap();
    let tokens = tokens(&mock);
    assert!(tokens.len() == 4 && tokens[0].is_some(), "{tokens:?}");
    assert!(tokens[0] == tokens[1] && tokens[1] == tokens[2] && tokens[2] != tokens[3], "{tokens:?}");
    // The request of the program has none, as it was made.
    assert!(mock.sent::<Create>().iter().all(|request| request.token.is_none()));
}

#[tokio::test]
async fn that_of_the_caller_is_never_replaced() {
    for call in ["field", "query", "config", "both"] {
        let mock = Mock::new().when::<Create>().then_disconnect().then(Reply::json("{}"));
        let response = match call {
            "field" => client(config(&mock)).call(given("mine")).await,
            "query" => client(config(&mock)).call(Create::default()).query("ClientToken", "mine").await,
            "config" => client(config(&mock).with_query("ClientToken", "mine")).call(Create::default()).await,
            // That of the request wins, as with all other parameters.
            _ => client(config(&mock)).call(given("mine")).query("ClientToken", "other").await,
        };
        assert_eq!(response.unwrap().attempts().count(), 2, "{call}");
        assert_eq!(tokens(&mock), [Some("mine".to_owned()), Some("mine".to_owned())], "{call}");
    }
}

#[tokio::test]
async fn none_is_made_without_retries() {
    let mock = Mock::new().when::<Create>().then_disconnect();
    let error = client(config(&mock)).call(Create::default()).retry(Retry::off()).await.unwrap_err();
    assert_eq!((tokens(&mock), error.attempts().count()), (vec![None], 1));
    client(config(&mock).with_retry(Retry::off())).call(given("mine")).await.unwrap_err();
    assert_eq!(tokens(&mock), [None, Some("mine".to_owned())]);
}

#[tokio::test]
async fn one_that_was_made_says_nothing_of_another_call() {
    use runtime::error::Retryability;

    let mock = Mock::new().when_any().then_disconnect();
    let error = client(config(&mock)).call(Create::default()).await.unwrap_err();
    // Another call would have another token.
    assert_eq!((error.attempts().count(), error.retryability()), (3, Retryability::Unsafe));
    let error = client(config(&mock)).call(given("mine")).await.unwrap_err();
    assert_eq!((error.attempts().count(), error.retryability()), (3, Retryability::Safe));
}

#[tokio::test]
async fn an_operation_without_one_gets_none() {
    let mock = Mock::new().when::<Write>().then(Reply::json("{}"));
    client(config(&mock)).call(Write::default()).await.unwrap();
    assert_eq!(tokens(&mock), [None]);
}

#[tokio::test]
async fn none_that_was_made_has_been_made_before() {
    let mock = Mock::new().when::<Create>().then(Reply::json("{}"));
    // Not those of the mock, which are the same in each run.
    let plain = || runtime::Config::new("cn-hangzhou").with_credentials(runtime::Identity::access_key("i", "s"));
    for _ in 0..5 {
        let config = plain().with_transport(std::sync::Arc::new(mock.clone())).with_nonce(|| "nonce".to_owned());
        client(config).call(Create::default()).await.unwrap();
    }
    let mut tokens = tokens(&mock);
    tokens.sort();
    tokens.dedup();
    assert!(tokens.len() == 5 && tokens.iter().all(|token| token.as_ref().is_some_and(|token| token.len() <= 64)));
}

#[tokio::test]
async fn one_that_is_empty_is_none_and_stays() {
    for in_query in [false, true] {
        let mock = Mock::new().when::<Create>().then_disconnect();
        let call = client(config(&mock)).call(if in_query { Create::default() } else { given("") });
        let call = if in_query { call.query("ClientToken", "") } else { call };
        assert_eq!(call.await.unwrap_err().attempts().count(), 1);
        assert_eq!(tokens(&mock), [Some(String::new())]);
    }
}

/// Calls an operation whose token goes somewhere else, and loses the response each time: how many attempts are made, and
/// what was sent.
async fn lost(parameter: Parameter, call: impl FnOnce(CallOptions) -> CallOptions) -> (u32, Vec<SentRequest>) {
    let parameters = [parameter];
    let operation =
        dynamic::OperationInfo::rpc("CreateThing", Method::Post).token("ClientToken").parameters(&parameters);
    let mock = Mock::new().when_any().then_disconnect();
    let call = call(CallOptions::default());
    let call = client(config(&mock)).call_described::<Value>(&operation, &Create::default(), call);
    (call.await.unwrap_err().attempts().count(), mock.requests())
}

#[tokio::test]
async fn one_goes_where_the_operation_says() {
    let (attempts, requests) = lost(Parameter::header("ClientToken"), |call| call).await;
    assert_eq!((attempts, requests[0].header("clienttoken").is_some()), (3, true));
    let (attempts, requests) = lost(Parameter::form("ClientToken"), |call| call).await;
    assert_eq!((attempts, requests[0].body().starts_with(b"ClientToken=")), (3, true));
    // A header of the caller is a token, too.
    let (attempts, requests) = lost(Parameter::header("ClientToken"), |call| call.header("clienttoken", "mine")).await;
    assert_eq!((attempts, requests[2].header("clienttoken")), (3, Some("mine")));
}

#[tokio::test]
async fn one_that_is_not_sent_makes_nothing_repeatable() {
    // The protocol has no place for it.
    let (attempts, _) = lost(Parameter::unsent("ClientToken"), |call| call).await;
    assert_eq!(attempts, 1);
    // Another body goes in place of the form.
    let (attempts, requests) = lost(Parameter::form("ClientToken"), |call| call.body("octets")).await;
    assert_eq!((attempts, requests[0].body().as_ref()), (1, &b"octets"[..]));
}
