//! Reads on a network that loses every tenth request or answer.

use runtime_testing::VirtualTime;
use runtime_testing::faults::{Fault, FaultRates, Rate};

use crate::support::{DescribeJobs, Outcome, client, hasty_config, in_parallel, named, pair};

#[tokio::test]
async fn reads_survive() {
    reads_survive_in(400).await;
}

#[tokio::test]
#[ignore = "10,000 reads; the step `survival` of `cargo xtask ci` runs it"]
async fn ten_thousand_reads_survive() {
    reads_survive_in(10_000).await;
}

async fn reads_survive_in(count: usize) {
    let time = VirtualTime::new();
    let losses = [Fault::DropBefore, Fault::ResetBefore, Fault::DropAfter, Fault::HalfHead, Fault::HalfBody];
    let (server, _) = pair(&time, FaultRates::each(losses, Rate::percent(2))).await;
    let client = client(hasty_config(&time), &server);
    let outcomes: Vec<(String, Outcome)> = in_parallel(&time, count, |index| {
        let (client, name) = (client.clone(), format!("call-{index}"));
        async move {
            let outcome = named(&client, DescribeJobs::default(), &name).await;
            (name, outcome)
        }
    })
    .await;

    for (name, outcome) in &outcomes {
        let record = server.call(name);
        let lost = record.faults.iter().flatten().count();
        assert_eq!(outcome.is_err(), lost == 3, "{name}: {record:?}");
    }
    let report = server.report();
    let (lost, succeeded) =
        (report.faults.values().sum::<u64>(), outcomes.iter().filter(|(_, outcome)| outcome.is_ok()).count());
    assert!(lost * 20 > report.requests, "{report}");
    assert!(succeeded * 1000 >= count * 997, "{succeeded} of {count}");
    println!("{count} reads: {succeeded} succeeded, {lost} of {} requests lost", report.requests);
}
