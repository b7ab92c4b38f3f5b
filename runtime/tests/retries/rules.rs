//! The table: what happened, and how many attempts are made if it happens each time.

use runtime::Retry;
use runtime::error::Retryability;
use runtime::mock::{Fault, Mock, Reply};
use runtime::transport::Phase;
use serde_json::json;

use crate::support::{Kind, client, config, ended};

/// What happens, how many attempts follow where sending twice does no harm, and how many elsewhere.
type Row = (&'static str, fn(Mock) -> Mock, u32, u32);

/// An error with this status and code.
macro_rules! service {
    ($status:literal, $code:literal) => {
        (concat!($status, " ", $code), |mock| mock.then_error($status, $code, "m"))
    };
}

/// A failure of the connection in this phase.
macro_rules! lost {
    ($what:ident, $phase:ident) => {
        (stringify!($what $phase), |mock| mock.then_fault(Fault::$what(Phase::$phase)))
    };
}

/// A row of such a pair.
const fn row((name, step): (&'static str, fn(Mock) -> Mock), repeatable: u32, other: u32) -> Row {
    (name, step, repeatable, other)
}

const NOTHING_SENT: [Row; 6] = [
    row(lost!(disconnected, Resolve), 3, 3),
    row(lost!(disconnected, Connect), 3, 3),
    row(lost!(disconnected, Tls), 3, 3),
    row(lost!(disconnected, Start), 3, 3),
    row(lost!(timed_out, Connect), 3, 3),
    row(lost!(timed_out, Tls), 3, 3),
];

const ANSWER_LOST: [Row; 17] = [
    row(lost!(disconnected, Send), 3, 1),
    row(lost!(disconnected, Receive), 3, 1),
    row(lost!(disconnected, Body), 3, 1),
    row(lost!(timed_out, Receive), 3, 1),
    row(lost!(timed_out, Body), 3, 1),
    row(("cut off", |mock| mock.then(Reply::json("{\"a\":1}").cut_off())), 3, 1),
    row(("500", |mock| mock.then_status(500)), 3, 1),
    row(("502", |mock| mock.then_status(502)), 3, 1),
    row(("503", |mock| mock.then_status(503)), 3, 1),
    row(("504", |mock| mock.then(Reply::new(504, "<html>"))), 3, 1),
    row(service!(500, "InternalError"), 3, 1),
    row(service!(400, "InternalError"), 3, 1),
    row(service!(403, "InternalError.Database"), 3, 1),
    row(service!(503, "ServiceUnavailable"), 3, 1),
    row(service!(500, "ServiceUnavailableTemporary"), 3, 1),
    // Whether a service has refused this is not known.
    row(("429 of a gateway", |mock| mock.then_status(429)), 3, 1),
    row(
        ("header and 500", |mock| mock.then(Reply::error(500, "Other", "m").with_header("x-acs-retry-after", "5"))),
        3,
        1,
    ),
];

const THROTTLED: [Row; 11] = [
    row(service!(429, "Throttling.User"), 3, 3),
    row(service!(400, "Throttling.User"), 3, 3),
    row(service!(503, "Throttling"), 3, 3),
    row(service!(429, "ThrottlingException"), 3, 3),
    row(service!(400, "CCAI.Throttling.Qps"), 3, 3),
    row(service!(400, "FlowControl"), 3, 3),
    row(service!(400, "TooManyRequests"), 3, 3),
    row(service!(400, "ResourceThrottled"), 3, 3),
    row(service!(429, "Anything"), 3, 3),
    row(("header", |mock| mock.then(Reply::error(400, "Other", "m").with_header("x-acs-retry-after", "5"))), 3, 3),
    row(("hint", |mock| mock.then_throttle(std::time::Duration::from_secs(1))), 3, 3),
];

const REFUSED: [Row; 7] = [
    row(service!(400, "SignatureNonceUsed"), 2, 1),
    row(service!(400, "IdempotentParameterMismatch"), 1, 1),
    row(service!(400, "InvalidParameter"), 1, 1),
    row(service!(403, "NoPermission"), 1, 1),
    row(service!(404, "NotFound.Throttled"), 1, 1),
    row(("404 without a code", |mock| mock.then_status(404)), 1, 1),
    row(("302", |mock| mock.then(Reply::new(302, "").with_header("location", "https://example.com/"))), 1, 1),
];

fn rows() -> impl Iterator<Item = Row> {
    NOTHING_SENT.into_iter().chain(ANSWER_LOST).chain(THROTTLED).chain(REFUSED)
}

fn expected((_, _, repeatable, other): Row, kind: Kind) -> u32 {
    if kind == Kind::Write { other } else { repeatable }
}

/// A mock in which that happens to every request.
fn always(step: fn(Mock) -> Mock) -> Mock {
    step(Mock::new().when_any())
}

#[tokio::test]
async fn a_failure_each_time() {
    for row in rows() {
        for kind in Kind::ALL {
            let mock = always(row.1);
            let ended = ended(&client(config(&mock)), kind).await;
            assert!(ended.error.is_some(), "{} of {kind:?}", row.0);
            assert_eq!(ended.attempts, expected(row, kind), "{} of {kind:?}", row.0);
            assert_eq!(mock.requests().len(), ended.attempts as usize, "{} of {kind:?}", row.0);
            assert_eq!(mock.slept().len() + 1, ended.attempts as usize, "{} of {kind:?}", row.0);
        }
    }
}

#[tokio::test]
async fn a_failure_once() {
    for row in rows() {
        for kind in Kind::ALL {
            let mock = always(row.1).times(1).then(Reply::json("{}"));
            let ended = ended(&client(config(&mock)), kind).await;
            let attempts = expected(row, kind).min(2);
            assert_eq!((ended.attempts, ended.error.is_none()), (attempts, attempts == 2), "{} of {kind:?}", row.0);
        }
    }
}

#[tokio::test]
async fn without_retries_there_is_one_attempt() {
    for row in rows() {
        for kind in Kind::ALL {
            let mock = always(row.1);
            let ended = ended(&client(config(&mock).with_retry(Retry::off())), kind).await;
            assert_eq!((ended.attempts, mock.slept().len()), (1, 0), "{} of {kind:?}", row.0);
        }
    }
}

#[tokio::test]
async fn a_success_is_never_retried() {
    for reply in [Reply::new(200, "<html>"), Reply::json(json!({ "Code": "Throttling.User", "Success": false }))] {
        let mock = Mock::new().when_any().then(reply);
        assert_eq!(ended(&client(config(&mock)), Kind::Read).await.attempts, 1);
    }
    let mock = Mock::new().when_any().then(Reply::json("[1,2,3]"));
    let limited = config(&mock).with_response_limit(3);
    assert_eq!(ended(&client(limited), Kind::Read).await.attempts, 1);
}

#[tokio::test]
async fn an_error_says_what_may_have_happened() {
    for (rows, expected) in [
        (NOTHING_SENT.as_slice(), Retryability::NotSent),
        (&ANSWER_LOST, Retryability::Unsafe),
        (&THROTTLED, Retryability::Safe),
        // All but the nonce, of which a copy arrived before.
        (&REFUSED[1..], Retryability::Safe),
        (&REFUSED[..1], Retryability::Unsafe),
    ] {
        for row in rows {
            let error = ended(&client(config(&always(row.1))), Kind::Write).await.error.unwrap();
            assert_eq!(error.retryability(), expected, "{}", row.0);
            let warns = error.to_string().contains("may have been carried out");
            assert_eq!(warns, expected == Retryability::Unsafe, "{}: {error}", row.0);
        }
    }
}
