//! What each attempt sends, and what is told of the attempts afterwards.

use std::collections::BTreeSet;
use std::time::Duration;

use runtime::Retry;
use runtime::error::FailedAttempt;
use runtime::mock::{Mock, Reply};
use serde_json::json;

use crate::support::{KEY, Kind, Read, Write, check_signature, client, config, ended};

#[tokio::test]
async fn every_attempt_has_its_own_date_nonce_and_signature() {
    let mock = Mock::new()
        .when::<Read>()
        .then_throttle(Duration::from_secs(2))
        .then_status(503)
        .then_throttle(Duration::from_millis(1500))
        .then(Reply::json("{}"));
    let start = mock.clock().now();
    let call = client(config(&mock)).call(Read::default()).query("Q", "a b").header("x-acs-h", "v");
    call.retry(Retry::standard().max_attempts(4)).await.unwrap();

    let (requests, slept) = (mock.requests(), mock.slept());
    assert_eq!((requests.len(), slept.len()), (4, 3));
    let mut time = start;
    for (index, request) in requests.iter().enumerate() {
        assert_eq!(request.time(), time);
        check_signature(request, KEY);
        let made = index.checked_sub(1).map(|last| ((index).to_string(), slept[last].as_millis().to_string()));
        let (attempts, delay) = made.unzip();
        assert_eq!(request.header("x-acs-retry-attempts"), attempts.as_deref());
        assert_eq!(request.header("x-acs-retry-delay"), delay.as_deref());
        // These two are signed, too.
        let authorization = request.header("authorization").unwrap();
        assert_eq!(authorization.contains(";x-acs-retry-attempts;x-acs-retry-delay;"), index > 0, "{authorization}");
        time += slept.get(index).copied().unwrap_or_default();
    }
    for header in ["x-acs-date", "x-acs-signature-nonce", "authorization"] {
        let values: BTreeSet<_> = requests.iter().map(|request| request.header(header).unwrap()).collect();
        // The wait after a status without a hint may be less than a second, which is what a date can tell apart.
        let expected = if header == "x-acs-date" { 3 } else { 4 };
        assert!(values.len() >= expected, "{header}: {values:?}");
    }
    // All else is the same.
    let targets: BTreeSet<_> = requests.iter().map(runtime::mock::SentRequest::target).collect();
    assert_eq!(targets.len(), 1);
}

#[tokio::test]
async fn a_response_tells_of_its_attempts() {
    let mock =
        Mock::new().when::<Read>().then_throttle(Duration::from_secs(1)).then_disconnect().then(Reply::json("{}"));
    let response = client(config(&mock)).call(Read::default()).await.unwrap();
    let failed = response.attempts().failed();
    assert_eq!((response.attempts().count(), failed.len()), (3, 2));
    assert_eq!(failed.iter().map(FailedAttempt::wait).collect::<Vec<_>>(), mock.slept());
    assert_eq!(failed[0].error().code(), Some("Throttling.User"));
    assert!(failed[1].error().as_transport().is_some());
    // A success at once tells of one.
    let mock = Mock::new().when::<Read>().then(Reply::json("{}"));
    let response = client(config(&mock)).call(Read::default()).await.unwrap();
    assert_eq!((response.attempts().count(), response.attempts().failed().len()), (1, 0));
}

#[tokio::test]
async fn an_error_tells_of_its_attempts() {
    let mock = Mock::new().when::<Write>().then_refuse_connection().then_throttle(Duration::ZERO).then_disconnect();
    let error = client(config(&mock)).call(Write::default()).await.unwrap_err();
    let failed = error.attempts().failed();
    assert_eq!((error.attempts().count(), failed.len()), (3, 2));
    assert_eq!(failed.iter().map(FailedAttempt::wait).collect::<Vec<_>>(), mock.slept());
    assert_eq!((failed[0].error().code(), failed[1].error().code()), (None, Some("Throttling.User")));
    assert!(error.to_string().ends_with("; gave up after 3 attempts"), "{error}");
    // A wrong request is none.
    let error = client(config(&mock)).call(Write::default()).header("a b", "").await.unwrap_err();
    assert_eq!(error.attempts().failed().len(), 0);
}

#[tokio::test]
async fn attempts_are_as_many_as_are_allowed() {
    for (retry, expected) in [
        (Retry::standard(), 3),
        (Retry::standard().max_attempts(0), 1),
        (Retry::standard().max_attempts(1), 1),
        (Retry::standard().max_attempts(7), 7),
        (Retry::off(), 1),
    ] {
        let mock = Mock::new().when_any().then_status(500);
        assert_eq!(ended(&client(config(&mock).with_retry(retry)), Kind::Read).await.attempts, expected);
        // Of a call, against what the client says.
        let call = client(config(&mock).with_retry(Retry::standard().max_attempts(9))).call(Read::default());
        assert_eq!(call.retry(retry).await.unwrap_err().attempts().count(), expected);
    }
}

#[tokio::test]
async fn a_body_that_passes_once_is_not_sent_again() {
    use http_body_util::Full;
    use runtime::{Body, Bytes};

    let mock = Mock::new().when::<Read>().then_status(500).then(Reply::json(json!(1)));
    let call = |body| client(config(&mock)).call(Read::default()).body(body);
    // It cannot even be signed.
    let error = call(Body::stream(Full::new(Bytes::from_static(b"a")))).await.unwrap_err();
    assert!(error.to_string().contains("Body::replayable"), "{error}");
    mock.assert_nothing_sent();
    let response = call(Body::replayable(|| Full::new(Bytes::from_static(b"a")))).await.unwrap();
    assert_eq!(response.attempts().count(), 2);
    assert!(mock.requests().iter().all(|request| request.body() == "a"));
}
