//! Recorded replies, good and bad, with retries on: how many attempts are made, and why the official clients make others.

use std::time::Duration;

use runtime::codegen::{Call, Value};
use runtime::mock::{Mock, Reply};
use runtime::{Error, Response, Retry};

use crate::support::{KEY, Write, check_signature, client, config};

/// What the caller says of the call.
type Said = fn(Call<Write>) -> Call<Write>;

/// A vector in which attempts are retried, or could be.
struct Row {
    id: &'static str,
    said: Said,
    attempts: u32,
    /// How many the official clients make, with the options of the vector.
    official: u32,
    /// What comes of the call.
    code: Result<(), Option<&'static str>>,
    /// The longest wait of each retry, and whether it is a hint: then it is also the shortest but for a tenth on top.
    waits: &'static [(u64, bool)],
    /// Why it is not as with the official clients.
    why: &'static str,
}

const NONE_BY_DEFAULT: &str = "the official clients retry nothing by default";
const BY_EFFECT: &str =
    "what may have been carried out is retried only if the caller vouches for the call, not by a list of codes";

const fn row(
    id: &'static str,
    said: Said,
    (attempts, official): (u32, u32),
    code: Result<(), Option<&'static str>>,
    waits: &'static [(u64, bool)],
    why: &'static str,
) -> Row {
    Row { id, said, attempts, official, code, waits, why }
}

const fn plain(call: Call<Write>) -> Call<Write> {
    call
}

fn vouched(call: Call<Write>) -> Call<Write> {
    call.idempotent().retry(Retry::standard().base_delay(Duration::from_millis(5)))
}

const RETRIED: [Row; 18] = [
    row(
        "429-ratelimit-headers",
        plain,
        (3, 1),
        Err(Some("Throttling.Api")),
        &[(200, false), (400, false)],
        NONE_BY_DEFAULT,
    ),
    row("503-throttling-code", plain, (3, 1), Err(Some("Throttling")), &[(200, false), (400, false)], NONE_BY_DEFAULT),
    row("other-code-with-header", plain, (3, 1), Err(Some("InvalidParameter")), &[(1500, true); 2], NONE_BY_DEFAULT),
    row("throttling-code-header", plain, (3, 1), Err(Some("Throttling.User")), &[(2000, true); 2], NONE_BY_DEFAULT),
    row(
        "throttling-header-mixed",
        plain,
        (3, 1),
        Err(Some("Throttling")),
        &[(200, false), (400, false)],
        NONE_BY_DEFAULT,
    ),
    row("throttling-header-zero", plain, (3, 1), Err(Some("Throttling")), &[(0, true); 2], NONE_BY_DEFAULT),
    row("retry-none-by-default", plain, (1, 1), Err(Some("ServiceUnavailable")), &[], ""),
    row("retry-none-by-default", vouched, (3, 1), Ok(()), &[(5, false), (10, false)], NONE_BY_DEFAULT),
    // The options of old clients, which have no effect in these.
    row("retry-runtime-autoretry", plain, (1, 1), Err(Some("ServiceUnavailable")), &[], ""),
    row("retry-options-success", plain, (1, 3), Err(Some("ServiceUnavailable")), &[], BY_EFFECT),
    row("retry-options-success", vouched, (3, 3), Ok(()), &[(5, false), (10, false)], ""),
    row("retry-options-other-code", vouched, (2, 1), Ok(()), &[(5, false)], BY_EFFECT),
    row("retry-after-caps-backoff", plain, (2, 2), Ok(()), &[(30, true)], ""),
    row(
        "retry-max-delay",
        plain,
        (1, 2),
        Err(Some("Throttling")),
        &[],
        "a hint is never cut short: one beyond the time of the call ends it, with the hint in the error",
    ),
    row("retry-max-delay", |call| call.timeout(Duration::from_secs(200)), (2, 2), Ok(()), &[(99_999, true)], ""),
    row(
        "retry-by-exception-client",
        vouched,
        (1, 2),
        Err(Some("Whatever")),
        &[],
        "a request that is refused is refused again, whatever is asked for",
    ),
    row("retry-html-502", plain, (1, 1), Err(None), &[], ""),
    row("retry-html-502", vouched, (2, 1), Ok(()), &[(5, false)], "the status says enough, whatever the body is"),
];

#[tokio::test]
async fn attempts_of_the_recorded_replies() {
    for row in &RETRIED {
        let (mock, result) = outcome(&vector(row.id), row.said).await;
        let (made, id) = (attempts(&result), row.id);
        assert_eq!(made, row.attempts, "{id}");
        assert_eq!(made == row.official, row.why.is_empty(), "{id}: a difference has a reason, and only that");
        assert_eq!(result.as_ref().map(|_| ()).map_err(Error::code), row.code, "{id}");
        let (requests, slept) = (mock.requests(), mock.slept());
        assert_eq!((requests.len(), slept.len()), (made as usize, row.waits.len()), "{id}");
        for (slept, (limit, is_hint)) in slept.iter().zip(row.waits) {
            let limit = Duration::from_millis(*limit);
            let fits = if *is_hint { *slept >= limit && *slept <= limit * 11 / 10 } else { *slept <= limit };
            assert!(fits, "{id}: {slept:?}, with {limit:?}");
        }
        for (index, request) in requests.iter().enumerate() {
            check_signature(request, KEY);
            let attempts = (index > 0).then(|| index.to_string());
            assert_eq!(request.header("x-acs-retry-attempts"), attempts.as_deref(), "{id}");
        }
    }
}

#[tokio::test]
async fn all_other_recorded_replies_end_the_call() {
    let ids = |row: &Row| row.id;
    let mut others = 0;
    for vector in vectors() {
        let id = vector["id"].as_str().unwrap();
        if RETRIED.iter().map(ids).any(|retried| retried == id) || id == "read-timeout" {
            continue;
        }
        let (mock, result) = outcome(&vector, plain).await;
        assert_eq!((attempts(&result), mock.slept().len()), (1, 0), "{id}");
        others += 1;
    }
    assert_eq!(others, 55 - 15);
}

#[tokio::test]
async fn a_slow_response_ends_the_attempt() {
    let vector = vector("read-timeout");
    let timeout = Duration::from_millis(vector["runtime"]["readTimeout"].as_u64().unwrap());
    let delay = Duration::from_secs_f64(vector["replies"][0]["delay"].as_f64().unwrap());
    let mock = Mock::new().when::<Write>().then(reply(&vector["replies"][0]).with_delay(delay));
    let call = || client(config(&mock)).call(Write::default()).attempt_timeout(timeout);
    // A write, as with the official clients; what is vouched for is retried.
    let error = call().await.unwrap_err();
    assert!(error.is_timeout() && error.attempts().count() == 1, "{error}");
    assert_eq!(call().idempotent().await.unwrap_err().attempts().count(), 3);
}

/// What becomes of a write that gets these replies, and the last one again and again.
async fn outcome(vector: &Value, said: Said) -> (Mock, Result<Response<Value>, Error>) {
    let replies = vector["replies"].as_array().unwrap().iter().map(reply);
    let mock = replies.fold(Mock::new().when::<Write>(), Mock::then);
    let result = said(client(config(&mock)).call(Write::default())).await;
    (mock, result)
}

fn attempts(result: &Result<Response<Value>, Error>) -> u32 {
    match result {
        Ok(response) => response.attempts().count(),
        Err(error) => error.attempts().count(),
    }
}

fn reply(reply: &Value) -> Reply {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let status = u16::try_from(reply["status"].as_u64().unwrap()).unwrap();
    let headers = reply["headers"].as_array().unwrap();
    headers.iter().fold(Reply::new(status, text(&reply["body"])), |reply, pair| {
        reply.with_header(&text(&pair[0]), &text(&pair[1]))
    })
}

fn vectors() -> Vec<Value> {
    serde_json::from_str(include_str!("../vectors/errors.json")).unwrap()
}

fn vector(id: &str) -> Value {
    vectors().into_iter().find(|vector| vector["id"] == id).unwrap_or_else(|| panic!("no vector {id}"))
}
