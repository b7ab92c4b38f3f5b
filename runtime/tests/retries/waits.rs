//! How long a call waits between its attempts.

use std::time::Duration;

use runtime::Retry;
use runtime::error::FailedAttempt;
use runtime::mock::{Mock, Reply};

use crate::support::{Read, client, config};

const MILLISECOND: Duration = Duration::from_millis(1);

/// The waits of one call after another, each with this many attempts.
async fn waits(mock: Mock, retry: Retry, calls: usize) -> Vec<Vec<Duration>> {
    let mut waits = Vec::new();
    for _ in 0..calls {
        // A client of its own, with a budget of its own.
        let call = client(config(&mock)).call(Read::default()).retry(retry).timeout(Duration::from_secs(3600));
        let error = call.await.unwrap_err();
        waits.push(error.attempts().failed().iter().map(FailedAttempt::wait).collect());
    }
    waits
}

#[tokio::test]
async fn a_hint_is_kept_to_with_a_tenth_on_top() {
    for hint in [MILLISECOND, 300 * MILLISECOND, Duration::from_secs(2), Duration::from_secs(60)] {
        let mock = Mock::new().when_any().then_throttle(hint);
        let waits = waits(mock, Retry::standard(), 50).await.concat();
        assert!(waits.len() == 100 && waits.iter().all(|wait| *wait >= hint && *wait <= hint * 11 / 10), "{waits:?}");
        assert!(waits.iter().max().unwrap() > waits.iter().min().unwrap(), "not all at once");
    }
}

#[tokio::test]
async fn a_hint_is_in_milliseconds_or_else_in_seconds_or_a_date() {
    const DATE: (&str, &str) = ("date", "Thu, 01 Jan 2026 00:00:00 GMT");
    for (headers, expected) in [
        (vec![("x-acs-retry-after", "1500")], 1500 * MILLISECOND),
        (vec![("retry-after", "3")], 3000 * MILLISECOND),
        (vec![("x-acs-retry-after", "1500"), ("retry-after", "3")], 1500 * MILLISECOND),
        (vec![("x-acs-retry-after", "12abc"), ("retry-after", "3")], 3000 * MILLISECOND),
        (vec![DATE, ("retry-after", "Thu, 01 Jan 2026 00:00:07 GMT")], 7000 * MILLISECOND),
    ] {
        let reply = |reply: Reply, (name, value)| reply.with_header(name, value);
        let reply = headers.iter().copied().fold(Reply::error(429, "Throttling", "m"), reply);
        let mock = Mock::new().when_any().then(reply);
        let waits = waits(mock, Retry::standard(), 1).await.concat();
        assert!(waits.iter().all(|wait| *wait >= expected && *wait <= expected * 11 / 10), "{headers:?}: {waits:?}");
    }
}

#[tokio::test]
async fn without_a_hint_the_limit_doubles_up_to_a_cap() {
    let retry = Retry::standard().max_attempts(10);
    let mock = Mock::new().when_any().then_status(503);
    let all = waits(mock, retry, 40).await;
    for place in 0..9 {
        let limit = (200 * MILLISECOND * (1 << place)).min(Duration::from_secs(20));
        let (least, most) = (all.iter().map(|waits| waits[place]).min(), all.iter().map(|waits| waits[place]).max());
        let (least, most) = (least.unwrap(), most.unwrap());
        // All of it is used: from almost nothing to almost the limit.
        assert!(most <= limit && most > limit / 2 && least < limit / 2, "{place}: {least:?} to {most:?}");
    }
    // Other limits.
    let retry = Retry::standard().base_delay(MILLISECOND).max_delay(2 * MILLISECOND).max_attempts(8);
    let waits = waits(Mock::new().when_any().then_status(503), retry, 5).await.concat();
    assert!(waits.iter().all(|wait| *wait <= 2 * MILLISECOND), "{waits:?}");
}

#[tokio::test]
async fn a_hint_beyond_the_time_of_the_call_ends_it_at_once() {
    let mock = Mock::new().when_any().then_throttle(Duration::from_secs(10));
    let call = |seconds| client(config(&mock)).call(Read::default()).timeout(Duration::from_secs(seconds));
    let error = call(9).await.unwrap_err();
    assert_eq!((error.code(), error.attempts().count(), mock.slept()), (Some("Throttling.User"), 1, vec![]));
    assert!(error.as_service().unwrap().retry_after() == Some(Duration::from_secs(10)));
    // The time that was waited is gone: there is none for a second one.
    let error = call(15).await.unwrap_err();
    assert_eq!((error.attempts().count(), mock.slept().len()), (2, 1));
    // However long it is.
    for hint in ["18446744073709551615", "3600000"] {
        let reply = Reply::error(429, "Throttling", "m").with_header("x-acs-retry-after", hint);
        let mock = Mock::new().when_any().then(reply);
        let error = client(config(&mock)).call(Read::default()).timeout(Duration::MAX).await.unwrap_err();
        assert_eq!(error.attempts().count(), if hint.len() > 10 { 1 } else { 3 });
    }
    // A hint is not held to the cap of other waits.
    let mock = Mock::new().when_any().then_throttle(Duration::from_secs(25)).then(Reply::json("{}"));
    client(config(&mock)).call(Read::default()).await.unwrap();
    assert!(mock.slept()[0] >= Duration::from_secs(25));
}
