//! A total outage: callers do not multiply its load, and are back when it ends.

use std::sync::Arc;
use std::time::Duration;

use runtime_testing::VirtualTime;
use runtime_testing::faults::FaultRates;
use tokio::task::JoinSet;

use crate::support::{DescribeJobs, attempts, named, pair};

/// How long the outage lasts.
const OUTAGE: Duration = Duration::from_secs(6);

/// The budget is spent by now: every caller has failed once.
const SPENT: Duration = Duration::from_secs(2);

/// The pause of a caller that failed.
const PAUSE: Duration = Duration::from_secs(1);

#[tokio::test]
async fn an_outage_is_survived() {
    an_outage_is_survived_by(150).await;
}

#[tokio::test]
#[ignore = "1,000 callers; the step `survival` of `cargo xtask ci` runs it"]
async fn an_outage_is_survived_by_a_thousand_callers() {
    an_outage_is_survived_by(1000).await;
}

/// What a caller has seen.
#[derive(Default)]
struct Seen {
    /// Calls that failed, and the attempts that did.
    all: [u32; 2],
    /// Of these, those of calls that began when the budget was spent.
    spent: [u32; 2],
    recovered: Duration,
}

async fn an_outage_is_survived_by(count: usize) {
    let time = VirtualTime::new();
    let (server, client) = pair(&time, FaultRates::none()).await;
    server.set_outage(true);
    let mut callers = JoinSet::new();
    for index in 0..count {
        let (client, time, participant) = (client.clone(), time.clone(), time.join());
        callers.spawn(async move {
            let mut seen = Seen::default();
            loop {
                let began = time.elapsed();
                let outcome = named(&client, DescribeJobs::default(), &format!("caller-{index}")).await;
                let succeeded = u32::from(outcome.is_ok());
                for counts in [Some(&mut seen.all), (began >= SPENT).then_some(&mut seen.spent)].into_iter().flatten() {
                    counts[0] += 1 - succeeded;
                    counts[1] += attempts(&outcome) - succeeded;
                }
                if outcome.is_ok() {
                    break;
                }
                time.sleep(PAUSE).await;
            }
            seen.recovered = time.elapsed();
            drop(participant);
            seen
        });
    }
    let operator = (Arc::clone(&server), time.clone(), time.join());
    tokio::spawn(async move {
        let (server, time, participant) = operator;
        time.sleep(OUTAGE).await;
        server.set_outage(false);
        drop(participant);
    });
    let seen = callers.join_all().await;

    let sum = |counts: fn(&Seen) -> [u32; 2]| {
        seen.iter().map(counts).fold([0, 0], |[calls, attempts], [more, others]| [calls + more, attempts + others])
    };
    let ([calls, attempts], [spent_calls, spent_attempts]) = (sum(|seen| seen.all), sum(|seen| seen.spent));
    assert_eq!(u64::from(attempts), server.report().lost_to_outage, "every attempt arrived");
    assert!(attempts - calls <= 100, "a full budget is a hundred retries: {}", attempts - calls);
    assert!(f64::from(spent_attempts) <= f64::from(spent_calls) * 1.1, "{spent_attempts} for {spent_calls}");
    let recovery = seen.iter().map(|seen| seen.recovered).max().unwrap_or_default().saturating_sub(OUTAGE);
    assert!(recovery <= Duration::from_secs(2), "{recovery:?}");
    println!(
        "{count} callers, an outage of {OUTAGE:?}: {attempts} requests for {calls} calls, {spent_attempts} for {spent_calls} \
         once the budget was spent; all are back {recovery:?} after its end"
    );
}
