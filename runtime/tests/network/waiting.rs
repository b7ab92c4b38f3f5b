//! Calls that are made until their response says what is waited for.

use std::error::Error as _;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use runtime::error::ErrorKind;
use runtime::{Config, Response, Retry};
use runtime_testing::VirtualTime;

use crate::support::canned::{Answer, Canned, failure, success};
use crate::support::fixed_config;
use crate::support::operations::{Takeover, TakeoverResponse};

const SECOND: Duration = Duration::from_secs(1);

/// Settings for which hours pass in no time, and the waits that are asked for.
fn virtual_config() -> (Config, VirtualTime, Arc<Mutex<Vec<Duration>>>) {
    let (time, waits) = (VirtualTime::new(), Arc::<Mutex<Vec<_>>>::default());
    let config = fixed_config().with_sleep({
        let (time, waits) = (time.clone(), Arc::clone(&waits));
        move |wait| {
            waits.lock().unwrap().push(wait);
            time.sleep(wait)
        }
    });
    (config, time, waits)
}

/// A service that gives these answers, and the last one of them ever after.
fn answers(answers: Vec<Answer>) -> Canned {
    let mut answers = answers.into_iter().peekable();
    Canned::new(move |_| {
        let answer = answers.next().unwrap();
        if answers.peek().is_none() {
            answers = vec![answer.clone()].into_iter().peekable();
        }
        answer
    })
}

fn state(state: &str) -> Answer {
    success(format!(r#"{{"ChannelId":"{state}","RequestId":"r-{state}"}}"#))
}

fn is_done(response: &Response<TakeoverResponse>) -> bool {
    response.channel_id.as_deref() == Some("done")
}

/// Whether a wait is as long as it should be, up to a tenth.
fn is_about(wait: Duration, expected: Duration) -> bool {
    (expected * 9 / 10..=expected * 11 / 10).contains(&wait)
}

#[tokio::test]
async fn the_first_response_that_fits_ends_it() {
    let (config, time, waits) = virtual_config();
    let service = answers(vec![state("new"), state("running"), state("done")]);
    let call = service.client(config).call(Takeover::default()).header("x-mark", "h");
    let response = call.wait_until(is_done).every(60 * SECOND).await.unwrap();
    assert_eq!(response.request_id(), Some("r-done"));
    assert!(service.asked().iter().all(|asked| asked.headers["x-mark"] == "h"));
    let waits = waits.lock().unwrap().clone();
    assert!(waits.len() == 2 && waits.iter().all(|wait| is_about(*wait, 60 * SECOND)), "{waits:?}");
    assert_ne!(waits[0], waits[1], "not all callers come at the same moment");
    assert!(is_about(time.elapsed(), 120 * SECOND));

    // No wait at all if the first one fits.
    let (config, time, _) = virtual_config();
    answers(vec![state("done")]).client(config).call(Takeover::default()).wait_until(is_done).await.unwrap();
    assert_eq!(time.elapsed(), Duration::ZERO);
}

#[tokio::test]
async fn the_condition_may_borrow_and_count() {
    let (config, ..) = virtual_config();
    let mut seen = Vec::new();
    let call = answers(vec![state("new"), state("done")]).client(config).call(Takeover::default());
    let wait = call.wait_until(|response| {
        seen.push(response.channel_id.clone().unwrap());
        is_done(response)
    });
    wait.await.unwrap();
    assert_eq!(seen, ["new", "done"]);
}

#[tokio::test]
async fn the_time_ends_it() {
    let (config, time, _) = virtual_config();
    let service = answers(vec![state("running")]);
    let wait = service.client(config).call(Takeover::default()).wait_until(is_done);
    let error = wait.every(10 * SECOND).at_most(95 * SECOND).await.unwrap_err();
    assert!(time.elapsed() < 95 * SECOND, "no call begins after the end");
    assert_eq!((error.kind(), error.is_timeout(), error.is_transient()), (ErrorKind::Wait, true, false));
    let wait = error.as_wait().unwrap();
    assert_eq!(u32::try_from(service.asked().len()), Ok(wait.calls()));
    assert!((9..=11).contains(&wait.calls()), "{error}");
    assert!(wait.elapsed() >= time.elapsed(), "{error}");
    assert_eq!(wait.last::<TakeoverResponse>().unwrap().channel_id.as_deref(), Some("running"));
    assert_eq!((error.request_id(), error.http().unwrap().status().as_u16()), (Some("r-running"), 200));
    let expected = format!(
        "no response of TakeoverAIAgentCall met the condition within 95s: gave up after {:.1?} and {} calls; allow more \
         time with `at_most`",
        wait.elapsed(),
        wait.calls()
    );
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn an_error_that_passes_is_waited_out() {
    let (config, ..) = virtual_config();
    let service =
        answers(vec![failure(503, "ServiceUnavailable"), state("new"), failure(500, "InternalError"), state("done")]);
    let wait = service.client(config).call(Takeover::default()).wait_until(is_done).every(SECOND);
    assert!(wait.await.is_ok());
    assert_eq!(service.asked().len(), 4);

    // One that does not pass before the time does is the source of the error.
    let (config, ..) = virtual_config();
    let service = answers(vec![state("new"), failure(503, "ServiceUnavailable")]);
    let wait = service.client(config).call(Takeover::default()).wait_until(is_done);
    let error = wait.every(SECOND).at_most(3 * SECOND).await.unwrap_err();
    assert!(error.to_string().ends_with(" calls, the last of which failed"), "{error}");
    let source = error.source().unwrap().to_string();
    assert!(source.starts_with("TakeoverAIAgentCall failed: 503 ServiceUnavailable"), "{source}");
    assert_eq!(error.as_wait().unwrap().last::<TakeoverResponse>().unwrap().channel_id.as_deref(), Some("new"));

    let (config, ..) = virtual_config();
    let wait = answers(vec![failure(503, "Busy")]).client(config).call(Takeover::default()).wait_until(is_done);
    let error = wait.every(SECOND).at_most(SECOND / 2).await.unwrap_err();
    assert!(error.to_string().ends_with(" and 1 call, none of which succeeded"), "{error}");
    assert!(error.as_wait().unwrap().last::<TakeoverResponse>().is_none());
}

#[tokio::test]
async fn an_error_that_stays_ends_it() {
    let (config, time, _) = virtual_config();
    let service = answers(vec![state("new"), failure(404, "NotFound"), state("done")]);
    let error = service.client(config).call(Takeover::default()).wait_until(is_done).every(SECOND).await.unwrap_err();
    assert_eq!((error.code(), service.asked().len()), (Some("NotFound"), 2));
    assert!(is_about(time.elapsed(), SECOND));
}

#[tokio::test]
async fn throttling_slows_it_down() {
    let (config, _, waits) = virtual_config();
    let throttled = |hint: Option<&str>| {
        let (status, _, body) = failure(400, "Throttling.User");
        (status, hint.map(|hint| ("x-acs-retry-after", hint.to_owned())).into_iter().collect(), body)
    };
    let service = answers(vec![
        throttled(None),
        throttled(Some("90000")),
        state("new"),
        throttled(None),
        throttled(None),
        throttled(None),
        state("done"),
    ]);
    service.client(config).call(Takeover::default()).wait_until(is_done).every(5 * SECOND).await.unwrap();
    // The interval doubles up to a minute; what the service asks for is kept to; and it stays slow.
    let waits = waits.lock().unwrap().clone();
    for (wait, expected) in waits.iter().zip([10, 90, 20, 40, 60, 60]) {
        assert!(is_about(*wait, expected * SECOND), "{waits:?}");
    }
    assert!(waits[1] >= 90 * SECOND);

    // Also if the call was successful in the end, after attempts of its own.
    let (config, _, waits) = virtual_config();
    let service = answers(vec![throttled(Some("0")), state("new"), state("done")]);
    let call = service.client(config).call(Takeover::default()).retry(Retry::standard());
    call.wait_until(is_done).every(5 * SECOND).await.unwrap();
    assert!(is_about(waits.lock().unwrap()[1], 10 * SECOND), "{waits:?}");
}

#[tokio::test]
async fn waits_between_attempts_count() {
    // Each call waits 20 seconds before it succeeds.
    let (config, time, _) = virtual_config();
    let mut made = 0;
    let service = Canned::new(move |_| {
        made += 1;
        let (status, _, body) = failure(503, "ServiceUnavailable");
        if made % 2 == 0 { state("new") } else { (status, vec![("retry-after", "20".to_owned())], body) }
    });
    let call = service.client(config).call(Takeover::default()).retry(Retry::standard()).idempotent();
    let error = call.wait_until(is_done).every(SECOND).at_most(60 * SECOND).await.unwrap_err();
    assert!(time.elapsed() < 62 * SECOND, "{error} {:?}", time.elapsed());
    assert!(error.as_wait().unwrap().calls() <= 3, "{error}");
}

#[test]
fn where_nothing_can_wait_it_says_so() {
    let wait = answers(vec![state("new")]).client(fixed_config()).call(Takeover::default()).wait_until(is_done);
    assert!(format!("{wait:?}").contains("TakeoverAIAgentCall"));
    let future = pin!(wait.into_future());
    let Poll::Ready(Err(error)) = future.poll(&mut Context::from_waker(Waker::noop())) else { panic!() };
    assert_eq!(
        error.to_string(),
        "the response of TakeoverAIAgentCall did not meet the condition at once, and nothing can wait here: calls must be \
         awaited within a tokio runtime, and this is none"
    );
    assert!(!error.is_timeout());
}
