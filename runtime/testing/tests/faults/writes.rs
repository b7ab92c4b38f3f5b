//! Writes, with all faults at once: nothing is done twice, nothing hangs, no result is lost.

use std::net::Ipv4Addr;
use std::time::Duration;

use runtime::Error;
use runtime::error::Retryability;
use runtime::transport::{Phase, TransportError};
use runtime_testing::faults::{Fault, FaultRates, Rate};
use runtime_testing::{Loopback, ReceivedRequest, Reply, VirtualTime};
use tokio::io::BufReader;
use tokio::net::TcpListener;

use crate::support::{
    CreateInstance, CreateJob, Outcome, always, attempts, client, client_at, hasty_config, in_parallel, is_complete,
    named, pair,
};

#[tokio::test]
async fn writes_survive() {
    writes_survive_in(400).await;
}

#[tokio::test]
#[ignore = "10,000 writes; the step `survival` of `cargo xtask ci` runs it"]
async fn ten_thousand_writes_survive() {
    writes_survive_in(10_000).await;
}

/// The last attempt was refused or not even sent, but an earlier one may have been carried out.
#[tokio::test]
async fn an_answer_that_was_lost_is_not_forgotten() {
    let (time, told) =
        (VirtualTime::new(), "; it may have been carried out: check before calling again; gave up after 3");
    let throttled = || Reply::Answer { status: 429, headers: Vec::new(), body: r#"{"Code":"Throttling"}"#.into() };
    let server = Loopback::start([Reply::Close, throttled(), throttled()]).await.unwrap();
    let client = client_at(hasty_config(&time), server.address());
    let error = client.call(CreateInstance::default()).await.unwrap_err();
    assert_eq!((error.code(), error.retryability()), (Some("Throttling"), Retryability::Unsafe));
    assert!(error.to_string().contains(told), "{error}");

    // Nobody listens any more when the first connection is closed.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let client = client_at(hasty_config(&time), listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        drop(listener);
        ReceivedRequest::read(&mut BufReader::new(&mut stream)).await.unwrap();
    });
    let error = client.call(CreateInstance::default()).await.unwrap_err();
    assert_eq!(error.as_transport().map(TransportError::phase), Some(Phase::Connect), "{error:#}");
    assert_eq!(error.retryability(), Retryability::Unsafe);
    assert!(error.to_string().contains(told), "{error}");
}

#[tokio::test]
async fn writes_that_are_never_answered_end() {
    let time = VirtualTime::new();
    let (server, client) = pair(&time, always(Fault::Hang)).await;
    let outcomes = in_parallel(&time, 16, |index| {
        let (client, name) = (client.clone(), format!("call-{index}"));
        let time = Duration::from_millis(20);
        async move {
            match index % 2 {
                0 => named(&client, CreateJob::default(), &name).attempt_timeout(time).await,
                _ => named(&client, CreateInstance::default(), &name).attempt_timeout(time).await,
            }
        }
    })
    .await;
    assert!(outcomes.iter().all(|outcome| outcome.as_ref().is_err_and(Error::is_timeout)), "{outcomes:?}");
    let records = (0..16).map(|index| server.call(&format!("call-{index}")));
    let counts: Vec<_> = records.map(|record| (record.requests, record.effects)).collect();
    assert_eq!(counts, [(1, 1), (3, 1)].repeat(8), "a write without a token is sent once");
}

/// Half of the writes have a token.
async fn writes_survive_in(count: usize) {
    let time = VirtualTime::new();
    // A server that never answers costs real time; `server.rs` has it.
    let faults = Fault::ALL.iter().copied().filter(|fault| *fault != Fault::Hang);
    let (server, _) = pair(&time, FaultRates::each(faults, Rate::percent(5))).await;
    // With so many faults, the budget for retries of one client would be spent soon.
    let clients: Vec<_> = (0..count.div_ceil(100)).map(|_| client(hasty_config(&time), &server)).collect();
    let outcomes: Vec<(String, Outcome)> = in_parallel(&time, count, |index| {
        let (client, name) = (clients[index % clients.len()].clone(), format!("call-{index}"));
        async move {
            let job = || CreateJob { name: Some("job".to_owned()), ..CreateJob::default() };
            let instance = || CreateInstance { name: Some("instance".to_owned()), ..CreateInstance::default() };
            let outcome = match index % 2 {
                0 => named(&client, job(), &name).await,
                _ => named(&client, instance(), &name).await,
            };
            (name, outcome)
        }
    })
    .await;
    assert_eq!(outcomes.len(), count, "every call ends");

    for (name, outcome) in &outcomes {
        let record = server.call(name);
        assert!(record.effects <= 1, "{name} was carried out {} times: {record:?}", record.effects);
        assert_eq!(attempts(outcome), record.requests, "{name}: {record:?}");
        match outcome {
            Ok(response) => {
                assert!(is_complete(response), "{name}: {response:?}");
                assert_eq!((record.effects, record.answers), (1, 1), "{name}: {record:?}");
            }
            Err(error) => {
                assert_eq!(record.answers, 0, "{name} has lost its result: {error:#}\n{record:?}");
                // Another call would have a token of its own.
                let may_repeat = error.retryability() != Retryability::Unsafe;
                assert!(record.effects == 0 || !may_repeat, "{name} invites to a double effect: {error:#}\n{record:?}");
            }
        }
    }
    let report = server.report();
    assert_eq!(report.verified, report.requests - report.faults[&Fault::DropUnread], "{report}");
    assert_eq!((report.double_effects, report.refusals.len()), (0, 0), "{report}");
    let succeeded = outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).count();
    println!("{count} writes: {succeeded} succeeded\n{report}");
}
