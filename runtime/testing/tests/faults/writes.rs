//! Writes, with all faults at once: nothing is done twice, nothing hangs, no result is lost.

use std::time::Duration;

use runtime::Error;
use runtime_testing::VirtualTime;
use runtime_testing::faults::{Fault, FaultRates, Rate};

use crate::support::{
    CreateInstance, CreateJob, Outcome, always, attempts, client, hasty_config, in_parallel, is_complete, named, pair,
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
            Err(error) => assert_eq!(record.answers, 0, "{name} has lost its result: {error:#}\n{record:?}"),
        }
    }
    let report = server.report();
    assert_eq!(report.verified, report.requests - report.faults[&Fault::DropUnread], "{report}");
    assert_eq!((report.double_effects, report.refusals.len()), (0, 0), "{report}");
    let succeeded = outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).count();
    println!("{count} writes: {succeeded} succeeded\n{report}");
}
