//! Tokio runtimes that end, or that nobody drives, with a fetch on its way.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use runtime::identity::{AssumeRole, CredentialsContext, CredentialsError, UriCredentials};
use runtime::{BoxFuture, CredentialsProvider, Identity};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::support::{Answer, Scripted, ask, document, origin};

const HOUR: Duration = Duration::from_secs(3600);
/// Whoever waits so long waits for ever.
const HANGS: Duration = Duration::from_secs(20);

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn source() -> UriCredentials {
    UriCredentials::new().with_uri("http://cred.local/")
}

/// The first answer never comes.
fn silent_at_first() -> Arc<Scripted> {
    Scripted::new(|before, _| match before {
        0 => Answer::Silence,
        _ => Answer::Body(200, document("second", origin() + HOUR)),
    })
}

/// Begins to ask, and goes.
async fn begin(source: &UriCredentials, transport: &Arc<Scripted>) {
    let mut asking = std::pin::pin!(ask(source, transport, origin()));
    while transport.count() == 0 {
        tokio::select! {
            biased;
            _ = asking.as_mut() => panic!("nothing comes"),
            () = tokio::task::yield_now() => {}
        }
    }
}

#[test]
fn a_runtime_ends_with_a_fetch_on_its_way() {
    let (source, transport) = (source(), silent_at_first());
    runtime().block_on(begin(&source, &transport));
    let identity = runtime().block_on(async { timeout(HANGS, ask(&source, &transport, origin())).await });
    let identity = identity.unwrap().unwrap();
    assert_eq!((identity.access_key_id(), transport.count()), (Some("second"), 2));
}

#[test]
fn a_runtime_that_nobody_drives_holds_nobody_up() {
    let (source, transport) = (source(), silent_at_first());
    let idle = runtime();
    idle.block_on(begin(&source, &transport));
    let identity = runtime().block_on(async { timeout(HANGS, ask(&source, &transport, origin())).await });
    assert_eq!(identity.unwrap().unwrap().access_key_id(), Some("second"));
    // There is one now, whatever has become of the first fetch.
    assert_eq!(idle.block_on(ask(&source, &transport, origin())).unwrap().access_key_id(), Some("second"));
    assert_eq!(transport.count(), 2);
}

/// Driven only while it calls: what is fetched in the background gets on with the next calls.
#[test]
fn a_runtime_that_is_driven_only_while_it_calls() {
    let end = |before: usize| origin() + HOUR + u32::try_from(before).unwrap() * HOUR;
    let transport = Scripted::new(move |before, _| Answer::Body(200, document(&before.to_string(), end(before))));
    let (source, runtime) = (source(), runtime());
    let at = |minutes: u64| {
        let now = origin() + Duration::from_secs(60 * minutes);
        let identity = runtime.block_on(async {
            let identity = ask(&source, &transport, now).await.unwrap();
            // The request that it is for.
            tokio::task::yield_now().await;
            identity
        });
        identity.access_key_id().unwrap().to_owned()
    };
    assert_eq!(at(0), "0");
    // It is fetched in the background from here on, which takes a few calls at most.
    let identities: Vec<_> = (50..59).map(at).collect();
    assert_eq!((identities[0].as_str(), identities[8].as_str(), transport.count()), ("0", "1", 2));
}

/// Each runtime has tasks of its own, but one of them is enough in the background.
#[test]
fn many_runtimes_refresh_once() {
    let end = |before: usize| origin() + HOUR + u32::try_from(before).unwrap() * HOUR;
    let transport = Scripted::new(move |before, _| Answer::Body(200, document(&before.to_string(), end(before))));
    let (source, runtimes) = (source(), [runtime(), runtime(), runtime()]);
    let at = |runtime: &Runtime, seconds: u64| {
        let now = origin() + Duration::from_secs(seconds);
        runtime.block_on(async {
            let identity = ask(&source, &transport, now).await.unwrap();
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
            identity.access_key_id().unwrap().to_owned()
        })
    };
    assert_eq!(at(&runtimes[0], 0), "0");
    // It begins to fetch in the background, and nobody drives it any more.
    let aging = origin() + Duration::from_secs(3000);
    runtimes[0].block_on(ask(&source, &transport, aging)).unwrap();
    for runtime in &runtimes[1..] {
        assert_eq!((at(runtime, 3000), transport.count()), ("0".to_owned(), 1));
    }
    // After its time another one does.
    assert_eq!(at(&runtimes[1], 3031), "0");
    assert_eq!((at(&runtimes[2], 3031), transport.count()), ("1".to_owned(), 2));
}

/// What was asked for first comes last.
#[test]
fn an_older_identity_does_not_replace_a_newer_one() {
    let permit = Arc::new(Semaphore::new(0));
    let gate = Arc::clone(&permit);
    let transport = Scripted::new(move |before, _| {
        let lives = if before == 0 { HOUR } else { 2 * HOUR };
        let answer = Answer::Body(200, document(&before.to_string(), origin() + lives));
        if before == 0 { Answer::After(Arc::clone(&gate), Box::new(answer)) } else { answer }
    });
    let (source, idle) = (source(), runtime());
    idle.block_on(begin(&source, &transport));
    let at = |runtime: &Runtime| {
        runtime.block_on(async {
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
            ask(&source, &transport, origin()).await.unwrap().access_key_id().unwrap().to_owned()
        })
    };
    assert_eq!((at(&runtime()), transport.count()), ("1".to_owned(), 2));
    permit.add_permits(1);
    assert_eq!((at(&idle), transport.count()), ("1".to_owned(), 2));
}

#[test]
fn outside_of_a_runtime_it_is_fetched_by_the_caller() {
    let transport = Scripted::new(|_, _| Answer::Body(200, document("id", origin() + HOUR)));
    let identity = futures_executor(ask(&source(), &transport, origin())).unwrap();
    assert_eq!(identity.access_key_id(), Some("id"));
}

/// Drives a future without tokio.
fn futures_executor<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

struct Panicking;

impl fmt::Debug for Panicking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Panicking")
    }
}

impl CredentialsProvider for Panicking {
    fn identity<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Identity, CredentialsError>> {
        panic!("a source of the program panics, as this test wants")
    }
}

#[tokio::test]
async fn a_source_that_panics() {
    let role = AssumeRole::new(Panicking, "acs:ram::1:role/r");
    let transport = silent_at_first();
    for _ in 0..2 {
        let error = ask(&role, &transport, origin()).await.unwrap_err();
        let expected = "the task that fetched the identity ended without one: it panicked";
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}
