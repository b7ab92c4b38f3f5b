//! The waits of throttled calls.

use std::time::Duration;

use runtime::error::FailedAttempt;
use runtime::{Error, Response};
use runtime_testing::VirtualTime;
use runtime_testing::faults::{Fault, FaultRates, FaultServer, Rate};

use crate::support::{CreateJob, client, config, in_parallel, named, options};

#[tokio::test]
async fn waits_are_as_long_as_the_service_asks_for_and_up_to_a_tenth_longer() {
    // `Retry-After` is in whole seconds.
    for (fault, hint, expected) in [
        (Fault::ThrottleHint, Duration::from_millis(500), Duration::from_millis(500)),
        (Fault::ThrottleHint, Duration::from_millis(7), Duration::from_millis(7)),
        (Fault::ThrottleRetryAfter, Duration::from_millis(1500), Duration::from_secs(2)),
    ] {
        let time = VirtualTime::new();
        let rates = FaultRates::none().with(fault, Rate::percent(50));
        let server = FaultServer::start(options(&time).hint(hint).rates(rates)).await.unwrap();
        let client = client(config(&time), &server);
        let waits = in_parallel(&time, 100, |index| {
            let (client, time) = (client.clone(), time.clone());
            async move {
                let began = time.elapsed();
                let outcome = named(&client, CreateJob::default(), &format!("call-{index}")).await;
                let attempts = outcome.as_ref().map_or_else(Error::attempts, Response::attempts);
                let waits: Vec<_> = attempts.failed().iter().map(FailedAttempt::wait).collect();
                assert_eq!(
                    waits.iter().sum::<Duration>(),
                    time.elapsed().saturating_sub(began),
                    "nothing else takes time"
                );
                waits
            }
        })
        .await
        .concat();
        assert!(waits.len() > 30, "{}", waits.len());
        let (shortest, longest) = (waits.iter().min().copied(), waits.iter().max().copied());
        assert!(shortest >= Some(expected) && longest <= Some(expected * 11 / 10), "{shortest:?} {longest:?}");
        assert!(shortest < longest, "not all come back at once");
        println!("{fault} of {hint:?}: {} waits from {shortest:?} to {longest:?}", waits.len());
    }
}
