//! One fetch at a time, early enough, and none that fails as long as there is an identity.

use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use runtime::identity::{AssumeRole, CredentialsContext, UriCredentials};
use runtime::transport::HttpTransport;
use runtime::{CredentialsProvider, Identity};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::support::{Answer, CALL, Scripted, ask, assumed, document, origin};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

fn source() -> UriCredentials {
    UriCredentials::new().with_uri("http://cred.local/")
}

fn id(identity: &Identity) -> &str {
    identity.access_key_id().unwrap()
}

/// Lets tasks in the background get on.
async fn settle() {
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
}

/// Answers with identities `0`, `1`, … that live as long.
fn numbered(life: Duration) -> Arc<Scripted> {
    Scripted::new(move |before, _| Answer::Body(200, document(&before.to_string(), origin() + life)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_first_uses_are_one_exchange() {
    let (source, transport) = (source(), numbered(HOUR));
    let mut calls = JoinSet::new();
    for _ in 0..1000 {
        let (source, transport) = (source.clone(), transport.clone());
        calls.spawn(async move { ask(&source, &transport, origin()).await.unwrap() });
    }
    let identities = calls.join_all().await;
    assert_eq!((identities.len(), transport.count()), (1000, 1));
    assert!(identities.iter().all(|identity| id(identity) == "0"));
}

/// One that has found nothing, and begins to wait when it is there.
#[tokio::test]
async fn an_identity_that_has_come_meanwhile_is_not_fetched_again() {
    let (source, transport) = (source(), numbered(HOUR));
    let shared: Arc<dyn HttpTransport> = transport.clone();
    let context = CredentialsContext::new(&shared, origin(), CALL);
    let (first, second) = (source.identity(context), source.identity(context));
    assert_eq!(id(&first.await.unwrap()), "0");
    assert_eq!(id(&second.await.unwrap()), "0");
    assert_eq!(transport.count(), 1);
}

#[tokio::test]
async fn whoever_waits_gets_the_same_error() {
    let (source, transport) = (source(), Scripted::new(|_, _| Answer::Body(503, String::new())));
    let (first, second) = tokio::join!(ask(&source, &transport, origin()), ask(&source, &transport, origin()));
    assert_eq!(first.unwrap_err().to_string(), "cred.local answered 503");
    assert_eq!(second.unwrap_err().to_string(), "cred.local answered 503");
    assert_eq!(transport.count(), 1);
    // The next one tries again.
    ask(&source, &transport, origin()).await.unwrap_err();
    assert_eq!(transport.count(), 2);
}

#[tokio::test]
async fn the_first_caller_goes_and_the_others_get_it() {
    let (source, transport) = (source(), numbered(HOUR));
    let mut first = Box::pin(ask(&source, &transport, origin()));
    assert!(poll_fn(|context| Poll::Ready(first.as_mut().poll(context).is_pending())).await);
    let second = ask(&source, &transport, origin());
    drop(first);
    assert_eq!(id(&second.await.unwrap()), "0");
    assert_eq!(transport.count(), 1);

    // Even if nobody is left, the next one finds it.
    let transport = numbered(HOUR);
    let source = self::source();
    let mut only = Box::pin(ask(&source, &transport, origin()));
    assert!(poll_fn(|context| Poll::Ready(only.as_mut().poll(context).is_pending())).await);
    drop(only);
    settle().await;
    assert_eq!(id(&ask(&source, &transport, origin()).await.unwrap()), "0");
    assert_eq!(transport.count(), 1);
}

#[tokio::test]
async fn fetched_again_early_in_the_background_and_late_in_the_foreground() {
    let life = HOUR;
    // Each lives an hour from when it is fetched: the second is fetched after 50 minutes.
    let transport = Scripted::new(move |before, _| {
        let end = origin() + life + 50 * MINUTE * u32::try_from(before).unwrap();
        Answer::Body(200, document(&before.to_string(), end))
    });
    let source = source();
    let at = async |minutes: u32| id(&ask(&source, &transport, origin() + minutes * MINUTE).await.unwrap()).to_owned();
    assert_eq!((at(0).await, at(30).await, transport.count()), ("0".to_owned(), "0".to_owned(), 1));
    // With ten minutes left the old one is given, and another one comes.
    assert_eq!(at(50).await, "0");
    settle().await;
    assert_eq!((at(50).await, transport.count()), ("1".to_owned(), 2));
    // With half a minute left, or none, it is waited for.
    let late = origin() + 110 * MINUTE - Duration::from_secs(30);
    assert_eq!(id(&ask(&source, &transport, late).await.unwrap()), "2");
    assert_eq!((at(170).await, transport.count()), ("3".to_owned(), 4));
}

#[tokio::test]
async fn a_refused_identity_is_not_given_again() {
    let (source, transport) = (source(), numbered(HOUR));
    let shared: Arc<dyn HttpTransport> = transport.clone();
    let first = ask(&source, &transport, origin()).await.unwrap();
    let context = CredentialsContext::new(&shared, origin(), CALL);
    let second = source.identity(context.with_refused(&first)).await.unwrap();
    assert_eq!((id(&first), id(&second), transport.count()), ("0", "1", 2));
    // Others that had the first one find the second.
    let third = source.identity(context.with_refused(&first)).await.unwrap();
    assert_eq!((id(&third), transport.count()), ("1", 2));
}

/// How a service can be down.
const OUTAGES: [fn() -> Answer; 4] = [
    || Answer::Body(503, String::new()),
    || Answer::Body(200, "<html>".to_owned()),
    || Answer::Unreachable,
    || Answer::Silence,
];

/// Twelve minutes before the end of an identity STS is down, for ten minutes. A call a second does not notice.
#[tokio::test(start_paused = true)]
async fn ten_minutes_without_sts() {
    for outage in OUTAGES {
        let is_down = Arc::new(AtomicBool::new(false));
        let start = Instant::now();
        let transport = {
            let is_down = Arc::clone(&is_down);
            Scripted::new(move |before, _| match is_down.load(Ordering::Relaxed) {
                true => outage(),
                false => Answer::Body(200, assumed(&before.to_string(), origin() + start.elapsed() + HOUR)),
            })
        };
        let role = AssumeRole::new(Identity::access_key("id", "secret"), "acs:ram::1:role/r");
        let now = || -> SystemTime { origin() + start.elapsed() };
        assert_eq!(id(&ask(&role, &transport, now()).await.unwrap()), "0");

        tokio::time::advance(48 * MINUTE).await;
        is_down.store(true, Ordering::Relaxed);
        let mut taken = Duration::ZERO;
        for second in 0..12 * 60 {
            is_down.store(second < 10 * 60, Ordering::Relaxed);
            let asked = Instant::now();
            ask(&role, &transport, now()).await.unwrap();
            taken = taken.max(asked.elapsed());
            tokio::time::advance(Duration::from_secs(1)).await;
            settle().await;
        }
        assert_eq!(taken, Duration::ZERO, "nobody has waited");
        let attempts = transport.count();
        assert!((5..30).contains(&attempts), "{attempts} attempts: the pauses grow");
        let last = ask(&role, &transport, now()).await.unwrap();
        assert_eq!(id(&last), (attempts - 1).to_string(), "it is up again");
    }
}

/// STS is down until after the end. Until then every call goes through, and none waits for all its time.
#[tokio::test(start_paused = true)]
async fn an_outage_until_the_end() {
    for outage in OUTAGES {
        let start = Instant::now();
        let transport = Scripted::new(move |before, _| match before {
            0 => Answer::Body(200, assumed("0", origin() + HOUR)),
            _ => outage(),
        });
        let role = AssumeRole::new(Identity::access_key("id", "secret"), "acs:ram::1:role/r");
        let now = || -> SystemTime { origin() + start.elapsed() };
        while start.elapsed() < HOUR {
            let asked = Instant::now();
            assert_eq!(id(&ask(&role, &transport, now()).await.unwrap()), "0");
            assert!(asked.elapsed() < CALL / 2);
            tokio::time::advance(Duration::from_secs(10)).await;
            settle().await;
        }
        ask(&role, &transport, now()).await.unwrap_err();
    }
}

/// A call with little time does not spend all of it waiting, as long as there is an identity.
#[tokio::test(start_paused = true)]
async fn a_call_keeps_half_of_its_time() {
    let transport = Scripted::new(|before, _| match before {
        0 => Answer::Body(200, document("0", origin() + HOUR)),
        _ => Answer::Silence,
    });
    let source = source();
    ask(&source, &transport, origin()).await.unwrap();
    let shared: Arc<dyn HttpTransport> = transport.clone();
    let (late, start) = (origin() + HOUR - Duration::from_secs(30), Instant::now());
    let context = CredentialsContext::new(&shared, late, Duration::from_secs(4));
    assert_eq!(id(&source.identity(context).await.unwrap()), "0");
    assert_eq!(start.elapsed().as_secs(), 2);
}
